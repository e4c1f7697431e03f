"""Huurtoeslag, in the two forms that the law has had since 2021. A parameter block holds one of the two.

- Until 2025 the own share (basishuur) follows a parabola in income; service costs count up to a maximum; rent
  above the maximum rent means no right at all. From 2025 everyone gets the 40 % slice above the
  aftoppingsgrens and elderly households have no values of their own any more.
- From 2026 the own share is fixed and the sum is tapered off in a straight line; only bare rent counts, and
  rent above the maximum rent is simply not counted.

Rounding: the norm rent up to the cent (Wht art. 19 until 2025); year and month as in `awir`. Nothing in between
is rounded.

Not modelled: co-residents with an income or wealth of their own, adapted homes, households of eight or more,
rights kept from earlier years, service costs split over the four kinds that count, a right for part of the year.
"""

import numpy as np
import numpy.typing as npt

from calculator.engine.amounts import HUNDRED_PERCENT, Array, cents, nul_of_meer
from calculator.engine.steps import Stappen
from calculator.engine.values import NotInForce
from calculator.rules import huurtoeslag_uitleg
from calculator.rules.awir import (
    Bedragen,
    Waar,
    hele_euros_inkomen,
    hoogste_inkomen,
    toegekend,
    vermogensgrens,
)
from calculator.rules.huurtoeslag_waarden import IN_FORCE, SCHAAL, TYPES, HuurtoeslagWaarden, RechteLijn

__all__ = ["IN_FORCE", "HuurtoeslagWaarden", "huurtoeslag", "huurtoeslag_maand", "inkomensgrens"]

CLIP_EURO = 1_000_000
"""Far above any income with a right; keeps the square of income inside 64 bits."""


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
    """Wet op de huurtoeslag art. 7, 13 and 16-21.

    `all_under_age`: every adult is younger than `waarden.leeftijdsgrens` and there's no child. `has_aow`: someone
    in the home has reached AOW age; it matters until 2024.
    """
    inkomen = hele_euros_inkomen(toetsingsinkomen)
    people = cents(people_in_home)
    huur = cents(basic_rent) + np.minimum(service_costs, waarden.servicekosten_maximum)
    grens = np.where(all_under_age, waarden.kwaliteitskortingsgrens, waarden.maximale_huur)
    te_rijk = np.greater(vermogen, vermogensgrens(waarden, has_partner))
    afbouw, ijkpunt = cents(0), cents(0)
    if waarden.rechte_lijn is not None:
        te_duur: Waar = np.zeros((), dtype=bool)
        eigen, ijkpunt, afbouw = _rechte_lijn(inkomen, people, waarden.rechte_lijn)
        vol = _vergoeding(np.minimum(huur, grens), eigen, people, has_aow, waarden)
    else:
        te_duur = huur > grens
        eigen = _basishuur(inkomen, people, has_aow, waarden)
        vol = _vergoeding(huur, eigen, people, has_aow, waarden)
    per_jaar = np.where(te_rijk | te_duur, 0, 12 * vol - afbouw)
    jaar = toegekend(per_jaar, minimum_jaar=waarden.minimum_jaar)
    maand = np.where(jaar > 0, per_jaar // (12 * 100 * HUNDRED_PERCENT) * 100, 0)
    if stap.on:
        figures = huurtoeslag_uitleg.Figures(
            inkomen=inkomen,
            huur=huur,
            grens=grens,
            eigen=eigen,
            vol=vol // HUNDRED_PERCENT,
            afbouw=afbouw // (12 * HUNDRED_PERCENT),
            ijkpunt=ijkpunt,
            maand=maand,
            vermogen=cents(vermogen),
            vermogensgrens=vermogensgrens(waarden, has_partner),
            te_rijk=te_rijk,
            te_duur=te_duur,
        )
        huurtoeslag_uitleg.leg_uit(figures, all_under_age, waarden, stap)
    return Bedragen(jaar, maand)


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
