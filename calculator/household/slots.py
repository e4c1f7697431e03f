"""What each part of the money is asked with: the slot where its rule meets the household, and why it can be empty.

A slot gives None where the household has nothing to do with the rule, or where the rule has no values; the reason for
that last stands beside it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from calculator.engine.amounts import Array, cents
from calculator.engine.household import HousingKind
from calculator.engine.steps import Stappen
from calculator.engine.values import InForce
from calculator.household.family import Household, asks_worked_hours
from calculator.household.intake.request import PersonRequest, Request
from calculator.household.person import PersonYear
from calculator.rules import (
    huurtoeslag,
    kinderbijslag,
    kinderopvangtoeslag,
    kindgebonden_budget,
    reiskosten,
    studieschuld,
    zorgtoeslag,
)
from calculator.rules.pay import NOTHING

STILL = Stappen.geen()


class Amount(NamedTuple):
    """Cents, never below zero."""

    year: Array
    month: Array | None = None
    """What is paid each month, where the law rounds that by itself; else it's a twelfth."""
    bands: tuple[Array, ...] = ()
    """Percentages (in thousandths) of a table with bands, in the order of the row's `bands`."""
    later: Array | None = None
    """A year, once the income of this year counts."""


@dataclass(frozen=True, slots=True)
class Around:
    """All that a slot may look at."""

    household: Household
    people: tuple[PersonYear, ...]
    toetsingsinkomen: Array


def no_values(name: str, in_force: InForce[Any], year: int) -> str:
    """Empty where there are values."""
    why: str = "" if in_force.found_in(year) is not None else amounts_not_found(name, year)
    return why


def amounts_not_found(name: str, year: int) -> str:
    return f"{name[0].upper()}{name[1:]} zit er niet in: de bedragen van {year} zijn niet gevonden."


# Zorgtoeslag.


def zorgtoeslag_of(around: Around, stap: Stappen) -> Amount | None:
    household = around.household
    waarden = zorgtoeslag.IN_FORCE.found_in(household.year)
    if waarden is None:
        return None
    granted = zorgtoeslag.zorgtoeslag(
        around.toetsingsinkomen,
        has_partner=household.has_partner,
        vermogen=household.assets,
        waarden=waarden,
        stap=stap,
    )
    return Amount(granted.jaar, granted.maand)


def why_no_zorgtoeslag(request: Request) -> str:
    return no_values("de zorgtoeslag", zorgtoeslag.IN_FORCE, request.year)


# Huurtoeslag.


def huurtoeslag_of(around: Around, stap: Stappen) -> Amount | None:
    household = around.household
    waarden = huurtoeslag.IN_FORCE.found_in(household.year)
    has_aow = any(person.groep.has_aow for person in household.people)
    if household.housing.kind is not HousingKind.RENT or waarden is None or not waarden.is_known_for(has_aow):
        return None
    at_home = household.children.at_home
    granted = huurtoeslag.huurtoeslag(
        around.toetsingsinkomen,
        people_in_home=len(household.people) + at_home,
        has_partner=household.has_partner,
        all_under_age=(household.oldest_age < waarden.leeftijdsgrens) & (np.asarray(at_home) == 0),
        basic_rent=household.housing.basic_rent,
        service_costs=household.housing.service_costs,
        vermogen=household.assets,
        waarden=waarden,
        stap=stap,
        has_aow=has_aow,
    )
    return Amount(granted.jaar, granted.maand)


def rents(request: Request) -> bool:
    return request.housing.kind is HousingKind.RENT


def why_no_huurtoeslag(request: Request) -> str:
    if not rents(request):
        return ""
    waarden = huurtoeslag.IN_FORCE.found_in(request.year)
    if waarden is None:
        return amounts_not_found("de huurtoeslag", request.year)
    if not waarden.is_known_for(any(person.groep.has_aow for person in request.people)):
        return (
            f"De huurtoeslag zit er niet in: voor huishoudens met AOW zijn de bedragen van {request.year} niet "
            "gevonden."
        )
    return ""


# Children.


def kindgebonden_budget_of(around: Around, stap: Stappen) -> Amount | None:
    household = around.household
    if not household.children.months:
        return None
    granted = kindgebonden_budget.kindgebonden_budget_jaar(
        around.toetsingsinkomen,
        children=household.children.months,
        has_partner=household.has_partner,
        vermogen=household.assets,
        waarden=kindgebonden_budget.IN_FORCE.in_year(household.year),
        stap=stap,
    )
    return Amount(granted)


