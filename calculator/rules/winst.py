"""Profit of an own business in box 1: what goes off it, and the health insurance contribution over it.

From the profit goes the ondernemersaftrek (zelfstandigenaftrek, and the startersaftrek beside it), never more than
the profit unless for starters; over what is left the mkb-winstvrijstelling, also when that's below nothing. What is
left is taxable; for work credits and for who earns least the profit itself counts.

Not modelled: aftrek of earlier years that wasn't realised, meewerkaftrek, investment deductions, lijfrente and AOV, a
business in a B.V. (its wage is a wage), a loss that is set off against other years.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import (
    Array,
    cents,
    hele_euros_omhoog,
    hele_euros_omlaag,
    nul_of_meer,
    procent_omhoog,
    procent_omlaag,
)
from calculator.engine.household import Business
from calculator.engine.steps import Stappen, euros, procent
from calculator.engine.values import Euro, Procent, Waarden, load

WET = "Wet IB 2001 art. 3.74 tot en met 3.79a"
WET_ZVW = "Zorgverzekeringswet art. 43"


@dataclass(frozen=True, kw_only=True)
class OndernemersaftrekWaarden(Waarden):
    zelfstandigenaftrek: Euro
    startersaftrek: Euro


@dataclass(frozen=True, kw_only=True)
class MkbWaarden(Waarden):
    mkb_winstvrijstelling: Procent


@dataclass(frozen=True, kw_only=True)
class ZvwWaarden(Waarden):
    lage_bijdrage: Procent
    maximum: Euro


AFTREK = load(OndernemersaftrekWaarden, "ondernemersaftrek")
MKB = load(MkbWaarden, "mkb_winstvrijstelling")
ZVW = load(ZvwWaarden, "zvw")


@dataclass(frozen=True, slots=True)
class Profit:
    """Whole euros a year (in cents)."""

    profit: Array
    deductions: Array
    mkb: Array
    taxable: Array
    zvw: Array

    @property
    def off_the_profit(self) -> Array:
        """What the tariefsaanpassing is about."""
        return self.deductions + nul_of_meer(self.mkb)


def profit_year(
    business: Business,
    wage: Array,
    *,
    year: int,
    has_aow_on_1_january: bool,
    stap: Stappen,
    without: Collection[str] = (),
) -> Profit:
    """Wet IB 2001 art. 3.74-3.79a and Zvw art. 43. `wage`: taxable wage over the year."""
    aftrek, mkb = AFTREK.found_in(year), None if "winst" in without else MKB.found_in(year)
    profit = hele_euros_omlaag(np.atleast_2d(cents(business.profit_year)))
    deductions = cents([[0]])
    if aftrek is not None:
        amount = aftrek.zelfstandigenaftrek + aftrek.startersaftrek * cents(business.starter)
        if has_aow_on_1_january:
            amount = hele_euros_omhoog(-(-amount // 2))
        deductions = np.atleast_2d(cents(business.hours_criterion) * amount)
        limited = np.minimum(deductions, nul_of_meer(profit))
        deductions = np.where(np.asarray(business.starter) > 0, deductions, limited)
    left = profit - deductions
    free = cents([[0]])
    if mkb is not None:
        free = hele_euros_omhoog(procent_omhoog(left, mkb.mkb_winstvrijstelling))
    taxable = left - free
    outcome = Profit(
        profit,
        deductions,
        free,
        taxable,
        _zvw(taxable, wage, None if "zvw_bijdrage" in without else ZVW.found_in(year), stap),
    )
    if stap.on:
        stap(
            "winst",
            taxable,
            wet=WET,
            omdat="Van je winst van {winst} gaat {aftrek} ondernemersaftrek en {mkb} mkb-winstvrijstelling af. Over "
            "{belastbaar} betaal je belasting.",
            waarden=mkb or aftrek,
            winst=euros(profit),
            aftrek=euros(deductions),
            mkb=euros(free),
            belastbaar=euros(taxable),
        )
    return outcome


def _zvw(taxable: Array, wage: Array, waarden: ZvwWaarden | None, stap: Stappen) -> Array:
    """Over the taxable profit, as far as the wage leaves room below the maximum; not deductible."""
    if waarden is None:
        return cents([[0]])
    base = nul_of_meer(np.minimum(taxable, waarden.maximum - hele_euros_omlaag(wage)))
    bijdrage = hele_euros_omlaag(procent_omlaag(base, waarden.lage_bijdrage))
    if stap.on:
        stap(
            "zvw_bijdrage",
            bijdrage,
            wet=WET_ZVW,
            omdat="Over {grondslag} winst betaal je {percentage} bijdrage voor de Zorgverzekeringswet: {bijdrage}. "
            "Daarvoor krijg je een eigen aanslag.",
            waarden=waarden,
            grondslag=euros(base),
            percentage=procent(waarden.lage_bijdrage),
            bijdrage=euros(bijdrage),
        )
    return bijdrage
