"""CSV and Excel as rows of cells. Only what a sheet shows is read: no formulas, no macros, nothing from elsewhere."""

import csv
import io
import logging
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from calculator.releases.faults import Fault, WrongFile, wrong
from calculator.releases.reading.typed import Raw
from portal.files import office

log = logging.getLogger(__name__)

MOST_ROWS = 5000
MOST_COLUMNS = 60
MOST_LETTERS = 2000
MOST_SHEETS = 20
LARGEST_UNPACKED = 20 * 1024 * 1024
DELIMITERS = (";", ",", "\t")
WHOLE_FILE = "Het bestand"


@dataclass(frozen=True)
class Row:
    number: int
    """As the spreadsheet shows it, from 1."""
    cells: tuple[Raw, ...]

    @property
    def is_empty(self) -> bool:
        return all(cell is None or cell == "" for cell in self.cells)

    def as_long_as(self, header: Sequence[str]) -> "Row":
        cells = self.cells[: len(header)]
        return Row(self.number, cells + (None,) * (len(header) - len(cells)))

    def place(self, column: str | None = None) -> str:
        return f"Rij {self.number}, kolom {column}" if column else f"Rij {self.number}"


@dataclass(frozen=True)
class Sheet:
    """The first row that isn't empty names the columns; `rows` are those below it that hold something."""

    header: tuple[str, ...]
    header_row: Row
    rows: tuple[Row, ...]

    def cell(self, row: Row, column: str) -> Raw:
        return row.cells[self.header.index(column)]


def read(kind: str, content: bytes) -> Sheet:
    """`kind` is csv or xlsx; raises WrongFile."""
    rows = list(_checked(_csv(content) if kind == "csv" else _xlsx(content)))
    filled = [row for row in rows if not row.is_empty]
    if not filled:
        raise wrong(WHOLE_FILE, "Er staat niets in.")
    first, *rest = filled
    header = tuple(_name(cell) for cell in first.cells)
    while header and not header[-1]:
        header = header[:-1]
    faults = [*_faults_in(header, first), *_beside(header, rest)]
    if not rest:
        faults.append(Fault(first.place(), "Onder de namen van de kolommen staat niets."))
    if faults:
        raise WrongFile(faults)
    return Sheet(header, first, tuple(row.as_long_as(header) for row in rest))


def _name(cell: Raw) -> str:
    return " ".join(str("" if cell is None else cell).split())


def _faults_in(header: tuple[str, ...], first: Row) -> Iterator[Fault]:
    for number, name in enumerate(header, 1):
        if not name:
            yield Fault(first.place(), f"Kolom {number} heeft geen naam.")
        elif header.index(name) < number - 1:
            yield Fault(first.place(), f"De kolom “{name[:40]}” staat er twee keer.")


def _beside(header: tuple[str, ...], rows: Iterable[Row]) -> Iterator[Fault]:
    for row in rows:
        if any(cell not in (None, "") for cell in row.cells[len(header) :]):
            yield Fault(row.place(), "Deze rij heeft meer cellen dan er kolommen zijn.")


def _checked(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        if row.number > MOST_ROWS and not row.is_empty:
            raise wrong(row.place(), f"Een bestand heeft hooguit {MOST_ROWS} rijen.")
        if len(row.cells) > MOST_COLUMNS and any(cell not in (None, "") for cell in row.cells[MOST_COLUMNS:]):
            raise wrong(row.place(), f"Een bestand heeft hooguit {MOST_COLUMNS} kolommen.")
        for cell in row.cells:
            if isinstance(cell, str) and len(cell) > MOST_LETTERS:
                raise wrong(row.place(), f"In een cel staan hooguit {MOST_LETTERS} letters.")
        yield row


def _csv(content: bytes) -> Iterator[Row]:
    text = decoded(content)
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield Row(number, tuple(cell.strip() for cell in cells))
    except csv.Error as fault:
        raise wrong(f"Rij {number + 1}", "Hier klopt een aanhalingsteken niet, of een cel is te lang.") from fault


def decoded(content: bytes) -> str:
    """UTF-8, or what Excel on Windows makes of CSV."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise wrong(WHOLE_FILE, "Dit bestand is UTF-16. Sla het op als “CSV UTF-8”.")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        break
    else:
        raise wrong(WHOLE_FILE, "De letters in dit bestand zijn niet te lezen. Sla het op als “CSV UTF-8”.")
    if any((letter < " " and letter not in "\t\r\n") or letter == "\x7f" for letter in text):
        raise wrong(WHOLE_FILE, "Er staan tekens in die geen letters zijn. Sla het opnieuw op.")
    return text


def _xlsx(content: bytes) -> Iterator[Row]:
    try:
        office.check(io.BytesIO(content), len(content), "xlsx", largest_unpacked=LARGEST_UNPACKED)
        office.check_plain_xml(io.BytesIO(content))
    except ValidationError as fault:
        raise wrong(WHOLE_FILE, " ".join(fault.messages)) from fault
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about decorations of the sheet that we don't look at
            yield from _only_sheet(content)
    except WrongFile:
        raise
    except Exception as fault:  # whatever a parser makes of a file that somebody mangled
        log.warning("An Excel file could not be read: %s", type(fault).__name__)
        raise wrong(WHOLE_FILE, office.DAMAGED) from fault


def _only_sheet(content: bytes) -> Iterator[Row]:
    import openpyxl  # slow to load, and only the worker needs it

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    faults: list[Fault] = []
    try:
        if len(book.worksheets) > MOST_SHEETS:
            raise wrong(WHOLE_FILE, f"Een bestand heeft hooguit {MOST_SHEETS} bladen.")
        filled = [rows for rows in (_rows(sheet, faults) for sheet in book.worksheets) if rows]
    finally:
        book.close()
    if len(filled) > 1:
        raise wrong(WHOLE_FILE, "Er zijn meer bladen met iets erop. Zet alles op één blad.")
    if faults:
        raise WrongFile(faults)
    return iter(filled[0] if filled else [])


def _rows(sheet: Any, faults: list[Fault]) -> list[Row]:
    """All that hold something, and one column more than may be there, so that too many is seen."""
    sheet.reset_dimensions()
    filled: list[Row] = []
    before = None
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), 1):
        if cells is before:
            continue  # the next of many rows that aren't there; a sheet has room for a million
        before = cells
        row = Row(number, tuple(_value(cell, number, faults) for cell in cells))
        if not row.is_empty:
            filled.append(row)
            if number > MOST_ROWS:
                break
    return filled


def _value(cell: Any, row: int, faults: list[Fault]) -> Raw:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        text = "Hier staat een formule. Plak alleen de waarden (Plakken speciaal, Waarden)."
    elif cell.data_type == "e":
        text = f"Hier staat een fout van Excel: {value}."
    elif isinstance(value, str):
        return value.strip()
    elif isinstance(value, bool):
        return value
    elif isinstance(value, float | int):
        # Excel shows 8,33 % and keeps 0.0833.
        return Decimal(repr(value)) * (100 if "%" in (cell.number_format or "") else 1)
    elif isinstance(value, datetime | date):
        return value.date() if isinstance(value, datetime) else value
    else:
        text = "Hier staat een tijd. Er hoort een getal, een datum of tekst te staan."
    faults.append(Fault(f"Rij {row}, kolom {cell.column_letter}", text))
    return str(value)
