"""The values of a rule as tables for the page: those of one year, and all of them side by side."""

import dataclasses
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from calculator.engine.values import InForce, Waarden, Zekerheid, least_sure
from calculator.method import cells, spans
from calculator.method.cells import Cell, Path
from calculator.method.chapters import NOT_FOUND, Chapter
from calculator.method.sources import Source, source
from calculator.method.tables import Table, tables

LONG = 24
"""Letters from which a value is read as words, not as a figure."""


@dataclass(frozen=True)
class Shown:
    """A value in a column; `zekerheid` where it has to be said beside it."""

    text: str
    zekerheid: str = ""
    is_absent: bool = False

    @property
    def is_long(self) -> bool:
        return len(self.text) > LONG


@dataclass(frozen=True)
class Row:
    name: str
    cells: tuple[Shown, ...]


@dataclass(frozen=True)
class RowGroup:
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Column:
    """A period, or a year without one."""

    label: str
    zekerheid: str = ""


@dataclass(frozen=True)
class Grid:
    columns: tuple[Column, ...]
    groups: tuple[RowGroup, ...]

    @property
    def width(self) -> int:
        return 1 + len(self.columns)


@dataclass(frozen=True)
class Period:
    label: str
    slug: str
    zekerheid: str
    toelichting: str
    sources: tuple[Source, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Values:
    """All that the page says about the values of one file."""

    title: str
    slug: str
    now: Grid
    """Of the year that is shown."""
    now_periods: tuple[Period, ...]
    other_periods: tuple[Period, ...]
    """The latest first."""
    now_caption: str
    over_time: Grid
    gaps: str
    """The days without values, in words."""


def values_of(chapter: Chapter, values: InForce[Any], year: int, years: Sequence[int]) -> Values:
    now = spans.in_year(values, year)
    latest_first = [*reversed(values.periods)]
    return Values(
        title=chapter.bestanden.get(values.rule, ""),
        slug=values.rule.replace("_", "-"),
        now_caption=f"Waarden in {year}",
        now=_grid(chapter, now, say_all=len(now) == 1),
        now_periods=tuple(_period(chapter, period) for period in now),
        other_periods=tuple(_period(chapter, period) for period in latest_first if period not in now),
        over_time=_over_time(chapter, latest_first, spans.missing_years(values, years)),
        gaps=spans.in_words(spans.gaps(values, years)),
    )


def zekerheid_of(period: Waarden) -> Zekerheid:
    """That of the least sure value in it."""
    sure = [cell.zekerheid for cell in cells.cells(period).values()]
    return least_sure(sure + [period.zekerheid_bij(name) for name in cells.table_names(period)] or [period.zekerheid])


def zekerheid_in(values: InForce[Any], year: int) -> Zekerheid:
    """Of all values of a year; missing when any day lacks them."""
    if spans.gaps(values, [year]):
        return Zekerheid.ONTBREEKT
    return least_sure(zekerheid_of(period) for period in spans.in_year(values, year))


def _period(chapter: Chapter, period: Waarden) -> Period:
    return Period(
        label=cells.label(period),
        slug=f"{chapter.slug}-{period.vanaf:%Y-%m-%d}",
        zekerheid=period.zekerheid,
        toelichting=period.toelichting,
        sources=tuple(source(text) for text in period.bron),
        tables=tuple(tables(period)),
    )


def _over_time(chapter: Chapter, periods: Sequence[Waarden], missing: Iterable[int]) -> Grid:
    """The latest on the left, with a column for each year that lacks them."""
    grid = _grid(chapter, periods, say_all=False)
    places: list[tuple[int, int | None]] = [(period.vanaf.year, place) for place, period in enumerate(periods)]
    order = sorted([*places, *((year, None) for year in missing)], key=lambda column: (-column[0], column[1] or 0))

    def arranged(row: Row) -> Row:
        return Row(row.name, tuple(NOTHING if place is None else row.cells[place] for _, place in order))

    return Grid(
        columns=tuple(Column(str(year)) if place is None else grid.columns[place] for year, place in order),
        groups=tuple(RowGroup(group.heading, tuple(map(arranged, group.rows))) for group in grid.groups),
    )


def _grid(chapter: Chapter, periods: Sequence[Waarden], *, say_all: bool) -> Grid:
    """A column for each period. Unless `say_all`, a value only says how sure it is where its period doesn't."""
    cells_by_period = [cells.cells(period) for period in periods]
    columns = tuple(Column(cells.label(period), "" if say_all else period.zekerheid) for period in periods)
    groups = []
    for group, paths in itertools.groupby(_paths(periods, cells_by_period), key=_heading):
        rows = []
        for path in paths:
            shown = (
                _shown(
                    its_cells.get(path), chapter.absent(path, period.vanaf.year), "" if say_all else period.zekerheid
                )
                for period, its_cells in zip(periods, cells_by_period, strict=True)
            )
            rows.append(Row(_name(chapter, path), tuple(shown)))
        heading = ": ".join(chapter.name(group[: end + 1]) for end in range(len(group)))
        groups.append(RowGroup(heading, tuple(rows)))
    return Grid(columns, tuple(groups))


def _paths(periods: Sequence[Waarden], cells_by_period: Sequence[dict[Path, Cell]]) -> list[Path]:
    """Every value that one of the periods has, in the order of its file; what nobody changed isn't there."""
    if not periods:
        return []
    fields = [field.name for field in dataclasses.fields(periods[0])]
    paths = dict.fromkeys(path for its_cells in cells_by_period for path in its_cells)
    shown = [
        path
        for path in paths
        if any(path in its_cells and not its_cells[path].is_default for its_cells in cells_by_period)
    ]
    return sorted(shown, key=lambda path: (bool(path[1:]), fields.index(str(path[0]))))


def _heading(path: Path) -> Path:
    """What a value stands under: all before its place in a list, or all before its name."""
    place = _place_in_list(path)
    return path[:-1] if place is None else path[:place]


def _name(chapter: Chapter, path: Path) -> str:
    place = _place_in_list(path)
    if place is None:
        return chapter.name(path)
    item = chapter.name(path[: place + 1])
    return item if place == len(path) - 1 else f"{item}: {chapter.name(path)}"


def _place_in_list(path: Path) -> int | None:
    return next((place for place, piece in enumerate(path) if isinstance(piece, int)), None)


NOTHING = Shown(NOT_FOUND, is_absent=True)


def _shown(cell: Cell | None, absent: str, usual: str) -> Shown:
    if cell is None:
        return Shown(absent, is_absent=True)
    return Shown(cell.text, "" if cell.zekerheid == usual else cell.zekerheid)
