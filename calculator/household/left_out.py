"""What an answer leaves out because a value wasn't found: each part by name, with why, in Dutch.

The rules themselves decide what they can't compute (values that are None, a column that's missing) and then count
nothing; here that's put into words, once, for the answer, its notes and its explanation. Parts bear the name that
their step in the explanation has.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from calculator.engine.household import HousingKind, PensionKind
from calculator.engine.steps import Stappen
from calculator.engine.values import Zekerheid
from calculator.household.family import asks_worked_hours
from calculator.household.intake.request import PersonRequest, Request
from calculator.household.year_values import values_in
from calculator.rules import (
    combinatiekorting,
    commute,
    huurtoeslag_uitleg,
    jonggehandicaptenkorting,
    kinderbijslag,
    kinderopvangtoeslag,
    own_home,
    paww,
    pension_build_up,
    study_debt,
    zorgtoeslag,
)
from calculator.rules.cao import CAOS
from calculator.rules.pension import REGLEMENT


@dataclass(frozen=True, slots=True)
class LeftOut:
    part: str
    why: str
    law: str
    person: int | None = None

    def as_json(self) -> dict[str, str]:
        return {"part": self.part, "why": self.why}


def left_out(request: Request) -> tuple[LeftOut, ...]:
    """Each once; what concerns the household first."""
    found = [*_household(request)]
    for number, person in enumerate(request.people):
        found += [LeftOut(*each, number) for each in _person(person, request)]
    return tuple({(each.part, each.why): each for each in found}.values())


def tell(found: tuple[LeftOut, ...], stap: Stappen) -> None:
    """Every part that is left out as a step of its own."""
    for each in found:
        stap.person = each.person
        stap(
            each.part,
            np.zeros((1, 1), dtype=np.int64),
            wet=each.law,
            omdat=[(True, each.why)],
            zekerheid=Zekerheid.ONTBREEKT,
        )
    stap.person = None


def _household(request: Request) -> Iterator[LeftOut]:
    year, values = request.year, values_in(request.year)
    if values.zorg is None:
        yield LeftOut("zorgtoeslag", _amounts("De zorgtoeslag", year), zorgtoeslag.WET)
    if request.housing.kind is HousingKind.RENT:
        has_aow = any(person.groep.has_aow for person in request.people)
        if values.huur is None:
            yield LeftOut("huurtoeslag", _amounts("De huurtoeslag", year), huurtoeslag_uitleg.WET)
        elif not values.huur.is_known_for(has_aow):
            why = f"De huurtoeslag zit er niet in: voor huishoudens met AOW zijn de bedragen van {year} niet gevonden."
            yield LeftOut("huurtoeslag", why, huurtoeslag_uitleg.WET)
    if request.housing.kind is HousingKind.OWN and values.tax.woning is None:
        why = (
            f"Je eigen huis zit niet in je belasting: het eigenwoningforfait van {year} is niet gevonden. Ook je "
            "hypotheekrente telt daarom niet mee."
        )
        yield LeftOut("eigen_woning", why, own_home.WET_FORFAIT)
    yield from _children(request)


def _children(request: Request) -> Iterator[LeftOut]:
    year = request.year
    if any(child.childcare for child in request.children):
        if values_in(year).opvang is None:
            why = (
                f"De kinderopvangtoeslag zit er niet in: de tabel van {year} is niet gevonden. De kosten van de opvang "
                "staan er wel in."
            )
            yield LeftOut("kinderopvangtoeslag", why, kinderopvangtoeslag.WET)
        elif asks_worked_hours(year) and not request.worked_hours_are_known:
            why = (
                f"De kinderopvangtoeslag zit er niet in: in {year} hing die af van de uren die jullie allebei werken. "
                "Vul bij elk loon de uren in, dan rekenen we hem wel."
            )
            yield LeftOut("kinderopvangtoeslag", why, kinderopvangtoeslag.WET)
    under_18 = any(child.birth_date > date(year - 18, 1, 1) for child in request.children)
    if under_18 and not kinderbijslag.is_known(year):
        yield LeftOut("kinderbijslag", _amounts("De kinderbijslag", year), kinderbijslag.WET)


def _person(person: PersonRequest, request: Request) -> Iterator[tuple[str, str, str]]:
    year, values = request.year, values_in(request.year)
    wage = person.wage
    if wage is not None and wage.cao:
        cao = CAOS[wage.cao]
        for part, why in cao.left_out(wage.scale, wage.step, year):
            yield part, why, cao.wet
    if person.paww and values.paww is None:
        yield "paww", f"De PAWW-premie zit er niet in: het percentage van {year} is niet gevonden.", paww.WET
    if person.jonggehandicapt and values.tax.jonggehandicapt is None:
        yield "jonggehandicaptenkorting", _amounts("De jonggehandicaptenkorting", year), jonggehandicaptenkorting.WET
    births = [child.birth_date for child in request.children]
    young = combinatiekorting.has_young_child(births, year)
    if young and person.groep.has_aow and values.tax.combinatie.aow is None:
        why = f"De combinatiekorting op AOW-leeftijd zit er niet in: de bedragen van {year} zijn niet gevonden."
        yield "inkomensafhankelijke_combinatiekorting", why, combinatiekorting.WET
    travels = person.commute is not None and person.commute.cost_per_km and person.commute.km_one_way
    if travels and wage is not None and values.reiskosten is None:
        why = f"Reiskosten zitten er niet in: wat je werkgever in {year} onbelast mag vergoeden, is niet gevonden."
        yield "reiskosten", why, commute.WET
    if person.student_debt is not None and values.studieschuld is None:
        why = f"De studieschuld zit er niet in: het minimumloon en de rente van {year} zijn niet gevonden."
        yield "studieschuld", why, study_debt.WET
    if wage is not None and person.pension in REGLEMENT and not pension_build_up.waarden_in(person.pension, year):
        yield "pensioenopbouw", _no_build_up(person.pension, year), REGLEMENT[person.pension]


def _no_build_up(kind: PensionKind, year: int) -> str:
    return (
        f"Hoeveel pensioen je opbouwt staat er niet bij: {kind.name} heeft sinds {year} een regeling zonder vast "
        "percentage per jaar. Kijk daarvoor op de site van je fonds."
    )


def _amounts(name: str, year: int) -> str:
    return f"{name} zit er niet in: de bedragen van {year} zijn niet gevonden."
