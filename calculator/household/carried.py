"""Which parts of an answer use the last known values of an earlier year; names as in `left_out`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from calculator.engine.household import HousingKind, PensionKind
from calculator.engine.values import InForce
from calculator.household import parts
from calculator.household.intake.request import Request
from calculator.household.last_known import from_year
from calculator.rules import eigen_woning, paww, pensioenpremie, reiskosten_cao_po, uitkeringen, winst
from calculator.rules.cao import CAOS


@dataclass(frozen=True, slots=True)
class Carried:
    part: str
    name: str
    """As it stands in a sentence."""
    from_year: int


def carried(request: Request) -> tuple[Carried, ...]:
    """Each once, in the order in which they're computed; empty where nobody asked to carry anything forward."""
    if not request.carry_forward:
        return ()
    outcome: dict[str, Carried] = {}
    for part, name, rule in _rules(request):
        year = from_year(rule, request.year)
        if year is not None and part not in outcome:
            outcome[part] = Carried(part, name, year)
    return tuple(outcome.values())


def _rules(request: Request) -> Iterator[tuple[str, str, InForce[Any]]]:
    for person in request.people:
        if person.wage is not None and person.wage.cao:
            cao = CAOS[person.wage.cao]
            yield "brutoloon_jaar", "het salaris uit de cao", cao.tables
            yield "vakantiegeld", "vakantiegeld en eindejaarsuitkering uit de cao", cao.terms
        if person.pension in (PensionKind.ABP, PensionKind.PFZW) and person.wage is not None:
            yield "pensioenpremie", "de pensioenpremie", pensioenpremie.IN_FORCE[person.pension]
        if person.paww:
            yield "paww", "de PAWW-premie", paww.IN_FORCE
        if person.business is not None:
            yield "winst", "de mkb-winstvrijstelling", winst.MKB
            yield "zvw_bijdrage", "de bijdrage Zvw", winst.ZVW
        if person.benefit is not None and person.benefit.law == "anw":
            yield "uitkering", "de vrijlating van de Anw", uitkeringen.ANW
    if request.housing.kind is HousingKind.OWN:
        yield "eigen_woning", "je eigen huis", eigen_woning.IN_FORCE
    for part in parts.rows():
        if part.in_force is not None and part.plays_a_part(request):
            yield part.steps[0], part.with_article, part.in_force
    if any(person.commute is not None and person.commute.cao_po for person in request.people):
        yield "reiskosten", "de reisvergoeding uit de cao", reiskosten_cao_po.IN_FORCE
