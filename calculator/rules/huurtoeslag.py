"""Huurtoeslag, in the two forms that the law has had since 2021. A parameter block holds one of the two.

- Until 2025 the own share (basishuur) follows a parabola in income; service costs count up to a maximum; rent
  above the maximum rent means no right at all. From 2025 everyone gets the 40 % slice above the
  aftoppingsgrens and elderly households have no values of their own any more.
- From 2026 the own share is fixed and the sum is tapered off in a straight line; only bare rent counts, and
  rent above the maximum rent is simply not counted.

Rounding: the norm rent up to the cent (Wht art. 19 until 2025); year and month as in `awir`. Nothing in between
is rounded.

Of who else lives in, all income counts; of a child under 23 only what is above an exemption (Awir art. 7 lid 6). If
one of them has too much wealth there's no right. Where the age of the adults changes what holds, the year is the sum
of its months (Awir art. 5).

Not modelled: adapted homes, households of eight or more, rights kept from earlier years, service costs split over the
four kinds that count, a right for part of the year.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from calculator.engine.amounts import HUNDRED_PERCENT, Array, cents, nul_of_meer
from calculator.engine.household import Other
from calculator.engine.steps import Stappen
from calculator.engine.values import NotInForce
from calculator.rules import huurtoeslag_uitleg
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
from calculator.rules.huurtoeslag_waarden import IN_FORCE, SCHAAL, TYPES, HuurtoeslagWaarden, RechteLijn

__all__ = [
    "IN_FORCE",
    "HuurtoeslagWaarden",
    "Situatie",
    "huurtoeslag",
    "huurtoeslag_maand",
    "huurtoeslag_over_het_jaar",
    "inkomen_van_anderen",
    "inkomensgrens",
    "situaties",
]

CLIP_EURO = 1_000_000
"""Far above any income with a right; keeps the square of income inside 64 bits."""


class Situatie(NamedTuple):
    """Months of the year with the same ages in the home; each field a number or an array."""

    eerste: npt.ArrayLike = 1
    maanden: npt.ArrayLike = 12
    all_under_age: npt.ArrayLike = False
    """Every adult is younger than `leeftijdsgrens` and there's no child."""
    has_aow: npt.ArrayLike = False
    """Someone in the home has reached AOW age; it matters until 2024."""


def situaties(months_young: Array | int, *, has_aow: bool, aow_month: int | None) -> tuple[Situatie, ...]:
    """The stretches of a year. `months_young`: how many months from January all adults are under age; `aow_month`: the
    month from which someone has AOW age, where that's in this year."""
    start = aow_month - 1 if aow_month is not None and not has_aow else 0
    stretches = []
    for first, last, aow in ((0, start, False), (start, 12, has_aow or aow_month is not None)):
        young = np.clip(np.asarray(months_young) - first, 0, last - first)
        for begin, months, under_age in ((first, young, True), (first + young, last - first - young, False)):
            if np.any(months > 0):
                stretches.append(Situatie(np.asarray(begin) + 1, months, under_age, aow))
    return tuple(stretches)


def inkomen_van_anderen(others: Sequence[Other], year: int, waarden: HuurtoeslagWaarden) -> int:
    """What the income of who else lives in adds, in cents. Awir art. 7 lid 6."""
    total = 0
    for other in others:
        is_young_child = other.relation == "child" and other.birth_date > date(year - KIND_TOT, 1, 1)
        exemption = waarden.vrijstelling_kind or 0 if is_young_child else 0
        total += max(other.income_year - exemption, 0)
    return total


KIND_TOT = 23


def huurtoeslag(
    toetsingsinkomen: npt.ArrayLike,
    *,
    people_in_home: npt.ArrayLike,
    has_partner: npt.ArrayLike,
    all_under_age: npt.ArrayLike,
    basic_rent: npt.ArrayLike,
    service_costs: npt.ArrayLike,
    vermogen: npt.ArrayLike,
    waarden: HuurtoeslagWaarden,
    stap: Stappen,
    has_aow: npt.ArrayLike = False,
) -> Bedragen:
    """Wet op de huurtoeslag art. 7, 13 and 16-21, in a year in which nobody's age changes what holds."""
    return huurtoeslag_over_het_jaar(
        toetsingsinkomen,
        situaties=[Situatie(all_under_age=all_under_age, has_aow=has_aow)],
        people_in_home=people_in_home,
        has_partner=has_partner,
        basic_rent=basic_rent,
        service_costs=service_costs,
        vermogen=vermogen,
        waarden=waarden,
        stap=stap,
    )


