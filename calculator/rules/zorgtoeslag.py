"""Zorgtoeslag: the standaardpremie minus what a household is held to pay itself (the normpremie).

The percentage of the drempelinkomen is always taken over the whole drempelinkomen, also for a lower income: up
to the drempelinkomen the amount is flat.

Rounding: the year to whole euros (half up), the month cut down to whole euros, nothing below 24 euros a year.
These three reproduce the official month tables of 2025 and 2026 and all ten income limits of 2022-2026; the
article that prescribes them wasn't found.

Not modelled: a partner without Dutch health insurance (half of the couple's amount), people under 18, a right
for part of the year, income from abroad.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from calculator.engine.amounts import HUNDRED_PERCENT, Array, deel_half_omhoog, nul_of_meer
from calculator.engine.steps import Stappen, euros
from calculator.engine.values import Euro, Procent, Waarden, load
from calculator.rules.grenzen import Waar, hele_euros_inkomen, hoogste_inkomen, vermogensgrens

WET = "Wet op de zorgtoeslag art. 2"

TE_RIJK = "Het vermogen van {vermogen} is hoger dan {vermogensgrens}. Dan is er geen zorgtoeslag."
TE_VEEL_INKOMEN = "Het toetsingsinkomen van {inkomen} is te hoog. Boven {inkomensgrens} is er geen zorgtoeslag."
HOOGSTE_BEDRAG = (
    "Het toetsingsinkomen van {inkomen} is niet hoger dan {drempelinkomen}. Dan is er het hoogste bedrag: "
    "de standaardpremie van {premie} min de normpremie van {normpremie}. "
    "Dat is {jaar} per jaar, dus {maand} per maand."
)
AFGEBOUWD = (
    "De standaardpremie van {premie} min de normpremie van {normpremie} is {jaar} per jaar. "
    "Dat is {maand} per maand. De normpremie stijgt mee met het toetsingsinkomen van {inkomen}."
)


@dataclass(frozen=True, kw_only=True)
class ZorgtoeslagWaarden(Waarden):
    standaardpremie: Euro
    drempelinkomen: Euro
    normpremie_alleen: Procent
    normpremie_samen: Procent
    afbouw: Procent
    vermogensgrens_alleen: Euro
    vermogensgrens_samen: Euro
    minimum_jaar: Euro


IN_FORCE = load(ZorgtoeslagWaarden, "zorgtoeslag")


def zorgtoeslag_jaar(inkomen: Array, *, has_partner: npt.ArrayLike, waarden: ZorgtoeslagWaarden) -> Array:
    """Whole euros a year (in cents) before the wealth test and the minimum; below zero where income is high."""
    premie = np.where(has_partner, 2, 1) * waarden.standaardpremie * HUNDRED_PERCENT
    over_drempel = np.where(has_partner, waarden.normpremie_samen, waarden.normpremie_alleen)
    vol_bedrag = premie - over_drempel * waarden.drempelinkomen
    afgebouwd = vol_bedrag - waarden.afbouw * nul_of_meer(inkomen - waarden.drempelinkomen)
    return deel_half_omhoog(afgebouwd, 1, 100 * HUNDRED_PERCENT) * 100


def zorgtoeslag_maand(
    toetsingsinkomen: npt.ArrayLike,
    *,
    has_partner: npt.ArrayLike,
    vermogen: npt.ArrayLike,
    waarden: ZorgtoeslagWaarden,
    stap: Stappen,
) -> Array:
    """Wet op de zorgtoeslag art. 2 and 3. Cents a month, always whole euros."""
    inkomen = hele_euros_inkomen(toetsingsinkomen)
    jaar = zorgtoeslag_jaar(inkomen, has_partner=has_partner, waarden=waarden)
    te_rijk = np.greater(vermogen, vermogensgrens(waarden, has_partner))
    te_weinig = jaar < waarden.minimum_jaar
    maand = np.where(te_rijk | te_weinig, 0, jaar // 1200 * 100)
    if stap.on:
        _leg_uit(inkomen, jaar, maand, te_rijk, te_weinig, has_partner, vermogen, waarden, stap)
    return maand


def inkomensgrens(waarden: ZorgtoeslagWaarden, *, has_partner: npt.ArrayLike) -> Array:
    """The highest income with a right, as it's published each year."""
    return hoogste_inkomen(
        lambda inkomen: zorgtoeslag_maand(
            inkomen, has_partner=has_partner, vermogen=0, waarden=waarden, stap=Stappen.geen()
        )
    )


def _leg_uit(
    inkomen: Array,
    jaar: Array,
    maand: Array,
    te_rijk: Waar,
    te_weinig: Waar,
    has_partner: npt.ArrayLike,
    vermogen: npt.ArrayLike,
    waarden: ZorgtoeslagWaarden,
    stap: Stappen,
) -> None:
    premie = np.where(has_partner, 2, 1) * waarden.standaardpremie
    stap(
        "zorgtoeslag",
        maand,
        wet=WET,
        omdat=[
            (te_rijk, TE_RIJK),
            (te_weinig, TE_VEEL_INKOMEN),
            (inkomen <= waarden.drempelinkomen, HOOGSTE_BEDRAG),
            (True, AFGEBOUWD),
        ],
        waarden=waarden,
        uses=("standaardpremie", "drempelinkomen", "normpremie_alleen", "normpremie_samen", "afbouw"),
        inkomen=euros(inkomen),
        inkomensgrens=euros(inkomensgrens(waarden, has_partner=has_partner)),
        drempelinkomen=euros(waarden.drempelinkomen),
        vermogen=euros(np.asarray(vermogen)),
        vermogensgrens=euros(vermogensgrens(waarden, has_partner)),
        premie=euros(premie),
        normpremie=euros(premie - jaar),
        jaar=euros(jaar),
        maand=euros(maand),
    )
