"""Box 1 in slices: income tax and national insurance premiums in one rate each.

Payroll cuts each slice to whole euros; the assessment cuts the sum once, in the taxpayer's favour. The real
assessment rounds tax and premiums apart, which can make a euro or two of difference.
"""

import itertools
from dataclasses import dataclass, replace

import numpy as np

from calculator.engine.amounts import HUNDRED_PERCENT, Array, cents
from calculator.engine.household import AowJaar, Groep, Leeftijdsgroep
from calculator.engine.values import Euro, Procent, Waarden, load

WET = "Wet IB 2001 art. 2.10"


@dataclass(frozen=True, kw_only=True)
class Schijf:
    tarief: Procent
    tot: Euro | None = None


@dataclass(frozen=True, kw_only=True)
class SchijvenWaarden(Waarden):
    onder_aow: tuple[Schijf, ...]
    aow: tuple[Schijf, ...]
    aow_geboren_voor_1946: tuple[Schijf, ...]

    def van(self, groep: Groep) -> tuple[Schijf, ...]:
        if isinstance(groep, AowJaar):
            return self._in_aow_jaar(groep)
        schijven: tuple[Schijf, ...] = getattr(self, groep.value)
        return schijven

    @property
    def aow_premie(self) -> int:
        """What someone at AOW age pays no more in the first bracket."""
        return self.onder_aow[0].tarief - self.aow[0].tarief

    def _in_aow_jaar(self, groep: AowJaar) -> tuple[Schijf, ...]:
        """Regeling Wfsv art. 2.6: the premium for the months before AOW age, cut down to hundredths of a percent."""
        first = self.aow[0]
        for_months = self.aow_premie * groep.months_before // 12 // HUNDREDTH * HUNDREDTH
        return (replace(first, tarief=first.tarief + for_months), *self.aow[1:])

    def korting_in_aow_jaar(self, korting: Array, groep: Groep) -> Array:
        """Wfsv art. 12 lid 3, Regeling Wfsv art. 2.6a: of a credit the part for the AOW premium counts only for the
        months before AOW age; up to whole euros. Derived: the official month tables weren't found."""
        if not isinstance(groep, AowJaar):
            return korting
        whole = 12 * self.onder_aow[0].tarief
        part = whole - self.aow_premie * (12 - groep.months_before)
        return -(-korting * part // (whole * 100)) * 100


HUNDREDTH = 10
"""Of a percent, in thousandths."""
IN_FORCE = load(SchijvenWaarden, "schijven")


def belasting(inkomen: Array, *, groep: Groep, waarden: SchijvenWaarden) -> Array:
    """Over a year's income in whole euros; cut down to whole euros once. Wet IB 2001 art. 2.10."""
    return _belasting(inkomen, waarden.van(groep)) // (100 * HUNDRED_PERCENT) * 100


def belasting_per_schijf(inkomen: Array, *, groep: Leeftijdsgroep, waarden: SchijvenWaarden) -> Array:
    """The same for payroll: each slice cut down to whole euros before they're added up. Wet LB 1964 art. 20a."""
    whole_euros, van = cents(0), 0
    for schijf in waarden.van(groep):
        deel = _deel(inkomen, van, schijf.tot)
        whole_euros = whole_euros + deel * schijf.tarief // (100 * HUNDRED_PERCENT)
        van = schijf.tot or 0
    return whole_euros * 100


def _belasting(inkomen: Array, schijven: tuple[Schijf, ...]) -> Array:
    """In cents times HUNDRED_PERCENT: the first rate over everything, plus each step up over what lies above."""
    total = np.maximum(inkomen, 0) * schijven[0].tarief
    for lower, upper in itertools.pairwise(schijven):
        step_up = upper.tarief - lower.tarief
        if step_up and lower.tot is not None:
            total = total + np.maximum(inkomen - lower.tot, 0) * step_up
    return total


def _deel(inkomen: Array, van: int, tot: int | None) -> Array:
    return np.maximum((inkomen if tot is None else np.minimum(inkomen, tot)) - van, 0)
