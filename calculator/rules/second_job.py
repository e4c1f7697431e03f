"""A second job beside the main one, given as a month's or a year's pay.

The payroll tax credit may be used at one employer only (Wet LB 1964 art. 23), so here payroll takes off no credits;
the assessment adds the jobs up. Not modelled: a pension, holiday pay and other payments of the second job.
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import Array
from calculator.engine.household import Leeftijdsgroep, SecondJob, WageKind
from calculator.engine.steps import Stappen, bedrag
from calculator.rules import loonheffing

WET = "Wet LB 1964 art. 23"


@dataclass(frozen=True, slots=True)
class SecondPay:
    """Cents."""

    taxable_year: Array
    loonheffing_month: Array
    net_month: Array
    withheld_year: Array


def second_pay(job: SecondJob, *, groep: Leeftijdsgroep, values: loonheffing.TableValues, stap: Stappen) -> SecondPay:
    """Twelve equal months in the white table, without credit."""
    amount = np.atleast_2d(np.asarray(job.amount, dtype=np.int64))
    month = amount // 12 if job.kind is WageKind.TAXABLE_YEAR else amount
    year = amount if job.kind is WageKind.TAXABLE_YEAR else 12 * amount
    tax = loonheffing.loonheffing_maand(
        month, groep=groep, credit=False, values=values, stap=Stappen.geen()
    ).loonheffing
    if stap.on:
        stap(
            "tweede_baan",
            month - tax,
            wet=WET,
            omdat="In je tweede baan verdien je {maand} per maand. Daar gaat {heffing} loonheffing af, zonder korting, "
            "want die krijg je maar bij één werkgever. Er blijft {netto} over.",
            waarden=values.tabel,
            maand=bedrag(month),
            heffing=bedrag(tax),
            netto=bedrag(month - tax),
        )
    return SecondPay(year, tax, month - tax, 12 * tax)
