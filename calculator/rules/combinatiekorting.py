"""Inkomensafhankelijke combinatiekorting: for a parent who works, with a child under 12.

With a partner only the one with the lower wage from work has a right to it; at exactly the same wage the older of
the two. Both are computed, so when the hours of one pass those of the other the credit changes hands and the
household sees no false cliff.

Not modelled: co-parents who share the care, foster children, a partner for part of the year, and the credit of
someone at AOW age in the years of which the amount wasn't found.
"""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from calculator.engine.amounts import HUNDRED_PERCENT, Array, Mask
from calculator.engine.household import Leeftijdsgroep
from calculator.engine.steps import Stappen, euros, procent
from calculator.engine.values import Euro, Procent, Waarden, load

WET = "Wet IB 2001 art. 8.14a"


@dataclass(frozen=True, kw_only=True)
class AowKolom:
    opbouw: Procent
    maximum: Euro


@dataclass(frozen=True, kw_only=True)
class CombinatiekortingWaarden(Waarden):
    drempel: Euro
    opbouw: Procent
    maximum: Euro
    aow: AowKolom | None = None

    def van(self, groep: Leeftijdsgroep) -> tuple[int, int]:
        """Percentage and maximum; nothing where the amount at AOW age wasn't found."""
        if not groep.has_aow:
            return self.opbouw, self.maximum
        return (self.aow.opbouw, self.aow.maximum) if self.aow is not None else (0, 0)


IN_FORCE = load(CombinatiekortingWaarden, "combinatiekorting")


def has_young_child(birth_dates: Iterable[date], year: int) -> bool:
    """A child that isn't yet 12 on 1 January and lives here for at least six months of the year."""
    first, last = young_births(year)
    return any(first <= birth <= last for birth in birth_dates)


@functools.cache
def young_births(year: int) -> tuple[date, date]:
    """The first day of birth and the last."""
    return date(year - 12, 1, 1), date(year, 7, 1)


def has_right(arbeidsinkomens: Sequence[Array], *, oldest: Array | int) -> tuple[Mask, ...]:
    """For each of the people whether the credit is theirs; the household does have a young child."""
    if len(arbeidsinkomens) == 1:
        return (np.ones_like(arbeidsinkomens[0], dtype=bool),)
    first, second = arbeidsinkomens
    to_first = np.where(np.equal(oldest, 0), first <= second, first < second)
    return to_first, ~to_first


def combinatiekorting(
    arbeidsinkomen: Array,
    *,
    has_right: Mask,
    groep: Leeftijdsgroep,
    has_partner: bool,
    waarden: CombinatiekortingWaarden,
    stap: Stappen,
) -> Array:
    """Wet IB 2001 art. 8.14a. Whole euros a year (in cents), rounded up."""
    percentage, maximum = waarden.van(groep)
    opgebouwd = np.maximum(arbeidsinkomen - waarden.drempel, 0) * percentage
    korting = np.minimum(-(-opgebouwd // (100 * HUNDRED_PERCENT)) * 100, maximum)
    korting = np.where(has_right, korting, 0)
    if stap.on:
        verdient_meer = "Je partner verdient minder uit werk dan jij. Dan is deze korting voor je partner."
        stap(
            "inkomensafhankelijke_combinatiekorting",
            korting,
            wet=WET,
            omdat=[
                (~np.asarray(has_right), verdient_meer if has_partner else "Deze korting geldt niet voor jou."),
                (
                    arbeidsinkomen <= waarden.drempel,
                    "Je loon uit werk van {loon} is niet hoger dan {drempel}. Dan is er geen korting.",
                ),
                (korting == maximum, "Je hebt een kind jonger dan 12. Je krijgt het hoogste bedrag: {korting}."),
                (
                    True,
                    (
                        "Je hebt een kind jonger dan 12. De korting is {percentage} van je loon boven {drempel}: "
                        "{korting}."
                    ),
                ),
            ],
            waarden=waarden,
            loon=euros(arbeidsinkomen),
            drempel=euros(waarden.drempel),
            percentage=procent(percentage),
            korting=euros(korting),
        )
    return korting
