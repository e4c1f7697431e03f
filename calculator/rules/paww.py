"""PAWW: a premium of the employee for a private addition to unemployment benefit, in agreements that take part.

A percentage of all pay in money, holiday and year-end pay included, up to the maximum wage of the employee insurances.
Above that maximum each payment counts in proportion, as payroll ends up with over the year.
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import HUNDRED_PERCENT, Array, deel_half_omhoog
from calculator.engine.steps import Stappen, bedrag, procent
from calculator.engine.values import Euro, Procent, Waarden, load
from calculator.rules.pay import Pay, over_the_year

WET = "Reglement SPAWW"


@dataclass(frozen=True, kw_only=True)
class PawwWaarden(Waarden):
    percentage: Procent
    maximum: Euro


IN_FORCE = load(PawwWaarden, "paww")


@dataclass(frozen=True, slots=True)
class Paww:
    """Cents. `month` has the shape of `Pay.month`; the others belong to what is paid apart."""

    month: Array
    holiday: Array
    year_end: Array
    allowance: Array
    bonus: Array
    year: Array


def paww(pay: Pay, months: tuple[int, ...], *, waarden: PawwWaarden, stap: Stappen) -> Paww:
    counts = np.minimum(pay.gross_year, waarden.maximum)
    all_pay = np.maximum(pay.gross_year, 1) * HUNDRED_PERCENT

    def of(amount: Array) -> Array:
        return deel_half_omhoog(amount * waarden.percentage, counts, all_pay)

    month, holiday, year_end, allowance, bonus = map(
        of, (pay.month, pay.holiday, pay.year_end, pay.allowance, pay.bonus)
    )
    year = over_the_year(month, months) + holiday + year_end + allowance + bonus
    if stap.on:
        stap(
            "paww",
            year,
            wet=WET,
            omdat="Over je brutoloon betaal je {percentage} PAWW-premie: {premie} per jaar.",
            waarden=waarden,
            percentage=procent(waarden.percentage),
            premie=bedrag(year),
        )
    return Paww(month, holiday, year_end, allowance, bonus, year)
