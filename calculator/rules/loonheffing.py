"""Loonheffing on an ordinary month: the white month table, computed instead of looked up.

All in whole numbers, as the official calculation rules prescribe: the month wage goes to a table wage of the year
in steps of 54 euros, each slice of the tax is cut to whole euros, each credit goes up to whole euros, and a twelfth
is rounded to the cent. It gives every cell of the official month tables of 2021-2026.

Not modelled: other pay periods than a month, the green table, the alleenstaande-ouderenkorting on request.
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import HUNDRED_PERCENT, Array, deel_half_omhoog
from calculator.engine.household import Leeftijdsgroep
from calculator.engine.steps import Stappen, bedrag, euros
from calculator.engine.values import Euro, Procent, Waarden, load
from calculator.rules import algemene_heffingskorting, arbeidskorting, ouderenkorting, schijven

WET = "Wet LB 1964 art. 20-25; Rekenvoorschriften loonheffing"


@dataclass(frozen=True, kw_only=True)
class LoonheffingWaarden(Waarden):
    hoogste_jaarloon: Euro
    stap_jaarloon: Euro
    tarief_daarboven: Procent


IN_FORCE = load(LoonheffingWaarden, "loonheffing")


@dataclass(frozen=True, slots=True)
class TableValues:
    """All values that the month table of one year is made of."""

    tabel: LoonheffingWaarden
    schijven: schijven.SchijvenWaarden
    algemeen: algemene_heffingskorting.AlgemeneHeffingskortingWaarden
    arbeid: arbeidskorting.ArbeidskortingWaarden
    ouderen: ouderenkorting.OuderenkortingWaarden

    @classmethod
    def in_year(cls, year: int) -> "TableValues":
        return cls(
            IN_FORCE.in_year(year),
            schijven.IN_FORCE.in_year(year),
            algemene_heffingskorting.IN_FORCE.in_year(year),
            arbeidskorting.IN_FORCE.in_year(year),
            ouderenkorting.IN_FORCE.in_year(year),
        )


@dataclass(frozen=True, slots=True)
class Maandheffing:
    """Cents a month; `arbeidskorting` is the part of it that was settled, as the payslip prints it."""

    loonheffing: Array
    arbeidskorting: Array


def loonheffing_maand(
    loon: Array,
    *,
    groep: Leeftijdsgroep,
    credit: bool,
    values: TableValues,
    stap: Stappen,
    jonggehandicapt: int = 0,
) -> Maandheffing:
    """Wet LB 1964 art. 20-25. `loon`: the taxable wage of one month in cents; `jonggehandicapt`: that credit over a
    year (art. 22aa), which goes with the others."""
    loon = np.maximum(loon, 0)
    top_month = -(-values.tabel.hoogste_jaarloon // 12)
    jaarloon = _tabel_jaarloon(loon, top_month, values.tabel)
    belasting = schijven.belasting_per_schijf(jaarloon, groep=groep, waarden=values.schijven)
    if credit:
        algemeen, ouderen, arbeid = _kortingen(jaarloon, groep, values)
        saldo = belasting - algemeen - arbeid - (ouderen + jonggehandicapt)
        over, jaar = np.maximum(-saldo, 0), np.maximum(saldo, 0)
        verrekend = arbeid - np.minimum(arbeid, over)
    else:
        algemeen = arbeid = verrekend = np.zeros_like(belasting)
        jaar = belasting
    above = np.maximum(loon - top_month, 0) * values.tabel.tarief_daarboven // HUNDRED_PERCENT
    outcome = Maandheffing(deel_half_omhoog(jaar, 1, 12) + above, deel_half_omhoog(verrekend, 1, 12))
    if stap.on:
        _leg_uit(loon, jaarloon, belasting, algemeen, arbeid, jonggehandicapt, outcome, credit, values, stap)
    return outcome


def _tabel_jaarloon(loon: Array, top_month: int, waarden: LoonheffingWaarden) -> Array:
    jaarloon = 12 * loon // waarden.stap_jaarloon * waarden.stap_jaarloon
    return np.where(loon > top_month, waarden.hoogste_jaarloon, np.minimum(jaarloon, waarden.hoogste_jaarloon))


def _kortingen(jaarloon: Array, groep: Leeftijdsgroep, values: TableValues) -> tuple[Array, Array, Array]:
    still = Stappen.geen()
    return (
        algemene_heffingskorting.algemene_heffingskorting(jaarloon, groep=groep, waarden=values.algemeen, stap=still),
        ouderenkorting.ouderenkorting(jaarloon, groep=groep, waarden=values.ouderen, stap=still),
        arbeidskorting.arbeidskorting(jaarloon, groep=groep, waarden=values.arbeid, stap=still),
    )


def _leg_uit(
    loon: Array,
    jaarloon: Array,
    belasting: Array,
    algemeen: Array,
    arbeid: Array,
    jonggehandicapt: int,
    outcome: Maandheffing,
    credit: bool,
    values: TableValues,
    stap: Stappen,
) -> None:
    met = (
        "Een belastbaar maandloon van {loon} hoort bij een tabelloon van {jaarloon} per jaar. De belasting "
        "daarover is {belasting}. Daar gaat {algemeen} algemene heffingskorting en {arbeid} arbeidskorting af"
        + (", en {jong} jonggehandicaptenkorting" if jonggehandicapt else "")
        + ". Een twaalfde daarvan is {heffing} per maand."
    )
    zonder = (
        "Een belastbaar maandloon van {loon} hoort bij een tabelloon van {jaarloon} per jaar. De belasting "
        "daarover is {belasting}, zonder loonheffingskorting. Een twaalfde daarvan is {heffing} per maand."
    )
    stap(
        "loonheffing",
        outcome.loonheffing,
        wet=WET,
        omdat=[
            (
                outcome.loonheffing == 0,
                "Over een belastbaar maandloon van {loon} hoef je geen loonheffing te betalen.",
            ),
            (True, met if credit else zonder),
        ],
        waarden=values.tabel,
        loon=bedrag(loon),
        jaarloon=euros(jaarloon),
        belasting=euros(belasting),
        algemeen=euros(algemeen),
        arbeid=euros(arbeid),
        jong=euros(jonggehandicapt),
        heffing=bedrag(outcome.loonheffing),
    )
