"""Algemene heffingskorting: a maximum that falls with income.

In the assessment income is the verzamelinkomen (from 2025; before that the income of box 1, which is the same as
long as box 2 and 3 aren't modelled), in payroll the table wage of the year. Both round up to whole euros.
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import HUNDRED_PERCENT, Array
from calculator.engine.household import Leeftijdsgroep
from calculator.engine.steps import Stappen, euros, procent
from calculator.engine.values import Euro, Procent, Waarden, load

WET = "Wet IB 2001 art. 8.10"


@dataclass(frozen=True, kw_only=True)
class Kolom:
    maximum: Euro
    afbouw: Procent


@dataclass(frozen=True, kw_only=True)
class AlgemeneHeffingskortingWaarden(Waarden):
    over_verzamelinkomen: bool = False
    """Whether income of box 2 and 3 counts too; neither is modelled."""
    afbouw_vanaf: Euro
    nihil_boven: Euro
    onder_aow: Kolom
    aow: Kolom

    def van(self, groep: Leeftijdsgroep) -> Kolom:
        return self.aow if groep.has_aow else self.onder_aow


IN_FORCE = load(AlgemeneHeffingskortingWaarden, "algemene_heffingskorting")


def algemene_heffingskorting(
    inkomen: Array, *, groep: Leeftijdsgroep, waarden: AlgemeneHeffingskortingWaarden, stap: Stappen
) -> Array:
    """Wet IB 2001 art. 8.10. Whole euros a year (in cents) over an income in whole euros."""
    kolom = waarden.van(groep)
    eraf = np.maximum(inkomen - waarden.afbouw_vanaf, 0) * kolom.afbouw // (100 * HUNDRED_PERCENT) * 100
    korting = np.where(inkomen > waarden.nihil_boven, 0, np.maximum(kolom.maximum - eraf, 0))
    if stap.on:
        stap(
            "algemene_heffingskorting",
            korting,
            wet=WET,
            omdat=[
                (
                    inkomen <= waarden.afbouw_vanaf,
                    ("Je inkomen van {inkomen} is niet hoger dan {vanaf}. Dan krijg je de hele korting van {maximum}."),
                ),
                (korting == 0, "Je inkomen van {inkomen} is te hoog voor de algemene heffingskorting."),
                (
                    True,
                    (
                        "De korting is hooguit {maximum}. Daar gaat {afbouw} af van je inkomen boven {vanaf}. Je "
                        "inkomen is {inkomen}, dus blijft {korting} over."
                    ),
                ),
            ],
            waarden=waarden,
            uses=("afbouw_vanaf", "onder_aow"),
            inkomen=euros(inkomen),
            vanaf=euros(waarden.afbouw_vanaf),
            maximum=euros(kolom.maximum),
            afbouw=procent(kolom.afbouw),
            korting=euros(korting),
        )
    return korting
