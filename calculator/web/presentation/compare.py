"""Up to four scenarios beside each other, part by part."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.household import questions
from calculator.household.calculation import Calculation
from calculator.web.presentation.outcome import Outcome, Side
from calculator.web.presentation.tables import part_names
from portal.text.money import euros, hours, month, signed


@dataclass(frozen=True)
class Comparison:
    heads: list[list[str]]
    """What each scenario is, in a few words."""
    rows: list[tuple[str, list[str]]]
    total: list[str]
    difference: list[str]
    """With the first."""
    left_out: list[str]
    last_known: list[str]
    """Parts with the last known amounts of an earlier year."""


def compare(outcome: Outcome, documents: list[dict]) -> Comparison:
    """Raises the engine's Faults of the first scenario that can't be computed."""
    calculations = questions.on_equal_terms(documents)
    sides = [Side(calculation.year, 0) for calculation in calculations]
    names = {key: name for key, name in part_names(outcome).items() if any(side.parts_year[key] for side in sides)}
    lines = [("loonstrook, gewone maand", [euros(side.net_month) for side in sides])]
    lines += [(name, [euros(month(side.parts_year[key])) for side in sides]) for key, name in names.items()]
    lines += _benefits(outcome, sides)
    first = sides[0].disposable_month
    return Comparison(
        heads=[_head(*both) for both in zip(documents, calculations, strict=True)],
        rows=lines,
        total=[euros(side.disposable_month) for side in sides],
        difference=["", *(signed(side.disposable_month - first) for side in sides[1:])],
        left_out=list(dict.fromkeys(part.why for calculation in calculations for part in calculation.left_out)),
        last_known=list(
            dict.fromkeys(f"{part.name} ({part.from_year})" for one in calculations for part in one.carried)
        ),
    )


def _benefits(outcome: Outcome, sides: list[Side]) -> Iterator[tuple[str, list[str]]]:
    """What is in the income above: each benefit before tax; and between what and what the whole may end up."""
    for number, person in enumerate(outcome.request.people):
        if person.benefit is not None:
            name = "je uitkering" if number == 0 else "de uitkering van je partner"
            paid = [side.year.people[number].benefit for side in sides]
            yield (
                f"daarin {name}, voor belasting",
                [euros(month(side.at(one.middle))) for side, one in zip(sides, paid, strict=True) if one is not None],
            )
    if any(side.year.range is not None for side in sides):
        yield "te besteden: laagste en hoogste", [_range(side) for side in sides]


def _range(side: Side) -> str:
    if side.year.range is None:
        return euros(side.disposable_month)
    low, high = (euros(month(side.at(end))) for end in side.year.range)
    return low if low == high else f"{low} tot {high}"


def _head(document: dict, calculation: Calculation) -> list[str]:
    people = document["people"]
    said = [f"jij {hours(document['hours'][0])} uur"]
    if len(people) == 2 and (wage := people[1].get("wage")) and "hours" in wage:
        said.append(f"partner {hours(wage['hours'])} uur")
    all_care = calculation.year.household.children.care_hours(0)[0]
    care = {float(at) for child, at in zip(document["children"], all_care, strict=True) if "childcare" in child}
    if care:
        said.append(f"opvang {hours(care.pop())} uur" if len(care) == 1 else "opvang als ingevuld")
    return [*said, str(document["year"])]