def huurtoeslag_over_het_jaar(
    toetsingsinkomen: npt.ArrayLike,
    *,
    situaties: Sequence[Situatie],
    people_in_home: npt.ArrayLike,
    has_partner: npt.ArrayLike,
    basic_rent: npt.ArrayLike,
    service_costs: npt.ArrayLike,
    vermogen: npt.ArrayLike,
    waarden: HuurtoeslagWaarden,
    stap: Stappen,
    others_too_rich: npt.ArrayLike = False,
    in_month: int = 12,
) -> Bedragen:
    """The sum of the months of the year; the month is what is paid in `in_month`."""
    inkomen = hele_euros_inkomen(toetsingsinkomen)
    te_rijk = np.greater(vermogen, vermogensgrens(waarden, has_partner)) | np.asarray(others_too_rich)
    limit = vermogensgrens(waarden, has_partner)
    huis = _Huis(cents(people_in_home), cents(basic_rent), service_costs, cents(vermogen), te_rijk, limit)
    sums = [_een_jaar_lang(inkomen, one, huis, waarden) for one in situaties]
    twaalfden = cents(0)
    for one, (per_jaar, _) in zip(situaties, sums, strict=True):
        twaalfden = twaalfden + nul_of_meer(per_jaar) * np.asarray(one.maanden)
    jaar = toegekend(twaalfden, minimum_jaar=waarden.minimum_jaar, noemer=12 * HUNDRED_PERCENT)
    tijdvakken = tuple(
        Tijdvak(
            np.asarray(one.eerste),
            np.asarray(one.maanden),
            np.where(jaar > 0, nul_of_meer(per_jaar) // (12 * 100 * HUNDRED_PERCENT) * 100, 0),
        )
        for one, (per_jaar, _) in zip(situaties, sums, strict=True)
    )
    maand = in_maand(tijdvakken, in_month)
    if stap.on:
        shown = next(number for number, one in enumerate(situaties) if _holds(one, in_month))
        figures = replace(sums[shown][1], maand=maand)
        huurtoeslag_uitleg.leg_uit(figures, situaties[shown].all_under_age, waarden, stap)
    return Bedragen(jaar, maand, tijdvakken)


def _holds(one: Situatie, month: int) -> bool:
    """For the first household: that's the one that is explained."""
    first, months = (int(np.asarray(value).ravel()[0]) for value in (one.eerste, one.maanden))
    return first <= month < first + months


class _Huis(NamedTuple):
    """What stays the same all year."""

    people: Array
    basic_rent: Array
    service_costs: npt.ArrayLike
    vermogen: Array
    te_rijk: Waar
    vermogensgrens: Array


def _een_jaar_lang(
    inkomen: Array, situatie: Situatie, huis: _Huis, waarden: HuurtoeslagWaarden
) -> tuple[Array, huurtoeslag_uitleg.Figures]:
    """A whole year of the same, in cents times HUNDRED_PERCENT, and what it went through."""
    people, te_rijk = huis.people, huis.te_rijk
    huur = huis.basic_rent + np.minimum(huis.service_costs, waarden.servicekosten_maximum)
    grens = np.where(situatie.all_under_age, waarden.kwaliteitskortingsgrens, waarden.maximale_huur)
    afbouw, ijkpunt = cents(0), cents(0)
    if waarden.rechte_lijn is not None:
        te_duur: Waar = np.zeros((), dtype=bool)
        eigen, ijkpunt, afbouw = _rechte_lijn(inkomen, people, waarden.rechte_lijn)
        vol = _vergoeding(np.minimum(huur, grens), eigen, people, situatie.has_aow, waarden)
    else:
        te_duur = huur > grens
        eigen = _basishuur(inkomen, people, situatie.has_aow, waarden)
        vol = _vergoeding(huur, eigen, people, situatie.has_aow, waarden)
    per_jaar = np.where(te_rijk | te_duur, 0, 12 * vol - afbouw)
    figures = huurtoeslag_uitleg.Figures(
        inkomen=inkomen,
        huur=huur,
        grens=grens,
        eigen=eigen,
        vol=vol // HUNDRED_PERCENT,
        afbouw=afbouw // (12 * HUNDRED_PERCENT),
        ijkpunt=ijkpunt,
        maand=NO_MONTH,
        vermogen=huis.vermogen,
        vermogensgrens=huis.vermogensgrens,
        te_rijk=te_rijk,
        te_duur=te_duur,
    )
    return per_jaar, figures


NO_MONTH = cents(0)


def huurtoeslag_maand(
    toetsingsinkomen: npt.ArrayLike,
    *,
    people_in_home: npt.ArrayLike,
    has_partner: npt.ArrayLike,
    all_under_age: npt.ArrayLike,
    basic_rent: npt.ArrayLike,
    service_costs: npt.ArrayLike,
    vermogen: npt.ArrayLike,
    waarden: HuurtoeslagWaarden,
    stap: Stappen,
    has_aow: npt.ArrayLike = False,
) -> Array:
    """What is paid a month; cents, always whole euros."""
    return huurtoeslag(
        toetsingsinkomen,
        people_in_home=people_in_home,
        has_partner=has_partner,
        all_under_age=all_under_age,
        basic_rent=basic_rent,
        service_costs=service_costs,
        vermogen=vermogen,
        waarden=waarden,
        stap=stap,
        has_aow=has_aow,
    ).maand


def inkomensgrens(
    waarden: HuurtoeslagWaarden,
    *,
    people_in_home: npt.ArrayLike,
    has_partner: npt.ArrayLike,
    all_under_age: npt.ArrayLike,
    basic_rent: npt.ArrayLike,
    service_costs: npt.ArrayLike,
    has_aow: npt.ArrayLike = False,
) -> Array:
    """The highest income with a right at this rent; minus one euro if this rent gives no right at all."""
    return hoogste_inkomen(
        lambda inkomen: huurtoeslag_maand(
            inkomen,
            people_in_home=people_in_home,
            has_partner=has_partner,
            all_under_age=all_under_age,
            basic_rent=basic_rent,
            service_costs=service_costs,
            vermogen=0,
            waarden=waarden,
            stap=Stappen.geen(),
            has_aow=has_aow,
        )
    )


def _vergoeding(
    huur: Array, basishuur: Array, people: Array, has_aow: npt.ArrayLike, waarden: HuurtoeslagWaarden
) -> Array:
    """Wht art. 21: the three slices of the rent above the own share, in cents times HUNDRED_PERCENT."""
    kwaliteit = waarden.kwaliteitskortingsgrens
    aftopping = np.where(people <= 2, waarden.aftoppingsgrens_laag, waarden.aftoppingsgrens_hoog)
    deel_boven: Array | int = waarden.deel_boven_aftoppingsgrens
    if not waarden.deel_boven_aftoppingsgrens_voor_iedereen:
        deel_boven = np.where((people == 1) | np.asarray(has_aow), deel_boven, 0)
    onder = nul_of_meer(np.minimum(huur, kwaliteit) - basishuur)
    midden = nul_of_meer(np.minimum(huur, aftopping) - np.maximum(kwaliteit, basishuur))
    boven = nul_of_meer(huur - np.maximum(aftopping, basishuur))
    return (
        waarden.deel_tot_kwaliteitskortingsgrens * onder
        + waarden.deel_tot_aftoppingsgrens * midden
        + deel_boven * boven
    )


def _rechte_lijn(inkomen: Array, people: Array, types: dict[str, RechteLijn]) -> tuple[Array, Array, Array]:
    """Wht art. 16-21 (text 2026): the own share, the ijkpunt and the taper. The taper is an amount a year, so it
    stays in cents times HUNDRED_PERCENT a year until the month is cut down."""
    een, meer = types["een"], types["meer"]
    ijkpunt = _per_type(people, een.minimum_inkomensijkpunt, meer.minimum_inkomensijkpunt)
    afbouw = _per_type(people, een.afbouw, meer.afbouw) * nul_of_meer(inkomen - ijkpunt)
    return _per_type(people, een.basishuur, meer.basishuur), ijkpunt, afbouw


def _basishuur(inkomen: Array, people: Array, has_aow: npt.ArrayLike, waarden: HuurtoeslagWaarden) -> Array:
    """Wht art. 16-19 (text until 2025)."""
    assert waarden.opslag is not None
    per_type = waarden.parabool_per_type
    soort = np.where(people > 1, 1, 0)
    if waarden.ouderen_apart and np.any(has_aow):
        if len(per_type["a"]) < len(TYPES):
            raise NotInForce("huurtoeslag met iemand van AOW-leeftijd in huis", waarden.vanaf)
        soort = soort + np.where(has_aow, 2, 0)
    euro = np.minimum(inkomen // 100, CLIP_EURO)
    boven = -(-(per_type["a"][soort] * euro + per_type["b"][soort]) * euro // (SCHAAL // 100))
    onder = per_type["normhuur"][soort]
    return np.where(euro <= per_type["ijkpunt"][soort], onder, boven) + waarden.opslag


def _per_type(people: Array, een: int, meer: int) -> Array:
    return np.where(people > 1, meer, een)
