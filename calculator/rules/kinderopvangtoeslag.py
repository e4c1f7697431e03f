"""Kinderopvangtoeslag: a percentage of the childcare bill, by income band; a lower one for the first child.

What the household pays is prepared once (`kinderopvang.care_costs`); here it's multiplied by the percentages of
the band that the income falls in. There's no interpolation, so one euro over a bound can cost up to a few
percent points of the bill. There's no wealth test.

Rounding: as in `awir`; so the official worked examples of 2026 come out to the euro.

Where the table of a year lacks the percentage that a next child needs, nothing is counted at that income and
`onbekend` says so.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from calculator.engine.amounts import HUNDRED_PERCENT, Array, Mask, cents, deel_half_omhoog, hele_euros_omlaag
from calculator.engine.steps import Stappen, bedrag, euros, procent
from calculator.rules.awir import Tijdvak, hele_euros_inkomen, in_maand, toegekend
from calculator.rules.kinderopvang import HOURS, Care, Stretch
from calculator.rules.kinderopvangtabel import IN_FORCE, UNKNOWN, KinderopvangtoeslagWaarden

__all__ = [
    "IN_FORCE",
    "KinderopvangtoeslagWaarden",
    "einde_van_de_band",
    "kinderopvangtoeslag",
]

WET = "Wet kinderopvang art. 1.5 tot en met 1.9; Besluit kinderopvangtoeslag art. 2 tot en met 8; Awir art. 14"

GEEN_OPVANG = "Er zijn geen kosten voor kinderopvang die meetellen."
NIET_ALLEN_WERKEN = "Niet alle ouders in huis werken. Dan is er geen kinderopvangtoeslag."
NIET_GEVONDEN = (
    "Bij een toetsingsinkomen van {inkomen} is het percentage voor een volgend kind niet gevonden. De toeslag zit er "
    "hier niet in."
)
TE_WEINIG = "De toeslag zou minder zijn dan {minimum} per jaar. Zo'n klein bedrag wordt niet toegekend."
EEN_KIND = (
    "Bij een toetsingsinkomen van {inkomen} wordt {eerste} vergoed van de kosten die meetellen. "
    "Dat is {jaar} van {kosten} per jaar."
)
MEER_KINDEREN = (
    "Bij een toetsingsinkomen van {inkomen} wordt {eerste} vergoed voor het kind met de meeste uren opvang en "
    "{volgend} voor de andere kinderen. Dat is {jaar} van de {kosten} per jaar die meetellen."
)


class Kinderopvangtoeslag(NamedTuple):
    """Cents granted over the year and paid a month; percentages in thousandths of a percent."""

    jaar: Array
    maand: Array
    eerste_kind: Array
    volgend_kind: Array
    """Minus one where the table has none."""
    onbekend: Mask
    """Where nothing is counted since a percentage that's needed wasn't found."""
    tijdvakken: tuple[Tijdvak, ...]


def kinderopvangtoeslag(
    toetsingsinkomen: npt.ArrayLike,
    *,
    care: Care,
    both_work: npt.ArrayLike,
    waarden: KinderopvangtoeslagWaarden,
    stap: Stappen,
    in_month: int = 12,
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
    onbekend = (volgend == UNKNOWN) & (following > 0)
    exact = np.where(onbekend, 0, first * eerste + following * np.maximum(volgend, 0))
    jaar = toegekend(exact, minimum_jaar=waarden.minimum_jaar, noemer=HOURS * HUNDRED_PERCENT)
    tijdvakken = tuple(
        Tijdvak(
            np.asarray(stretch.first),
            np.asarray(stretch.months),
            np.where(jaar > 0, _month(stretch, eerste, volgend), 0),
        )
        for stretch in care.stretches
    )
    if stap.on:
        _leg_uit(inkomen, jaar, eerste, volgend, care, both_work, onbekend, waarden, stap)
    return Kinderopvangtoeslag(jaar, in_maand(tijdvakken, in_month), eerste, volgend, onbekend, tijdvakken)


def _month(stretch: Stretch, eerste: Array, volgend: Array) -> Array:
    """What is paid a month: of each child to the cent, added up and cut down to whole euros, as the official worked
    examples have it (no article says so)."""
    total = cents(0)
    for place, counted in enumerate(stretch.counted):
        percent = np.maximum(volgend, 0) if place else eerste
        total = total + deel_half_omhoog(np.asarray(counted) * percent, 1, HOURS * HUNDRED_PERCENT)
    return hele_euros_omlaag(total)


def einde_van_de_band(toetsingsinkomen: npt.ArrayLike, waarden: KinderopvangtoeslagWaarden) -> Array:
    """The highest income at which these percentages hold; minus one euro in the last, open band."""
    inkomen = hele_euros_inkomen(toetsingsinkomen)
    bounds = np.append(waarden.banden.vanaf[1:] - 100, -100)
    return bounds[np.searchsorted(waarden.banden.vanaf[1:], inkomen, side="right")]


def _leg_uit(
    inkomen: Array,
    jaar: Array,
    eerste: Array,
    volgend: Array,
    care: Care,
    both_work: npt.ArrayLike,
    onbekend: Mask,
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
            (onbekend, NIET_GEVONDEN),
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
