"""What an answer leaves out because a value wasn't found: each part by name, with why, in Dutch.

The rules themselves decide what they can't compute (values that are None, a column that's missing) and then count
nothing; here that's put into words, once, for the answer, its notes and its explanation. Parts bear the name that
their step in the explanation has.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import row_of
from calculator.engine.household import HousingKind, PensionKind
from calculator.engine.steps import Stappen, dutch
from calculator.engine.values import Zekerheid
from calculator.household import parts
from calculator.household.intake.request import PersonRequest, Request
from calculator.household.slots import amounts_not_found
from calculator.household.year import HouseholdYear
from calculator.household.year_values import values_in
from calculator.rules import (
    aow_leeftijd,
    combinatiekorting,
    eigen_woning,
    jonggehandicaptenkorting,
    paww,
    pensioenopbouw,
    winst,
)
from calculator.rules.cao import CAOS
from calculator.rules.pensioenpremie import REGLEMENT

OCTOBER = 10


@dataclass(frozen=True, slots=True)
class LeftOut:
    part: str
    why: str
    law: str
    person: int | None = None


def left_out(request: Request) -> tuple[LeftOut, ...]:
    """Each once; what concerns the household first."""
    missing = [*_household(request)]
    for number, person in enumerate(request.people):
        missing += [LeftOut(*reason, number) for reason in _person(person, request)]
    return tuple({(reason.part, reason.why): reason for reason in missing}.values())


def at_some_hours(year: HouseholdYear, hours: tuple[int, ...] | None, household: int = 0) -> Iterator[LeftOut]:
    """What is missing only at some of the hours."""
    for part, _ in parts.with_slot():
        unknown = year.amounts[part.key].unknown
        if unknown is None:
            continue
        row = row_of(unknown.astype(np.int64), household)
        if not row.any():
            continue
        where = ""
        if hours is not None and len(row) > 1 and not row.all():
            places = [hours[place] for place in np.flatnonzero(row)]
            where = f" bij {_in_words(places)} uur"
        name = part.with_article
        why = (
            f"{name[0].upper()}{name[1:]} zit er{where} niet in: bij dat inkomen is een percentage niet gevonden. De "
            "kosten staan er wel in."
        )
        yield LeftOut(part.steps[0], why, part.wet)


def _in_words(places: Sequence[int]) -> str:
    """Hundredths of an hour: one, or the first and the last."""
    first, last = (dutch(place / 100, 2).rstrip("0").rstrip(",") for place in (min(places), max(places)))
    return first if first == last else f"{first} tot en met {last}"


def tell(missing: tuple[LeftOut, ...], stap: Stappen) -> None:
    """Every part that is left out as a step of its own."""
    for reason in missing:
        stap.person = reason.person
        stap(
            reason.part,
            np.zeros((1, 1), dtype=np.int64),
            wet=reason.law,
            omdat=[(True, reason.why)],
            zekerheid=Zekerheid.ONTBREEKT,
        )
    stap.person = None


def _household(request: Request) -> Iterator[LeftOut]:
    if request.housing.kind is HousingKind.OWN and values_in(request.year).tax.woning is None:
        why = (
            f"Je eigen huis zit niet in je belasting: het eigenwoningforfait van {request.year} is niet gevonden. Ook "
            "je hypotheekrente telt daarom niet mee."
        )
        yield LeftOut("eigen_woning", why, eigen_woning.WET_FORFAIT)
    for part in parts.rows():
        if part.why_not is not None and (why := part.why_not(request)):
            yield LeftOut(part.steps[0], why, part.wet)


def _person(person: PersonRequest, request: Request) -> Iterator[tuple[str, str, str]]:
    year, values = request.year, values_in(request.year)
    wage = person.wage
    if wage is not None and wage.cao:
        cao = CAOS[wage.cao]
        for part, why in cao.left_out(wage.scale, wage.step, year):
            if part != "toelage" or not wage.has_fixed_in(OCTOBER):
                yield part, why, cao.wet
    if person.aow_month is not None:
        yield (
            "zvw_aow",
            "De bijdrage voor de Zorgverzekeringswet over je AOW zit er niet in, en we rekenen dat je blijft werken.",
            aow_leeftijd.WET,
        )
    if person.business is not None:
        yield from _business(year)
    if person.paww and values.paww is None:
        yield "paww", f"De PAWW-premie zit er niet in: het percentage van {year} is niet gevonden.", paww.WET
    if person.jonggehandicapt and values.tax.jonggehandicapt is None:
        yield (
            "jonggehandicaptenkorting",
            amounts_not_found("de jonggehandicaptenkorting", year),
            jonggehandicaptenkorting.WET,
        )
    births = [child.birth_date for child in request.children if child.lives.counts_here]
    young = combinatiekorting.has_young_child(births, year)
    if young and person.groep.has_aow and person.aow_month is None and values.tax.combinatie.aow is None:
        why = f"De combinatiekorting op AOW-leeftijd zit er niet in: de bedragen van {year} zijn niet gevonden."
        yield "inkomensafhankelijke_combinatiekorting", why, combinatiekorting.WET
    for row in parts.rows():
        if row.why_not_of is not None and (why := row.why_not_of(person, request)):
            yield row.steps[0], why, row.wet
    if wage is not None and person.pension in REGLEMENT and not pensioenopbouw.waarden_in(person.pension, year):
        yield "pensioenopbouw", _no_build_up(person.pension, year), REGLEMENT[person.pension]


def _business(year: int) -> Iterator[tuple[str, str, str]]:
    if winst.MKB.found_in(year) is None:
        yield (
            "winst",
            f"De mkb-winstvrijstelling zit er niet in: het percentage van {year} is niet gevonden.",
            winst.WET,
        )
    if winst.ZVW.found_in(year) is None:
        why = f"De bijdrage Zvw over de winst zit er niet in: het percentage van {year} is niet gevonden."
        yield "zvw_bijdrage", why, winst.WET_ZVW


def _no_build_up(kind: PensionKind, year: int) -> str:
    return (
        f"Hoeveel pensioen je opbouwt staat er niet bij: {kind.name} heeft sinds {year} een regeling zonder vast "
        "percentage per jaar. Kijk daarvoor op de site van je fonds."
    )
