"""What a benefit becomes when its owner earns more: between a low and a high end, since it isn't ours to decide.

UWV, SVB or the municipality looks at the month, at the first months of a benefit and at what someone can earn; what
we know is the share of the rise in pay that goes off. Fewer hours leave the benefit as it is. Taxed as other income,
without arbeidskorting.

Not modelled: what a benefit does to a pension, a benefit that ends in the year, and the free part that a municipality
may leave for some months. For bijstand and toeslagenwet all net pay that comes in is lost, up to the whole benefit,
also that of a partner.
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import HUNDRED_PERCENT, Array, cents, nul_of_meer
from calculator.engine.household import Benefit
from calculator.engine.steps import Stappen, bedrag
from calculator.engine.values import Centen, Waarden, Zekerheid, load


@dataclass(frozen=True, slots=True)
class Wet:
    """`shares`: what part of a rise in gross pay goes off, in percent, at the low end, in the middle and at the high
    end; without a middle the low end leads."""

    name: str
    article: str
    ask: str
    shares: tuple[int, int | None, int] | None = None
    of_the_household: bool = False
    """Net pay of either partner goes off."""


WETTEN = {
    "ww": Wet("WW-uitkering", "Werkloosheidswet art. 47", "UWV", (75, 70, 70)),
    "wga_lgu": Wet("loongerelateerde WGA-uitkering", "Wet WIA art. 61", "UWV", (75, 70, 70)),
    "iva": Wet("IVA-uitkering", "Wet WIA art. 52", "UWV", (70, 70, 70)),
    "zw": Wet("Ziektewet-uitkering", "Ziektewet art. 31", "UWV", (70, 70, 70)),
    "wga_lau": Wet("WGA-loonaanvulling", "Wet WIA art. 61", "UWV", (70, None, 0)),
    "wga_vvu": Wet("WGA-vervolguitkering", "Wet WIA art. 62", "UWV", (0, 0, 0)),
    "anw": Wet("Anw-uitkering", "Algemene nabestaandenwet art. 18", "de SVB"),
    "bijstand": Wet("bijstandsuitkering", "Participatiewet art. 31", "je gemeente", of_the_household=True),
    "toeslagenwet": Wet("toeslag van UWV", "Toeslagenwet", "UWV", of_the_household=True),
}
ANW_WET = WETTEN["anw"].article
WW_ENDS = 87_500
"""Of the old wage (WW art. 20): above it nothing is left."""


@dataclass(frozen=True, kw_only=True)
class AnwWaarden(Waarden):
    vrij_per_maand: Centen


ANW = load(AnwWaarden, "anw")


@dataclass(frozen=True, slots=True)
class Earned:
    """Of the person whose hours vary, in cents: how much more than now."""

    gross_year: Array
    net_year: Array
    month: Array
    """The gross month itself, and that of now."""
    month_now: Array


@dataclass(frozen=True, slots=True)
class BenefitYear:
    """Cents a year."""

    low: Array
    middle: Array
    high: Array

    def at(self, end: str) -> Array:
        amount: Array = getattr(self, end)
        return amount


def benefit_year(benefit: Benefit, earned: Earned | None, *, is_own: bool, year: int, stap: Stappen) -> BenefitYear:
    """`earned`: None where pay doesn't vary; `is_own`: of the person whose hours vary."""
    wet, whole = WETTEN[benefit.law], np.atleast_2d(12 * cents(benefit.month))
    if earned is None or not (is_own or wet.of_the_household):
        outcome = BenefitYear(whole, whole, whole)
    else:
        low, middle, high = (nul_of_meer(whole - off) for off in _off(benefit, wet, earned, year))
        outcome = BenefitYear(low, middle, high)
    if stap.on:
        stap(
            "uitkering",
            outcome.middle,
            wet=wet.article,
            omdat="Je {naam} is nu {nu} per jaar. Bij deze uren is dat naar schatting {bedrag}: tussen {laag} en "
            "{hoog}.".replace("{naam}", wet.name),
            zekerheid=Zekerheid.AFGELEID,
            nu=bedrag(whole),
            bedrag=bedrag(outcome.middle),
            laag=bedrag(np.minimum(outcome.low, outcome.high)),
            hoog=bedrag(np.maximum(outcome.low, outcome.high)),
        )
    return outcome


def _off(benefit: Benefit, wet: Wet, earned: Earned, year: int) -> tuple[Array, Array, Array]:
    """What goes off at the low end, in the middle and at the high end."""
    if wet.of_the_household:
        lost = nul_of_meer(earned.net_year)
        return lost, lost, np.zeros_like(lost)
    rise = nul_of_meer(earned.gross_year)
    if benefit.law == "anw":
        return _off_anw(earned, rise, year)
    assert wet.shares is not None
    low, middle, high = wet.shares
    middle = low if middle is None else middle
    off = [rise * share // 100 for share in (low, middle, high)]
    if benefit.law == "ww" and benefit.old_wage_month is not None:
        ends = earned.month * HUNDRED_PERCENT > WW_ENDS * cents(benefit.old_wage_month)
        off = [np.where(ends & (rise > 0), np.iinfo(np.int64).max // 4, one) for one in off]
    return off[0], off[1], off[2]


def _off_anw(earned: Earned, rise: Array, year: int) -> tuple[Array, Array, Array]:
    """Two thirds of what lies above the free part of the month; where that isn't known, at worst of all of the rise."""
    waarden = ANW.found_in(year)
    if waarden is None:
        worst = rise * 2 // 3
        return worst, worst, np.zeros_like(worst)
    above = nul_of_meer(earned.month - waarden.vrij_per_maand) - nul_of_meer(earned.month_now - waarden.vrij_per_maand)
    off = nul_of_meer(12 * above) * 2 // 3
    return off, off, off
