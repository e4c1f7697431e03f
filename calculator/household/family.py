"""One household, or many of the same kind side by side, with all that the rules ask about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

import numpy as np

from calculator.engine.amounts import Array, Mask, column
from calculator.engine.household import Housing, Person
from calculator.engine.in_use import remembered
from calculator.engine.steps import Stappen
from calculator.rules import combinatiekorting, kinderopvang, kinderopvangtoeslag, kindgebonden_budget
from calculator.rules.kinderbijslag import is_known, kinderbijslag_jaar
from calculator.rules.kinderopvang import NO_CARE, Care, Child, care_costs
from calculator.rules.kindgebonden_budget import ChildMonths, child_months

Worked = Sequence[int] | None
WEEKS = 52


@dataclass(frozen=True, eq=False)
class Children:
    """What the rules ask about the children of one household or of several, worked out once somebody asks: numbers, or
    arrays (households, 1)."""

    families: Sequence[Sequence[Child]] = ((),)
    year: int = date.min.year
    worked: Sequence[Worked] = (None,)
    """Of each household what the parent who works least works in a week (hundredths of an hour), one for each number
    of hours that is computed; None where it isn't known."""

    @cached_property
    def birth_dates(self) -> tuple[date, ...]:
        """Of the first household."""
        return tuple(self._births[0])

    @cached_property
    def are_there(self) -> bool:
        """In any of the households."""
        return any(self.families)

    @cached_property
    def _births(self) -> list[list[date]]:
        return [[child.birth_date for child in family] for family in self.families]

    @cached_property
    def at_home(self) -> Array | int:
        """How many live in on 1 January."""
        new_year = date(self.year, 1, 1)
        return self._of_each(lambda births: sum(birth <= new_year for birth in births))

    @cached_property
    def young(self) -> Mask | bool:
        """A child for the combinatiekorting; False where no household has one."""
        young = self._of_each(lambda births: combinatiekorting.has_young_child(births, self.year))
        return young.astype(bool) if isinstance(young, np.ndarray) and young.any() else bool(np.any(young))

    @cached_property
    def kinderbijslag(self) -> Array | int:
        if not (self.are_there and is_known(self.year)):
            return 0
        return self._of_each(lambda births: kinderbijslag_jaar(births, self.year, stap=Stappen.geen()))

    @cached_property
    def months(self) -> ChildMonths:
        if not self.are_there:
            return ()
        per_household = [child_months(births, self.year) if births else () for births in self._births]
        return per_household[0] if len(per_household) == 1 else kindgebonden_budget.side_by_side(per_household)

    @cached_property
    def care(self) -> Care:
        per_household = [
            _care(family, self.year, worked) if family else NO_CARE
            for family, worked in zip(self.families, self.worked, strict=True)
        ]
        if all(care is NO_CARE for care in per_household):
            return NO_CARE
        return per_household[0] if len(per_household) == 1 else kinderopvang.side_by_side(per_household)

    @cached_property
    def care_is_known(self) -> bool:
        """Until 2022 childcare allowance asks how much both parents work; False where nobody said."""
        if not (self.are_there and asks_worked_hours(self.year)):
            return True
        return all(worked is not None for family, worked in zip(self.families, self.worked, strict=True) if family)

    def _of_each(self, number: Callable[[Sequence[date]], int]) -> Array | int:
        """A number about the birth dates of each household; nothing where there are none."""
        numbers = [number(births) if births else 0 for births in self._births]
        return numbers[0] if len(numbers) == 1 else column(numbers)


NO_CHILDREN = Children()
NO_HOUSING = Housing()


@remembered
def asks_worked_hours(year: int) -> bool:
    waarden = kinderopvangtoeslag.IN_FORCE.found_in(year)
    return waarden is not None and waarden.uren_per_gewerkt_uur is not None


def _care(children: Sequence[Child], year: int, worked: Worked) -> Care:
    if not any(child.childcare for child in children):
        return NO_CARE
    waarden = kinderopvangtoeslag.IN_FORCE.found_in(year)
    if not asks_worked_hours(year):
        return care_costs(children, year, waarden=waarden)
    if worked is None:
        return care_costs(children, year, waarden=None)
    per_month = {hours: Decimal(hours) * WEEKS / 1200 for hours in worked}
    costs = {
        hours: care_costs(children, year, waarden=waarden, worked_hours_per_month=month)
        for hours, month in per_month.items()
    }
    return kinderopvang.side_by_side([costs[hours] for hours in worked], axis=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    year: int
    people: tuple[Person, ...]
    oldest: Array | int = 0
    """Which of the people is the oldest; matters only when they earn exactly the same."""
    oldest_age: Array | int = 40
    """On 1 January; huurtoeslag asks whether all adults are young."""
    children: Children = NO_CHILDREN
    housing: Housing = NO_HOUSING
    assets: Array | int = 0
    income_two_years_ago: Array | None = None
    """Joint, for student debt; this year's income where it's left out."""

    @property
    def has_partner(self) -> bool:
        return len(self.people) == 2
