"""Ouderenkorting, and the alleenstaande-ouderenkorting beside it.

The latter is for who has a right to the AOW pension of a single person: here an AOW-age adult without a partner.
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import HUNDRED_PERCENT, Array, cents
from calculator.engine.household import Groep
from calculator.engine.steps import Stappen, euros
from calculator.engine.values import Euro, Procent, Waarden, load

WET = "Wet IB 2001 art. 8.17"
WET_ALLEENSTAAND = "Wet IB 2001 art. 8.18"


@dataclass(frozen=True, kw_only=True)
class OuderenkortingWaarden(Waarden):
    maximum: Euro
    afbouw_vanaf: Euro
    afbouw: Procent
    nihil_boven: Euro
    alleenstaand: Euro


IN_FORCE = load(OuderenkortingWaarden, "ouderenkorting")


def ouderenkorting(inkomen: Array, *, groep: Groep, waarden: OuderenkortingWaarden, stap: Stappen) -> Array:
    """Wet IB 2001 art. 8.17. Whole euros a year (in cents); nothing below AOW age."""
    if not groep.has_aow:
        return cents(0)
    eraf = np.maximum(inkomen - waarden.afbouw_vanaf, 0) * waarden.afbouw // (100 * HUNDRED_PERCENT) * 100
    korting = np.where(inkomen > waarden.nihil_boven, 0, np.maximum(waarden.maximum - eraf, 0))
    if stap.on:
        stap(
            "ouderenkorting",
            korting,
            wet=WET,
            omdat="Je hebt de AOW-leeftijd. Bij een inkomen van {inkomen} is de ouderenkorting {korting}.",
            waarden=waarden,
            uses=("maximum", "afbouw_vanaf", "afbouw"),
            inkomen=euros(inkomen),
            korting=euros(korting),
        )
    return korting


def alleenstaande_ouderenkorting(
    *, groep: Groep, has_partner: bool, waarden: OuderenkortingWaarden, stap: Stappen
) -> int:
    """Wet IB 2001 art. 8.18. Whole euros a year (in cents)."""
    if has_partner or not groep.has_aow:
        return 0
    if stap.on:
        stap(
            "alleenstaande_ouderenkorting",
            np.asarray(waarden.alleenstaand),
            wet=WET_ALLEENSTAAND,
            omdat="Je hebt de AOW-leeftijd en geen partner. Dan is er een vaste korting van {korting}.",
            waarden=waarden,
            uses=("alleenstaand",),
            korting=euros(waarden.alleenstaand),
        )
    return waarden.alleenstaand
