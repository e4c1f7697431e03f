"""Loonheffing on what is paid apart: holiday pay, year-end pay, a yearly allowance.

One percentage over the whole amount, found by the wage of a year (the jaarloon); the tax is cut down to the cent.
The law takes last year's wage. Here it's this year's taxable wage at the hours that are asked, holiday pay
included: what payroll will do once these hours have lasted a year.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from calculator.engine.amounts import Array, procent_omlaag
from calculator.engine.household import Leeftijdsgroep
from calculator.engine.steps import Stappen, euros, procent
from calculator.engine.values import Euro, Procent, Waarden, WrongValues, load

WET = "Wet LB 1964 art. 26"


@dataclass(frozen=True, kw_only=True)
class Rij:
    """Percentages by age group: without credit, standard, and what the credits add or take off."""

    vanaf: Euro
    onder_aow: tuple[Procent, ...]
    aow: tuple[Procent, ...]
    aow_geboren_voor_1946: tuple[Procent, ...]


@dataclass(frozen=True, kw_only=True)
class BijzondereBeloningenWaarden(Waarden):
    rijen: tuple[Rij, ...]

    def __post_init__(self) -> None:
        if any(len(getattr(rij, groep.value)) != 3 for rij in self.rijen for groep in Leeftijdsgroep):
            raise WrongValues("elke rij heeft per leeftijdsgroep drie percentages")

    @cached_property
    def grenzen(self) -> Array:
        return np.array([rij.vanaf for rij in self.rijen], dtype=np.int64)

    @cached_property
    def _kolommen(self) -> dict[tuple[Leeftijdsgroep, bool], Array]:
        columns = {}
        for groep in Leeftijdsgroep:
            percentages = np.array([getattr(rij, groep.value) for rij in self.rijen], dtype=np.int64)
            columns[groep, False] = percentages[:, 0]
            columns[groep, True] = np.maximum(percentages[:, 1] + percentages[:, 2], 0)
        return columns

    def kolom(self, groep: Leeftijdsgroep, *, credit: bool) -> Array:
        return self._kolommen[groep, credit]


IN_FORCE = load(BijzondereBeloningenWaarden, "bijzondere_beloningen")


def tarief(
    jaarloon: Array,
    *,
    groep: Leeftijdsgroep,
    credit: bool,
    waarden: BijzondereBeloningenWaarden,
    stap: Stappen,
) -> Array:
    """Wet LB 1964 art. 26. Thousandths of a percent; the row of the highest bound that isn't above the jaarloon."""
    rij = np.searchsorted(waarden.grenzen, jaarloon // 100 * 100, side="right") - 1
    percentage = waarden.kolom(groep, credit=credit)[np.maximum(rij, 0)]
    if stap.on:
        stap(
            "bijzonder_tarief",
            percentage,
            wet=WET,
            omdat="Over vakantiegeld en een eindejaarsuitkering geldt een vast percentage. Bij een jaarloon van "
            "{jaarloon} is dat {percentage}.",
            waarden=waarden,
            jaarloon=euros(jaarloon),
            percentage=procent(percentage),
        )
    return percentage


def heffing(beloning: Array, percentage: Array) -> Array:
    """Cents, cut down to the cent."""
    return procent_omlaag(beloning, percentage)
