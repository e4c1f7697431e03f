"""What payroll does: the ordinary month, what is paid apart, and all that was withheld over the year."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import Array
from calculator.engine.household import Person, Wage, WageKind
from calculator.engine.steps import Stappen, bedrag, procent
from calculator.rules import bijzondere_beloningen, loonheffing
from calculator.rules.loonheffing import Maandheffing, TableValues
from calculator.rules.pay import Pay, over_the_year
from calculator.rules.pension import Premium


@dataclass(frozen=True, slots=True)
class PayrollValues:
    table: TableValues
    special: bijzondere_beloningen.BijzondereBeloningenWaarden

    @classmethod
    def in_year(cls, year: int) -> "PayrollValues":
        return cls(TableValues.in_year(year), bijzondere_beloningen.IN_FORCE.in_year(year))


@dataclass(frozen=True, slots=True)
class Payslip:
    """The ordinary month that is shown; cents."""

    gross: Array
    premium: Array
    taxable: Array
    loonheffing: Array
    arbeidskorting: Array
    net: Array


@dataclass(frozen=True, slots=True)
class Payroll:
    """Cents; `special_percent` in thousandths of a percent."""

    payslip: Payslip
    taxable_year: Array
    special_percent: Array
    holiday_net: Array
    year_end_net: Array
    allowance_net: Array
    withheld_year: Array


def payroll(person: Person, wage: Wage, pay: Pay, premium: Premium, *, values: PayrollValues, stap: Stappen) -> Payroll:
    """Wet LB 1964 art. 20-26 over a whole year at the same hours."""
    still = Stappen.geen()
    taxable = np.maximum(pay.month - premium.month, 0)
    taxable_year = np.maximum(pay.gross_year - premium.year, 0)
    heffing = _month_tax(person, values, still)(taxable)
    percent = bijzondere_beloningen.tarief(
        taxable_year, groep=person.groep, credit=person.payroll_tax_credit, waarden=values.special, stap=still
    )
    holiday, year_end, allowance = (
        bijzondere_beloningen.heffing(amount, percent) for amount in (pay.holiday, pay.year_end, pay.allowance)
    )
    outcome = Payroll(
        payslip=_payslip(wage, pay, premium, taxable, heffing),
        taxable_year=taxable_year,
        special_percent=percent,
        holiday_net=pay.holiday - holiday,
        year_end_net=pay.year_end - year_end,
        allowance_net=pay.allowance - allowance,
        withheld_year=over_the_year(heffing.loonheffing, wage.months) + holiday + year_end + allowance,
    )
    if stap.on:
        _leg_uit(person, wage, pay, outcome, values, stap)
    return outcome


def _month_tax(person: Person, values: PayrollValues, stap: Stappen) -> Callable[[Array], Maandheffing]:
    return lambda taxable: loonheffing.loonheffing_maand(
        taxable, groep=person.groep, credit=person.payroll_tax_credit, values=values.table, stap=stap
    )


def _payslip(wage: Wage, pay: Pay, premium: Premium, taxable: Array, heffing: Maandheffing) -> Payslip:
    level = wage.shown_level
    gross, tax = pay.month[level], heffing.loonheffing[level]
    return Payslip(
        gross=gross,
        premium=premium.month,
        taxable=taxable[level],
        loonheffing=tax,
        arbeidskorting=heffing.arbeidskorting[level],
        net=gross - premium.month - tax,
    )


def _leg_uit(person: Person, wage: Wage, pay: Pay, outcome: Payroll, values: PayrollValues, stap: Stappen) -> None:
    _month_tax(person, values, stap)(outcome.payslip.taxable)
    slip = outcome.payslip
    stap(
        "nettoloon_maand",
        slip.net,
        wet=loonheffing.WET,
        omdat="Op je loonstrook van een gewone maand staat {bruto} bruto. Daar gaat {premie} pensioenpremie en "
        "{heffing} loonheffing af. Er blijft {netto} over.",
        bruto=bedrag(slip.gross),
        premie=bedrag(slip.premium),
        heffing=bedrag(slip.loonheffing),
        netto=bedrag(slip.net),
    )
    if wage.kind is not WageKind.TAXABLE_YEAR and np.any(pay.gross_year > pay.salary_year):
        bijzondere_beloningen.tarief(
            outcome.taxable_year,
            groep=person.groep,
            credit=person.payroll_tax_credit,
            waarden=values.special,
            stap=stap,
        )
    for rule, gross, net, name in (
        ("vakantiegeld_netto", pay.holiday, outcome.holiday_net, "vakantiegeld"),
        ("eindejaarsuitkering_netto", pay.year_end, outcome.year_end_net, "eindejaarsuitkering"),
        ("toelage_netto", pay.allowance, outcome.allowance_net, "toelage"),
    ):
        if np.any(gross):
            stap(
                rule,
                net,
                wet=bijzondere_beloningen.WET,
                omdat=f"Van je {name} van {{bruto}} gaat {{percentage}} loonheffing af. Er blijft {{netto}} over.",
                waarden=values.special,
                bruto=bedrag(gross),
                percentage=procent(outcome.special_percent),
                netto=bedrag(net),
            )
