"""Pension premium that the employee pays, taken off the gross wage before tax.

ABP and PFZW work the same way: the pensionable wage at full time as it stood on 1 January, cut off at a maximum,
minus a franchise; a percentage of what's left, times the part-time factor. So the premium is in proportion to the
hours, and a rise within the year changes nothing until next January.

Not modelled: the invalidity premium of ABP (the rate for this sector wasn't found; a few euros a month at most),
the WIA-excedent premium of PFZW, and variable pay of the year before.
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import HUNDRED_PERCENT, Array, deel_half_omhoog, procent_half_omhoog
from calculator.engine.household import PensionKind, Person, Wage
from calculator.engine.steps import Stappen, bedrag, euros, procent
from calculator.engine.values import Euro, InForce, Procent, Waarden, load

REGLEMENT = {PensionKind.ABP: "Pensioenreglement ABP", PensionKind.PFZW: "Pensioenreglement PFZW"}


@dataclass(frozen=True, kw_only=True)
class PensioenWaarden(Waarden):
    franchise: Euro
    werknemerspremie: Procent
    maximum: Euro
    opbouw: Procent | None = None
    """What a year adds to the yearly pension; nothing where the scheme has no such percentage."""


IN_FORCE: dict[PensionKind, InForce[PensioenWaarden]] = {
    PensionKind.ABP: load(PensioenWaarden, "pensioen_abp"),
    PensionKind.PFZW: load(PensioenWaarden, "pensioen_pfzw"),
}


@dataclass(frozen=True, slots=True)
class Premium:
    """Cents."""

    month: Array
    year: Array


def premium(person: Person, wage: Wage, *, year: int, stap: Stappen) -> Premium:
    """The premium of an ordinary month and of the year."""
    if person.pension is PensionKind.NONE:
        return Premium(np.zeros((1, 1), np.int64), np.zeros((1, 1), np.int64))
    if person.pension is PensionKind.OWN:
        own = np.atleast_2d(np.asarray(person.own_premium_year, dtype=np.int64))
        if stap.on:
            stap(
                "pensioenpremie",
                own,
                wet="Eigen opgave",
                omdat="Je gaf zelf op dat je {premie} pensioenpremie per jaar betaalt.",
                premie=bedrag(own),
            )
        return Premium(deel_half_omhoog(own, 1, 12), own)
    return fund_premium(wage, kind=person.pension, waarden=IN_FORCE[person.pension].in_year(year), stap=stap)


def pensionable_fulltime(wage: Wage) -> Array:
    """A year at full time as it stands on 1 January, with holiday and year-end pay."""
    twelve = 12 * wage.fulltime_month_january
    extra = procent_half_omhoog(twelve, wage.holiday_percent + wage.year_end_percent)
    return twelve + extra + wage.fulltime_allowance_pensionable


def fund_premium(wage: Wage, *, kind: PensionKind, waarden: PensioenWaarden, stap: Stappen) -> Premium:
    """A twelfth of the year's premium, rounded to the cent; the year is twelve of them, as payroll does."""
    basis, factor = grondslag(wage, waarden), wage.parttime_factor
    month = deel_half_omhoog(basis * waarden.werknemerspremie, factor.part, factor.whole * 12 * HUNDRED_PERCENT)
    outcome = Premium(month, 12 * month)
    if stap.on:
        _leg_uit(pensionable_fulltime(wage), basis, outcome, kind, waarden, stap)
    return outcome


def grondslag(wage: Wage, waarden: PensioenWaarden) -> Array:
    """What premium and pension are a percentage of, at full time."""
    return np.maximum(np.minimum(pensionable_fulltime(wage), waarden.maximum) - waarden.franchise, 0)


def _leg_uit(
    pensionable: Array,
    grondslag: Array,
    outcome: Premium,
    kind: PensionKind,
    waarden: PensioenWaarden,
    stap: Stappen,
) -> None:
    stap(
        "pensioenpremie",
        outcome.year,
        wet=REGLEMENT[kind],
        omdat=[
            (
                grondslag == 0,
                "Je loon bij een volledige baan is lager dan {franchise}. Dan betaal je geen premie.",
            ),
            (
                True,
                (
                    "Bij een volledige baan verdien je {loon} per jaar. Over de eerste {franchise} betaal je geen "
                    "premie. Over de rest betaal je {percentage}, naar verhouding van je uren: {maand} per maand."
                ),
            ),
        ],
        waarden=waarden,
        uses=("franchise", "werknemerspremie", "maximum"),
        loon=euros(pensionable),
        franchise=euros(waarden.franchise),
        percentage=procent(waarden.werknemerspremie),
        maand=bedrag(outcome.month),
    )
