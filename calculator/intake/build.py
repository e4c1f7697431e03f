"""From a request to arrays: a household that can be computed at any hours of the first person."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from calculator.engine.amounts import Array, deel_half_omhoog
from calculator.engine.household import PensionKind, Person, Share, Wage, WageKind
from calculator.household import Children, Household
from calculator.intake.request import PersonRequest, Request, WageRequest
from calculator.rules import cao_po
from calculator.rules.maanden import leeftijd_op

BORN_BEFORE_1963 = date(1963, 1, 1)


def build(request: Request, hours: Sequence[int] | None, *, income_two_years_ago: Array | None = None) -> Household:
    """`hours`: hundredths of an hour of the first person; None leaves them as they are."""
    births = [person.birth_date for person in request.people]
    return Household(
        year=request.year,
        people=tuple(
            _person(person, hours if number == 0 else None, request) for number, person in enumerate(request.people)
        ),
        oldest=births.index(min(births)),
        oldest_age=max(leeftijd_op(born, date(request.year, 1, 1)) for born in births),
        children=Children.of(request.children, request.year),
        housing=request.housing,
        assets=request.assets,
        income_two_years_ago=income_two_years_ago,
    )


def _person(person: PersonRequest, hours: Sequence[int] | None, request: Request) -> Person:
    wage = None if person.wage is None else _wage(person.wage, hours, request)
    return Person(
        groep=person.groep,
        born_before_1963=person.birth_date < BORN_BEFORE_1963,
        wage=wage,
        pension=PensionKind.NONE if wage is None else person.pension,
        own_premium_year=_own_premium(person, wage),
        payroll_tax_credit=person.payroll_tax_credit,
        other_income_year=person.other_income_year,
        commute=person.commute,
        student_debt=person.student_debt,
    )


def _wage(wage: WageRequest, hours: Sequence[int] | None, request: Request) -> Wage:
    at = np.array([hours if hours is not None else [wage.hours or 0]], dtype=np.int64)
    if wage.kind is WageKind.CAO:
        return cao_po.wage(wage.scale, wage.step, at, year=request.year, payroll_month=request.payroll_month)
    if wage.kind.varies_with_hours:
        return _by_hours(wage, at)
    year = np.array([[wage.amount]], dtype=np.int64) if wage.kind is WageKind.TAXABLE_YEAR else None
    month = wage.amount if year is None else wage.amount // 12
    return Wage(
        kind=wage.kind,
        base_month=np.full((1, 1, 1), month, dtype=np.int64),
        share=Share(1, 1),
        months=(12,),
        shown_level=0,
        fulltime_month_january=np.array([[month]], dtype=np.int64),
        parttime_factor=Share(1, 1),
        year=year,
    )


def _by_hours(wage: WageRequest, hours: Array) -> Wage:
    """A wage at full time, or at `wage.hours` as on a payslip; both grow in exact proportion to the hours."""
    amount = np.array([[wage.amount]], dtype=np.int64)
    per_hours = wage.fulltime_hours if wage.kind is WageKind.FULLTIME_MONTH else (wage.hours or 1)
    return Wage(
        kind=wage.kind,
        base_month=amount[None],
        share=Share(hours, per_hours),
        months=(12,),
        shown_level=0,
        fulltime_month_january=deel_half_omhoog(amount, wage.fulltime_hours, per_hours),
        parttime_factor=Share(hours, wage.fulltime_hours),
        holiday_percent=wage.holiday_percent,
        year_end_percent=wage.year_end_percent,
        hours=hours,
    )


def _own_premium(person: PersonRequest, wage: Wage | None) -> Array | int:
    """A premium that was given itself holds at the hours that were given; it grows with the hours."""
    if wage is None or person.wage is None or wage.hours is None or not person.wage.hours:
        return person.own_premium_year
    return deel_half_omhoog(np.asarray(person.own_premium_year), wage.hours, person.wage.hours)
