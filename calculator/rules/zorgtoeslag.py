"""Zorgtoeslag: the standaardpremie minus what a household is held to pay itself (the normpremie).

The percentage of the drempelinkomen is always taken over the whole drempelinkomen, also for a lower income: up
to the drempelinkomen the amount is flat.

The month that is paid is a twelfth of the rounded year, cut down to whole euros: so the official month tables
of 2025 and 2026 have it. With the rounding and the minimum of the Awir this also gives all ten published income
limits of 2022-2026.

Not modelled: a partner without Dutch health insurance (half of the couple's amount), people under 18, a right
for part of the year, income from abroad.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from calculator.engine.amounts import HUNDRED_PERCENT, Array, cents, nul_of_meer
from calculator.engine.steps import Stappen, euros
from calculator.engine.values import Euro, Procent, Waarden, load
from calculator.rules.awir import (
    Bedragen,
    Waar,
    hele_euros_inkomen,
    hoogste_inkomen,
    toegekend,
    vermogensgrens,
)

WET = "Wet op de zorgtoeslag art. 2 en 3; Awir art. 14"

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


def zorgtoeslag(
    toetsingsinkomen: npt.ArrayLike,
    *,
    has_partner: npt.ArrayLike,
    vermogen: npt.ArrayLike,
    waarden: ZorgtoeslagWaarden,
    stap: Stappen,
) -> Bedragen:
    """Wet op de zorgtoeslag art. 2 and 3."""
    inkomen = hele_euros_inkomen(toetsingsinkomen)
    verschil = _premie_min_normpremie(inkomen, has_partner, waarden)
    te_rijk = np.greater(vermogen, vermogensgrens(waarden, has_partner))
    jaar = np.where(te_rijk, 0, toegekend(verschil, minimum_jaar=waarden.minimum_jaar))
    maand = jaar // 1200 * 100
    if stap.on:
        _leg_uit(inkomen, jaar, maand, te_rijk, has_partner, vermogen, waarden, stap)
    return Bedragen(jaar, maand)


def zorgtoeslag_maand(
    toetsingsinkomen: npt.ArrayLike,
    *,
    has_partner: npt.ArrayLike,
    vermogen: npt.ArrayLike,
    waarden: ZorgtoeslagWaarden,
    stap: Stappen,
) -> Array:
    """What is paid a month; cents, always whole euros."""
    return zorgtoeslag(toetsingsinkomen, has_partner=has_partner, vermogen=vermogen, waarden=waarden, stap=stap).maand


def inkomensgrens(waarden: ZorgtoeslagWaarden, *, has_partner: npt.ArrayLike) -> Array:
    """The highest income with a right, as it's published each year."""
    return hoogste_inkomen(
        lambda inkomen: zorgtoeslag_maand(
            inkomen, has_partner=has_partner, vermogen=0, waarden=waarden, stap=Stappen.geen()
        )
    )


def _premie_min_normpremie(inkomen: Array, has_partner: npt.ArrayLike, waarden: ZorgtoeslagWaarden) -> Array:
    """Art. 2 lid 1-3, in cents a year times HUNDRED_PERCENT; below zero where income is high."""
    premie = np.where(has_partner, 2, 1) * waarden.standaardpremie * HUNDRED_PERCENT
    over_drempel = np.where(has_partner, waarden.normpremie_samen, waarden.normpremie_alleen)
    boven_drempel = nul_of_meer(inkomen - waarden.drempelinkomen)
    return premie - over_drempel * waarden.drempelinkomen - waarden.afbouw * boven_drempel


def _leg_uit(
    inkomen: Array,
    jaar: Array,
    maand: Array,
    te_rijk: Waar,
    has_partner: npt.ArrayLike,
    vermogen: npt.ArrayLike,
    waarden: ZorgtoeslagWaarden,
    stap: Stappen,
) -> None:
    premie = np.where(has_partner, 2, 1) * waarden.standaardpremie
    grens = inkomensgrens(waarden, has_partner=has_partner) if np.any(jaar == 0) else cents(0)
    stap(
        "zorgtoeslag",
        maand,
        wet=WET,
        omdat=[
            (te_rijk, TE_RIJK),
            (jaar == 0, TE_VEEL_INKOMEN),
            (inkomen <= waarden.drempelinkomen, HOOGSTE_BEDRAG),
            (True, AFGEBOUWD),
        ],
        waarden=waarden,
        uses=("standaardpremie", "drempelinkomen", "normpremie_alleen", "normpremie_samen", "afbouw"),
        inkomen=euros(inkomen),
        inkomensgrens=euros(grens),
        drempelinkomen=euros(waarden.drempelinkomen),
        vermogen=euros(np.asarray(vermogen)),
        vermogensgrens=euros(vermogensgrens(waarden, has_partner)),
        premie=euros(premie),
        normpremie=euros(premie - jaar),
        jaar=euros(jaar),
        maand=euros(maand),
    )
