"""CSV and Excel, both as sheets of rows under the names of their columns."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

from portal.files import tables
from portal.files.tables import Unreadable
from portal.files.workbooks import Workbook, letters
from portal.people.numbers import SYNONYMS

MOST_SHEETS = 40


@dataclass(frozen=True)
class Line:
    number: int
    """As a spreadsheet counts them."""
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


class Sheet:
    """`name` is empty for CSV."""

    name = ""
    columns: tuple[str, ...]
    written: tuple[str, ...]
    """The names of the columns as the file writes them, in the same order."""

    def lines(self, columns: Set[str]) -> Iterator[Line]:
        raise NotImplementedError

    def letters(self, column: str) -> str:
        return letters(self.columns.index(column))


class CsvSheet(Sheet):
    def __init__(self, file: BinaryIO):
        self._table = tables.read_csv(file, synonyms=SYNONYMS)
        self.columns = self.written = self._table.columns

    def lines(self, columns: Set[str]) -> Iterator[Line]:
        for row in self._table.rows():
            yield Line(row.number, {name: row[name] for name in columns})


class BookSheet(Sheet):
    def __init__(self, book: Workbook, name: str):
        self._book, self.name = book, name
        number, cells = book.header(name)
        self._header_row = number
        width = max(cells, default=-1) + 1
        self.written = tuple(" ".join(cells.get(column, "").split()) for column in range(width))
        self.columns = tuple(tables.named(self.written, SYNONYMS))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.columns) if name}

    def lines(self, columns: Set[str]) -> Iterator[Line]:
        names = {self._places[name]: name for name in columns if name in self._places}
        for number, cells in self._book.rows(self.name, set(names)):
            if number > self._header_row:
                yield Line(number, {names[place]: text for place, text in cells.items()})


def sheets(file: BinaryIO) -> Iterator[Sheet]:
    """Those with something on it; raises Unreadable."""
    file.seek(0)
    if file.read(2) != b"PK":
        file.seek(0)
        yield CsvSheet(file)
        return
    book = Workbook(file)
    if len(book.sheets) > MOST_SHEETS:
        raise Unreadable(f"Dit bestand heeft meer dan {MOST_SHEETS} bladen. Is het wel het goede bestand?")
    for name in book.sheets:
        sheet = BookSheet(book, name)
        if len(sheet.columns) > 1:
            yield sheet
