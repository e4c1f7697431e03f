"""Gross pay in a year: twelve months, holiday pay, year-end pay and what else the cao pays apart.

Month by month, since a pay table may change within the year; each month is rounded to the cent. Holiday pay is
what these twelve months build up, also where the payslip of May holds part of last year's.

Not modelled: a step in August, part of a year, overtime, unpaid leave, the minimum holiday pay, and the October
allowance at the top step of a teacher's scale (the amount wasn't found).
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import Array, deel_half_omhoog, procent_half_omhoog
from calculator.engine.household import Wage, WageKind
from calculator.engine.steps import Stappen, bedrag, procent, uren
from calculator.engine.values import Zekerheid

WET = "Cao of arbeidsovereenkomst"
CAO = "Cao primair onderwijs"


@dataclass(frozen=True, slots=True)
class Pay:
    """Cents. `month` has the shape (levels, households, hours): one level for each pay table in the year."""

    month: Array
    salary_year: Array
    holiday: Array
    year_end: Array
    allowance: Array
    gross_year: Array


def gross_pay(wage: Wage, *, stap: Stappen) -> Pay:
    """All of a year at the hours in `wage.share`."""
    month = _deel(wage.base_month, wage)
    salary_year = wage.year if wage.year is not None else over_the_year(month, wage.months)
    holiday = procent_half_omhoog(salary_year, wage.holiday_percent)
    year_end = procent_half_omhoog(salary_year, wage.year_end_percent)
    allowance = _deel(np.asarray(wage.fulltime_allowance), wage)
    gross_year = salary_year + holiday + year_end + allowance
    outcome = Pay(month, salary_year, holiday, year_end, allowance, gross_year)
    if stap.on:
        _leg_uit(outcome, wage, stap)
    return outcome


def over_the_year(month: Array, months: tuple[int, ...]) -> Array:
    """The sum of twelve months from (levels, ...): each level as many times as it has months."""
    total: Array = month[0] * months[0]
    for level, times in enumerate(months[1:], 1):
        total = total + month[level] * times
    return total


def _deel(amount: Array, wage: Wage) -> Array:
    return deel_half_omhoog(amount, wage.share.part, wage.share.whole)


def _leg_uit(pay: Pay, wage: Wage, stap: Stappen) -> None:
    month, base = pay.month[wage.shown_level], wage.base_month[wage.shown_level]
    wet = CAO if wage.kind is WageKind.CAO else WET
    zekerheid, bron = wage.table_zekerheid or Zekerheid.BEVESTIGD, wage.table_bron
    if wage.kind.varies_with_hours:
        stap(
            "brutoloon_maand",
            month,
            wet=wet,
            omdat="Bij een volledige baan is je loon {voltijd} per maand. Bij {uren} per week is dat {maand}."
            if wage.kind is not WageKind.MONTH
            else "Je loon groeit mee met je uren. Bij {uren} per week is dat {maand} per maand.",
            zekerheid=zekerheid,
            bron=bron,
            voltijd=bedrag(base),
            uren=uren(wage.hours),
            maand=bedrag(month),
        )
    if wage.kind is WageKind.TAXABLE_YEAR:
        return
    for rule, amount, percentage, sentence in (
        ("vakantiegeld", pay.holiday, wage.holiday_percent, HOLIDAY),
        ("eindejaarsuitkering", pay.year_end, wage.year_end_percent, YEAR_END),
    ):
        if np.any(amount):
            stap(
                rule,
                amount,
                wet=wet,
                omdat=sentence,
                zekerheid=zekerheid,
                bron=bron,
                percentage=procent(percentage),
                salaris=bedrag(pay.salary_year),
                bedrag=bedrag(amount),
            )
    if np.any(pay.allowance):
        stap(
            "toelage",
            pay.allowance,
            wet=wet,
            omdat="Een keer per jaar krijg je een toelage. Bij een volledige baan is die {voltijd}, bij jouw uren "
            "{bedrag}.",
            voltijd=bedrag(wage.fulltime_allowance),
            bedrag=bedrag(pay.allowance),
        )
    stap(
        "brutoloon_jaar",
        pay.gross_year,
        wet=wet,
        omdat="Twaalf maanden loon, vakantiegeld en wat je verder een keer per jaar krijgt, zijn samen {bruto}.",
        zekerheid=zekerheid,
        bron=bron,
        bruto=bedrag(pay.gross_year),
    )


HOLIDAY = "Je vakantiegeld is {percentage} van je salaris van {salaris}: {bedrag}."
YEAR_END = "Je eindejaarsuitkering is {percentage} van je salaris van {salaris}: {bedrag}."
