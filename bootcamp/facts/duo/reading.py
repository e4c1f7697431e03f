"""From rows to what we keep: sites, boards, and series of years of an institution, a site or a board.

file = DuoFile(opened)          # raises Unreadable, with a sentence for who uploaded it
for record in file.records(): ...
file.tally                      # what was read, once all records were taken
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import BinaryIO

from bootcamp.facts.duo import kinds
from bootcamp.facts.duo.cells import Cell, bounds, cell, is_hidden, is_nonsense
from bootcamp.facts.duo.kinds import BOARD, GROUP, INSTITUTION, SITE, TYPE, DuoKind, Measure, YearColumn
from bootcamp.facts.duo.sheets import Line, Sheet, sheets
from portal.people import numbers

ABOVE_SCHOOLS = "BOVENSCHOOLS"
TEACHERS = "Onderwijsgevend personeel"
MOST_SHOWN = 20
FEWEST_PUPILS, MOST_PUPILS = "leerlingen_minstens", "leerlingen_hoogstens"
Column = tuple[str, str]
"""The letters and the written name of a column."""


@dataclass(frozen=True)
class Site:
    row: int
    brin6: str
    board: str
    kind: str
    name: str
    street: str
    postcode: str
    city: str
    municipality_code: str
    municipality: str
    province: str
    rpa_code: str
    rpa: str
    corop: str
    holidays: str


@dataclass(frozen=True)
class DuoBoard:
    row: int
    number: str
    name: str


@dataclass(frozen=True)
class Series:
    """One row of a file. Of pupils, where each year has a row of its own, those of one site: then `rows` says which."""

    sheet: str
    row: int
    key: str
    """An institution, a site, or nothing for who works above the schools of a board."""
    board: str
    type: str
    group: str
    """All staff when empty."""
    cells: dict[str, dict[str, Cell]]
    """By measure and year."""
    rows: dict[str, int] = field(default_factory=dict)


@dataclass
class Tally:
    rows: int = 0
    cells: int = 0
    hidden: int = 0
    nonsense: int = 0
    refused: int = 0
    why: list[str] = field(default_factory=list)
    """Of the first rows that were refused."""

    def refuse(self, sheet: str, row: int, why: str) -> None:
        self.refused += 1
        if len(self.why) < MOST_SHOWN:
            self.why.append(f"{f'blad {sheet}, ' if sheet else ''}rij {row}: {why}")

    def count(self, value: Cell) -> Cell:
        self.cells += 1
        self.hidden += is_hidden(value)
        self.nonsense += is_nonsense(value)
        return value


class DuoFile:
    def __init__(self, file: BinaryIO):
        self.kind, self._sheets = kinds.kind_of(list(sheets(file)))
        self.tally = Tally()
        self._seen: set[tuple[str, ...]] = set()
        self._last_year = max((column.year for columns in self._years.values() for column in columns), default=0)

    @cached_property
    def _years(self) -> dict[str, list[YearColumn]]:
        return {sheet.name: kinds.year_columns(sheet.columns) for sheet in self._sheets}

    @property
    def last_year(self) -> int:
        """0 for lists without years. Of pupils it is known only when all records were taken."""
        return self._last_year

    @property
    def columns(self) -> dict[str, dict[str, dict[str, Column]]]:
        """By sheet, measure and year: where a number stands."""
        places: dict[str, dict[str, dict[str, Column]]] = {}
        for sheet in self._sheets:
            measures = places.setdefault(sheet.name, {})
            for column in self._years[sheet.name]:
                written = sheet.written[sheet.columns.index(column.column)]
                measures.setdefault(column.measure, {})[str(column.year)] = sheet.letters(column.column), written
            if self.kind is DuoKind.PUPILS:
                measures[Measure.PUPILS] = {"": (sheet.letters(kinds.PUPILS), kinds.PUPILS)}
            if self.kind is DuoKind.AGES:
                ages = kinds.ages(sheet.columns)
                span = f"{sheet.letters(ages[0])} tot en met {sheet.letters(ages[-1])}"
                for measure in (FEWEST_PUPILS, MOST_PUPILS):
                    measures[measure] = {"": (span, f"{ages[0]} tot en met {ages[-1]}")}
        return places

    def records(self) -> Iterator[Site | DuoBoard | Series]:
        for sheet in self._sheets:
            if self.kind is DuoKind.BOARDS:
                yield from self._boards(sheet)
            elif self.kind in (DuoKind.SITES, DuoKind.SPECIAL_SITES):
                yield from self._sites(sheet)
            elif self.kind is DuoKind.PUPILS:
                yield from self._pupils(sheet)
            elif self.kind is DuoKind.AGES:
                yield from self._ages(sheet)
            else:
                yield from self._series(sheet)

    def _is_new(self, sheet: Sheet, line: Line, *key: str) -> bool:
        if key in self._seen:
            self.tally.refuse(sheet.name, line.number, f"{key[0]} staat er al eerder")
            return False
        self._seen.add(key)
        return True

    def _lines(self, sheet: Sheet, *columns: str) -> Iterator[Line]:
        for line in sheet.lines(set(columns)):
            self.tally.rows += 1
            yield line

    def _boards(self, sheet: Sheet) -> Iterator[DuoBoard]:
        for line in self._lines(sheet, BOARD, "BEVOEGD GEZAG NAAM"):
            number, name = numbers.board(line[BOARD]), line["BEVOEGD GEZAG NAAM"]
            if not number or not name:
                self.tally.refuse(sheet.name, line.number, f"“{line[BOARD][:20]}” is geen nummer met een naam")
            elif self._is_new(sheet, line, number):
                yield DuoBoard(line.number, number, name[:200])

    def _sites(self, sheet: Sheet) -> Iterator[Site]:
        for line in self._lines(sheet, *SITE_COLUMNS, BOARD, INSTITUTION, SITE):
            brin4 = numbers.institution(line[INSTITUTION])
            brin6, board = numbers.site(brin4, line[SITE]), numbers.board(line[BOARD])
            if not brin6 or not board:
                self.tally.refuse(sheet.name, line.number, _no_key(line))
            elif self._is_new(sheet, line, brin6):
                kind = line["SOORT PRIMAIR ONDERWIJS"].upper() if self.kind is DuoKind.SPECIAL_SITES else "BO"
                texts = {name: line[column][:200] for column, name in SITE_COLUMNS.items() if name}
                texts["street"] = f"{texts['street']} {line[HOUSE]}".strip()[:200]
                yield Site(row=line.number, brin6=brin6, board=board, kind=kind[:10], **texts)

    def _series(self, sheet: Sheet) -> Iterator[Series]:
        years = self._years[sheet.name]
        type_column = TYPE if TYPE in sheet.columns else "SECTOR"
        key_columns = {BOARD, INSTITUTION, type_column, GROUP}
        for line in self._lines(sheet, *key_columns, *(column.column for column in years)):
            key, board = numbers.institution(line[INSTITUTION]), numbers.board(line[BOARD])
            if not line[INSTITUTION] and not line[BOARD]:
                continue  # below the table
            if not key and line[INSTITUTION].upper() != ABOVE_SCHOOLS:
                self.tally.refuse(sheet.name, line.number, _no_key(line))
                continue
            type_, group = line[type_column].upper()[:10], line[GROUP][:60]
            if GROUP in sheet.columns and not group:
                self.tally.refuse(sheet.name, line.number, "er staat geen functiegroep")
            elif self._is_new(sheet, line, key or f"Bovenschools van {board}", board, type_, group, sheet.name):
                yield Series(sheet.name, line.number, key, board, type_, group, self._cells(line, years))

    def _cells(self, line: Line, years: list[YearColumn]) -> dict[str, dict[str, Cell]]:
        cells: dict[str, dict[str, Cell]] = {}
        for column in years:
            value = self.tally.count(cell(line[column.column]))
            cells.setdefault(column.measure, {})[str(column.year)] = value
        return cells

    def _pupils(self, sheet: Sheet) -> Iterator[Series]:
        """Each year has a row of its own; those of one site go together."""
        sites: dict[tuple[str, str], Series] = {}
        for line in self._lines(sheet, INSTITUTION, SITE, "TYPE PO", kinds.PEILJAAR, kinds.PUPILS):
            key = numbers.site(numbers.institution(line[INSTITUTION]), line[SITE])
            year, type_ = _year(line[kinds.PEILJAAR]), line["TYPE PO"].upper()[:10]
            if not key or not year:
                self.tally.refuse(sheet.name, line.number, _no_key(line))
            elif self._is_new(sheet, line, key, type_, year):
                series = sites.setdefault(
                    (key, type_), Series(sheet.name, line.number, key, "", type_, "", {Measure.PUPILS: {}})
                )
                series.cells[Measure.PUPILS][year] = self.tally.count(cell(line[kinds.PUPILS]))
                series.rows[year] = line.number
                self._last_year = max(self._last_year, int(year))
        yield from sites.values()

    def _ages(self, sheet: Sheet) -> Iterator[Series]:
        """Pupils by age: a hidden cell makes the sum a range."""
        ages = kinds.ages(sheet.columns)
        for line in self._lines(sheet, INSTITUTION, SITE, "SOORT PO", kinds.PEILDATUM, BOARD, *ages):
            key = numbers.site(numbers.institution(line[INSTITUTION]), line[SITE])
            year, type_ = _year(line[kinds.PEILDATUM]), line["SOORT PO"].upper()[:10]
            if not key or not year:
                self.tally.refuse(sheet.name, line.number, _no_key(line))
            elif self._is_new(sheet, line, key, type_, year):
                pairs = [bounds(self.tally.count(cell(line[age]))) for age in ages]
                cells: dict[str, dict[str, Cell]] = {
                    FEWEST_PUPILS: {year: sum(low for low, _ in pairs)},
                    MOST_PUPILS: {year: sum(high for _, high in pairs)},
                }
                self._last_year = max(self._last_year, int(year))
                yield Series(sheet.name, line.number, key, numbers.board(line[BOARD]), type_, "", cells)


HOUSE = "HUISNUMMER-TOEVOEGING"
SITE_COLUMNS = {
    "SOORT PRIMAIR ONDERWIJS": "",
    "VESTIGINGSNAAM": "name",
    "STRAATNAAM": "street",
    HOUSE: "",
    "POSTCODE": "postcode",
    "PLAATSNAAM": "city",
    "GEMEENTENUMMER": "municipality_code",
    "GEMEENTENAAM": "municipality",
    "PROVINCIE": "province",
    "RPA-GEBIED CODE": "rpa_code",
    "RPA-GEBIED NAAM": "rpa",
    "COROPGEBIED NAAM": "corop",
    "VAKANTIEREGIO": "holidays",
}


def _year(text: str) -> str:
    """2025, also from 2025-10-01."""
    years = re.findall(r"20\d\d", text)
    return years[0] if years else ""


def _no_key(line: Line) -> str:
    return (
        f"“{line[INSTITUTION][:20]} {line[SITE][:10]}” met bestuur “{line[BOARD][:10]}” is geen school die we herkennen"
    )
