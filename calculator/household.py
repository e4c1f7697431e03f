"""One household, or many of the same kind side by side, with all that the rules ask about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Children:
    """What the rules ask about children, prepared once; numbers, or arrays (households, 1)."""

    birth_dates: tuple[date, ...] = ()
    at_home: Array | int = 0
    """How many live in on 1 January."""
    young: Mask | bool = False
    """A child for the combinatiekorting."""
    months: ChildMonths = ()
    care: Care = NO_CARE
    care_is_known: bool = True
    """Until 2022 childcare allowance asks how much both parents work; False where nobody said."""
    kinderbijslag: Array | int = 0

    @classmethod
    def of(cls, children: Sequence[Child], year: int, worked: Worked = None) -> "Children":
        """The children of one household. `worked`: what the parent who works least works in a week (hundredths of
        an hour), one for each number of hours that is computed; None where it isn't known."""
        if not children:
            return NO_CHILDREN
        births, new_year = tuple(child.birth_date for child in children), date(year, 1, 1)
        return cls(
            birth_dates=births,
            at_home=sum(birth <= new_year for birth in births),
            young=combinatiekorting.has_young_child(births, year),
            months=child_months(births, year),
            care=_care(children, year, worked),
            care_is_known=worked is not None or not asks_worked_hours(year),
            kinderbijslag=kinderbijslag_jaar(births, year, stap=Stappen.geen()) if is_known(year) else 0,
        )

    @classmethod
    def side_by_side(cls, households: Sequence["Children"]) -> "Children":
        """Of several households, some of which may have no children."""
        first = households[0]
        if len(households) == 1 or not any(one.birth_dates for one in households):
            return first
        return cls(
            birth_dates=first.birth_dates,
            at_home=column(one.at_home for one in households),
            young=column(one.young for one in households).astype(bool),
            months=kindgebonden_budget.side_by_side([one.months for one in households]),
            care=kinderopvang.side_by_side([one.care for one in households]),
            care_is_known=all(one.care_is_known for one in households),
            kinderbijslag=column(one.kinderbijslag for one in households),
        )


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
    found = {
        hours: care_costs(children, year, waarden=waarden, worked_hours_per_month=month)
        for hours, month in per_month.items()
    }
    return kinderopvang.side_by_side([found[hours] for hours in worked], axis=1)


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
