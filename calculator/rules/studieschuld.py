"""Paying back a student debt to DUO: the annuity, or less when income doesn't allow it.

DUO looks at the joint income of two years ago. Here that's the joint income at today's hours, so extra hours change
nothing yet; what they'll do after two years is a separate outcome. The annuity is that of the whole term at this
year's interest, since we don't know how long someone has been paying.

Not modelled: SF15 under the old rules, partners who both pay back (each is tested on the joint income), pauses.
"""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from calculator.engine.amounts import HUNDRED_PERCENT, Array, deel_half_omhoog
from calculator.engine.household import StudentDebt
from calculator.engine.steps import Stappen, bedrag, euros, procent
from calculator.engine.values import Aantal, Centen, Exact, Procent, Waarden, load

WET = "Wet studiefinanciering 2000 hoofdstuk 6"
FLOOR_PERCENT = 108
HUNDRED_MILLION = 100_000_000


@dataclass(frozen=True, kw_only=True)
class Regeling:
    percentage: Procent
    voet_alleen: Procent
    voet_overig: Procent
    maanden: Aantal
    rente: Exact
    minimum_termijn: Centen
    minimum_draagkracht: Centen


@dataclass(frozen=True, kw_only=True)
class StudieschuldWaarden(Waarden):
    minimumloon_maand: Centen
    sf35: Regeling
    sf15: Regeling

    def regeling(self, scheme: str) -> Regeling:
        regeling: Regeling = getattr(self, scheme)
        return regeling


IN_FORCE = load(StudieschuldWaarden, "studieschuld")


def student_debt_year(
    debt: StudentDebt, joint_income: Array, *, alone: bool, waarden: StudieschuldWaarden, stap: Stappen
) -> Array:
    """Cents a year over a joint income in cents. `alone`: no partner and no children."""
    regeling = waarden.regeling(debt.scheme)
    termijn = annuity_month(debt.amount, regeling)
    voet = draagkrachtvrije_voet(regeling, alone=alone, waarden=waarden)
    draagkracht = np.maximum(joint_income - voet, 0) * regeling.percentage // (12 * HUNDRED_PERCENT)
    draagkracht = np.where(draagkracht < regeling.minimum_draagkracht, 0, draagkracht)
    month = np.minimum(draagkracht, termijn)
    if stap.on:
        stap(
            "studieschuld",
            12 * month,
            wet=WET,
            omdat=[
                (
                    draagkracht == 0,
                    "Met een inkomen van {inkomen} blijf je te dicht bij {voet}. Dan hoef je niets terug te betalen.",
                ),
                (
                    draagkracht < termijn,
                    (
                        "Je hoeft niet meer te betalen dan {percentage} van het inkomen boven {voet}. Bij "
                        "{inkomen} is dat {maand} per maand."
                    ),
                ),
                (True, "Je betaalt de schuld in vaste bedragen terug: {maand} per maand."),
            ],
            waarden=waarden,
            inkomen=euros(joint_income),
            voet=euros(voet),
            percentage=procent(regeling.percentage),
            maand=bedrag(month),
        )
    return 12 * month


def draagkrachtvrije_voet(regeling: Regeling, *, alone: bool, waarden: StudieschuldWaarden) -> int:
    """Cents a year, half up."""
    percent = regeling.voet_alleen if alone else regeling.voet_overig
    hundred_times = 12 * waarden.minimumloon_maand * FLOOR_PERCENT
    return (2 * hundred_times * percent + 100 * HUNDRED_PERCENT) // (200 * HUNDRED_PERCENT)


def annuity_month(amount: Array | int, regeling: Regeling) -> Array:
    """Cents a month: the debt over the whole term at a fixed interest, not less than the lowest term there is."""
    per_euro = _annuity_per_hundred_million(regeling)
    term = deel_half_omhoog(np.asarray(amount), per_euro, HUNDRED_MILLION)
    return np.where(np.asarray(amount) > 0, np.maximum(term, regeling.minimum_termijn), 0)


def _annuity_per_hundred_million(regeling: Regeling) -> int:
    """The monthly term of a debt of a hundred million."""
    if not regeling.rente:
        return -(-HUNDRED_MILLION // regeling.maanden)
    monthly: Decimal = regeling.rente / 1200
    return int((HUNDRED_MILLION * monthly / (1 - (1 + monthly) ** -regeling.maanden)).to_integral_value())
