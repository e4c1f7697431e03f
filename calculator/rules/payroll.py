"""What payroll does: the ordinary month, what is paid apart, and all that was withheld over the year."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import Array
from calculator.engine.household import Leeftijdsgroep, Person, Wage, WageKind
from calculator.engine.steps import Stappen, bedrag, procent
from calculator.rules import bijzondere_beloningen, jonggehandicaptenkorting, loonheffing
from calculator.rules.loonheffing import Maandheffing, TableValues
from calculator.rules.paww import Paww
from calculator.rules.pay import NOTHING, Pay, over_the_year
from calculator.rules.pensioenpremie import Premium


@dataclass(frozen=True, slots=True)
class PayrollValues:
    table: TableValues
    special: bijzondere_beloningen.BijzondereBeloningenWaarden
    jonggehandicapt: jonggehandicaptenkorting.JonggehandicaptenkortingWaarden | None

    @classmethod
    def in_year(cls, year: int) -> "PayrollValues":
        return cls(
            TableValues.in_year(year),
            bijzondere_beloningen.IN_FORCE.in_year(year),
            jonggehandicaptenkorting.IN_FORCE.found_in(year),
        )


@dataclass(frozen=True, slots=True)
class Payslip:
    """The ordinary month that is shown; cents."""

    gross: Array
    premium: Array
    paww: Array
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
    bonus_net: Array
    withheld_year: Array


def payroll(
    person: Person, wage: Wage, pay: Pay, premium: Premium, paww: Paww | None, *, values: PayrollValues, stap: Stappen
) -> Payroll:
    """Wet LB 1964 art. 20-26 over a whole year at the same hours."""
    still = Stappen.geen()
    taxed = _Taxed(pay.month - premium.month, pay.gross_year - premium.year, pay.holiday, pay.year_end, pay.allowance)
    if paww is not None:
        taxed = taxed.minus(paww)
    taxable, taxable_year = np.maximum(taxed.month, 0), np.maximum(taxed.year, 0)
    heffing = _month_tax(person, person.payroll_groep, values, still)(taxable)
    percent = bijzondere_beloningen.tarief(
        taxable_year, groep=person.payroll_groep, credit=person.payroll_tax_credit, waarden=values.special, stap=still
    )
    holiday, year_end, allowance = (
        bijzondere_beloningen.heffing(amount, percent) for amount in (taxed.holiday, taxed.year_end, taxed.allowance)
    )
    withheld = _in_twelve_months(person, wage, taxable, heffing, values) + holiday + year_end + allowance
    bonus_net = NOTHING
    if wage.bonus is not None:
        taxed_bonus = pay.bonus if paww is None else pay.bonus - paww.bonus
        bonus = bijzondere_beloningen.heffing(taxed_bonus, percent)
        bonus_net, withheld = taxed_bonus - bonus, withheld + bonus
    outcome = Payroll(
        payslip=_payslip(wage, pay, premium, paww, taxable, heffing),
        taxable_year=taxable_year,
        special_percent=percent,
        holiday_net=taxed.holiday - holiday,
        year_end_net=taxed.year_end - year_end,
        allowance_net=taxed.allowance - allowance,
        bonus_net=bonus_net,
        withheld_year=withheld,
    )
    if stap.on:
        _leg_uit(person, wage, pay, outcome, values, stap)
    return outcome


@dataclass(frozen=True, slots=True)
class _Taxed:
    """What payroll tax is taken over."""

    month: Array
    year: Array
    holiday: Array
    year_end: Array
    allowance: Array

    def minus(self, paww: Paww) -> "_Taxed":
        return _Taxed(
            self.month - paww.month,
            self.year - paww.year,
            self.holiday - paww.holiday,
            self.year_end - paww.year_end,
            self.allowance - paww.allowance,
        )


def _in_twelve_months(person: Person, wage: Wage, taxable: Array, shown: Maandheffing, values: PayrollValues) -> Array:
    """What the ordinary months withhold together; from the month of AOW age by the column of that age."""
    if person.aow_month is None:
        return over_the_year(shown.loonheffing, wage.months)
    still, before = Stappen.geen(), person.aow_month - 1
    total = NOTHING
    for groep, first, last in ((Leeftijdsgroep.ONDER_AOW, 0, before), (person.groep, before, 12)):
        tax = _month_tax(person, groep, values, still)(taxable).loonheffing
        total = total + over_the_year(tax, _months_between(wage.months, first, last))
    return total


def _months_between(levels: tuple[int, ...], first: int, last: int) -> tuple[int, ...]:
    """How many months of each level lie between these two places in the year."""
    inside, start = [], 0
    for months in levels:
        inside.append(max(min(start + months, last) - max(start, first), 0))
        start += months
    return tuple(inside)


def _month_tax(
    person: Person, groep: Leeftijdsgroep, values: PayrollValues, stap: Stappen
) -> Callable[[Array], Maandheffing]:
    fixed = values.jonggehandicapt.bedrag if person.jonggehandicapt and values.jonggehandicapt is not None else 0
    return lambda taxable: loonheffing.loonheffing_maand(
        taxable,
        groep=groep,
        credit=person.payroll_tax_credit,
        jonggehandicapt=fixed,
        values=values.table,
        stap=stap,
    )


def _payslip(
    wage: Wage, pay: Pay, premium: Premium, paww: Paww | None, taxable: Array, heffing: Maandheffing
) -> Payslip:
    level = wage.shown_level
    gross, tax = pay.month[level], heffing.loonheffing[level]
    paww_month = NOTHING if paww is None else paww.month[level]
    premium_month = premium.month[level] if premium.month.ndim > gross.ndim else premium.month
    net = gross - premium_month - tax
    return Payslip(
        gross=gross,
        premium=premium_month,
        paww=paww_month,
        taxable=taxable[level],
        loonheffing=tax,
        arbeidskorting=heffing.arbeidskorting[level],
        net=net if paww is None else net - paww_month,
    )


def _leg_uit(person: Person, wage: Wage, pay: Pay, outcome: Payroll, values: PayrollValues, stap: Stappen) -> None:
    _month_tax(person, person.payroll_groep, values, stap)(outcome.payslip.taxable)
    slip = outcome.payslip
    stap(
        "nettoloon_maand",
        slip.net,
        wet=loonheffing.WET,
        omdat="Op je loonstrook van een gewone maand staat {bruto} bruto. Daar gaat {premie} pensioenpremie en "
        "{heffing} loonheffing af. Er blijft {netto} over."
        if slip.paww is NOTHING
        else "Op je loonstrook van een gewone maand staat {bruto} bruto. Daar gaat {premie} pensioenpremie, {paww} "
        "PAWW en {heffing} loonheffing af. Er blijft {netto} over.",
        bruto=bedrag(slip.gross),
        premie=bedrag(slip.premium),
        paww=bedrag(slip.paww),
        heffing=bedrag(slip.loonheffing),
        netto=bedrag(slip.net),
    )
    if wage.kind is not WageKind.TAXABLE_YEAR and np.any(pay.gross_year > pay.salary_year):
        bijzondere_beloningen.tarief(
            outcome.taxable_year,
            groep=person.payroll_groep,
            credit=person.payroll_tax_credit,
            waarden=values.special,
            stap=stap,
        )
    for rule, gross, net, name in (
        ("vakantiegeld_netto", pay.holiday, outcome.holiday_net, "vakantiegeld"),
        ("eindejaarsuitkering_netto", pay.year_end, outcome.year_end_net, "eindejaarsuitkering"),
        ("toelage_netto", pay.allowance, outcome.allowance_net, "toelage"),
        ("meerurenbonus_netto", pay.bonus, outcome.bonus_net, "bonus"),
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
