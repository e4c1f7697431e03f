"""One household, or many of the same kind side by side, with all that the rules ask about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

import numpy as np

from calculator.engine.amounts import Array, Mask
from calculator.engine.household import Housing, Other, Person
from calculator.engine.in_use import remembered
from calculator.engine.steps import Stappen
from calculator.rules import combinatiekorting, kinderopvangtoeslag
from calculator.rules.kinderbijslag import is_known, kinderbijslag_jaar, kinderbijslag_van_kind
from calculator.rules.kinderopvang import NO_CARE, Care, Case, Child, care_side_by_side
from calculator.rules.kindgebonden_budget import ChildMonths, child_months, months_side_by_side
from calculator.rules.maanden import maanden_van, maandnummer
from calculator.rules.opvang_bij_uren import child_at, half_workdays

Worked = Sequence[int] | None
WEEKS = 52


class AtHours(NamedTuple):
    """The hours of the first adult (hundredths a week), for care that follows them."""

    hours: Sequence[int]
    care_now: int
    """That the care of now goes with."""
    workday: int
    contract: int
    """The hours of work of now."""


@dataclass(frozen=True, eq=False)
class Children:
    """What the rules ask about the children of one household or of several, worked out once somebody asks: numbers, or
    arrays (households, 1)."""

    families: Sequence[Sequence[Child]] = ((),)
    year: int = date.min.year
    worked: Sequence[Worked] = (None,)
    """Of each household what the parent who works least works in a week (hundredths of an hour), one for each number
    of hours that is computed; None where it isn't known."""
    at: Sequence[AtHours | None] = (None,)
    """Only of households where care follows the hours."""
    start_month: int | None = None
    """From which month the hours are others than now; None: all year."""

    @cached_property
    def birth_dates(self) -> tuple[date, ...]:
        """Of the first household."""
        return tuple(child.birth_date for child in self.families[0])

    @cached_property
    def are_there(self) -> bool:
        """In any of the households."""
        return any(self.families)

    @cached_property
    def at_home(self) -> Array | int:
        """How many live in on 1 January."""
        new_year = date(self.year, 1, 1)
        return self._of_each([child.birth_date <= new_year and child.lives.counts_here for child in self._all])

    @cached_property
    def young(self) -> Mask | bool:
        """A child for the combinatiekorting; False where no household has one."""
        first, last = combinatiekorting.young_births(self.year)
        young = self._of_each([child.lives.counts_here and first <= child.birth_date <= last for child in self._all])
        return young.astype(bool) if isinstance(young, np.ndarray) and young.any() else bool(np.any(young))

    @cached_property
    def kinderbijslag(self) -> Array | int:
        if not (self.are_there and is_known(self.year)):
            return 0
        return self._of_each(
            [
                kinderbijslag_van_kind(child.birth_date, self.year, child.lives.kinderbijslag_percent)
                if child.lives.kinderbijslag_here
                else 0
                for child in self._all
            ]
        )

    def tell_kinderbijslag(self, stap: Stappen) -> None:
        """Of the first household."""
        here = [child for child in self.families[0] if child.lives.kinderbijslag_here]
        births, percents = [child.birth_date for child in here], [child.lives.kinderbijslag_percent for child in here]
        kinderbijslag_jaar(births, self.year, percents=percents, stap=stap)

    @cached_property
    def months(self) -> ChildMonths:
        """Of who gives a right to kindgebonden budget: whose kinderbijslag comes here."""
        if len(self.families) == 1:
            return child_months([child.birth_date for child in self._all if child.lives.kinderbijslag_here], self.year)
        births = [
            (place, maandnummer(child.birth_date))
            for place, child in zip(self._whose, self._all, strict=True)
            if child.lives.kinderbijslag_here
        ]
        return months_side_by_side(births, len(self.families), self.year)

    @cached_property
    def care(self) -> Care:
        """Of each household at each of its hours; the same care is worked out once."""
        if not any(child.childcare for child in self._all):
            return NO_CARE
        waarden, asks = kinderopvangtoeslag.IN_FORCE.found_in(self.year), asks_worked_hours(self.year)
        if not self.care_is_known:
            waarden = None
        cases: list[Case] = [Case(())]
        before: list[list[int]] = []
        after: list[list[int]] = []
        for family, worked, at in zip(self.families, self.worked, self._at, strict=True):
            earlier = later = NONE
            if any(child.childcare for child in family):
                own = _cases(family, self.year, worked if asks else None, at, self.start_month)
                earlier, later = (_numbered(part, cases) for part in own)
            before.append(earlier)
            after.append(later)
        costs = care_side_by_side(cases, self.year, waarden=waarden)
        whole = costs.at(_table(after))
        return costs.at(_table(before)).followed_by(whole) if any(map(any, before)) else whole

    @property
    def _at(self) -> Sequence[AtHours | None]:
        return self.at if len(self.at) == len(self.families) else [None] * len(self.families)

    def care_hours(self, household: int) -> list[list[Decimal]]:
        """A month, of each child, at each of the hours; at one if care follows none."""
        family, at = self.families[household], self._at[household]
        columns = [family] if at is None else [_at_hours(family, at, hours) for hours in at.hours]
        return [[_hours_a_month(child) for child in children] for children in columns]

    @cached_property
    def care_is_known(self) -> bool:
        """Until 2022 childcare allowance asks how much both parents work; False where nobody said."""
        if not (self.are_there and asks_worked_hours(self.year)):
            return True
        return all(worked is not None for family, worked in zip(self.families, self.worked, strict=True) if family)

    @cached_property
    def _all(self) -> list[Child]:
        """Of all households, one after another."""
        return [child for family in self.families for child in family]

    @cached_property
    def _whose(self) -> list[int]:
        """The place of the household of each of them."""
        return [place for place, family in enumerate(self.families) for _ in family]

    def _of_each(self, numbers: Sequence[int]) -> Array | int:
        """Of each household the sum of a number of each child."""
        if len(self.families) == 1:
            return sum(numbers)
        sums = np.zeros((len(self.families), 1), dtype=np.int64)
        np.add.at(sums[:, 0], self._whose, np.array(numbers, dtype=np.int64))
        return sums


