"""Travel between home and work: what it costs beyond what the employer pays for it untaxed.

Days follow the hours (eight a day) unless they're given. A full-time teacher works 1659 hours a year, so 41.475
weeks of 40 hours: that many weeks of travel are counted, also outside primary education.

Not modelled: a reimbursement above the untaxed maximum (the part above it is wage; it's left out), public transport,
and a reimbursement that is higher than the costs (the difference isn't counted as income).
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import Array
from calculator.engine.household import Commute
from calculator.engine.steps import Stappen, bedrag
from calculator.engine.values import Centen, Waarden, load

WET = "Wet LB 1964 art. 31a lid 2"
WEEKS = 41_475
"""Thousandths of a week: 1659 / 40."""
HOURS_A_DAY = 8


@dataclass(frozen=True, kw_only=True)
class ReiskostenWaarden(Waarden):
    onbelast_per_km: Centen


IN_FORCE = load(ReiskostenWaarden, "reiskosten")


def commute_cost_year(commute: Commute, hours: Array | None, *, waarden: ReiskostenWaarden, stap: Stappen) -> Array:
    """Cents a year, never below zero."""
    per_km = commute.cost_per_km - np.minimum(_reimbursed(commute, waarden), 100 * waarden.onbelast_per_km)
    days = days_a_week(commute, hours)
    # km, days, rate: hundredths of a km, of a day and of a cent; weeks: thousandths.
    total = 2 * commute.km_one_way * days * WEEKS * np.maximum(per_km, 0)
    cost = np.atleast_2d(total // (100 * 100 * 1000 * 100))
    if stap.on:
        stap(
            "reiskosten",
            cost,
            wet=WET,
            omdat="Reizen naar je werk kost je {bedrag} per jaar, na wat je werkgever vergoedt.",
            waarden=waarden,
            bedrag=bedrag(cost),
        )
    return cost


def _reimbursed(commute: Commute, waarden: ReiskostenWaarden) -> Array | int:
    if commute.reimbursement_per_km is None:
        return 100 * waarden.onbelast_per_km
    return commute.reimbursement_per_km


def days_a_week(commute: Commute, hours: Array | None) -> Array | int:
    """Hundredths of a day a week."""
    if commute.days_per_week is not None:
        return commute.days_per_week
    return np.zeros((1, 1), np.int64) if hours is None else hours // HOURS_A_DAY
