"""A household's year, in the order of the law: pay, premium, payroll, income tax, allowances, what is left.

Every amount is an array of cents that broadcasts to (households, hours); see `engine.household`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import Array, Mask, cents
from calculator.engine.household import HousingKind
from calculator.engine.steps import Stappen, bedrag, euros
from calculator.household.family import Household
from calculator.household.person_year import Paid, PersonYear, paid, person_year, taxpayer
from calculator.household.year_values import YearValues, values_in
from calculator.rules import (
    commute,
    huurtoeslag,
    kinderbijslag,
    kinderopvangtoeslag,
    kindgebonden_budget,
    own_home,
    study_debt,
    zorgtoeslag,
)
from calculator.rules.awir import Bedragen
from calculator.rules.home_split import share_out
from calculator.rules.income_tax import Assessment, assess, home_of_one, work_credits
from calculator.rules.pay import NOTHING

__all__ = ["Allowances", "Costs", "HouseholdYear", "PersonYear", "household_year", "toetsingsinkomen"]

NO_ALLOWANCE = Bedragen(NOTHING, NOTHING)


@dataclass(frozen=True, slots=True)
class Allowances:
    """Cents; percentages in thousandths of a percent."""

    zorgtoeslag: Bedragen
    huurtoeslag: Bedragen
    kindgebonden_budget_year: Array
    kinderopvangtoeslag_year: Array
    first_child_percent: Array
    next_child_percent: Array
    kinderbijslag_year: Array
    both_work: Mask


@dataclass(frozen=True, slots=True)
class Costs:
    """Cents a year."""

    childcare: Array
    commute: Array
    student_debt: Array
    student_debt_later: Array
    """Once the income of this year counts, two years on."""


@dataclass(frozen=True, slots=True)
class HouseholdYear:
    people: tuple[PersonYear, ...]
    toetsingsinkomen: Array
    allowances: Allowances
    costs: Costs
    disposable_year: Array


def household_year(household: Household, *, stap: Stappen) -> HouseholdYear:
    """Everything about a household's year."""
    values = values_in(household.year)
    pays = _pays(household, values, stap)
    taxes = _taxes(household, pays, values, stap)
    people = tuple(person_year(*one) for one in zip(household.people, pays, taxes, strict=True))
    stap.person = None
    income = toetsingsinkomen(taxes, stap)
    allowances = _allowances(household, people, income, values, stap)
    costs = _costs(household, income, values, stap)
    return _outcome(people, income, allowances, costs, stap)


def joint_income(household: Household) -> Array:
    """The toetsingsinkomen alone, for who needs no more."""
    values, still = values_in(household.year), Stappen.geen()
    return toetsingsinkomen(_taxes(household, _pays(household, values, still), values, still), still)


def toetsingsinkomen(taxes: Sequence[Assessment], stap: Stappen) -> Array:
    """Awir art. 8: the incomes of both partners together; a loss doesn't make it less than nothing."""
    total = taxes[0].box1_income
    for tax in taxes[1:]:
        total = total + tax.box1_income
    total = np.maximum(total, 0)
    if stap.on:
        stap(
            "toetsingsinkomen",
            total,
            wet="Awir art. 7 en 8",
            omdat="Voor de toeslagen tellen jullie inkomens samen: {inkomen} per jaar."
            if len(taxes) == 2
            else "Voor de toeslagen telt je inkomen van {inkomen} per jaar.",
            inkomen=euros(total),
        )
    return total


def _pays(household: Household, values: YearValues, stap: Stappen) -> list[Paid]:
    found = []
    for number, person in enumerate(household.people):
        stap.person = number
        found.append(paid(person, year=household.year, values=values, stap=stap))
    return found


def _taxes(household: Household, pays: Sequence[Paid], values: YearValues, stap: Stappen) -> tuple[Assessment, ...]:
    people = [taxpayer(person, one) for person, one in zip(household.people, pays, strict=True)]
    credits = work_credits(
        people, young_child=household.children.young, oldest=household.oldest, values=values.tax, stap=stap
    )
    if household.housing.kind is HousingKind.OWN and values.tax.woning is not None:
        stap.person = None
        home = own_home.own_home(
            np.atleast_2d(household.housing.woz_value),
            np.atleast_2d(household.housing.mortgage_interest_year),
            waarden=values.tax.woning,
            stap=stap,
        )
        if household.has_partner:
            people = list(share_out(people, credits, home, values=values.tax, stap=stap))
        else:
            people = list(home_of_one(people, home))
    return assess(people, credits, values=values.tax, stap=stap)


