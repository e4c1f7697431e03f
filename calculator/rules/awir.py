"""Algemene wet inkomensafhankelijke regelingen (Awir): what zorgtoeslag, huurtoeslag, kindgebonden budget and
kinderopvangtoeslag share.

The amount that is granted is the year's, rounded half up to whole euros (art. 14 lid 4); under 24 euros a year
nothing is granted (lid 5). What is paid each month in advance is a twelfth, cut down to whole euros: no article
says so, but the official worked examples and tables do. Hence a month times twelve can be a little less than the
year; the rest follows with the final settlement.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from calculator.engine.amounts import HUNDRED_PERCENT, Array, cents, deel_half_omhoog, hele_euros_omlaag

WET = "Algemene wet inkomensafhankelijke regelingen (Awir) art. 7, 8 en 14"
Waar = npt.NDArray[np.bool_]
"""Yes or no; shapes broadcast to (households, hours)."""

LAST_YEAR_OF_FIRST_DEGREE = 2024


def eerstegraads_is_partner(year: int) -> bool:
    """Whether someone's own child or parent of 27 or older can be a toeslagpartner (art. 3 lid 5 a: not from 2025)."""
    return year <= LAST_YEAR_OF_FIRST_DEGREE


EURO = 100
HIGHEST_INCOME = 100_000_000
"""A million euros in cents: beyond it no allowance that tapers is left."""


class Bedragen(NamedTuple):
    """Cents, always whole euros: what is granted over the year and what is paid in the month that is shown."""

    jaar: Array
    maand: Array
    tijdvakken: "tuple[Tijdvak, ...]" = ()
    """Where not every month pays the same."""


class Tijdvak(NamedTuple):
    """Months of the year in which the same is paid; each field a number or an array."""

    eerste: Array | int
    """1 is January."""
    maanden: Array | int
    maand: Array
    """Whole euros (in cents) paid in each of these months."""


def in_maand(tijdvakken: Iterable[Tijdvak], maand: int) -> Array:
    """What is paid in one month of the year, 1 to 12; nothing outside all stretches."""
    paid: Array = cents(0)
    for tijdvak in tijdvakken:
        there = (np.asarray(tijdvak.eerste) <= maand) & (maand < np.asarray(tijdvak.eerste + tijdvak.maanden))
        paid = paid + np.where(there, tijdvak.maand, 0)
    return paid


class MetVermogensgrens(Protocol):
    @property
    def vermogensgrens_alleen(self) -> int: ...
    @property
    def vermogensgrens_samen(self) -> int: ...


def hele_euros_inkomen(toetsingsinkomen: npt.ArrayLike) -> Array:
    """A toetsingsinkomen is whole euros; cents that came along are cut off."""
    return hele_euros_omlaag(cents(toetsingsinkomen))


def vermogensgrens(waarden: MetVermogensgrens, has_partner: npt.ArrayLike) -> Array:
    """Someone who has exactly this much still has a right; one cent more ends it (art. 7 lid 3)."""
    return np.where(has_partner, waarden.vermogensgrens_samen, waarden.vermogensgrens_alleen)


def toegekend(exact: Array, *, minimum_jaar: int, noemer: int = HUNDRED_PERCENT) -> Array:
    """Art. 14 lid 4 and 5. `exact`: cents a year times `noemer`, so that it's rounded here and nowhere before."""
    jaar = deel_half_omhoog(exact, 1, 100 * noemer) * 100
    return np.where(jaar < minimum_jaar, 0, jaar)


def hoogste_inkomen(amount: Callable[[Array], Array]) -> Array:
    """The highest income in whole euros (as cents) at which `amount(income)` is still more than nothing.

    `amount` may only fall when income rises, and is asked twice for many incomes along the last axis: first by the
    thousand euros, then euro by euro between two of those. Minus one euro where there's no right at any income.
    """
    by_thousand = np.arange(0, HIGHEST_INCOME, 1000 * EURO)
    start = np.maximum(_how_many(amount(by_thousand)) - 1, 0) * 1000 * EURO
    limit = start + (_how_many(amount(start[..., None] + np.arange(0, 1000 * EURO, EURO))) - 1) * EURO
    return limit.reshape(np.shape(amount(cents(0))))


def _how_many(amounts: Array) -> Array:
    return np.asarray(np.count_nonzero(amounts > 0, axis=-1))
