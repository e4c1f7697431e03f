"""Kindgebonden budget: an amount for each child, more for older children and for a parent without a
toeslagpartner, minus a percentage of the income above a threshold.

The right is settled for each calendar month (art. 2 lid 11), so a year in which a child is born or has a
birthday that matters is a sum over stretches of months.

Rounding: as in `awir`; nothing in between is rounded, as in the official worked examples of 2026. (A public tool
cuts the reduction down to whole euros first; that gives at most one euro a year more.)

Not modelled: shared care after a divorce, children abroad, children of 16 and 17 for whom there's no kinderbijslag
because they earn or study with a grant, a partner for part of the year.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from calculator.engine.amounts import HUNDRED_PERCENT, Array, cents, deel_half_omhoog, nul_of_meer
from calculator.engine.steps import Stappen, euros
from calculator.engine.values import Euro, Procent, Waarden, WrongValues, load
from calculator.rules.awir import (
    Bedragen,
    Tijdvak,
    Waar,
    hele_euros_inkomen,
    hoogste_inkomen,
    in_maand,
    toegekend,
    vermogensgrens,
)
from calculator.rules.maanden import maanden_van, maandnummer, tijdvakken

WET = "Wet op het kindgebonden budget art. 1 en 2; Awir art. 14"
TWELVE, SIXTEEN, EIGHTEEN = 12 * 12, 16 * 12, 18 * 12
"""Ages in months."""

GEEN_KIND = "Er is dit jaar geen kind jonger dan 18 jaar. Dan is er geen kindgebonden budget."
TE_RIJK = "Het vermogen van {vermogen} is hoger dan {vermogensgrens}. Dan is er geen kindgebonden budget."
TE_VEEL_INKOMEN = (
    "Het toetsingsinkomen van {inkomen} is te hoog. "
    "Boven {inkomensgrens} is er in deze situatie geen kindgebonden budget."
)
VOLLEDIG = (
    "Het toetsingsinkomen van {inkomen} is niet hoger dan {drempel}. Dan is er het hoogste bedrag: {jaar} per jaar."
)
AFGEBOUWD = (
    "Het hoogste bedrag is {volledig} per jaar. Daar gaat {eraf} af, omdat het "
    "toetsingsinkomen van {inkomen} hoger is dan {drempel}. Er blijft {jaar} per jaar over."
)


@dataclass(frozen=True, kw_only=True)
class KindgebondenBudgetWaarden(Waarden):
    kind_1: Euro
    kind_2: Euro
    kind_3: Euro
    kind_volgend: Euro
    extra_12_tot_en_met_15: Euro
    extra_16_en_17: Euro
    alleenstaande_ouderkop: Euro
    afbouw: Procent
    drempel_alleen: Euro
    drempel_samen: Euro
    vermogensgrens_alleen: Euro
    vermogensgrens_samen: Euro
    minimum_jaar: Euro
    tweede_drempel: Euro | None = None
    afbouw_boven_tweede_drempel: Procent | None = None

    def __post_init__(self) -> None:
        if (self.tweede_drempel is None) != (self.afbouw_boven_tweede_drempel is None):
            raise WrongValues("een tweede drempel en het percentage erboven horen bij elkaar")


IN_FORCE = load(KindgebondenBudgetWaarden, "kindgebonden_budget")


class Stretch(NamedTuple):
    """A number of months with the same children; each field a number or an array (households, 1)."""

    months: Array | int
    children: Array | int
    of_12_to_15: Array | int
    of_16_and_17: Array | int
    first: Array | int = 1
    """The month of the year in which it begins."""


ChildMonths = tuple[Stretch, ...]


def child_months(birth_dates: Iterable[date], year: int) -> ChildMonths:
    """The stretches of `year` with a right, for one household: numbers."""
    stretches = months_side_by_side([(0, maandnummer(day)) for day in birth_dates], 1, year)
    return tuple(Stretch(*(field.item() for field in stretch)) for stretch in stretches)


def months_side_by_side(births: Sequence[tuple[int, int]], households: int, year: int) -> ChildMonths:
    """The same for so many households; `births` are the place of the household and the month number of each child.

    Art. 2 lid 1, 3 and 5: from the month after birth up to and including the month of the 18th birthday; the
    extra amounts from the month after the 12th and the 16th birthday. Also for a birthday on the first: the law
    names calendar months, so the general rule of Awir art. 5 doesn't come in.
    """
    if not births:
        return ()
    household, born = np.array(births, dtype=np.int64).T
    ages = np.array(maanden_van(year)) - born[:, None]
    is_child = (ages > 0) & (ages <= EIGHTEEN)
    older = is_child & (ages > SIXTEEN)
    child, field, month = np.nonzero(np.stack([is_child, is_child & (ages > TWELVE) & ~older, older], axis=1))
    cells = (household[child] * 3 + field) * 12 + month
    alike = tijdvakken(np.bincount(cells, minlength=households * 36).reshape(households, 3, 12))
    stretches = zip(alike.maanden.T, alike.velden.transpose(2, 1, 0), alike.eerste.T, strict=True)
    return tuple(
        Stretch(months[:, None], *fields[..., None], first[:, None])
        for months, fields, first in stretches
        if fields[0].any()
    )


def kindgebonden_budget(
    toetsingsinkomen: npt.ArrayLike,
    *,
    children: ChildMonths,
    has_partner: npt.ArrayLike,
    vermogen: npt.ArrayLike,
    waarden: KindgebondenBudgetWaarden,
    stap: Stappen,
    in_month: int = 12,
) -> Bedragen:
    """Wet op het kindgebonden budget art. 1 and 2. The month is what is paid in `in_month`: a twelfth of the amount a
    year that goes with the children of that month."""
    inkomen = hele_euros_inkomen(toetsingsinkomen)
    te_rijk = np.greater(vermogen, vermogensgrens(waarden, has_partner))
    eraf = _vermindering(inkomen, has_partner, waarden)
    amounts = [
        nul_of_meer(_hoogste_bedrag(stretch, has_partner, waarden) * HUNDRED_PERCENT - eraf) for stretch in children
    ]
    twaalfden = cents(0)
    for stretch, amount in zip(children, amounts, strict=True):
        twaalfden = twaalfden + stretch.months * amount
    twaalfden = np.where(te_rijk, 0, twaalfden)
    jaar = toegekend(twaalfden, minimum_jaar=waarden.minimum_jaar, noemer=12 * HUNDRED_PERCENT)
    tijdvakken = tuple(
        Tijdvak(stretch.first, stretch.months, np.where(jaar > 0, amount // (12 * 100 * HUNDRED_PERCENT) * 100, 0))
        for stretch, amount in zip(children, amounts, strict=True)
    )
    if stap.on:
        _leg_uit(inkomen, jaar, children, te_rijk, has_partner, vermogen, waarden, stap)
    return Bedragen(jaar, in_maand(tijdvakken, in_month), tijdvakken)


def kindgebonden_budget_jaar(
    toetsingsinkomen: npt.ArrayLike,
    *,
    children: ChildMonths,
    has_partner: npt.ArrayLike,
    vermogen: npt.ArrayLike,
    waarden: KindgebondenBudgetWaarden,
    stap: Stappen,
) -> Array:
    """What is granted over the year; cents, always whole euros."""
    return kindgebonden_budget(
        toetsingsinkomen,
        children=children,
        has_partner=has_partner,
        vermogen=vermogen,
        waarden=waarden,
        stap=stap,
    ).jaar


def inkomensgrens(waarden: KindgebondenBudgetWaarden, *, children: ChildMonths, has_partner: npt.ArrayLike) -> Array:
    """The highest income with a right; minus one euro without children."""
    return hoogste_inkomen(
        lambda inkomen: kindgebonden_budget_jaar(
            inkomen,
            children=children,
            has_partner=has_partner,
            vermogen=0,
            waarden=waarden,
            stap=Stappen.geen(),
        )
    )


def _vermindering(inkomen: Array, has_partner: npt.ArrayLike, waarden: KindgebondenBudgetWaarden) -> Array:
    """Art. 2 lid 7 and 8: what goes off because of income, in cents a year times HUNDRED_PERCENT."""
    drempel = np.where(has_partner, waarden.drempel_samen, waarden.drempel_alleen)
    eraf = waarden.afbouw * nul_of_meer(inkomen - drempel)
    if waarden.tweede_drempel is not None and waarden.afbouw_boven_tweede_drempel is not None:
        steeper = waarden.afbouw_boven_tweede_drempel - waarden.afbouw
        eraf = eraf + steeper * nul_of_meer(inkomen - waarden.tweede_drempel)
    return eraf


def _hoogste_bedrag(stretch: Stretch, has_partner: npt.ArrayLike, waarden: KindgebondenBudgetWaarden) -> Array:
    """Art. 2 lid 2-6: the amount of a whole year before the reduction."""
    number = cents(stretch.children)
    kinderen = (
        waarden.kind_1 * np.minimum(number, 1)
        + waarden.kind_2 * np.clip(number - 1, 0, 1)
        + waarden.kind_3 * np.clip(number - 2, 0, 1)
        + waarden.kind_volgend * nul_of_meer(number - 3)
    )
    extra = waarden.extra_12_tot_en_met_15 * cents(stretch.of_12_to_15)
    extra = extra + waarden.extra_16_en_17 * cents(stretch.of_16_and_17)
    kop = np.where(has_partner, 0, waarden.alleenstaande_ouderkop) * np.minimum(number, 1)
    return kinderen + extra + kop


def _leg_uit(
    inkomen: Array,
    jaar: Array,
    children: ChildMonths,
    te_rijk: Waar,
    has_partner: npt.ArrayLike,
    vermogen: npt.ArrayLike,
    waarden: KindgebondenBudgetWaarden,
    stap: Stappen,
) -> None:
    volledig = cents(0)
    for stretch in children:
        volledig = volledig + stretch.months * _hoogste_bedrag(stretch, has_partner, waarden)
    volledig = deel_half_omhoog(volledig, 1, 1200) * 100
    drempel = np.where(has_partner, waarden.drempel_samen, waarden.drempel_alleen)
    grens = inkomensgrens(waarden, children=children, has_partner=has_partner) if np.any(jaar == 0) else cents(0)
    stap(
        "kindgebonden_budget",
        jaar,
        wet=WET,
        omdat=[
            (volledig == 0, GEEN_KIND),
            (te_rijk, TE_RIJK),
            (jaar == 0, TE_VEEL_INKOMEN),
            (inkomen <= drempel, VOLLEDIG),
            (True, AFGEBOUWD),
        ],
        waarden=waarden,
        uses=("kind_1", "kind_2", "kind_3", "alleenstaande_ouderkop", "afbouw", "drempel_alleen", "drempel_samen"),
        inkomen=euros(inkomen),
        inkomensgrens=euros(grens),
        drempel=euros(drempel),
        volledig=euros(volledig),
        eraf=euros(volledig - jaar),
        jaar=euros(jaar),
        vermogen=euros(np.asarray(vermogen)),
        vermogensgrens=euros(vermogensgrens(waarden, has_partner)),
    )
