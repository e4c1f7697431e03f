"""The sentences of huurtoeslag: why there's this much, or nothing."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from calculator.engine.amounts import Array
from calculator.engine.steps import Stappen, aantal, bedrag, euros
from calculator.rules.awir import Waar
from calculator.rules.huurtoeslag_waarden import HuurtoeslagWaarden

WET = "Wet op de huurtoeslag art. 16 tot en met 21; Awir art. 7 en 14"

GEEN_HUUR = "Huurtoeslag is er alleen voor een huurwoning."
TE_RIJK = "Het vermogen van {vermogen} is hoger dan {vermogensgrens}. Dan is er geen huurtoeslag."
TE_JONG = (
    "Alle volwassenen in huis zijn jonger dan {leeftijd} jaar. Dan is er boven een huur van {grens} geen huurtoeslag."
)
TE_DUUR = "De huur van {huur} is hoger dan {grens}. Dan is er geen huurtoeslag."
TE_GOEDKOOP = (
    "De huur van {huur} is niet hoger dan {eigen}, het deel dat voor eigen rekening is. Dan is er geen huurtoeslag."
)
TE_VEEL_INKOMEN = "Het toetsingsinkomen van {inkomen} is te hoog voor huurtoeslag bij een huur van {huur}."
TE_WEINIG = "De huurtoeslag zou minder zijn dan {minimum} per jaar. Zo'n klein bedrag wordt niet toegekend."
EIGEN_DEEL_NAAR_INKOMEN = (
    "Van de huur van {huur} is {eigen} voor eigen rekening bij een toetsingsinkomen van {inkomen}. "
    "Van de rest wordt een deel vergoed: {maand} per maand."
)
HUUR_TELT_MEE = "Van de huur van {huur} is de eerste {eigen} voor eigen rekening. "
HUUR_TELT_DEELS_MEE = "Van de huur van {huur} telt {grens} mee. De eerste {eigen} is voor eigen rekening. "
ZONDER_AFBOUW = "Van de rest wordt {vol} vergoed. In hele euro's is dat {maand} per maand."
MET_AFBOUW = (
    "Van de rest wordt {vol} vergoed. Daar gaat {afbouw} af, omdat het toetsingsinkomen van {inkomen} hoger is "
    "dan {ijkpunt}. In hele euro's blijft {maand} per maand over."
)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What the sum went through; `vol` is the amount before the taper of 2026."""

    inkomen: Array
    huur: Array
    grens: Array
    eigen: Array
    vol: Array
    afbouw: Array
    ijkpunt: Array
    maand: Array
    vermogen: Array
    vermogensgrens: Array
    te_rijk: Waar
    te_duur: Waar


def leg_uit(figures: Figures, all_under_age: npt.ArrayLike, waarden: HuurtoeslagWaarden, stap: Stappen) -> None:
    vast = waarden.rechte_lijn is not None
    deels = figures.huur > figures.grens
    stap(
        "huurtoeslag",
        figures.maand,
        wet=WET,
        omdat=[
            (figures.huur == 0, GEEN_HUUR),
            (figures.te_rijk, TE_RIJK),
            (figures.te_duur & np.asarray(all_under_age, dtype=bool), TE_JONG),
            (figures.te_duur, TE_DUUR),
            (np.minimum(figures.huur, figures.grens) <= figures.eigen, TE_GOEDKOOP),
            ((figures.maand == 0) & ((not vast) | (figures.afbouw > 0)), TE_VEEL_INKOMEN),
            (figures.maand == 0, TE_WEINIG),
            (not vast, EIGEN_DEEL_NAAR_INKOMEN),
            (deels & (figures.afbouw > 0), HUUR_TELT_DEELS_MEE + MET_AFBOUW),
            (deels, HUUR_TELT_DEELS_MEE + ZONDER_AFBOUW),
            (figures.afbouw > 0, HUUR_TELT_MEE + MET_AFBOUW),
            (True, HUUR_TELT_MEE + ZONDER_AFBOUW),
        ],
        waarden=waarden,
        uses=("rechte_lijn" if vast else "parabool", "maximale_huur", "kwaliteitskortingsgrens"),
        inkomen=euros(figures.inkomen),
        huur=bedrag(figures.huur),
        grens=bedrag(figures.grens),
        eigen=bedrag(figures.eigen),
        vol=bedrag(figures.vol),
        afbouw=bedrag(figures.afbouw),
        ijkpunt=euros(figures.ijkpunt),
        maand=euros(figures.maand),
        vermogen=euros(figures.vermogen),
        vermogensgrens=euros(figures.vermogensgrens),
        minimum=euros(waarden.minimum_jaar),
        leeftijd=aantal(waarden.leeftijdsgrens),
    )
