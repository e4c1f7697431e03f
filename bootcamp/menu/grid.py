"""What each kind of household keeps of every whole euro of a bonus, for each job class and step: worked out once for
each set of values, and then only looked up."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from bootcamp.menu.households import HOUSEHOLDS, WHOLE, Household
from calculator.engine.amounts import Array, cents
from calculator.engine.in_use import remembered
from calculator.household.calculation import parameters_fingerprint
from calculator.household.intake.document import read_document
from calculator.household.ladder import HIGHEST_BONUS, GrossForNet, Ladder, first_and_safe, kept_at_bonuses
from calculator.household.years import shown_in

JOBS = ((16, 24), (24, 32), (32, 40))
STEPS = (4, 8, 12)
USUAL_PLACE = (24, 32), 8
HIGHEST = HIGHEST_BONUS
DIP = 2_500
EVERY_EURO = cents(100 * np.arange(HIGHEST_BONUS + 1))


@dataclass(frozen=True, eq=False)
class GridCell:
    """One kind of household at one job and step. Amounts in cents a year."""

    household: Household
    hours_gain: int
    ladder: Ladder

    def kept(self, gross: int) -> int | None:
        """Of a bonus of so many whole euros; None where a value wasn't known."""
        known = self.ladder.is_known[0]
        return int(self.ladder.kept[0, gross]) if known[gross] and known[0] else None

    def eaten(self, gross: int) -> int:
        return int(self.ladder.eaten[0, gross])

    def needed(self, net_month: int) -> GrossForNet:
        """For so many whole euros net a month."""
        return first_and_safe(self.ladder, 1200 * net_month)

    def falls(self, gross: int) -> int | None:
        """The first bonus up to `gross` (euros) at which much less is kept than of a lower one."""
        kept = self.ladder.kept[0, : gross + 1]
        places = np.flatnonzero(np.maximum.accumulate(kept) - kept > DIP)
        return int(places[0]) if len(places) else None


Place = tuple[tuple[int, int], int]
"""(job, step)."""


@remembered
def cells(year: int, job: tuple[int, int], step: int) -> tuple[GridCell, ...]:
    return tuple(_cell(household, year, job, step) for household in HOUSEHOLDS)


def all_cells(year: int) -> dict[Place, tuple[GridCell, ...]]:
    return {(job, step): cells(year, job, step) for job in JOBS for step in STEPS}


def _cell(household: Household, year: int, job: tuple[int, int], step: int) -> GridCell:
    now, wish = job
    request = read_document({**household.document(year, step=step, hours=now), "hours": [now, wish]})
    ladder = kept_at_bonuses([request], [100 * wish], EVERY_EURO)
    before = kept_at_bonuses([request], [100 * now], EVERY_EURO[:1])
    whole = Ladder(ladder.bonuses, *(_small(one) for one in (ladder.disposable, ladder.is_known, ladder.allowances)))
    return GridCell(household, int(ladder.disposable[0, 0] - before.disposable[0, 0]), whole)


def _small(amounts: Array) -> Array:
    """A copy of its own, in half the room: cents of a year fit in 32 bits."""
    return np.ascontiguousarray(amounts, dtype=np.bool_ if amounts.dtype == np.bool_ else np.int32)


def mean(amounts: list[int | None]) -> int | None:
    """Weighted by the kinds; of those that are known."""
    known = [(one, household.weight) for one, household in zip(amounts, HOUSEHOLDS, strict=True) if one is not None]
    weight = sum(share for _, share in known)
    return round(sum(one * share for one, share in known) / weight) if weight else None


def years(today: date) -> tuple[int, int]:
    """This year and the next: a menu is about no other."""
    this = shown_in(today)
    return this, this + 1


def version(year: int) -> str:
    """Of the values that the numbers of a page come from."""
    return f"{year}.{parameters_fingerprint()}"


assert WHOLE == 100
