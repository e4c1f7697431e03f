"""Tables that people upload as CSV, whatever programme wrote them: the encoding, the separator and the header are
recognised, and a file is read line by line so that a large one takes no more memory than a small one.

    table = tables.read_csv(file, synonyms={"BRIN NUMMER": "INSTELLINGSCODE"})
    table.require("INSTELLINGSCODE", "VESTIGINGSNAAM")
    for row in table.rows():
        row.number, row["VESTIGINGSNAAM"]
"""

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

from portal.text.words import listed

SEPARATORS = ";,\t"
CHUNK = 1 << 16
MOST_COLUMNS = 300
LONGEST_HEADER = 20_000


class Unreadable(Exception):
    """This is no table that we can read; the text is for who uploaded it."""


@dataclass(frozen=True)
class TableRow:
    number: int
    """As a spreadsheet counts: the header is row 1."""
    cells: Mapping[str, str]
    is_whole: bool = True
    """Whether it has as many cells as the header; if not, a separator in a name may have shifted the rest."""

    def __getitem__(self, column: str) -> str:
        """The trimmed text; nothing for a column that the file doesn't have."""
        return self.cells.get(column, "")

    @property
    def is_empty(self) -> bool:
        return not any(self.cells.values())


class Table:
    """What it is read from is read once, from top to bottom."""

    def __init__(self, columns: Sequence[str], lines: Iterable[tuple[int, Sequence[str]]]):
        self.columns = tuple(columns)
        self._lines = lines

    def require(self, *columns: str) -> None:
        missing = [column for column in columns if column not in self.columns]
        if missing:
            words = "ontbreekt de kolom" if len(missing) == 1 else "ontbreken de kolommen"
            raise Unreadable(f"In dit bestand {words} {listed(missing)}.")

    def rows(self) -> Iterator[TableRow]:
        """Those in which something stands."""
        width = len(self.columns)
        for number, cells in self._lines:
            tidy = [tidied(cell) for cell in islice(cells, width)]
            # Spreadsheets leave separators at the end of a line.
            is_whole = len(cells) == width or (len(cells) > width and not any(map(tidied, cells[width:])))
            row = TableRow(number, dict(zip(self.columns, tidy, strict=False)), is_whole)
            if not row.is_empty:
                yield row


def heading(text: str) -> str:
    """The one way in which we write the name of a column."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").replace("_", " ")
    return " ".join(plain.split()).upper()


def tidied(cell: str) -> str:
    return cell.replace("\0", "").strip()


def named(header: Iterable[str], synonyms: Mapping[str, str]) -> list[str]:
    """The names of the columns; a synonym counts where the name itself isn't there."""
    names = [heading(cell) for cell in header]
    columns = [synonyms[name] if name in synonyms and synonyms[name] not in names else name for name in names]
    twice = sorted(name for name, number in Counter(columns).items() if name and number > 1)
    if twice:
        raise Unreadable(f"De kolom {twice[0]} staat twee keer in dit bestand. Haal er een weg.")
    return columns


def read_csv(file: BinaryIO, *, synonyms: Mapping[str, str] | None = None) -> Table:
    """`synonyms` gives other names of a column, both written as `heading` does."""
    encoding = _encoding(file)
    text = io.TextIOWrapper(io.BufferedReader(_Lent(file)), encoding=encoding, errors="replace", newline="")
    top = text.read(LONGEST_HEADER)
    _refuse_page(top)
    first = _first_line(top)
    text.seek(0)
    lines = _numbered(text, separator=_separator(first))
    header = next((cells for _, cells in lines if any(map(tidied, cells))), [])
    if len(header) < 2:
        raise Unreadable("We herkennen geen kolommen. Sla het bestand op als csv, met een puntkomma of komma ertussen.")
    if len(header) > MOST_COLUMNS:
        raise Unreadable(f"Dit bestand heeft meer dan {MOST_COLUMNS} kolommen. Is het wel de goede lijst?")
    return Table(named(header, synonyms or {}), lines)


class _Lent(io.RawIOBase):
    """Of someone else, who closes it."""

    def __init__(self, file: BinaryIO):
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: Any) -> int:
        piece = self._file.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def _encoding(file: BinaryIO) -> str:
    """UTF-8 if all of it is; otherwise the one of older Windows programmes."""
    file.seek(0)
    start = file.read(4)
    if start.startswith(b"PK"):
        raise Unreadable("Dit is een Excel-bestand of zip. Sla het op als csv en probeer het nog eens.")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        file.seek(0)
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    finally:
        file.seek(0)
    return "utf-8-sig"


def _refuse_page(top: str) -> None:
    if not top.strip():
        raise Unreadable("Dit bestand is leeg.")
    if top.lstrip().startswith("<"):
        raise Unreadable("Dit is een webpagina en geen lijst. Haal het bestand opnieuw op en kijk wat erin staat.")


def _first_line(top: str) -> str:
    return next(line for line in re.split(r"\r\n|\r|\n", top) if line.strip() and not _names_separator(line))


def _names_separator(line: str) -> bool:
    """Excel's own first line, `sep=;`."""
    return re.fullmatch(r'"?sep=.?"?', line.strip(), re.I) is not None


def _separator(line: str) -> str:
    return max(SEPARATORS, key=lambda mark: len(next(csv.reader([line], delimiter=mark))))


def _numbered(text: io.TextIOWrapper, *, separator: str) -> Iterator[tuple[int, list[str]]]:
    number = 0
    reader = csv.reader(text, delimiter=separator)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = f"Na rij {number} kunnen we dit bestand niet lezen. Kijk daar naar de aanhalingstekens."
            raise Unreadable(reason) from error
        if not number and _names_separator(separator.join(cells)):
            continue
        number += 1
        yield number, cells