def has_children(request: Request) -> bool:
    return bool(request.children)


def kinderopvangtoeslag_of(around: Around, stap: Stappen) -> Amount | None:
    children = around.household.children
    waarden = kinderopvangtoeslag.IN_FORCE.found_in(around.household.year)
    if waarden is None or not children.care_is_known or not np.any(children.care.bill):
        return None
    all_work = around.people[0].taxable_year > 0
    for person in around.people[1:]:
        all_work = all_work & (person.taxable_year > 0)
    year, first, following = kinderopvangtoeslag.kinderopvangtoeslag_jaar(
        around.toetsingsinkomen, care=children.care, both_work=all_work, waarden=waarden, stap=stap
    )
    return Amount(year, bands=(first, following))


def why_no_kinderopvangtoeslag(request: Request) -> str:
    if not any(child.childcare for child in request.children):
        return ""
    if kinderopvangtoeslag.IN_FORCE.found_in(request.year) is None:
        return (
            f"De kinderopvangtoeslag zit er niet in: de tabel van {request.year} is niet gevonden. De kosten van de "
            "opvang staan er wel in."
        )
    if asks_worked_hours(request.year) and not request.worked_hours_are_known:
        return (
            f"De kinderopvangtoeslag zit er niet in: in {request.year} hing die af van de uren die jullie allebei "
            "werken. Vul bij elk loon de uren in, dan rekenen we hem wel."
        )
    return ""


def kinderbijslag_of(around: Around, stap: Stappen) -> Amount:
    children, year = around.household.children, around.household.year
    if stap.on and children.birth_dates and kinderbijslag.is_known(year):
        kinderbijslag.kinderbijslag_jaar(children.birth_dates, year, stap=stap)
    return Amount(np.atleast_2d(children.kinderbijslag))


def why_no_kinderbijslag(request: Request) -> str:
    under_18 = any(child.birth_date > date(request.year - 18, 1, 1) for child in request.children)
    if not under_18 or kinderbijslag.is_known(request.year):
        return ""
    return amounts_not_found("de kinderbijslag", request.year)


# Costs.


def childcare_cost_of(around: Around, stap: Stappen) -> Amount:
    return Amount(np.atleast_2d(cents(around.household.children.care.bill)))


def commute_cost_of(around: Around, stap: Stappen) -> Amount | None:
    waarden = reiskosten.IN_FORCE.found_in(around.household.year)
    if waarden is None:
        return None
    costs = []
    for number, person in enumerate(around.household.people):
        if person.commute is not None and person.wage is not None:
            stap.person = number
            costs.append(reiskosten.commute_cost_year(person.commute, person.wage.hours, waarden=waarden, stap=stap))
    return Amount(total(costs)) if costs else None


def why_no_commute_cost(person: PersonRequest, request: Request) -> str:
    travels = person.commute is not None and person.commute.cost_per_km and person.commute.km_one_way
    if not travels or person.wage is None or reiskosten.IN_FORCE.found_in(request.year) is not None:
        return ""
    return f"Reiskosten zitten er niet in: wat je werkgever in {request.year} onbelast mag vergoeden, is niet gevonden."


def student_debt_of(around: Around, stap: Stappen) -> Amount | None:
    household, income = around.household, around.toetsingsinkomen
    waarden = studieschuld.IN_FORCE.found_in(household.year)
    if waarden is None:
        return None
    then = income if household.income_two_years_ago is None else household.income_two_years_ago
    alone = len(household.people) == 1 and not household.children.birth_dates
    now, later = [], []
    for number, person in enumerate(household.people):
        if person.student_debt is not None:
            stap.person = number
            debt = person.student_debt
            now.append(studieschuld.student_debt_year(debt, then, alone=alone, waarden=waarden, stap=stap))
            later.append(studieschuld.student_debt_year(debt, income, alone=alone, waarden=waarden, stap=STILL))
    return Amount(total(now), later=total(later)) if now else None


def why_no_student_debt(person: PersonRequest, request: Request) -> str:
    if person.student_debt is None or studieschuld.IN_FORCE.found_in(request.year) is not None:
        return ""
    return f"De studieschuld zit er niet in: het minimumloon en de rente van {request.year} zijn niet gevonden."


def total(amounts: list[Array]) -> Array:
    together: Array = NOTHING
    for amount in amounts:
        together = together + amount
    return together


def always(request: Request) -> bool:
    return True


def never(request: Request) -> bool:
    return False


def has_partner(request: Request) -> bool:
    return len(request.people) == 2
