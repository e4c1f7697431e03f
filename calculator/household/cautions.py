"""What someone must know before they go by an answer: said in the answer itself, not among its notes."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.engine.amounts import Array, row_of
from calculator.engine.steps import dutch
from calculator.household.intake.request import Request
from calculator.household.year import HouseholdYear
from calculator.rules.uitkeringen import WETTEN


@dataclass(frozen=True, slots=True)
class Caution:
    code: str
    text: str
    person: int | None = None


def cautions(request: Request) -> tuple[Caution, ...]:
    """But for those about a benefit, which look at the amounts."""
    return (*_children(request), *_aow(request))


def of_benefits(
    request: Request, year: HouseholdYear, hours: tuple[int, ...] | None, household: int = 0
) -> Iterator[Caution]:
    for number, person in enumerate(request.people):
        if person.benefit is None:
            continue
        wet = WETTEN[person.benefit.law]
        has = "Je hebt" if number == 0 else "Je partner heeft"
        if number and not wet.of_the_household:
            text = f"{has} een {wet.name}. Die blijft gelijk als jij meer verdient, rekenen we. Vraag het na bij "
            text += f"{wet.ask}."
        else:
            text = f"{has} een {wet.name}. Verdien je meer, dan gaat daar meestal een deel af."
            text += f"{_range(request, year, hours, household)} Vraag het na bij {wet.ask}."
        if number == 0:
            text += " Bij minder uren rekenen we met dezelfde uitkering."
        yield Caution("uitkering", text, number)


def _range(request: Request, year: HouseholdYear, hours: tuple[int, ...] | None, household: int) -> str:
    """At the most hours that were asked."""
    asked = request.hours or hours
    if year.range is None or not hours or not asked:
        return ""
    at = hours.index(max(asked))
    low, high = (_euros(bound, household, at) for bound in year.range)
    you = "Jullie houden" if len(request.people) == 2 else "Je houdt"
    if low == high:
        return f" {you} dan ongeveer {low} per maand over."
    return f" {you} dan {low} tot {high} per maand over."


def _euros(amounts: Array, household: int, at: int) -> str:
    row = row_of(amounts, household)
    return f"€\u00a0{dutch(round(int(row[at if len(row) > 1 else 0]) / 1200), 0)}"


def _children(request: Request) -> Iterator[Caution]:
    elsewhere = sum(not child.lives.kinderbijslag_here for child in request.children)
    if elsewhere == 1:
        yield Caution(
            "kinderbijslag_elders",
            "De kinderbijslag gaat naar de andere ouder. Dan krijg jij voor dit kind geen kindgebonden budget.",
        )
    elif elsewhere:
        yield Caution(
            "kinderbijslag_elders",
            f"De kinderbijslag van {elsewhere} kinderen gaat naar de andere ouder. Dan krijg jij voor hen geen "
            "kindgebonden budget.",
        )


def _aow(request: Request) -> Iterator[Caution]:
    for number, person in enumerate(request.people):
        if person.aow_month is not None:
            who = "Je bereikt" if number == 0 else "Je partner bereikt"
            yield Caution(
                "aow_jaar",
                f"{who} in {request.year} de AOW-leeftijd. De belasting over dat jaar is daarom geschat.",
                number,
            )
