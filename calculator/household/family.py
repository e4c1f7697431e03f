"""One household, or many of the same kind side by side, with all that the rules ask about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from calculator.engine.amounts import Array, Mask, column
from calculator.engine.household import Housing, Other, Person
from calculator.engine.in_use import remembered
from calculator.engine.steps import Stappen
from calculator.rules import combinatiekorting, kinderopvang, kinderopvangtoeslag, kindgebonden_budget
from calculator.rules.kinderbijslag import is_known, kinderbijslag_jaar
from calculator.rules.kinderopvang import NO_CARE, Care, Child, care_costs
from calculator.rules.kindgebonden_budget import ChildMonths, child_months
from calculator.rules.maanden import maanden_van
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
        return self._of_each(
            lambda family: sum(child.birth_date <= new_year and child.lives.counts_here for child in family)
        )

    @cached_property
    def young(self) -> Mask | bool:
        """A child for the combinatiekorting; False where no household has one."""
        young = self._of_each(
            lambda family: combinatiekorting.has_young_child(
                [child.birth_date for child in family if child.lives.counts_here], self.year
            )
        )
        return young.astype(bool) if isinstance(young, np.ndarray) and young.any() else bool(np.any(young))

    @cached_property
    def kinderbijslag(self) -> Array | int:
        if not (self.are_there and is_known(self.year)):
            return 0
        return self._of_each(lambda family: self.kinderbijslag_of(family, Stappen.geen()))

    def kinderbijslag_of(self, family: Sequence[Child], stap: Stappen) -> int:
        """Of the children whose kinderbijslag comes here; cents a year."""
        here = [child for child in family if child.lives.kinderbijslag_here]
        births, percents = [child.birth_date for child in here], [child.lives.kinderbijslag_percent for child in here]
        return kinderbijslag_jaar(births, self.year, percents=percents, stap=stap)

    @cached_property
    def months(self) -> ChildMonths:
        """Of who gives a right to kindgebonden budget: whose kinderbijslag comes here."""
        if not self.are_there:
            return ()
        births = [[child.birth_date for child in family if child.lives.kinderbijslag_here] for family in self.families]
        per_household = [child_months(one, self.year) if one else () for one in births]
        return per_household[0] if len(per_household) == 1 else kindgebonden_budget.side_by_side(per_household)

    @cached_property
    def care(self) -> Care:
        per_household = [
            _care(family, self.year, worked, at, self.start_month) if family else NO_CARE
            for family, worked, at in zip(self.families, self.worked, self._at, strict=True)
        ]
        if all(care is NO_CARE for care in per_household):
            return NO_CARE
        return per_household[0] if len(per_household) == 1 else kinderopvang.side_by_side(per_household)

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

    def _of_each(self, number: Callable[[Sequence[Child]], int]) -> Array | int:
        """A number about the children of each household; nothing where there are none."""
        numbers = [number(family) if family else 0 for family in self.families]
        return numbers[0] if len(numbers) == 1 else column(numbers)


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


def _care(family: Sequence[Child], year: int, worked: Worked, at: AtHours | None, start_month: int | None) -> Care:
    if not any(child.childcare for child in family):
        return NO_CARE
    waarden = kinderopvangtoeslag.IN_FORCE.found_in(year)
    if asks_worked_hours(year):
        if worked is None:
            waarden = None
    else:
        worked = None
    if at is None and worked is None:
        return care_costs(family, year, waarden=waarden)
    columns = max(len(at.hours) if at is not None else 1, len(worked) if worked is not None else 1)
    costs: dict[Any, Care] = {}
    keys = []
    for place in range(columns):
        children = tuple(family) if at is None else _at_hours(family, at, at.hours[place])
        least = None if worked is None else worked[place if len(worked) > 1 else 0]
        keys.append((children, least))
        if keys[-1] not in costs:
            month = None if least is None else Decimal(least) * WEEKS / 1200
            if at is None or start_month is None:
                costs[keys[-1]] = care_costs(children, year, waarden=waarden, worked_hours_per_month=month)
                continue
            now, whole_year = _at_hours(family, at, at.contract), maanden_van(year)
            change = whole_year.start + start_month - 1
            costs[keys[-1]] = kinderopvang.one_after_the_other(
                *(
                    care_costs(kids, year, waarden=waarden, worked_hours_per_month=month, months=months)
                    for kids, months in (
                        (now, range(whole_year.start, change)),
                        (children, range(change, whole_year.stop)),
                    )
                )
            )
    return kinderopvang.side_by_side([costs[key] for key in keys], axis=1)


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
