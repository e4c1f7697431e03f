"""From requests to arrays: one household, or many of one kind side by side, at any hours of the first person.

What is the same for all (see `Request.kind`) is read from the first; all else is a column, (households, 1), or with
the hours that vary (households, hours).
"""

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from calculator.engine.amounts import Array, Mask, column, deel_half_omhoog
from calculator.engine.household import (
    Commute,
    Housing,
    HousingKind,
    PensionKind,
    Person,
    SecondJob,
    Share,
    StudentDebt,
    Wage,
    WageKind,
)
from calculator.household.family import Children, Household, asks_worked_hours
from calculator.household.intake.request import NO_COMMUTE, NO_DEBT, PersonRequest, Request, WageRequest
from calculator.rules.aow_leeftijd import maanden_tot_aow
from calculator.rules.cao import CAOS
from calculator.rules.maanden import leeftijd_op


def build(request: Request, hours: Sequence[int] | None, *, income_two_years_ago: Array | None = None) -> Household:
    """`hours`: hundredths of an hour of the first person; None leaves them as they are."""
    several = None if hours is None else [hours]
    return build_side_by_side([request], several, income_two_years_ago=income_two_years_ago)


def build_side_by_side(
    requests: Sequence[Request], hours: Sequence[Sequence[int]] | None, *, income_two_years_ago: Array | None = None
) -> Household:
    """`requests` are of one kind; `hours` are those of each first person, equally many for all, or a single row where
    they're the same for all."""
    first, new_year = requests[0], date(requests[0].year, 1, 1)
    oldest = [request.oldest for request in requests]
    return Household(
        year=first.year,
        people=tuple(
            _person([request.people[number] for request in requests], hours if number == 0 else None, first)
            for number in range(len(first.people))
        ),
        oldest=column(oldest),
        oldest_age=column(
            [leeftijd_op(one.people[number].birth_date, new_year) for one, number in zip(requests, oldest, strict=True)]
        ),
        children=Children([request.children for request in requests], first.year, list(_least_worked(requests, hours))),
        housing=_housing([request.housing for request in requests]),
        assets=column([request.assets for request in requests]),
        income_two_years_ago=income_two_years_ago,
    )


def _least_worked(requests: Sequence[Request], hours: Sequence[Sequence[int]] | None) -> Iterator[list[int] | None]:
    """What the adult who works least works in a week, at each number of hours of the first; None if nobody said, or
    nobody asks."""
    asked = asks_worked_hours(requests[0].year)
    for number, request in enumerate(requests):
        if not (asked and request.children and request.worked_hours_are_known):
            yield None
            continue
        own, *partner = [0 if person.wage is None else person.wage.hours or 0 for person in request.people]
        at_hours = [own] if hours is None else hours[number if len(hours) > 1 else 0]
        yield [min(at, *partner) if partner else at for at in at_hours]


def _person(people: Sequence[PersonRequest], hours: Sequence[Sequence[int]] | None, request: Request) -> Person:
    first, wages = people[0], [person.wage for person in people if person.wage is not None]
    wage = _wage(wages, hours, request) if wages else None
    if wage is not None and first.bonus_year:
        wage = dataclasses.replace(wage, bonus=_bonus(people, wages, wage))
    return Person(
        groep=first.groep,
        born_before_1963=_born_before_1963(people),
        wage=wage,
        pension=PensionKind.NONE if wage is None else first.pension,
        own_premium_year=_own_premium(people, wages, wage),
        paww=first.paww,
        payroll_tax_credit=first.payroll_tax_credit,
        jonggehandicapt=first.jonggehandicapt,
        second_job=_second_job([person.second_job for person in people if person.second_job is not None]),
        months_to_aow=column([maanden_tot_aow(person.birth_date, request.year) for person in people]),
        other_income_year=column([person.other_income_year for person in people]),
        commute=_commute([person.commute for person in people]),
        student_debt=_student_debt([person.student_debt for person in people]),
    )


def _born_before_1963(people: Sequence[PersonRequest]) -> Mask | bool:
    """An array (households, 1) only where it differs."""
    born = [person.born_before_1963 for person in people]
    return np.array(born).reshape(-1, 1) if len(set(born)) > 1 else born[0]


