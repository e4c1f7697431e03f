"""Where a number comes from: a cell of a file, what a school filled in, an assumption, a benchmark or the engine.

Every number on a page lists its leaves. Changing a leaf changes only numbers that list it.
"""

import enum
from dataclasses import dataclass, field
from datetime import date

from portal.text.dates import day_in_words


class Whence(enum.StrEnum):
    CELL = "cel"
    ENTRY = "invoer"
    ASSUMPTION = "aanname"
    BENCHMARK = "cijfer"
    ENGINE = "berekenaar"
    DERIVED = "gerekend"


@dataclass(frozen=True)
class Leaf:
    whence: Whence
    name: str
    """Of what, so that two leaves of one thing are one."""
    text: str = field(compare=False)
    """For who reads the page."""
    address: str = field(default="", compare=False)
    short: str = field(default="", compare=False)
    """On paper, where it stands among others."""
    title: str = field(default="", compare=False)


def cell(*, sha256: str, called: str, file: str, sheet: str, row: int, column: str, letters: str, year: int) -> Leaf:
    place = f"blad “{sheet}”, " if sheet else ""
    spot = f"{letters}{row}" if letters.isalpha() else f"rij {row}"
    text = (
        f"DUO, {called}, {file}, {place}rij {row}, kolom {column}, cel {spot}. Peildatum 1 oktober {year}. "
        f"Vingerafdruk van het bestand: {sha256[:12]}."
    )
    return Leaf(Whence.CELL, f"{sha256}:{sheet}:{spot}", text, short=f"{called}, {place}cel {spot}", title=column)


def entry(name: str, label: str, *, by: str, on: date) -> Leaf:
    who = f"door {by} " if by else ""
    return Leaf(Whence.ENTRY, name, f"Ingevuld {who}op {day_in_words(on)}: {label}.", short=label)


def chosen(name: str, text: str) -> Leaf:
    """Typed on the page itself, and kept nowhere."""
    return Leaf(Whence.ENTRY, f"keuze {name}", text, short=text.removeprefix("Gekozen op deze pagina: ").rstrip("."))
