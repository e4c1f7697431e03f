"""What each part of the money is asked with: the slot where its rule meets the household, and why it can be empty.

A slot gives None where the household has nothing to do with the rule, or where the rule has no values; the reason for
that last stands beside it.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from calculator.engine.amounts import Array, Mask, cents, column, deel_half_omhoog
from calculator.engine.household import Commute, HousingKind, Person
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
    reiskosten_cao_po,
    studieschuld,
    zorgtoeslag,
)
from calculator.rules.awir import Tijdvak
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
    periods: tuple[Tijdvak, ...] = ()
    """Where not every month of the year pays the same."""
    unknown: Mask | None = None
    """Where it's nothing since a value that's needed there wasn't found."""


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
    at_home, income = household.children.at_home, around.toetsingsinkomen
    number: Array | int = 0
    too_rich: Mask | bool = False
    if household.others:
        counted = [[other for other in others if other.counts] for others in household.others]
        income = income + column(
            [huurtoeslag.inkomen_van_anderen(others, household.year, waarden) for others in counted]
        )
        number = column([len(others) for others in counted])
        too_rich = column([any(other.wealth_above_limit for other in others) for others in counted]) > 0
    granted = huurtoeslag.huurtoeslag_over_het_jaar(
        income,
        situaties=huurtoeslag.situaties(
            np.where(np.asarray(at_home) == 0, household.months_young, 0),
            has_aow=any(person.groep.has_aow and person.aow_month is None for person in household.people),
            aow_month=_aow_counts_from(household),
        ),
        people_in_home=len(household.people) + at_home + number,
        has_partner=household.has_partner,
        basic_rent=household.housing.basic_rent,
        service_costs=household.housing.service_costs,
        vermogen=household.assets,
        others_too_rich=too_rich,
        waarden=waarden,
        stap=stap,
        in_month=household.payroll_month,
    )
    return Amount(granted.jaar, granted.maand, periods=granted.tijdvakken)


def _aow_counts_from(household: Household) -> int | None:
    """The month after someone reaches AOW age (Awir art. 5)."""
    months = [person.aow_month for person in household.people if person.aow_month is not None]
    return min(months) + 1 if months else None


def owns(request: Request) -> bool:
    return request.housing.kind is HousingKind.OWN


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
    granted = kindgebonden_budget.kindgebonden_budget(
        around.toetsingsinkomen,
        children=household.children.months,
        has_partner=household.has_partner,
        vermogen=household.assets,
        waarden=kindgebonden_budget.IN_FORCE.in_year(household.year),
        stap=stap,
        in_month=household.payroll_month,
    )
    return Amount(granted.jaar, granted.maand, periods=granted.tijdvakken)


def has_children(request: Request) -> bool:
    return bool(request.children)


def kinderopvangtoeslag_of(around: Around, stap: Stappen) -> Amount | None:
    children = around.household.children
    waarden = kinderopvangtoeslag.IN_FORCE.found_in(around.household.year)
    if waarden is None or not children.care_is_known or not np.any(children.care.bill):
        return None
    all_work = _works(around.people[0])
    for person in around.people[1:]:
        all_work = all_work & _works(person)
    granted = kinderopvangtoeslag.kinderopvangtoeslag(
        around.toetsingsinkomen,
        care=children.care,
        both_work=all_work,
        waarden=waarden,
        stap=stap,
        in_month=around.household.payroll_month,
    )
    return Amount(
        granted.jaar,
        granted.maand,
        bands=(granted.eerste_kind, granted.volgend_kind),
        periods=granted.tijdvakken,
        unknown=granted.onbekend if np.any(granted.onbekend) else None,
    )


def _works(person: PersonYear) -> Mask:
    """For wage, or in a business of their own (Wko art. 1.6)."""
    return person.taxable_year > 0 if person.business is None else np.ones((1, 1), dtype=bool)


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
        children.tell_kinderbijslag(stap)
    return Amount(np.atleast_2d(children.kinderbijslag))


def why_no_kinderbijslag(request: Request) -> str:
    under_18 = any(kinderbijslag.is_under_18(child.birth_date, request.year) for child in request.children)
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
            costs.append(_commute_cost(person, person.commute, around.household.year, waarden, stap))
    return Amount(total(costs)) if costs else None


def _commute_cost(
    person: Person, commute: Commute, year: int, waarden: reiskosten.ReiskostenWaarden, stap: Stappen
) -> Array:
    hours = [person.wage.hours if person.wage is not None else None]
    months = [12]
    if person.start_month is not None and person.wage_now is not None:
        hours, months = [person.wage_now.hours, *hours], [person.start_month - 1, 13 - person.start_month]
    outcome: Array = NOTHING
    for at, number in zip(hours, months, strict=True):
        outcome = outcome + number * _commute_at(commute, at, year, waarden, stap if at is hours[-1] else STILL)
    return deel_half_omhoog(outcome, 1, 12) if len(months) > 1 else outcome // 12


def _commute_at(
    commute: Commute, hours: Array | None, year: int, waarden: reiskosten.ReiskostenWaarden, stap: Stappen
) -> Array:
    if not commute.cao_po:
        return reiskosten.commute_cost_year(commute, hours, waarden=waarden, stap=stap)
    cao = reiskosten_cao_po.IN_FORCE.found_in(year)
    if cao is None:
        return NOTHING
    return reiskosten_cao_po.cost_year(commute, reiskosten.days_a_week(commute, hours), waarden=cao, stap=stap)


def why_no_commute_cost(person: PersonRequest, request: Request) -> str:
    travels = person.commute is not None and person.commute.cost_per_km and person.commute.km_one_way
    if not travels or person.wage is None:
        return ""
    by_cao = person.commute is not None and person.commute.cao_po
    if by_cao and reiskosten_cao_po.IN_FORCE.found_in(request.year) is None:
        return f"Reiskosten zitten er niet in: de reisvergoeding van de cao PO van {request.year} is niet gevonden."
    if reiskosten.IN_FORCE.found_in(request.year) is not None:
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


def has_care(request: Request) -> bool:
    return any(child.childcare for child in request.children)


def travels(request: Request) -> bool:
    return any(person.commute is not None and person.wage is not None for person in request.people)


def has_student_debt(request: Request) -> bool:
    return request.has_student_debt


def always(request: Request) -> bool:
    return True


def never(request: Request) -> bool:
    return False


def has_partner(request: Request) -> bool:
    return len(request.people) == 2
