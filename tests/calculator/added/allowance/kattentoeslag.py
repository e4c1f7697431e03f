"""Kattentoeslag, which no law has: an amount that falls with income above a bound.

Not modelled: dogs.
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import HUNDRED_PERCENT, Array, nul_of_meer
from calculator.engine.steps import Stappen, euros
from calculator.engine.values import Euro, Procent, Waarden, load
from calculator.rules.awir import Bedragen, hele_euros_inkomen, toegekend

WET = "Wet op de kattentoeslag art. 1"


@dataclass(frozen=True, kw_only=True)
class KattentoeslagWaarden(Waarden):
    hoogste_bedrag: Euro
    inkomensgrens: Euro
    afbouw: Procent
    minimum_jaar: Euro


IN_FORCE = load(KattentoeslagWaarden, "kattentoeslag")


def kattentoeslag(toetsingsinkomen: Array, *, waarden: KattentoeslagWaarden, stap: Stappen) -> Bedragen:
    inkomen = hele_euros_inkomen(toetsingsinkomen)
    afbouw = waarden.afbouw * nul_of_meer(inkomen - waarden.inkomensgrens)
    exact = waarden.hoogste_bedrag * HUNDRED_PERCENT - afbouw
    jaar = np.maximum(toegekend(exact, minimum_jaar=waarden.minimum_jaar), 0)
    maand = jaar // 1200 * 100
    if stap.on:
        stap(
            "kattentoeslag",
            maand,
            wet=WET,
            omdat="Bij een inkomen van {inkomen} is er {maand} kattentoeslag per maand.",
            waarden=waarden,
            inkomen=euros(inkomen),
            maand=euros(maand),
        )
    return Bedragen(jaar, maand)