NO_CHILDREN = Children()
NO_HOUSING = Housing()


@remembered
def asks_worked_hours(year: int) -> bool:
    waarden = kinderopvangtoeslag.IN_FORCE.found_in(year)
    return waarden is not None and waarden.uren_per_gewerkt_uur is not None


def _hours_a_month(child: Child) -> Decimal:
    return sum((Decimal(care.hours_per_month) for care in child.childcare), Decimal(0))


def _at_hours(family: Sequence[Child], at: AtHours, hours: int) -> tuple[Child, ...]:
    return tuple(child_at(child, hours, now=at.care_now, workday=at.workday) for child in family)


def _cases(
    family: Sequence[Child], year: int, worked: Worked, at: AtHours | None, start_month: int | None
) -> tuple[list[Case], list[Case]]:
    """At each of the hours, or one for all of them: before the hours change, which is nothing where they don't, and
    after."""
    whole_year = maanden_van(year)
    change = None if at is None or start_month is None else whole_year.start + start_month - 1
    earlier, later = [], []
    for place in range(max(len(at.hours) if at is not None else 1, len(worked) if worked is not None else 1)):
        children = family if at is None else _at_hours(family, at, at.hours[place])
        least = None if worked is None else worked[place if len(worked) > 1 else 0]
        month = None if least is None else Decimal(least) * WEEKS / 1200
        if at is not None and change is not None:
            now = _at_hours(family, at, at.contract)
            earlier.append(Case(now, month, range(whole_year.start, change)))
            later.append(Case(children, month, range(change, whole_year.stop)))
        else:
            later.append(Case(children, month))
    return earlier, later


NONE = [0]
"""The place of no care at all, the first of the cases."""


def _numbered(own: list[Case], cases: list[Case]) -> list[int]:
    """Their places among `cases`; there once where they come back."""
    places: dict[Case, int] = {}
    for case in own:
        if case not in places:
            places[case] = len(cases)
            cases.append(case)
    return [places[case] for case in own] or NONE


def _table(places: list[list[int]]) -> Array:
    """(households, hours)."""
    hours = max(map(len, places))
    return np.array([own * hours if len(own) < hours else own for own in places], dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    year: int
    people: tuple[Person, ...]
    oldest: Array | int = 0
    """Which of the people is the oldest; matters only when they earn exactly the same."""
    months_young: Array | int = 0
    """Of the year in which all adults are younger than huurtoeslag asks for its whole rule."""
    payroll_month: int = 12
    children: Children = NO_CHILDREN
    housing: Housing = NO_HOUSING
    others: Sequence[Sequence[Other]] = ()
    """Of each household who else lives in; empty where nobody does in any."""
    assets: Array | int = 0
    workdays: Sequence[int] = (800,)
    """Hundredths of an hour of work a day, of each household."""
    income_two_years_ago: Array | None = None
    """Joint, for student debt; this year's income where it's left out."""
    without: frozenset[tuple[str, int | None]] = frozenset()
    """Parts that another year lacks, with whose they are: nothing in this one either, so that both can be compared."""

    def workdays_at(self, hours: int, household: int) -> float:
        """In a week, for a number of hours (hundredths)."""
        return half_workdays(hours, self.workdays[household if len(self.workdays) > 1 else 0]) / 2

    @property
    def has_partner(self) -> bool:
        return len(self.people) == 2
