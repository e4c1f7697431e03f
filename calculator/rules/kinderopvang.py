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
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from calculator.engine.amounts import HUNDRED_PERCENT
from calculator.engine.values import NotInForce
from calculator.rules.kinderopvangtabel import KinderopvangtoeslagWaarden
from calculator.rules.maanden import maanden_van, maandnummer, tijdvakken

HOURS = 10_000
"""Hours are whole ten-thousandths, so that hours times cents stays a whole number."""
OCTOBER = 10
SCHOOL_YEAR_STARTS = 7
"""August, counted from zero as month numbers are."""


class Childcare(NamedTuple):
    """`kind`: dagopvang, bso or gastouder; the hourly rate in cents."""

    kind: str
    hours_per_month: Decimal | float
    hourly_rate: int


class Child(NamedTuple):
    birth_date: date
    childcare: tuple[Childcare, ...]

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


@dataclass(frozen=True, slots=True)
class Care:
    """Cents times HOURS a year that count for the first and for the next children; numbers or arrays that
    broadcast to (households, hours). `bill`: what is paid for all care, in cents a year."""

    first: npt.ArrayLike
    following: npt.ArrayLike
    bill: npt.ArrayLike


NO_CARE = Care(first=0, following=0, bill=0)


def care_costs(
    children: Sequence[Child],
    year: int,
    *,
    waarden: KinderopvangtoeslagWaarden | None,
    worked_hours_per_month: Decimal | float | None = None,
) -> Care:
    """What counts over the year for one household; without `waarden` only the bill. `worked_hours_per_month`: of the
    parent who works least; until 2022 it caps the hours."""
    in_care = [(child, child.months_of_care(year)) for child in children if child.childcare]
    changes = [month for child, months in in_care for month in (months.start, months.stop, child.school_age)]
    first = following = bill = 0
    for month, number in tijdvakken(maanden_van(year), changes):
        costs = [_costs(child, month, waarden, worked_hours_per_month) for child, months in in_care if month in months]
        for place, one in enumerate(sorted(costs, reverse=True)):
            if place == 0:
                first += number * one.counted
            else:
                following += number * one.counted
            bill += number * one.bill
    return Care(first=first, following=following, bill=(2 * bill + HOURS) // (2 * HOURS))


def side_by_side(households: Iterable[Care], *, axis: int = 0) -> Care:
    """Several households as one (axis 0), or one household at several numbers of hours (axis 1)."""
    cares = list(households)
    first, following, bill = (
        _joined([getattr(care, name) for care in cares], axis) for name in ("first", "following", "bill")
    )
    return Care(first=first, following=following, bill=bill)


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
    for care in child.childcare:
        hours = exact_hours(care.hours_per_month)
        bill += hours * care.hourly_rate
        if waarden is None:
            continue
        if waarden.uren_per_gewerkt_uur is not None:
            kind = "bso" if care.kind == "gastouder" and month >= child.school_age else care.kind
            hours = min(hours, _most_by_work(kind, waarden, worked_hours_per_month))
        slots.append((min(care.hourly_rate, waarden.maximale_uurprijs[care.kind]), hours))
    most = waarden.maximum_uren * HOURS if waarden is not None else 0
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
    """Ten-thousandths of an hour, to the nearest."""
    return round(hours * HOURS)
