"""What an employer in primary education pays for travel between home and work, as the cao says.

Kilometres between a threshold and a maximum, there and back, over 208 days a year at five days a week. Costs are
counted over the same days. Paid in eleven terms; here it's the year.

Not modelled: the higher maximum of replacements, public transport, and the part above the untaxed maximum.
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import Array
from calculator.engine.household import Commute
from calculator.engine.steps import Stappen, bedrag
from calculator.engine.values import Aantal, Centen, Waarden, load

WET = "Cao primair onderwijs art. 7.2a"
DAYS_A_WEEK = 5


@dataclass(frozen=True, kw_only=True)
class ReiskostenCaoPoWaarden(Waarden):
    drempel_km: Aantal
    hoogste_km: Aantal
    dagen_per_jaar: Aantal
    per_km: Centen


IN_FORCE = load(ReiskostenCaoPoWaarden, "reiskosten_cao_po")


def cost_year(commute: Commute, days: Array | int, *, waarden: ReiskostenCaoPoWaarden, stap: Stappen) -> Array:
    """Cents a year beyond what is paid, never below zero. `days`: hundredths of a day a week."""
    km = np.minimum(commute.km_one_way, 100 * waarden.hoogste_km) - 100 * waarden.drempel_km
    # km, days, rate: hundredths of a km, of a day and of a cent.
    paid = 2 * np.maximum(km, 0) * days * waarden.dagen_per_jaar * 100 * waarden.per_km
    costs = 2 * np.asarray(commute.km_one_way) * days * waarden.dagen_per_jaar * commute.cost_per_km
    scale = DAYS_A_WEEK * 100 * 100 * 100
    cost = np.atleast_2d(np.maximum((2 * costs + scale) // (2 * scale) - (2 * paid + scale) // (2 * scale), 0))
    if stap.on:
        stap(
            "reiskosten",
            cost,
            wet=WET,
            omdat="Reizen naar je werk kost je {bedrag} per jaar, na de vergoeding van {betaald} uit de cao.",
            waarden=waarden,
            bedrag=bedrag(cost),
            betaald=bedrag(np.atleast_2d((2 * paid + scale) // (2 * scale))),
        )
    return cost
