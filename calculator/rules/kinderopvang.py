"""The childcare of one household over a year, before anything that depends on income.

Which hours and which price count (Wet kinderopvang art. 1.7, Besluit kinderopvangtoeslag art. 4): at most the
maximum price of the kind of care, and at most 230 hours a month for a child, over all its care together. Each
month is settled on its own (art. 2): the first child is the one with the most hours that count, at a tie the one
with the highest costs that count (art. 3 and the official explanation of 2026).

Assumptions, since one number of hours a month is given for the whole year:
- a child born in the year has care from the month after its birth;
- care ends where secondary school begins: on 1 August of the year in which the child is twelve before 1 October.
  The law names the first day of the month in which secondary school starts; a child who stays down or
  skips a class goes at another moment;
- when two kinds of care together are over the maximum hours, the hours with the highest price count first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from calculator.engine.amounts import HUNDRED_PERCENT
from calculator.engine.values import NotInForce
from calculator.rules.kinderopvangtabel import KinderopvangtoeslagWaarden
from calculator.rules.maanden import maanden_van, maandnummer, tijdvakken

HOURS = 30_000
"""Parts of an hour, so that hours a month that follow from hours a week (52 / 12, 140 %) are whole numbers too."""
OCTOBER = 10
SCHOOL_YEAR_STARTS = 7
"""August, counted from zero as month numbers are."""


class Follows(NamedTuple):
    """How care goes with the hours of work: hours a month for each workday, or what it is at the wished hours
    (hundredths a week)."""

    per_day: Decimal | None = None
    wish_hours: int = 0
    hours_per_month: Decimal = Decimal(0)


class Childcare(NamedTuple):
    """`kind`: dagopvang, bso or gastouder; the hourly rate in cents."""

    kind: str
    hours_per_month: Decimal | float
    hourly_rate: int
    follows: Follows | None = None


class Lives(NamedTuple):
    """Where a child of parents who live apart lives, and who gets the kinderbijslag. All of it here is the usual."""

    days_year: int = 365
    registered_here: bool = True
    kinderbijslag_here: bool = True
    kinderbijslag_percent: int = 100
    other_parent_hours: Decimal = Decimal(0)
    """Hours of care a month that the other parent has allowance for."""

    @property
    def counts_here(self) -> bool:
        """Registered here, or in each household for enough of the year (Awir art. 4 lid 2; the IACK since 2021)."""
        return self.registered_here or self.days_year >= SHARED_DAYS


HERE = Lives()
SHARED_DAYS = 156
"""Three whole days a week."""


class Child(NamedTuple):
    birth_date: date
    childcare: tuple[Childcare, ...]
    lives: Lives = HERE

    @property
    def school_age(self) -> int:
        """The month number of the fourth birthday."""
        return maandnummer(self.birth_date) + 4 * 12

    def months_of_care(self, year: int) -> range:
        """The month numbers of `year` in which this child can have care."""
        whole_year = maanden_van(year)
        born_late = self.birth_date.month >= OCTOBER
        school_starts = 12 * (self.birth_date.year + 12 + born_late) + SCHOOL_YEAR_STARTS
        first = max(whole_year.start, maandnummer(self.birth_date) + 1)
        return range(first, max(first, min(whole_year.stop, school_starts)))


class Stretch(NamedTuple):
    """Months with the same care; each field a number or an array that broadcasts to (households, hours)."""

    first: npt.ArrayLike
    """The month of the year in which it begins."""
    months: npt.ArrayLike
    counted: tuple[npt.ArrayLike, ...]
    """Cents times HOURS a month that count of each child, the first child first."""


@dataclass(frozen=True, slots=True)
class Care:
    """Cents times HOURS a year that count for the first and for the next children; numbers or arrays that
    broadcast to (households, hours). `bill`: what is paid for all care, in cents a year."""

    first: npt.ArrayLike
    following: npt.ArrayLike
    bill: npt.ArrayLike
    stretches: tuple[Stretch, ...] = ()


NO_CARE = Care(first=0, following=0, bill=0)


def care_costs(
    children: Sequence[Child],
    year: int,
    *,
    waarden: KinderopvangtoeslagWaarden | None,
    worked_hours_per_month: Decimal | float | None = None,
    months: range | None = None,
) -> Care:
    """What counts over the year for one household; without `waarden` only the bill. `worked_hours_per_month`: of the
    parent who works least; until 2022 it caps the hours. `months`: only these month numbers."""
    months = maanden_van(year) if months is None else months
    in_care = [(child, child.months_of_care(year)) for child in children if child.childcare]
    changes = [month for child, when in in_care for month in (when.start, when.stop, child.school_age)]
    first = following = bill = 0
    stretches = []
    for month, number in tijdvakken(months, changes):
        costs = [_costs(child, month, waarden, worked_hours_per_month) for child, when in in_care if month in when]
        costs.sort(reverse=True)
        for place, one in enumerate(costs):
            if place == 0:
                first += number * one.counted
            else:
                following += number * one.counted
            bill += number * one.bill
        if costs:
            stretches.append(Stretch(month % 12 + 1, number, tuple(one.counted for one in costs)))
    return Care(first, following, (2 * bill + HOURS) // (2 * HOURS), tuple(stretches))


def one_after_the_other(before: Care, after: Care) -> Care:
    """Two parts of one year."""
    first, following, bill = (
        np.asarray(getattr(before, name)) + np.asarray(getattr(after, name)) for name in ("first", "following", "bill")
    )
    return Care(first, following, bill, (*before.stretches, *after.stretches))


def side_by_side(households: Iterable[Care], *, axis: int = 0) -> Care:
    """Several households as one (axis 0), or one household at several numbers of hours (axis 1)."""
    cares = list(households)
    first, following, bill = (
        _joined([getattr(care, name) for care in cares], axis) for name in ("first", "following", "bill")
    )
    return Care(first, following, bill, _stretches_joined([care.stretches for care in cares], axis))


def _stretches_joined(several: Sequence[tuple[Stretch, ...]], axis: int) -> tuple[Stretch, ...]:
    """Stretch by stretch; who has fewer gets stretches of no months, and fewer children count for nothing."""
    joined = []
    for row in zip_longest(*several, fillvalue=NO_STRETCH):
        counted = zip_longest(*[stretch.counted for stretch in row], fillvalue=0)
        joined.append(
            Stretch(
                _joined([stretch.first for stretch in row], axis),
                _joined([stretch.months for stretch in row], axis),
                tuple(_joined(list(child), axis) for child in counted),
            )
        )
    return tuple(joined)


NO_STRETCH = Stretch(1, 0, ())


def _joined(amounts: list[npt.ArrayLike], axis: int) -> npt.NDArray[np.int64]:
    if not any(isinstance(amount, np.ndarray) for amount in amounts):
        return np.array(amounts, dtype=np.int64).reshape((-1, 1) if axis == 0 else (1, -1))
    tables = [np.atleast_2d(np.asarray(amount, dtype=np.int64)) for amount in amounts]
    hours = max(table.shape[1] for table in tables)
    return np.concatenate([np.broadcast_to(table, (1, hours)) for table in tables], axis=axis)


class Costs(NamedTuple):
    """One child in one month, in the order that decides who is the first child."""

    hours: int
    counted: int
    bill: int


def _costs(
    child: Child,
    month: int,
    waarden: KinderopvangtoeslagWaarden | None,
    worked_hours_per_month: Decimal | float | None,
) -> Costs:
    slots, bill = [], 0
    if not child.lives.counts_here:
        waarden = None
    for care in child.childcare:
        hours = exact_hours(care.hours_per_month)
        bill += hours * care.hourly_rate
        if waarden is None:
            continue
        if waarden.uren_per_gewerkt_uur is not None:
            kind = "bso" if care.kind == "gastouder" and month >= child.school_age else care.kind
            hours = min(hours, _most_by_work(kind, waarden, worked_hours_per_month))
        slots.append((min(care.hourly_rate, waarden.maximale_uurprijs[care.kind]), hours))
    most = 0
    if waarden is not None:
        most = max(waarden.maximum_uren * HOURS - exact_hours(child.lives.other_parent_hours), 0)
    counted, left = 0, most
    for price, hours in sorted(slots, reverse=True):
        counted += price * min(hours, left)
        left -= min(hours, left)
    return Costs(hours=most - left, counted=counted, bill=bill)


def _most_by_work(
    kind: str, waarden: KinderopvangtoeslagWaarden, worked_hours_per_month: Decimal | float | None
) -> int:
    """Until 2022: a percentage of the hours that the parent who works least works."""
    assert waarden.uren_per_gewerkt_uur is not None
    if worked_hours_per_month is None:
        raise NotInForce("kinderopvangtoeslag zonder de gewerkte uren", waarden.vanaf)
    return exact_hours(worked_hours_per_month) * waarden.uren_per_gewerkt_uur[kind] // HUNDRED_PERCENT


@lru_cache(1_000)
def exact_hours(hours: Decimal | float) -> int:
    """In parts of an hour, to the nearest."""
    return round(hours * HOURS)