def _wage(wages: Sequence[WageRequest], hours: Sequence[Sequence[int]] | None, request: Request) -> Wage:
    kind = wages[0].kind
    at = np.array(hours if hours is not None else [[wage.hours or 0] for wage in wages], dtype=np.int64)
    if kind is WageKind.CAO:
        steps = [(wage.scale, wage.step) for wage in wages]
        return CAOS[wages[0].cao].wage(steps, at, year=request.year, payroll_month=request.payroll_month)
    if kind.varies_with_hours:
        return _by_hours(kind, wages, at)
    amount = column([wage.amount for wage in wages])
    year = amount if kind is WageKind.TAXABLE_YEAR else None
    month = amount if year is None else amount // 12
    return Wage(
        kind=kind,
        base_month=month[None],
        share=Share(1, 1),
        months=(12,),
        shown_level=0,
        fulltime_month_january=month,
        parttime_factor=Share(1, 1),
        year=year,
    )


def _by_hours(kind: WageKind, wages: Sequence[WageRequest], hours: Array) -> Wage:
    """A wage at full time, or at `wage.hours` as on a payslip; both grow in exact proportion to the hours."""
    amount, fulltime = column([wage.amount for wage in wages]), column([wage.fulltime_hours for wage in wages])
    per_hours = fulltime if kind is WageKind.FULLTIME_MONTH else column([wage.hours or 1 for wage in wages])
    return Wage(
        kind=kind,
        base_month=amount[None],
        share=Share(hours, per_hours),
        months=(12,),
        shown_level=0,
        fulltime_month_january=deel_half_omhoog(amount, fulltime, per_hours),
        parttime_factor=Share(hours, fulltime),
        holiday_percent=column([wage.holiday_percent for wage in wages]),
        year_end_percent=column([wage.year_end_percent for wage in wages]),
        hours=hours,
    )


def _bonus(people: Sequence[PersonRequest], wages: Sequence[WageRequest], wage: Wage) -> Array:
    """All of it at any number of hours above those of the contract."""
    assert wage.hours is not None  # a bonus asks for them
    contract = column([one.hours or 0 for one in wages])
    return np.where(wage.hours > contract, column([person.bonus_year for person in people]), 0)


def _second_job(jobs: Sequence[SecondJob]) -> SecondJob | None:
    return SecondJob(kind=jobs[0].kind, amount=column([job.amount for job in jobs])) if jobs else None


def _own_premium(people: Sequence[PersonRequest], wages: Sequence[WageRequest], wage: Wage | None) -> Array:
    """A premium that was given itself holds at the hours that were given; it grows with the hours."""
    given = column([person.own_premium_year for person in people])
    if wage is None or wage.hours is None or not given.any():
        return given
    return deel_half_omhoog(given, wage.hours, column([one.hours or 1 for one in wages]))


def _commute(several: Sequence[Commute | None]) -> Commute | None:
    if not any(several):
        return None
    commutes = [one or NO_COMMUTE for one in several]
    first = commutes[0]
    return Commute(
        km_one_way=column([one.km_one_way for one in commutes]),
        days_per_week=None if first.days_per_week is None else column([one.days_per_week or 0 for one in commutes]),
        reimbursement_per_km=None
        if first.reimbursement_per_km is None
        else column([one.reimbursement_per_km or 0 for one in commutes]),
        cost_per_km=column([one.cost_per_km for one in commutes]),
    )


def _student_debt(several: Sequence[StudentDebt | None]) -> StudentDebt | None:
    if not any(several):
        return None
    debts = [one or NO_DEBT for one in several]
    return StudentDebt(amount=column([debt.amount for debt in debts]), scheme=debts[0].scheme)


def _housing(homes: Sequence[Housing]) -> Housing:
    kind = homes[0].kind
    if kind is HousingKind.RENT:
        return Housing(
            kind=kind,
            basic_rent=column([home.basic_rent for home in homes]),
            service_costs=column([home.service_costs for home in homes]),
        )
    if kind is HousingKind.OWN:
        return Housing(
            kind=kind,
            woz_value=column([home.woz_value for home in homes]),
            mortgage_interest_year=column([home.mortgage_interest_year for home in homes]),
        )
    return homes[0]
