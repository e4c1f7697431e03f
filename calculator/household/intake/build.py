"""From requests to arrays: one household, or many of one kind side by side, at any hours of the first person.

What is the same for all (see `Request.kind`) is read from the first; all else is a column, (households, 1), or with
the hours that vary (households, hours).
"""

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from calculator.engine.amounts import Array, Mask, column, deel_half_omhoog, row_of
from calculator.engine.household import (
    Benefit,
    Business,
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
from calculator.household.family import AtHours, Children, Household, asks_worked_hours
from calculator.household.intake.request import NO_COMMUTE, NO_DEBT, PersonRequest, Request, WageRequest
from calculator.rules import huurtoeslag
from calculator.rules.aow_leeftijd import maanden_tot_aow
from calculator.rules.cao import CAOS
from calculator.rules.pensioenpremie import IN_FORCE as FUNDS


def build(request: Request, hours: Sequence[int] | None, *, income_two_years_ago: Array | None = None) -> Household:
    """`hours`: hundredths of an hour of the first person; None leaves them as they are."""
    several = None if hours is None else [hours]
    return build_side_by_side([request], several, income_two_years_ago=income_two_years_ago)


def build_side_by_side(
    requests: Sequence[Request], hours: Sequence[Sequence[int]] | None, *, income_two_years_ago: Array | None = None
) -> Household:
    """`requests` are of one kind; `hours` are those of each first person, equally many for all, or a single row where
    they're the same for all."""
    first = requests[0]
    oldest = [request.oldest for request in requests]
    return Household(
        year=first.year,
        people=tuple(
            _person(number, [request.people[number] for request in requests], hours if number == 0 else None, first)
            for number in range(len(first.people))
        ),
        oldest=column(oldest),
        months_young=_months_young(requests),
        payroll_month=first.payroll_month,
        without=first.without,
        workdays=[request.workday for request in requests],
        others=[request.others for request in requests] if any(request.others for request in requests) else (),
        children=Children(
            [request.children for request in requests],
            first.year,
            list(_least_worked(requests, hours)),
            [_care_at(request, number, hours) if request.children else None for number, request in enumerate(requests)],
            first.start_month,
        ),
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
        first, *partner = request.people
        beside = 0 if first.business is None else first.business.hours_per_week or 0
        own = 0 if first.wage is None else first.wage.hours or 0
        at_hours = [own] if hours is None else hours[number if len(hours) > 1 else 0]
        yield [min([at + beside, *(person.worked_hours or 0 for person in partner)]) for at in at_hours]


def _care_at(request: Request, number: int, hours: Sequence[Sequence[int]] | None) -> AtHours | None:
    """Only where care follows the hours."""
    if not request.care_follows:
        return None
    wage = request.people[0].wage
    contract = 0 if wage is None else wage.hours or 0
    at_hours = [contract] if hours is None else hours[number if len(hours) > 1 else 0]
    now = contract if request.care_now is None else request.care_now
    return AtHours(at_hours, now, request.workday, contract)


def _months_young(requests: Sequence[Request]) -> Array | int:
    """Of the year in which all adults in the home are younger than huurtoeslag asks. Awir art. 5: a birthday counts
    from the first of the next month, or at once where it is the first."""
    year = requests[0].year
    waarden = huurtoeslag.IN_FORCE.found_in(year)
    if waarden is None:
        return 0
    births = [[person.birth_date for person in request.people] for request in requests]
    for own, request in zip(births, requests, strict=True):
        own += [other.birth_date for other in request.others if other.counts]
    counts_from = [min([_birthday_counts_from(birth) for birth in own]) for own in births]
    months = column(counts_from) + 12 * waarden.leeftijdsgrens - 12 * year
    young: Array = np.clip(months, 0, 12)
    return young


def _birthday_counts_from(birth: date) -> int:
    """A month number."""
    return 12 * birth.year + birth.month - (birth.day == 1)


def _person(
    number: int, people: Sequence[PersonRequest], hours: Sequence[Sequence[int]] | None, request: Request
) -> Person:
    first, wages = people[0], [person.wage for person in people if person.wage is not None]
    wage = _wage(wages, hours, request) if wages else None
    wage_now = None
    if wage is not None and (first.bonus_year or first.retention_bonus_year):
        wage = dataclasses.replace(wage, bonus=_bonus(people, wages, wage))
    if wage is not None and hours is not None and (request.start_month or _asks_what_it_is_now(request)):
        wage_now = _wage(wages, None, request)
    without = frozenset(part for part, person in request.without if person == number)
    return Person(
        groep=first.groep,
        born_before_1963=_born_before_1963(people),
        wage=wage,
        pension=PensionKind.NONE if wage is None else first.pension,
        own_premium_year=_own_premium(people, wages, wage, None if hours is None else request.start_month),
        paww=first.paww and "paww" not in without,
        without=without,
        aow_month=first.aow_month,
        payroll_month=request.payroll_month,
        has_aow_on_1_january=first.groep.has_aow and first.aow_month is None,
        business=_business([person.business for person in people if person.business is not None]),
        benefit=_benefit([person.benefit for person in people if person.benefit is not None]),
        wage_now=wage_now,
        start_month=request.start_month if hours is not None else None,
        payroll_tax_credit=first.payroll_tax_credit,
        jonggehandicapt=first.jonggehandicapt and "jonggehandicaptenkorting" not in without,
        second_job=_second_job([person.second_job for person in people if person.second_job is not None]),
        months_to_aow=column([maanden_tot_aow(person.birth_date, request.year) for person in people])
        if first.pension in FUNDS
        else 0,
        other_income_year=column([person.other_income_year for person in people]),
        has_other_income=first.other_income_year > 0,
        commute=_commute([person.commute for person in people]),
        student_debt=_student_debt([person.student_debt for person in people]),
    )


def _born_before_1963(people: Sequence[PersonRequest]) -> Mask | bool:
    """An array (households, 1) only where it differs."""
    born = [person.born_before_1963 for person in people]
    return np.array(born).reshape(-1, 1) if len(set(born)) > 1 else born[0]


def _asks_what_it_is_now(request: Request) -> bool:
    """A benefit of either is about how much more pay there is."""
    return any(person.benefit is not None for person in request.people)


def _business(several: Sequence[Business]) -> Business | None:
    if not several:
        return None
    return Business(
        profit_year=column([one.profit_year for one in several]),
        hours_criterion=column([one.hours_criterion for one in several]),
        starter=column([one.starter for one in several]),
    )


def _benefit(several: Sequence[Benefit]) -> Benefit | None:
    if not several:
        return None
    old = None if several[0].old_wage_month is None else column([one.old_wage_month or 0 for one in several])
    return Benefit(several[0].law, column([one.month for one in several]), old)


def _wage(wages: Sequence[WageRequest], hours: Sequence[Sequence[int]] | None, request: Request) -> Wage:
    wage = _bare_wage(wages, hours, request)
    if any(one.fixed_yearly for one in wages):
        wage = _with_fixed(wage, wages)
    if any(one.leave_57_percent for one in wages):
        wage = dataclasses.replace(wage, leave_percent=column([one.leave_57_percent for one in wages]))
    return wage


def _with_fixed(wage: Wage, wages: Sequence[WageRequest]) -> Wage:
    """Each amount at full time times the part-time factor, up to a factor of its own, to the cent."""
    assert wage.hours is not None
    rows, pensionable = [], []
    for number, one in enumerate(wages):
        hours, total = row_of(wage.hours, number), np.zeros((), dtype=np.int64)
        for fixed in one.fixed_yearly:
            part = np.minimum(hours * 1000, fixed.most_factor * one.fulltime_hours)
            total = total + deel_half_omhoog(np.asarray(fixed.fulltime), part, 1000 * one.fulltime_hours)
        rows.append(np.broadcast_to(total, hours.shape))
        pensionable.append(sum(fixed.fulltime for fixed in one.fixed_yearly if fixed.pensionable))
    return dataclasses.replace(
        wage,
        fixed=np.stack(rows),
        fulltime_allowance_pensionable=wage.fulltime_allowance_pensionable + column(pensionable),
    )


def _bare_wage(wages: Sequence[WageRequest], hours: Sequence[Sequence[int]] | None, request: Request) -> Wage:
    kind = wages[0].kind
    at = np.array(hours if hours is not None else [[wage.hours or 0] for wage in wages], dtype=np.int64)
    if kind is WageKind.CAO:
        steps = [(wage.scale, wage.step) for wage in wages]
        wage = CAOS[wages[0].cao].wage(steps, at, year=request.year, payroll_month=request.payroll_month)
        if any(part == "toelage" for part, _ in request.without):
            wage = dataclasses.replace(wage, fulltime_allowance=0, fulltime_allowance_pensionable=0)
        return wage
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
    """All of it at any number of hours above those of the contract; to stay, at those hours too."""
    assert wage.hours is not None  # a bonus asks for them
    contract = column([one.hours or 0 for one in wages])
    more = np.where(wage.hours > contract, column([person.bonus_year for person in people]), 0)
    return more + np.where(wage.hours >= contract, column([person.retention_bonus_year for person in people]), 0)


def _second_job(jobs: Sequence[SecondJob]) -> SecondJob | None:
    return SecondJob(kind=jobs[0].kind, amount=column([job.amount for job in jobs])) if jobs else None


def _own_premium(
    people: Sequence[PersonRequest], wages: Sequence[WageRequest], wage: Wage | None, start_month: int | None
) -> Array:
    """A premium that was given itself holds at the hours that were given; it grows with the hours."""
    given = column([person.own_premium_year for person in people])
    if wage is None or wage.hours is None or not given.any():
        return given
    grown = deel_half_omhoog(given, wage.hours, column([one.hours or 1 for one in wages]))
    before = 0 if start_month is None else start_month - 1
    return deel_half_omhoog(before * given + (12 - before) * grown, 1, 12) if before else grown


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
        cao_po=first.cao_po,
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
