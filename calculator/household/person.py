"""One adult's year: pay, what goes off before tax, payroll, a second job, and what is left after tax.

Every amount is an array of cents that broadcasts to (households, hours); see `engine.household`.
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import Array, cents
from calculator.engine.household import Person, Share, Wage, WageKind
from calculator.engine.steps import Stappen
from calculator.household.year_values import YearValues
from calculator.rules.inkomstenbelasting import Assessment, Taxpayer, whole_euros
from calculator.rules.paww import Paww, paww
from calculator.rules.pay import NOTHING, Pay, gross_pay
from calculator.rules.payroll import Payroll, payroll
from calculator.rules.pensioenopbouw import BuildUp, build_up
from calculator.rules.pensioenpremie import Premium, premium
from calculator.rules.second_job import SecondPay, second_pay

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


def paid(person: Person, *, year: int, values: YearValues, stap: Stappen) -> Paid:
    wage = person.wage
    telling = stap if wage is not None else Stappen.geen()
    wage = wage or NO_WAGE
    pay = gross_pay(wage, stap=telling)
    premie = premium(person, wage, year=year, stap=telling)
    off = None
    if person.paww and values.paww is not None:
        off = paww(pay, wage.months, waarden=values.paww, stap=telling)
    roll = payroll(person, wage, pay, premie, off, values=values.payroll, stap=telling)
    second = None
    if person.second_job is not None:
        second = second_pay(person.second_job, groep=person.groep, values=values.payroll.table, stap=stap)
    return Paid(pay, premie, off, roll, second, build_up(person, wage, year=year, stap=telling))


def taxpayer(person: Person, paid: Paid) -> Taxpayer:
    arbeidsinkomen = whole_euros(paid.taxable_year)
    income = arbeidsinkomen + whole_euros(cents(person.other_income_year))
    return Taxpayer(
        person.groep, person.born_before_1963, arbeidsinkomen, income, NOTHING, NOTHING, person.jonggehandicapt
    )


def person_year(person: Person, paid: Paid, tax: Assessment) -> PersonYear:
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
        net_year=paid.taxable_year + person.other_income_year - tax.due,
    )
