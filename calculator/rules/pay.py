"""Gross pay in a year: twelve months, holiday pay, year-end pay and what else the cao pays apart.

Month by month, since a pay table may change within the year; each month is rounded to the cent. Holiday pay is
what these twelve months build up, also where the payslip of May holds part of last year's.

Of the leave from 57 on, someone pays a part: it goes off salary, and leaves holiday pay and pension as they are
(derived).

A bonus for extra hours is what someone entered; it's paid once a year and isn't pensionable in the year itself.

Not modelled: a step in August, part of a year, overtime, unpaid leave, the minimum holiday pay, and the October
allowance at the top step of a teacher's scale (the amount wasn't found; someone can enter it).
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
    if wage.fixed is not None:
        allowance = allowance + wage.fixed
    return _with_the_rest(wage, month, salary_year, holiday, year_end, allowance, stap)


def mixed_pay(before: Pay, after: Pay, wage: Wage, mixed: Wage, *, months_before: int, stap: Stappen) -> Pay:
    """A year in which the hours change: the months before at those of now, what goes with salary over both."""
    parts = levels_of(wage.months, months_before)
    month = np.stack(np.broadcast_arrays(*[(before if early else after).month[level] for level, _, early in parts]))
    salary_year = over_the_year(month, mixed.months)
    holiday = procent_half_omhoog(salary_year, wage.holiday_percent)
    year_end = procent_half_omhoog(salary_year, wage.year_end_percent)
    return _with_the_rest(mixed, month, salary_year, holiday, year_end, after.allowance, stap)


def levels_of(months: tuple[int, ...], months_before: int) -> list[tuple[int, int, bool]]:
    """(level, how many months of it, whether they lie before the change), in the order of the year."""
    stretches, start = [], 0
    for level, number in enumerate(months):
        early = min(max(months_before - start, 0), number)
        stretches += [(level, count, is_early) for count, is_early in ((early, True), (number - early, False)) if count]
        start += number
    return stretches


def _with_the_rest(
    wage: Wage, month: Array, salary_year: Array, holiday: Array, year_end: Array, allowance: Array, stap: Stappen
) -> Pay:
    gross_year = salary_year + holiday + year_end + allowance
    if np.any(wage.leave_percent):
        leave = deel_half_omhoog(salary_year, LEAVE_HOURS * np.asarray(wage.leave_percent), YEAR_HOURS * 100)
        month, gross_year = month - deel_half_omhoog(leave, 1, 12), gross_year - leave
    bonus = NOTHING
    if wage.bonus is not None:
        bonus = wage.bonus
        gross_year = gross_year + bonus
    outcome = Pay(month, salary_year, holiday, year_end, allowance, bonus, gross_year)
    if stap.on:
        _leg_uit(outcome, wage, stap)
    return outcome


LEAVE_HOURS, YEAR_HOURS = 130, 1659
"""Of the leave that someone of 57 or older may take at full time (cao PO), and of a working year."""


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
            "{bedrag}."
            if wage.fixed is None
            else "Wat je een of meer keren per jaar apart krijgt, is bij jouw uren samen {bedrag}.",
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
                (pay.bonus == 0, "De bonus krijg je niet bij deze uren."),
                (True, "Voor je uren krijg je een bonus van {bedrag} bruto per jaar."),
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
