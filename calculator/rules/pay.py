"""Gross pay in a year: twelve months, holiday pay, year-end pay and what else the cao pays apart.

Month by month, since a pay table may change within the year; each month is rounded to the cent. Holiday pay is
what these twelve months build up, also where the payslip of May holds part of last year's.

A bonus for extra hours is what someone entered; it's paid once a year and isn't pensionable in the year itself.

Not modelled: a step in August, part of a year, overtime, unpaid leave, the minimum holiday pay, and the October
allowance at the top step of a teacher's scale (the amount wasn't found).
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import Array, deel_half_omhoog, procent_half_omhoog
from calculator.engine.household import Wage, WageKind
from calculator.engine.steps import Stappen, bedrag, procent, uren
from calculator.engine.values import Zekerheid
from calculator.rules import minimumloon

WET = "Cao of arbeidsovereenkomst"
NOTHING = np.zeros((1, 1), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Pay:
    """Cents. `month` has the shape (levels, households, hours): one level for each pay table in the year."""

    month: Array
    salary_year: Array
    holiday: Array
    year_end: Array
    allowance: Array
    bonus: Array
    gross_year: Array


def gross_pay(wage: Wage, *, stap: Stappen) -> Pay:
    """All of a year at the hours in `wage.share`."""
    month = _deel(wage.base_month, wage)
    salary_year = wage.year if wage.year is not None else over_the_year(month, wage.months)
    holiday = procent_half_omhoog(salary_year, wage.holiday_percent)
    year_end = procent_half_omhoog(salary_year, wage.year_end_percent)
    allowance = _deel(np.asarray(wage.fulltime_allowance), wage)
    gross_year = salary_year + holiday + year_end + allowance
    bonus = NOTHING
    if wage.bonus is not None:
        bonus = wage.bonus
        gross_year = gross_year + bonus
    outcome = Pay(month, salary_year, holiday, year_end, allowance, bonus, gross_year)
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
    wet = wage.wet
    zekerheid, bron = wage.table_zekerheid or Zekerheid.BEVESTIGD, wage.table_bron
    if wage.lifted_from is not None:
        _leg_minimum_uit(base, wage.lifted_from[wage.shown_level], stap)
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
    for rule, amount, percentage, name, sentence in (
        ("vakantiegeld", pay.holiday, wage.holiday_percent, "vakantiegeld", HOLIDAY),
        ("eindejaarsuitkering", pay.year_end, wage.year_end_percent, "eindejaarsuitkering", YEAR_END),
    ):
        if np.any(amount):
            stap(
                rule,
                amount,
                wet=wet,
                omdat=sentence,
                waarden=wage.terms,
                uses=(name,),
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
            waarden=wage.terms,
            uses=("toelage_lagere_treden", "toelage_hoogste_trede", "eenmalig"),
            voltijd=bedrag(wage.fulltime_allowance),
            bedrag=bedrag(pay.allowance),
        )
    if wage.bonus is not None:
        stap(
            "meerurenbonus",
            pay.bonus,
            wet="Eigen opgave",
            omdat=[
                (pay.bonus == 0, "De bonus krijg je alleen als je meer werkt dan in je contract staat."),
                (True, "Voor je extra uren krijg je een bonus van {bedrag} bruto per jaar."),
            ],
            bedrag=bedrag(pay.bonus),
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


def _leg_minimum_uit(base: Array, table: Array, stap: Stappen) -> None:
    stap(
        "minimumloon",
        base,
        wet=minimumloon.WET,
        omdat=[
            (
                base > table,
                "In de tabel staat {tabel} per maand. Dat is minder dan het minimumloon, dus wordt het {loon}.",
            ),
            (True, "Je loon in de tabel is niet lager dan het minimumloon."),
        ],
        bron=minimumloon.IN_FORCE.periods[-1].bron,
        tabel=bedrag(table),
        loon=bedrag(base),
    )


HOLIDAY = "Je vakantiegeld is {percentage} van je salaris van {salaris}: {bedrag}."
YEAR_END = "Je eindejaarsuitkering is {percentage} van je salaris van {salaris}: {bedrag}."
