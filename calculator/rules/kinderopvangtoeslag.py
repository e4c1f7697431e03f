"""Kinderopvangtoeslag: a percentage of the childcare bill, by income band; a lower one for the first child.

What the household pays is prepared once (`kinderopvang.care_costs`); here it's multiplied by the percentages of
the band that the income falls in. There's no interpolation, so one euro over a bound can cost up to a few
percent points of the bill. There's no wealth test.

Rounding: as in `awir`; so the official worked examples of 2026 come out to the euro.

Refused by name: 2021 and 2027 (no complete table) and, in 2025, a next child at an income from 47404 up to and
including 52519 euros (those percentages weren't found).
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from calculator.engine.amounts import HUNDRED_PERCENT, Array
from calculator.engine.steps import Stappen, bedrag, euros, procent
from calculator.engine.values import NotInForce
from calculator.rules.awir import hele_euros_inkomen, toegekend
from calculator.rules.kinderopvang import HOURS, Care
from calculator.rules.kinderopvangtabel import IN_FORCE, UNKNOWN, KinderopvangtoeslagWaarden

__all__ = [
    "IN_FORCE",
    "KinderopvangtoeslagWaarden",
    "UnknownPercentage",
    "einde_van_de_band",
    "kinderopvangtoeslag",
    "kinderopvangtoeslag_jaar",
]

WET = "Wet kinderopvang art. 1.5 tot en met 1.9; Besluit kinderopvangtoeslag art. 2 tot en met 8; Awir art. 14"

GEEN_OPVANG = "Er zijn geen kosten voor kinderopvang die meetellen."
NIET_ALLEN_WERKEN = "Niet alle ouders in huis werken. Dan is er geen kinderopvangtoeslag."
TE_WEINIG = "De toeslag zou minder zijn dan {minimum} per jaar. Zo'n klein bedrag wordt niet toegekend."
EEN_KIND = (
    "Bij een toetsingsinkomen van {inkomen} wordt {eerste} vergoed van de kosten die meetellen. "
    "Dat is {jaar} van {kosten} per jaar."
)
MEER_KINDEREN = (
    "Bij een toetsingsinkomen van {inkomen} wordt {eerste} vergoed voor het kind met de meeste uren opvang en "
    "{volgend} voor de andere kinderen. Dat is {jaar} van de {kosten} per jaar die meetellen."
)


class UnknownPercentage(NotInForce):
    """An income in one of the bands of which the percentage for a next child wasn't found."""


class Kinderopvangtoeslag(NamedTuple):
    """Cents granted over the year and paid a month; percentages in thousandths of a percent."""

    jaar: Array
    maand: Array
    eerste_kind: Array
    volgend_kind: Array


def kinderopvangtoeslag(
    toetsingsinkomen: npt.ArrayLike,
    *,
    care: Care,
    both_work: npt.ArrayLike,
    waarden: KinderopvangtoeslagWaarden,
    stap: Stappen,
) -> Kinderopvangtoeslag:
    """Wet kinderopvang art. 1.5-1.9.

    `both_work`: every parent in the home works (or studies or is in a programme). The percentages are zero when
    there's no right.
    """
    inkomen = hele_euros_inkomen(toetsingsinkomen)
    first, following = np.asarray(care.first), np.asarray(care.following)
    recht = np.asarray(both_work) & (first > 0)
    band = np.maximum(np.searchsorted(waarden.banden.vanaf, inkomen, side="right") - 1, 0)
    eerste = np.where(recht, waarden.banden.eerste_kind[band], 0)
    volgend = np.where(recht, waarden.banden.volgend_kind[band], 0)
    _refuse_unknown(volgend, following, inkomen, waarden)
    exact = first * eerste + following * volgend
    jaar = toegekend(exact, minimum_jaar=waarden.minimum_jaar, noemer=HOURS * HUNDRED_PERCENT)
    maand = np.where(jaar > 0, exact // (12 * 100 * HOURS * HUNDRED_PERCENT) * 100, 0)
    if stap.on:
        _leg_uit(inkomen, jaar, eerste, volgend, care, both_work, waarden, stap)
    return Kinderopvangtoeslag(jaar, maand, eerste, volgend)


def kinderopvangtoeslag_jaar(
    toetsingsinkomen: npt.ArrayLike,
    *,
    care: Care,
    both_work: npt.ArrayLike,
    waarden: KinderopvangtoeslagWaarden,
    stap: Stappen,
) -> tuple[Array, Array, Array]:
    """Cents granted over the year, and the percentages for the first and for a next child."""
    outcome = kinderopvangtoeslag(toetsingsinkomen, care=care, both_work=both_work, waarden=waarden, stap=stap)
    return outcome.jaar, outcome.eerste_kind, outcome.volgend_kind


def einde_van_de_band(toetsingsinkomen: npt.ArrayLike, waarden: KinderopvangtoeslagWaarden) -> Array:
    """The highest income at which these percentages hold; minus one euro in the last, open band."""
    inkomen = hele_euros_inkomen(toetsingsinkomen)
    bounds = np.append(waarden.banden.vanaf[1:] - 100, -100)
    return bounds[np.searchsorted(waarden.banden.vanaf[1:], inkomen, side="right")]


def _refuse_unknown(volgend: Array, following: Array, inkomen: Array, waarden: KinderopvangtoeslagWaarden) -> None:
    """Only 2025 has cells that no source gave; they stay refused rather than guessed."""
    missing = (volgend == UNKNOWN) & (following > 0)
    if missing.any():
        first_income = int(np.broadcast_to(inkomen, missing.shape)[missing].min()) // 100
        raise UnknownPercentage(
            f"kinderopvangtoeslag voor een volgend kind bij een toetsingsinkomen van {first_income} euro",
            waarden.vanaf,
        )


def _leg_uit(
    inkomen: Array,
    jaar: Array,
    eerste: Array,
    volgend: Array,
    care: Care,
    both_work: npt.ArrayLike,
    waarden: KinderopvangtoeslagWaarden,
    stap: Stappen,
) -> None:
    stap(
        "kinderopvangtoeslag",
        jaar,
        wet=WET,
        omdat=[
            (np.asarray(care.first) == 0, GEEN_OPVANG),
            (~np.asarray(both_work, dtype=bool), NIET_ALLEN_WERKEN),
            (jaar == 0, TE_WEINIG),
            (np.asarray(care.following) == 0, EEN_KIND),
            (True, MEER_KINDEREN),
        ],
        waarden=waarden,
        uses=("tabel", "maximale_uurprijs"),
        inkomen=euros(inkomen),
        eerste=procent(eerste),
        volgend=procent(volgend),
        kosten=bedrag((np.asarray(care.first) + np.asarray(care.following)) // HOURS),
        jaar=euros(jaar),
        minimum=euros(waarden.minimum_jaar),
    )
