"""Excel workbooks of tens of megabytes, a row at a time: only text and numbers, no formulas, nothing from elsewhere.

    book = Workbook(file)
    book.header("blad")                      # the first row that holds something
    for number, cells in book.rows("blad", columns={0, 4}): ...

openpyxl takes minutes for such a file and calamine hundreds of megabytes; this reads the parts as a stream.
"""

import re
import zipfile
from collections.abc import Iterator, Set
from typing import Any, BinaryIO
from xml.parsers import expat

from django.core.exceptions import ValidationError

from portal.files import office
from portal.files.tables import Unreadable

LARGEST_UNPACKED = 1024 * 1024 * 1024
LARGEST_STRINGS = 200 * 1024 * 1024
MOST_STRINGS = 1_000_000
MOST_COLUMNS = 16_384
PIECE = 128 * 1024
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
NOT_READABLE = "Dit is geen leesbaar Excelbestand. Sla het opnieuw op als xlsx en probeer het nog eens."

Cells = dict[int, str]
"""Of a row what stands in it, by the number of its column, from 0."""


class Workbook:
    def __init__(self, file: BinaryIO):
        try:
            file.seek(0, 2)
            office.check(file, file.tell(), "xlsx", largest_unpacked=LARGEST_UNPACKED)
            self._archive = zipfile.ZipFile(file)
            self._parts = self._sheets()
            self._strings: list[str] | None = None
        except ValidationError as fault:
            raise Unreadable(NOT_READABLE) from fault
        except (*office.UNREADABLE, KeyError, expat.ExpatError) as fault:
            raise Unreadable(NOT_READABLE) from fault

    @property
    def sheets(self) -> list[str]:
        return list(self._parts)

    def header(self, sheet: str) -> tuple[int, Cells]:
        """(number, cells) of the first row that holds something; (0, {}) of an empty sheet."""
        return next(self.rows(sheet), (0, {}))

    def rows(self, sheet: str, columns: Set[int] | None = None) -> Iterator[tuple[int, Cells]]:
        """The rows that hold something in these columns; raises Unreadable."""
        reader = _Rows(self._shared(), columns)
        try:
            yield from _pieces(self._archive, self._parts[sheet], reader)
        except (*office.UNREADABLE, KeyError, IndexError, expat.ExpatError) as fault:
            raise Unreadable(NOT_READABLE) from fault

    def _sheets(self) -> dict[str, str]:
        """Name of each sheet: its part of the archive, in the order of the tabs."""
        names: list[tuple[str, str]] = []
        targets: dict[str, str] = {}

        def sheet(tag: str, attributes: dict[str, str]) -> None:
            if _local(tag) == "sheet":
                names.append((attributes.get("name", ""), attributes.get(ID, "")))

        def target(tag: str, attributes: dict[str, str]) -> None:
            if _local(tag) == "Relationship":
                targets[attributes.get("Id", "")] = attributes.get("Target", "")

        self._all_of("xl/workbook.xml", sheet)
        self._all_of("xl/_rels/workbook.xml.rels", target)
        present = set(self._archive.namelist())
        paths = {name: _path(targets.get(number, "")) for name, number in names}
        return {name: path for name, path in paths.items() if path in present}

    def _all_of(self, part: str, on_start: Any) -> None:
        parser = _parser()
        parser.StartElementHandler = on_start
        with self._archive.open(part) as stream:
            parser.Parse(stream.read(LARGEST_STRINGS), True)

    def _shared(self) -> list[str]:
        if self._strings is None:
            reader = _SharedStrings()
            if "xl/sharedStrings.xml" in self._archive.namelist():
                if self._archive.getinfo("xl/sharedStrings.xml").file_size > LARGEST_STRINGS:
                    raise Unreadable("In dit bestand staat te veel tekst. Haal bladen weg die er niet bij horen.")
                for _ in _pieces(self._archive, "xl/sharedStrings.xml", reader):
                    pass
            self._strings = reader.strings
        return self._strings


def letters(column: int) -> str:
    """0 → A, 26 → AA"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _local(tag: str) -> str:
    return tag.rsplit(" ", 1)[-1]


def _parser() -> Any:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*declared: Any) -> None:
    raise ValueError("Office programmes declare no types of their own.")


def _pieces(archive: zipfile.ZipFile, part: str, reader: "_Rows | _SharedStrings") -> Iterator[tuple[int, Cells]]:
    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    with archive.open(part) as stream:
        while piece := stream.read(PIECE):
            parser.Parse(piece, False)
            yield from reader.take()
        parser.Parse(b"", True)
        yield from reader.take()


class _SharedStrings:
    def __init__(self) -> None:
        self.strings: list[str] = []
        self._words: list[str] = []
        self._is_text = False
        self._is_spoken = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = _local(tag)
        if tag == "si":
            self._words = []
        elif tag == "rPh":
            self._is_spoken = True
        self._is_text = tag == "t" and not self._is_spoken

    def end(self, tag: str) -> None:
        tag, self._is_text = _local(tag), False
        if tag == "rPh":
            self._is_spoken = False
        elif tag == "si":
            if len(self.strings) >= MOST_STRINGS:
                raise ValueError("too many strings")
            self.strings.append("".join(self._words))

    def text(self, words: str) -> None:
        if self._is_text:
            self._words.append(words)

    def take(self) -> list[tuple[int, Cells]]:
        return []


C, V, T, ROW = (f"{MAIN} {name}" for name in ("c", "v", "t", "row"))
LETTERS = re.compile("[A-Z]{1,3}")


class _Rows:
    """Its methods are called for every cell of millions, so they do as little as they can."""

    def __init__(self, strings: list[str], columns: Set[int] | None):
        self._strings, self._columns = strings, columns
        self._ready: list[tuple[int, Cells]] = []
        self._numbers: dict[str, int] = {}
        self._row, self._column, self._kind = 0, -1, ""
        self._cells: Cells = {}
        self._words: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == C:
            place = attributes.get("r")
            self._column = self._column + 1 if place is None else self._number(place.rstrip("0123456789"))
            self._kind = attributes.get("t", "")
        elif tag in (V, T):
            if self._words is None and (self._columns is None or self._column in self._columns):
                self._words = []
        elif tag == ROW:
            number = attributes.get("r", "")
            self._row = int(number) if number else self._row + 1
            self._column, self._cells = -1, {}

    def text(self, words: str) -> None:
        if self._words is not None:
            self._words.append(words)

    def end(self, tag: str) -> None:
        if tag == C:
            if self._words is not None:
                self._keep("".join(self._words))
                self._words = None
        elif tag == ROW and self._cells:
            self._ready.append((self._row, self._cells))

    def _keep(self, words: str) -> None:
        if self._kind == "s":
            words = self._strings[int(words)]
        words = words.strip()
        if words:
            self._cells[self._column] = words

    def _number(self, name: str) -> int:
        number = self._numbers.get(name)
        if number is None:
            if not LETTERS.fullmatch(name):
                raise ValueError(f"no column: {name[:10]}")
            number = 0
            for letter in name:
                number = number * 26 + ord(letter) - 64
            number -= 1
            if number >= MOST_COLUMNS:
                raise ValueError("too many columns")
            self._numbers[name] = number
        return number

    def take(self) -> list[tuple[int, Cells]]:
        ready, self._ready = self._ready, []
        return ready
