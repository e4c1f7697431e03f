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

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

import numpy as np

from calculator.engine.amounts import HUNDRED_PERCENT, Array, Mask
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

    first: Any
    """The month of the year in which it begins."""
    months: Any
    counted: tuple[Any, ...]
    """Cents times HOURS a month that count of each child, the first child first."""


@dataclass(frozen=True, slots=True)
class Care:
    """Cents times HOURS a year that count for the first and for the next children; numbers or arrays that
    broadcast to (households, hours). `bill`: what is paid for all care, in cents a year."""

    first: Any
    following: Any
    bill: Any
    stretches: tuple[Stretch, ...] = ()

    def at(self, cases: Array) -> "Care":
        """Of these cases, in this shape."""

        def pick(amounts: Array) -> Array:
            picked: Array = amounts[:, 0][cases]
            return picked

        stretches = tuple(
            Stretch(pick(first), pick(months), tuple(pick(child) for child in counted))
            for first, months, counted in self.stretches
        )
        return Care(pick(self.first), pick(self.following), pick(self.bill), stretches)

    def followed_by(self, after: "Care") -> "Care":
        """Two parts of one year."""
        return Care(
            self.first + after.first,
            self.following + after.following,
            self.bill + after.bill,
            (*self.stretches, *after.stretches),
        )


NO_CARE = Care(first=0, following=0, bill=0)


class Case(NamedTuple):
    """`worked_hours_per_month`: of the parent who works least; until 2022 it caps the hours. `months`: only these month
    numbers."""

    children: Sequence[Child]
    worked_hours_per_month: Decimal | float | None = None
    months: range | None = None


def care_costs(
    children: Sequence[Child],
    year: int,
    *,
    waarden: KinderopvangtoeslagWaarden | None,
    worked_hours_per_month: Decimal | float | None = None,
) -> Care:
    """What counts over the year for one household, as numbers; without `waarden` only the bill."""
    care = care_side_by_side([Case(children, worked_hours_per_month)], year, waarden=waarden)
    if care is NO_CARE:
        return care
    stretches = (
        Stretch(stretch.first.item(), stretch.months.item(), tuple(child.item() for child in stretch.counted))
        for stretch in care.stretches
    )
    return Care(care.first.item(), care.following.item(), care.bill.item(), tuple(stretches))


def care_side_by_side(cases: Sequence[Case], year: int, *, waarden: KinderopvangtoeslagWaarden | None) -> Care:
    """What counts over the year in each case, (cases, 1)."""
    rows = [row for place, case in enumerate(cases) for row in _rows(place, case, year, waarden)]
    if not rows:
        return NO_CARE
    kinds = max(len(prices) for _, prices in rows)
    table = np.array(
        [(*facts, *chain.from_iterable(prices), *[0] * 3 * (kinds - len(prices))) for facts, prices in rows]
    )
    place, child, start, stop, school_age, most, bill = table[:, :FACTS].T
    months = np.array(maanden_van(year))
    in_care = (start[:, None] <= months) & (months < stop[:, None])
    hours, counted = _counted(table[:, FACTS:], most, at_school=months >= school_age[:, None])
    # By case, child and month; who has no care in a month comes after all others.
    shape = (len(cases), child.max() + 1, 12)
    order = np.full((3, *shape), -1, dtype=np.int64)
    order[:, place, child] = np.where(
        in_care, np.stack([np.broadcast_to(bill[:, None], hours.shape), counted, hours]), -1
    )
    first_to_last = np.lexsort(order, axis=1)[:, ::-1]
    bills, counts = (np.take_along_axis(np.maximum(amounts, 0), first_to_last, axis=1) for amounts in order[:2])
    return Care(
        counts[:, :1].sum(axis=2),
        counts[:, 1:].sum(axis=(1, 2))[:, None],
        (2 * bills.sum(axis=(1, 2))[:, None] + HOURS) // (2 * HOURS),
        _stretches(counts),
    )


def _stretches(counts: Array) -> tuple[Stretch, ...]:
    alike = tijdvakken(counts)
    stretches = zip(alike.eerste.T, alike.maanden.T, alike.velden.transpose(2, 1, 0), strict=True)
    return tuple(
        Stretch(first[:, None], months[:, None], tuple(child[:, None] for child in children if child.any()))
        for first, months, children in stretches
        if children.any()
    )


FACTS = 7
"""Of each child in care: which case and child it is, from which month until which it has care, when it goes to school,
the most hours a month that count, and the bill of a month."""
Price = tuple[int, int, int]
Prices = list[Price]
"""Of each kind of care the price that counts and the hours that do, before and after a child goes to school."""
NO_PRICE: Price = (0, 0, 0)


def _rows(
    place: int, case: Case, year: int, waarden: KinderopvangtoeslagWaarden | None
) -> Iterator[tuple[tuple[int, ...], Prices]]:
    """Of each child that has care."""
    number = 0
    for child in case.children:
        if not child.childcare:
            continue
        months = child.months_of_care(year)
        start, stop = months.start, months.stop
        if case.months is not None:
            start, stop = max(start, case.months.start), min(stop, case.months.stop)
        most, prices = 0, []
        if waarden is not None and child.lives.counts_here:
            most = max(waarden.maximum_uren * HOURS - exact_hours(child.lives.other_parent_hours), 0)
            prices = sorted(_prices(child, waarden, case.worked_hours_per_month), reverse=True)
        bill = sum([exact_hours(care.hours_per_month) * care.hourly_rate for care in child.childcare])
        yield (place, number, start, stop, child.school_age, most, bill), prices
        number += 1


def _prices(
    child: Child, waarden: KinderopvangtoeslagWaarden, worked_hours_per_month: Decimal | float | None
) -> Iterator[tuple[int, int, int]]:
    for care in child.childcare:
        hours = exact_hours(care.hours_per_month)
        before = after = hours
        if waarden.uren_per_gewerkt_uur is not None:
            at_school = "bso" if care.kind == "gastouder" else care.kind
            before, after = (
                min(hours, _most_by_work(kind, waarden, worked_hours_per_month)) for kind in (care.kind, at_school)
            )
        yield min(care.hourly_rate, waarden.maximale_uurprijs[care.kind]), before, after


def _counted(prices: Array, most: Array, *, at_school: Mask) -> tuple[Array, Array]:
    """Hours a month that count of each child in each month, and cents times HOURS; the highest price first."""
    left = np.broadcast_to(most[:, None], at_school.shape)
    counted = np.zeros(at_school.shape, dtype=np.int64)
    for kind in range(0, prices.shape[1], 3):
        price, before, after = prices[:, kind : kind + 3].T[..., None]
        hours = np.minimum(np.where(at_school, after, before), left)
        counted, left = counted + price * hours, left - hours
    return most[:, None] - left, counted


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
