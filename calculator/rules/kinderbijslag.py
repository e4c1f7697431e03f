"""Kinderbijslag: an amount a quarter for each child, by its age on the first day of the quarter; no income test.

The sum is over the four quarters of the year that the right is about; the money comes after each quarter.

Not modelled: double kinderbijslag, children who live elsewhere or abroad, children of 16 and 17 without a right
because of their own income or study.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from calculator.engine.amounts import cents
from calculator.engine.in_use import remembered_at_most
from calculator.engine.steps import Stappen, aantal, bedrag
from calculator.engine.values import Centen, Waarden, load
from calculator.rules.maanden import leeftijd_op

WET = "Algemene Kinderbijslagwet art. 12"


@dataclass(frozen=True, kw_only=True)
class KinderbijslagWaarden(Waarden):
    """Cents a quarter for one child."""

    tot_en_met_5: Centen
    van_6_tot_en_met_11: Centen
    van_12_tot_en_met_17: Centen

    def bij_leeftijd(self, leeftijd: int) -> int:
        if not 0 <= leeftijd < 18:
            return 0
        if leeftijd < 6:
            return self.tot_en_met_5
        return self.van_6_tot_en_met_11 if leeftijd < 12 else self.van_12_tot_en_met_17


IN_FORCE = load(KinderbijslagWaarden, "kinderbijslag")


def is_known(year: int) -> bool:
    return year in IN_FORCE.years()


def is_under_18(birth: date, year: int) -> bool:
    """On its first day, after which it counts for a quarter at least."""
    return birth > date(year - 18, 1, 1)


def kinderbijslag_jaar(
    birth_dates: Sequence[date], year: int, *, stap: Stappen, percents: Sequence[int] | None = None
) -> int:
    """Algemene Kinderbijslagwet art. 12. Cents a year for one household.

    A child counts when it's born on or before the first day of the quarter and isn't yet 18 on it. `percents`: how
    much of each is paid here; parents who live apart may share it.
    """
    shares = [100] * len(birth_dates) if percents is None else percents
    total = sum(
        kinderbijslag_van_kind(birth, year, percent) for birth, percent in zip(birth_dates, shares, strict=True)
    )
    if stap.on:
        _leg_uit(total, birth_dates, quarters_of(year), stap)
    return total


def quarters_of(year: int) -> list[date]:
    """The first day of each quarter."""
    return [date(year, month, 1) for month in (1, 4, 7, 10)]


@remembered_at_most(10_000)
def kinderbijslag_van_kind(birth: date, year: int, percent: int = 100) -> int:
    """Cents a year. Remembered, since a whole sector has fewer birthdays than children."""
    whole = sum(IN_FORCE.on(day).bij_leeftijd(leeftijd_op(birth, day)) for day in quarters_of(year))
    return (2 * whole * percent + 100) // 200


def _leg_uit(total: int, birth_dates: Sequence[date], quarters: list[date], stap: Stappen) -> None:
    with_right = sum(any(0 <= leeftijd_op(birth, day) < 18 for day in quarters) for birth in birth_dates)
    stap(
        "kinderbijslag",
        cents(total),
        wet=WET,
        omdat=(
            "Er is in dit jaar {kinderen} kind met recht op kinderbijslag: {jaar} over vier kwartalen."
            if with_right == 1
            else "Er zijn in dit jaar {kinderen} kinderen met recht op kinderbijslag: {jaar} over vier kwartalen."
            if with_right
            else "Er is in dit jaar geen kind jonger dan 18 jaar. Dan is er geen kinderbijslag."
        ),
        waarden=IN_FORCE.on(quarters[-1]),
        uses=("tot_en_met_5", "van_6_tot_en_met_11", "van_12_tot_en_met_17"),
        kinderen=aantal(with_right),
        jaar=bedrag(total),
    )