def _allowances(
    household: Household, people: Sequence[PersonYear], income: Array, values: YearValues, stap: Stappen
) -> Allowances:
    children, partner, assets = household.children, household.has_partner, household.assets
    zorg = NO_ALLOWANCE
    if values.zorg is not None:
        zorg = zorgtoeslag.zorgtoeslag(income, has_partner=partner, vermogen=assets, waarden=values.zorg, stap=stap)
    huur = _huurtoeslag(household, income, values, stap)
    kgb = NOTHING
    if children.months:
        kgb = kindgebonden_budget.kindgebonden_budget_jaar(
            income,
            children=children.months,
            has_partner=partner,
            vermogen=assets,
            waarden=values.kindgebonden,
            stap=stap,
        )
    works = people[0].taxable_year > 0
    for person in people[1:]:
        works = works & (person.taxable_year > 0)
    opvang = first = following = NOTHING
    if values.opvang is not None and children.care_is_known and np.any(children.care.bill):
        opvang, first, following = kinderopvangtoeslag.kinderopvangtoeslag_jaar(
            income, care=children.care, both_work=works, waarden=values.opvang, stap=stap
        )
    if stap.on and children.birth_dates and kinderbijslag.is_known(household.year):
        kinderbijslag.kinderbijslag_jaar(children.birth_dates, household.year, stap=stap)
    return Allowances(zorg, huur, kgb, opvang, first, following, np.atleast_2d(children.kinderbijslag), works)


def _huurtoeslag(household: Household, income: Array, values: YearValues, stap: Stappen) -> Bedragen:
    has_aow = any(person.groep.has_aow for person in household.people)
    if household.housing.kind is not HousingKind.RENT or values.huur is None or not values.huur.is_known_for(has_aow):
        return NO_ALLOWANCE
    at_home = household.children.at_home
    return huurtoeslag.huurtoeslag(
        income,
        people_in_home=len(household.people) + at_home,
        has_partner=household.has_partner,
        all_under_age=(household.oldest_age < values.huur.leeftijdsgrens) & (np.asarray(at_home) == 0),
        basic_rent=household.housing.basic_rent,
        service_costs=household.housing.service_costs,
        vermogen=household.assets,
        waarden=values.huur,
        stap=stap,
        has_aow=has_aow,
    )


def _costs(household: Household, income: Array, values: YearValues, stap: Stappen) -> Costs:
    travel = debt = debt_later = NOTHING
    then = income if household.income_two_years_ago is None else household.income_two_years_ago
    alone = len(household.people) == 1 and not household.children.birth_dates
    for number, person in enumerate(household.people):
        stap.person = number
        if person.commute is not None and person.wage is not None and values.reiskosten is not None:
            travel = travel + commute.commute_cost_year(
                person.commute, person.wage.hours, waarden=values.reiskosten, stap=stap
            )
        if person.student_debt is not None and values.studieschuld is not None:
            now = (person.student_debt, then)
            debt = debt + study_debt.student_debt_year(*now, alone=alone, waarden=values.studieschuld, stap=stap)
            debt_later = debt_later + study_debt.student_debt_year(
                person.student_debt, income, alone=alone, waarden=values.studieschuld, stap=Stappen.geen()
            )
    stap.person = None
    return Costs(np.atleast_2d(cents(household.children.care.bill)), travel, debt, debt_later)


def _outcome(
    people: tuple[PersonYear, ...], income: Array, allowances: Allowances, costs: Costs, stap: Stappen
) -> HouseholdYear:
    net = people[0].net_year
    for person in people[1:]:
        net = net + person.net_year
    plus = (
        allowances.zorgtoeslag.jaar
        + allowances.huurtoeslag.jaar
        + allowances.kindgebonden_budget_year
        + allowances.kinderopvangtoeslag_year
        + allowances.kinderbijslag_year
    )
    minus = costs.childcare + costs.commute + costs.student_debt
    disposable = net + plus - minus
    if stap.on:
        stap(
            "te_besteden",
            disposable,
            wet="Som van alle onderdelen",
            omdat="Netto inkomen van {netto}, plus {toeslagen} toeslagen en kinderbijslag, min {kosten} aan "
            "opvang, reizen en studieschuld, is {bedrag} per jaar.",
            netto=bedrag(net),
            toeslagen=bedrag(plus),
            kosten=bedrag(minus),
            bedrag=bedrag(disposable),
        )
    return HouseholdYear(people, income, allowances, costs, disposable)
