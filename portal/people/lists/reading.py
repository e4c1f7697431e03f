"""From the rows of a file to what they say: a site with its board, a board with its name, who is in which region."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from portal.files.tables import Table, TableRow
from portal.people import numbers
from portal.people.lists.kinds import ListKind
from portal.text.plain import one_line

LONGEST_NAME = 120
MOST_FAULTS_SHOWN = 100
MOST_ROWS = 20_000
ALWAYS_SMALL = {"aan", "bij", "de", "den", "der", "en", "het", "in", "op", "over", "ten", "ter", "van", "'t"}


@dataclass
class Fields:
    """What a list says of one thing, under the names of our own fields."""

    number: str
    values: dict[str, str]
    board_number: str = ""
    region: str | None = None
    """None where the file has no column for it."""


@dataclass
class Read:
    rows: dict[str, Fields] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)
    rows_refused: int = 0
    rows_read: int = 0

    def refuse(self, row: TableRow, sentence: str) -> None:
        self.rows_refused += 1
        if len(self.faults) < MOST_FAULTS_SHOWN:
            self.faults.append((row.number, sentence))


class RowFault(Exception):
    """What is wrong with one row; the others go on."""


def read(table: Table, kind: ListKind, *, progress: Callable[[int], None]) -> Read:
    reading, of_row = Read(), READERS[kind]
    seen_at: dict[str, int] = {}
    for row in table.rows():
        reading.rows_read += 1
        if reading.rows_read > MOST_ROWS:
            reading.refuse(row, f"Een lijst heeft hooguit {MOST_ROWS} rijen. De rest lazen we niet.")
            break
        if not reading.rows_read % 500:
            progress(reading.rows_read)
        try:
            fields = of_row(row)
            if fields.number in seen_at:
                raise RowFault(f"Nummer {fields.number} staat ook in rij {seen_at[fields.number]}. Die rij telt.")
        except RowFault as fault:
            reading.refuse(row, str(fault))
        else:
            seen_at[fields.number] = row.number
            reading.rows[fields.number] = fields
    return reading


def _site(row: TableRow) -> Fields:
    _check_is_whole(row)
    institution = numbers.institution(row["INSTELLINGSCODE"])
    if not institution:
        raise RowFault(f"“{row['INSTELLINGSCODE'][:20]}” is geen BRIN-nummer. Het ziet eruit als 05AB.")
    site = numbers.site(institution, row["VESTIGINGSCODE"])
    if not site:
        raise RowFault(f"“{row['VESTIGINGSCODE'][:20]}” is geen vestiging van {institution}.")
    board = numbers.board(row["BEVOEGD GEZAG NUMMER"])
    if not board:
        raise RowFault(f"Bij {site} staat geen nummer van een bestuur.")
    street = f"{row['STRAATNAAM']} {row['HUISNUMMER-TOEVOEGING']}"
    values = {
        "name": _named(row, "VESTIGINGSNAAM"),
        "city": place_name(row["PLAATSNAAM"])[:80],
        "address": place_name(street)[:LONGEST_NAME],
        "postcode": one_line(row["POSTCODE"])[:7],
        "municipality": place_name(row["GEMEENTENAAM"])[:80],
    }
    return Fields(site, {name: value for name, value in values.items() if value}, board, _region(row))


def _region(row: TableRow) -> str | None:
    if "RPA-GEBIED NAAM" not in row.cells:
        return None
    return place_name(row["RPA-GEBIED NAAM"])[:LONGEST_NAME]


def _board(row: TableRow) -> Fields:
    _check_is_whole(row)
    board = numbers.board(row["BEVOEGD GEZAG NUMMER"])
    if not board:
        raise RowFault(f"“{row['BEVOEGD GEZAG NUMMER'][:20]}” is geen nummer van een bestuur.")
    city = place_name(row["PLAATSNAAM"])[:80]
    return Fields(board, {"name": _named(row, "BEVOEGD GEZAG NAAM"), **({"city": city} if city else {})})


def _in_region(row: TableRow) -> Fields:
    region = one_line(row["ONDERWIJSREGIO"])[:LONGEST_NAME]
    if not region:
        raise RowFault("Er staat geen onderwijsregio.")
    brin = row["INSTELLINGSCODE"]
    number = numbers.institution(brin) or (brin.upper() if re.fullmatch(r"[0-9]{2}[A-Za-z]{2}[0-9]{2}", brin) else "")
    number = number or ("" if brin else numbers.board(row["BEVOEGD GEZAG NUMMER"]))
    if not number:
        raise RowFault("Er staat geen BRIN-nummer en geen nummer van een bestuur.")
    return Fields(number, {}, region=region)


READERS: dict[ListKind, Callable[[TableRow], Fields]] = {
    ListKind.PRIMARY: _site,
    ListKind.SPECIAL: _site,
    ListKind.BOARDS: _board,
    ListKind.REGIONS: _in_region,
}


def _check_is_whole(row: TableRow) -> None:
    if not row.is_whole:
        raise RowFault("Deze rij heeft meer of minder vakken dan de kop. Staat er een los scheidingsteken in een naam?")


def _named(row: TableRow, column: str) -> str:
    name = one_line(row[column])[:LONGEST_NAME]
    if not name:
        raise RowFault("Er staat geen naam.")
    return name


def place_name(text: str) -> str:
    """`'s-Gravenhage` and `Bergen op Zoom` from how DUO writes them, in capitals; other writing stays as it is."""
    text = one_line(text)
    if not text.isupper():
        return text
    return " ".join(_words_of_place(text.lower().split()))


def _words_of_place(words: list[str]) -> Iterator[str]:
    for position, word in enumerate(words):
        if position and word in ALWAYS_SMALL:
            yield word
        else:
            parts = word.split("-")
            yield "-".join(
                part if (at and part in ALWAYS_SMALL) or part in ("'s", "'t") else _capital(part)
                for at, part in enumerate(parts)
            )


def _capital(part: str) -> str:
    if part.startswith("ij"):
        return "IJ" + part[2:]
    return part[:1].upper() + part[1:]
