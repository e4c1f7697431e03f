"""Everything that the pages of "Zo rekenen wij" show, gathered for their templates."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculator.charts import over_income
from calculator.charts.drawing import drawn
from calculator.charts.over_income import OverIncome
from calculator.engine.values import NotInForce, Zekerheid, least_sure
from calculator.household.years import SUPPORTED
from calculator.method import cells, changes, curves, spans
from calculator.method.chapters import NOT_FOUND, Chapter, chapters, groups, rules
from calculator.method.values import Values, values_of, zekerheid_in
from portal.text.money import NO_BREAK

PLACE = re.compile(r"\{([a-z0-9_.]+)\}")
SHOWN_ROWS = 12
MEANING = {
    Zekerheid.BEVESTIGD: "Het staat in een officiële bron, of twee bronnen zeggen hetzelfde.",
    Zekerheid.EEN_BRON: "We vonden het op één plek.",
    Zekerheid.AFGELEID: "We vonden het bedrag niet, maar het volgt uit andere bedragen.",
    Zekerheid.VOORSTEL: "Het is nog niet vastgesteld en kan veranderen.",
    Zekerheid.LAATST_BEKEND: "Het is van een vorig jaar, omdat het nieuwe bedrag er nog niet is.",
}


@dataclass(frozen=True)
class InShort:
    """A chapter in the list."""

    slug: str
    titel: str
    wat: str
    zekerheid: str


@dataclass(frozen=True)
class Drawing:
    title: str
    wide: str
    narrow: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def overview(year: int) -> dict[str, Any]:
    counted = Counter(_all_in(year))
    return {
        "year": year,
        "groups": [(group, [_in_short(chapter, year) for chapter in group.chapters]) for group in groups()],
        "meanings": [(sure.value, words, counted[sure]) for sure, words in MEANING.items()],
        "values_in_year": counted.total(),
        "missing": [chapter for chapter in chapters().values() if _lacks(chapter, year)],
        "years": years_with_changes(),
    }


def chapter(slug: str, year: int) -> dict[str, Any]:
    chapter, order = chapters()[slug], list(chapters())
    place = order.index(slug)
    return {
        "chapter": chapter,
        "year": year,
        "group": next(group for group in groups() if chapter in group.chapters),
        "laws": chapter.laws,
        "zekerheid": _sure(chapter, year),
        "formule": [filled(sentence, year) for sentence in chapter.formule],
        "drawing": drawing(slug, year),
        "values": [values_of(chapter, values, year, SUPPORTED) for values in chapter.values],
        "before": chapters()[order[place - 1]] if place else None,
        "after": chapters()[order[place + 1]] if place + 1 < len(order) else None,
        "changes_year": year if year in years_with_changes() else None,
    }


def changes_of(year: int) -> dict[str, Any]:
    return {
        "year": year,
        "years": years_with_changes(),
        "groups": changes.changes_in(year),
        "unchanged": changes.unchanged_in(year),
    }


def years_with_changes() -> Sequence[int]:
    """The latest first; all but the earliest, which nothing can be laid beside."""
    return SUPPORTED[:0:-1]


def filled(sentence: str, year: int) -> str:
    """The sentence with the values at the end of the year."""
    return PLACE.sub(lambda place: value(place[1], year), sentence)


def value(name: str, year: int) -> str:
    """The value at "file.path.to.it", as it's written in a sentence."""
    rule, *path = name.split(".")
    try:
        period = rules()[rule].on(date(year, 12, 31))
    except NotInForce:
        return NOT_FOUND
    cell = cells.cells(period).get(tuple(int(piece) if piece.isdigit() else piece for piece in path))
    return cell.text.replace(f"{NO_BREAK}%", f"{NO_BREAK}procent") if cell else NOT_FOUND


def drawing(slug: str, year: int) -> Drawing | None:
    picture = curves.picture(slug, year)
    if picture is None:
        return None
    return Drawing(
        title=picture.title,
        wide=drawn(over_income.draw(picture, name=f"plaatje-{slug}")),
        narrow=drawn(over_income.draw(picture, narrow=True, name=f"smal-{slug}")),
        head=(picture.x_words, *(line.name or picture.title for line in picture.lines)),
        rows=tuple(_rows(picture)),
    )


def _rows(picture: OverIncome):
    places = picture.named(SHOWN_ROWS) if picture.in_euros or len(picture.places) > 2 * SHOWN_ROWS else picture.places
    for place in places:
        yield (picture.write_place(place), *(picture.write(picture.at(line, place)) for line in picture.lines))


def _in_short(chapter: Chapter, year: int) -> InShort:
    return InShort(chapter.slug, chapter.titel, chapter.wat, _sure(chapter, year))


def _sure(chapter: Chapter, year: int) -> str:
    """Empty for a chapter without values of its own."""
    return least_sure(zekerheid_in(values, year) for values in chapter.values).value if chapter.values else ""


def _lacks(chapter: Chapter, year: int) -> bool:
    return any(spans.gaps(values, [year]) for values in chapter.values)


def _all_in(year: int):
    """How sure each value of a year is; a table counts as one."""
    for values in rules().values():
        for period in spans.in_year(values, year):
            yield from (cell.zekerheid for cell in cells.cells(period).values() if not cell.is_default)
            yield from (period.zekerheid_bij(name) for name in cells.table_names(period))


__all__ = ["Drawing", "InShort", "Values", "changes_of", "chapter", "drawing", "filled", "overview", "value"]
