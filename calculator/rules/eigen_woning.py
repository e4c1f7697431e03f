"""Own home in box 1: eigenwoningforfait, minus interest, minus the deduction for little or no debt (Hillen).

The balance is one amount for the household; partners may share it out as they like (see income_tax). Above the
top bracket interest is worth less: the tariefsaanpassing takes the difference back.

Not modelled: part of the year, two homes, rented out, other costs than interest, personal deductions.
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import (
    HUNDRED_PERCENT,
    Array,
    hele_euros_omhoog,
    hele_euros_omlaag,
    procent_omhoog,
    procent_omlaag,
)
from calculator.engine.steps import Stappen, euros, procent
from calculator.engine.values import Euro, Procent, Waarden, load

WET_FORFAIT = "Wet IB 2001 art. 3.112"
WET_HILLEN = "Wet IB 2001 art. 3.123a"


@dataclass(frozen=True, kw_only=True)
class Forfait:
    boven: Euro
    percentage: Procent


@dataclass(frozen=True, kw_only=True)
class Villa:
    boven: Euro
    bedrag: Euro
    percentage: Procent


@dataclass(frozen=True, kw_only=True)
class EigenWoningWaarden(Waarden):
    forfait: tuple[Forfait, ...]
    villa: Villa
    hillen: Procent
    tariefsaanpassing: Procent
    tariefsaanpassing_boven: Euro


IN_FORCE = load(EigenWoningWaarden, "eigen_woning")


@dataclass(frozen=True, slots=True)
class OwnHome:
    """Whole euros a year (in cents) for the household; `balance` below zero lowers income."""

    forfait: Array
    costs: Array
    hillen: Array
    balance: Array


def own_home(woz: Array, interest: Array, *, waarden: EigenWoningWaarden, stap: Stappen) -> OwnHome:
    """Wet IB 2001 art. 3.110-3.123a: income is cut down, deductions go up to whole euros."""
    forfait = eigenwoningforfait(woz, waarden)
    costs = hele_euros_omhoog(interest)
    hillen = hele_euros_omhoog(procent_omhoog(np.maximum(forfait - costs, 0), waarden.hillen))
    outcome = OwnHome(forfait, costs, hillen, forfait - costs - hillen)
    if stap.on:
        _leg_uit(woz, outcome, waarden, stap)
    return outcome


def eigenwoningforfait(woz: Array, waarden: EigenWoningWaarden) -> Array:
    """Art. 3.112: the percentage of the band holds for the whole value, not for the part inside it."""
    bounds = np.array([band.boven for band in waarden.forfait])
    percentages = np.array([band.percentage for band in waarden.forfait])
    band = np.maximum(np.searchsorted(bounds, woz, side="left") - 1, 0)
    usual = procent_omlaag(woz, percentages[band])
    villa = waarden.villa
    above = villa.bedrag + procent_omlaag(np.maximum(woz - villa.boven, 0), villa.percentage)
    return hele_euros_omlaag(np.where(woz > villa.boven, above, usual))


def tariefsaanpassing(income: Array, costs: Array, waarden: EigenWoningWaarden) -> Array:
    """Art. 2.10 lid 2-4: extra tax over the interest that fell in the top bracket, down to whole euros."""
    in_top = np.minimum(costs, income + costs - waarden.tariefsaanpassing_boven)
    return np.maximum(in_top, 0) * waarden.tariefsaanpassing // (100 * HUNDRED_PERCENT) * 100


def _leg_uit(woz: Array, home: OwnHome, waarden: EigenWoningWaarden, stap: Stappen) -> None:
    stap(
        "eigenwoningforfait",
        home.forfait,
        wet=WET_FORFAIT,
        omdat="Voor een huis met een WOZ-waarde van {woz} telt {forfait} per jaar als inkomen.",
        waarden=waarden,
        uses=("forfait",),
        woz=euros(woz),
        forfait=euros(home.forfait),
    )
    stap(
        "eigen_woning",
        home.balance,
        wet=WET_HILLEN,
        omdat=[
            (
                home.hillen > 0,
                (
                    "Je betaalt weinig of geen hypotheekrente ({rente}). Van het verschil met {forfait} mag je "
                    "{hillen} weer aftrekken: {percentage}. Je huis telt dan voor {saldo} mee."
                ),
            ),
            (True, "Van {forfait} gaat {rente} hypotheekrente af. Je huis telt voor {saldo} mee in box 1."),
        ],
        waarden=waarden,
        uses=("forfait", "hillen"),
        rente=euros(home.costs),
        forfait=euros(home.forfait),
        hillen=euros(home.hillen),
        percentage=procent(waarden.hillen),
        saldo=euros(home.balance),
    )
