"""Which years can be computed.

Without the rules of `CORE` there's no answer at all; what else a year lacks is left out aloud (see `left_out`).
Another year's values are never used in their place.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, overload

from calculator.engine.in_use import remembered
from calculator.engine.values import InForce
from calculator.household import parts
from calculator.rules import (
    algemene_heffingskorting,
    aow_leeftijd,
    arbeidskorting,
    bijzondere_beloningen,
    box3,
    combinatiekorting,
    eigen_woning,
    kindgebonden_budget,
    loonheffing,
    ouderenkorting,
    pensioenpremie,
    schijven,
    uitbetaling_heffingskorting,
)
from calculator.rules.cao import PO

CORE: tuple[InForce[Any], ...] = (
    aow_leeftijd.IN_FORCE,
    loonheffing.IN_FORCE,
    bijzondere_beloningen.IN_FORCE,
    schijven.IN_FORCE,
    algemene_heffingskorting.IN_FORCE,
    arbeidskorting.IN_FORCE,
    combinatiekorting.IN_FORCE,
    ouderenkorting.IN_FORCE,
    uitbetaling_heffingskorting.IN_FORCE,
    box3.IN_FORCE,
    kindgebonden_budget.IN_FORCE,
)
USUAL: tuple[InForce[Any], ...] = (
    PO.terms,
    PO.tables,
    *pensioenpremie.IN_FORCE.values(),
    eigen_woning.IN_FORCE,
)
Rules = tuple[InForce[Any], ...]


def of_all_parts() -> Rules:
    """Also those of the parts of the money."""
    return (*CORE, *USUAL, *(part.in_force for part in parts.rows() if part.in_force is not None))


@remembered
def _years_of(rules: Rules) -> tuple[int, ...]:
    return tuple(sorted(frozenset.intersection(*(rule.years() for rule in rules))))


class Years(Sequence[int]):
    """The calendar years of which all these rules have values, as a tuple that follows the values in use."""

    def __init__(self, rules: Callable[[], Rules]):
        self.rules = rules

    @property
    def there(self) -> tuple[int, ...]:
        years: tuple[int, ...] = _years_of(self.rules())
        return years

    @overload
    def __getitem__(self, place: int) -> int: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[int, ...]: ...

    def __getitem__(self, place: int | slice) -> int | tuple[int, ...]:
        return self.there[place]

    def __len__(self) -> int:
        return len(self.there)

    def __iter__(self) -> Iterator[int]:
        return iter(self.there)

    def __contains__(self, year: object) -> bool:
        return year in self.there

    def __eq__(self, other: object) -> bool:
        return self.there == (other.there if isinstance(other, Years) else other)

    def __hash__(self) -> int:
        return hash(self.rules)

    def __repr__(self) -> str:
        return repr(self.there)


SUPPORTED = Years(lambda: CORE)
COMPLETE = Years(of_all_parts)
"""The years in which a teacher's usual household lacks nothing."""


def shown_in(day: date) -> int:
    """The calendar year to answer for on this day; the nearest complete one when its own values aren't there yet."""
    return min(COMPLETE, key=lambda year: abs(year - day.year))
