"""From a file to blocks of values; every fault of the file at once, with its place. Nothing is filled in or guessed."""

import itertools
from pathlib import PurePath

from calculator.releases import shape
from calculator.releases.document import Block
from calculator.releases.faults import wrong
from calculator.releases.reading import lists, sheets, tables, toml
from calculator.releases.reading.about import About, What
from calculator.releases.reading.sheets import WHOLE_FILE

__all__ = ["KINDS", "About", "What", "kind_of", "read"]

KINDS = ("toml", "csv", "xlsx")
MOST_VALUES = 10_000
"""A whole year of everything has some seven hundred."""


def kind_of(name: str) -> str:
    return PurePath(name).suffix.lstrip(".").lower()


def read(name: str, content: bytes, about: About) -> list[Block]:
    """Raises WrongFile."""
    blocks = _blocks(name, content, about)
    try:
        values = sum(1 for block in blocks for _ in itertools.islice(shape.leaves(block.values), MOST_VALUES + 1))
    except RecursionError as fault:
        raise wrong(WHOLE_FILE, "De waarden zitten te diep in elkaar.") from fault
    if values > MOST_VALUES:
        raise wrong(WHOLE_FILE, f"Een bestand heeft hooguit {MOST_VALUES} waarden.")
    return blocks


def _blocks(name: str, content: bytes, about: About) -> list[Block]:
    kind = kind_of(name)
    if kind == "toml":
        return toml.read(content)
    sheet = sheets.read(kind, content)
    if about.what.is_pay_table:
        return [tables.pay_table(sheet, about)]
    if about.what == What.CHILDCARE:
        return [tables.childcare_table(sheet, about)]
    if not lists.is_list(sheet):
        raise wrong(sheet.header_row.place(), f"De kolommen horen zo te heten: {', '.join(lists.COLUMNS)}.")
    return lists.read(sheet)
