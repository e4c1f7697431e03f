"""Which years can be computed.

Without the rules of `CORE` there's no answer at all; what else a year lacks is left out aloud (see `left_out`).
Another year's values are never used in their place.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from calculator.engine.in_use import remembered
from calculator.engine.values import InForce
from calculator.rules import (
    algemene_heffingskorting,
    aow_leeftijd,
    arbeidskorting,
    bijzondere_beloningen,
    box3,
    cao_po,
    combinatiekorting,
    commute,
    huurtoeslag,
    jonggehandicaptenkorting,
    kinderbijslag,
    kinderopvangtoeslag,
    kindgebonden_budget,
    loonheffing,
    ouderenkorting,
    own_home,
    pension,
    schijven,
    study_debt,
    uitbetaling_heffingskorting,
    zorgtoeslag,
)

CORE = (
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
USUAL = (
    cao_po.IN_FORCE,
    cao_po.TABLES,
    *pension.IN_FORCE.values(),
    own_home.IN_FORCE,
    jonggehandicaptenkorting.IN_FORCE,
    zorgtoeslag.IN_FORCE,
    huurtoeslag.IN_FORCE,
    kinderopvangtoeslag.IN_FORCE,
    kinderbijslag.IN_FORCE,
    commute.IN_FORCE,
    study_debt.IN_FORCE,
)


@remembered
def _years_of(rules: Sequence[InForce]) -> tuple[int, ...]:
    return tuple(sorted(frozenset.intersection(*(rule.years() for rule in rules))))


class Years(Sequence[int]):
    """The calendar years of which all these rules have values, as a tuple that follows the values in use."""

    def __init__(self, *rules: InForce):
        self.rules = rules

    def __getitem__(self, place):
        return _years_of(self.rules)[place]

    def __len__(self) -> int:
        return len(_years_of(self.rules))

    def __iter__(self) -> Iterator[int]:
        return iter(_years_of(self.rules))

    def __contains__(self, year: object) -> bool:
        return year in _years_of(self.rules)

    def __eq__(self, other: object) -> bool:
        return _years_of(self.rules) == (_years_of(other.rules) if isinstance(other, Years) else other)

    def __hash__(self) -> int:
        return hash(self.rules)

    def __repr__(self) -> str:
        return repr(_years_of(self.rules))


SUPPORTED = Years(*CORE)
COMPLETE = Years(*CORE, *USUAL)
"""The years in which a teacher's usual household lacks nothing."""


def shown_in(day: date) -> int:
    """The calendar year to answer for on this day; the nearest complete one when its own values aren't there yet."""
    return min(COMPLETE, key=lambda year: abs(year - day.year))
