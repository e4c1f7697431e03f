"""Arbeidskorting: builds up in three stretches over the wage from work, then tapers off.

Payroll and assessment share the formula and round up to whole euros.
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import HUNDRED_PERCENT, Array
from calculator.engine.household import Leeftijdsgroep
from calculator.engine.steps import Stappen, euros, procent
from calculator.engine.values import Euro, Procent, Waarden, load

WET = "Wet IB 2001 art. 8.11"


@dataclass(frozen=True, kw_only=True)
class Kolom:
    """The maxima are cumulative: the second holds the first."""

    eerste_opbouw: Procent
    eerste_maximum: Euro
    tweede_opbouw: Procent
    tweede_maximum: Euro
    derde_opbouw: Procent
    maximum: Euro
    afbouw: Procent


@dataclass(frozen=True, kw_only=True)
class ArbeidskortingWaarden(Waarden):
    tweede_opbouw_vanaf: Euro
    derde_opbouw_vanaf: Euro
    afbouw_vanaf: Euro
    nihil_boven: Euro
    onder_aow: Kolom
    aow: Kolom

    def van(self, groep: Leeftijdsgroep) -> Kolom:
        return self.aow if groep.has_aow else self.onder_aow


IN_FORCE = load(ArbeidskortingWaarden, "arbeidskorting")


def arbeidskorting(
    arbeidsinkomen: Array, *, groep: Leeftijdsgroep, waarden: ArbeidskortingWaarden, stap: Stappen
) -> Array:
    """Wet IB 2001 art. 8.11. Whole euros a year (in cents) over an income in whole euros."""
    kolom = waarden.van(groep)
    opbouw = np.minimum(arbeidsinkomen * kolom.eerste_opbouw, kolom.eerste_maximum * HUNDRED_PERCENT)
    opbouw = opbouw + np.maximum(arbeidsinkomen - waarden.tweede_opbouw_vanaf, 0) * kolom.tweede_opbouw
    opbouw = np.minimum(opbouw, kolom.tweede_maximum * HUNDRED_PERCENT)
    opbouw = opbouw + np.maximum(arbeidsinkomen - waarden.derde_opbouw_vanaf, 0) * kolom.derde_opbouw
    opbouw = np.minimum(opbouw, kolom.maximum * HUNDRED_PERCENT)
    over = opbouw - np.maximum(arbeidsinkomen - waarden.afbouw_vanaf, 0) * kolom.afbouw
    korting = -(np.minimum(-over, 0) // (100 * HUNDRED_PERCENT)) * 100
    korting = np.where(arbeidsinkomen > waarden.nihil_boven, 0, korting)
    if stap.on:
        stap(
            "arbeidskorting",
            korting,
            wet=WET,
            omdat=[
                (arbeidsinkomen <= 0, "Zonder loon uit werk is er geen arbeidskorting."),
                (korting == 0, "Je loon van {loon} is te hoog voor de arbeidskorting."),
                (
                    arbeidsinkomen > waarden.afbouw_vanaf,
                    (
                        "De korting is hooguit {maximum}. Daar gaat {afbouw} af van je loon boven {vanaf}. Je loon is "
                        "{loon}, dus blijft {korting} over."
                    ),
                ),
                (True, "De korting groeit met je loon uit werk. Bij {loon} is dat {korting}."),
            ],
            waarden=waarden,
            uses=("onder_aow", "afbouw_vanaf"),
            loon=euros(arbeidsinkomen),
            korting=euros(korting),
            maximum=euros(kolom.maximum),
            afbouw=procent(kolom.afbouw),
            vanaf=euros(waarden.afbouw_vanaf),
        )
    return korting
