"""One adult's year: pay, what goes off before tax, payroll, a second job, and what is left after tax.

Every amount is an array of cents that broadcasts to (households, hours); see `engine.household`.
"""

from dataclasses import dataclass, replace

import numpy as np

from calculator.engine.amounts import Array, cents
from calculator.engine.household import PensionKind, Person, Share, Wage, WageKind
from calculator.engine.steps import Stappen
from calculator.household.year_values import YearValues
from calculator.rules.economische_zelfstandigheid import FromWork, from_work
from calculator.rules.inkomstenbelasting import Assessment, Taxpayer, whole_euros
from calculator.rules.paww import Paww, paww
from calculator.rules.pay import NOTHING, Pay, gross_pay, levels_of, mixed_pay
from calculator.rules.payroll import Payroll, payroll
from calculator.rules.pensioenopbouw import BuildUp, build_up
from calculator.rules.pensioenpremie import Premium, premium
from calculator.rules.second_job import SecondPay, second_pay
from calculator.rules.uitkeringen import BenefitYear
from calculator.rules.winst import Profit, profit_year

NO_WAGE = Wage(
    kind=WageKind.TAXABLE_YEAR,
    base_month=np.zeros((1, 1, 1), dtype=np.int64),
    share=Share(1, 1),
    months=(12,),
    shown_level=0,
    fulltime_month_january=NOTHING,
    parttime_factor=Share(1, 1),
    year=NOTHING,
)


@dataclass(frozen=True, slots=True)
class Paid:
    """All that payroll says; None for what this person hasn't got."""

    pay: Pay
    premium: Premium
    paww: Paww | None
    payroll: Payroll
    second_job: SecondPay | None
    pension: BuildUp | None
    business: Profit | None = None

    @property
    def taxable_year(self) -> Array:
        """Wage from all jobs, after premiums."""
        main = self.payroll.taxable_year
        return main if self.second_job is None else main + self.second_job.taxable_year

    @property
    def withheld_year(self) -> Array:
        main = self.payroll.withheld_year
        return main if self.second_job is None else main + self.second_job.withheld_year


@dataclass(frozen=True, slots=True)
class PersonYear:
    """`net_year`: wage after premiums, and other income, after the tax that is due in the end."""

    pay: Pay
    premium: Premium
    paww: Paww | None
    payroll: Payroll
    second_job: SecondPay | None
    pension: BuildUp | None
    tax: Assessment
    taxable_year: Array
    settlement: Array
    net_year: Array
    business: Profit | None
    benefit: BenefitYear | None
    home: Array
    """What an own home changes in `net_year`."""
    from_work: FromWork | None
    """None where the year has no norm, or where there's income beside work."""


def paid(person: Person, *, year: int, values: YearValues, stap: Stappen) -> Paid:
    wage = person.wage
    telling = stap if wage is not None else Stappen.geen()
    wage = wage or NO_WAGE
    if person.start_month is not None and person.wage_now is not None:
        wage, pay, premie = _in_two_parts(person, wage, person.wage_now, person.start_month - 1, year, telling)
    else:
        pay = gross_pay(wage, stap=telling)
        premie = premium(person, wage, year=year, stap=telling)
    off = None
    if person.paww and values.paww is not None:
        off = paww(pay, wage.months, waarden=values.paww, stap=telling)
    roll = payroll(person, wage, pay, premie, off, values=values.payroll, stap=telling)
    second = None
    if person.second_job is not None:
        second = second_pay(person.second_job, groep=person.groep, values=values.payroll.table, stap=stap)
    outcome = Paid(pay, premie, off, roll, second, build_up(person, wage, year=year, stap=telling))
    if person.business is None:
        return outcome
    profit = profit_year(
        person.business,
        outcome.taxable_year,
        year=year,
        has_aow_on_1_january=person.has_aow_on_1_january,
        without=person.without,
        stap=stap,
    )
    return replace(outcome, business=profit)


def _in_two_parts(
    person: Person, wage: Wage, now: Wage, months_before: int, year: int, stap: Stappen
) -> tuple[Wage, Pay, Premium]:
    """A year in which the hours change: pay and premium month by month."""
    still, stretches = Stappen.geen(), levels_of(wage.months, months_before)
    ends = np.cumsum([number for _, number, _ in stretches])
    mixed = replace(
        wage,
        base_month=np.stack([wage.base_month[level] for level, _, _ in stretches]),
        lifted_from=None,
        months=tuple(number for _, number, _ in stretches),
        shown_level=int(np.searchsorted(ends, person.payroll_month, side="left")),
    )
    before, after = gross_pay(now, stap=still), gross_pay(wage, stap=still)
    pay = mixed_pay(before, after, wage, mixed, months_before=months_before, stap=stap)
    early, late = premium(person, now, year=year, stap=still), premium(person, wage, year=year, stap=stap)
    if person.pension is PensionKind.OWN:
        return mixed, pay, late
    month = np.stack(np.broadcast_arrays(*[(early if is_early else late).month for _, _, is_early in stretches]))
    return mixed, pay, Premium(month, months_before * early.month + (12 - months_before) * late.month)


def taxpayer(person: Person, paid: Paid, benefit: Array | int = 0) -> Taxpayer:
    """A loss lowers other income to nothing, no further; work credits look at the profit itself (art. 8.1)."""
    arbeidsinkomen = whole_euros(paid.taxable_year)
    income = arbeidsinkomen + whole_euros(cents(person.other_income_year) + benefit)
    deductions = None
    if paid.business is not None:
        arbeidsinkomen = arbeidsinkomen + paid.business.profit
        income = np.maximum(income + paid.business.taxable, 0)
        deductions = paid.business.off_the_profit
    return Taxpayer(
        person.tax_groep,
        person.born_before_1963,
        arbeidsinkomen,
        income,
        NOTHING,
        NOTHING,
        person.jonggehandicapt,
        deductions,
    )


def person_year(
    person: Person,
    paid: Paid,
    tax: Assessment,
    *,
    benefit: BenefitYear | None,
    end: str,
    home: Array,
    values: YearValues,
    stap: Stappen,
) -> PersonYear:
    """`end`: which end of a benefit counts; `home`: what an own home changes in the tax."""
    net_year = paid.taxable_year + person.other_income_year - tax.due
    if benefit is not None:
        net_year = net_year + benefit.at(end)
    if paid.business is not None:
        net_year = net_year + paid.business.profit - paid.business.zvw
    return PersonYear(
        pay=paid.pay,
        premium=paid.premium,
        paww=paid.paww,
        payroll=paid.payroll,
        second_job=paid.second_job,
        pension=paid.pension,
        tax=tax,
        taxable_year=paid.taxable_year,
        settlement=tax.due - paid.withheld_year,
        net_year=net_year,
        business=paid.business,
        benefit=benefit,
        home=home,
        from_work=None
        if values.zelfstandigheid is None or person.has_other_income or benefit is not None
        else from_work(net_year, home, values.zelfstandigheid, stap),
    )
