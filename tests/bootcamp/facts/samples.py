"""DUO's files as the contract gives them: synthetic, with every trap that was seen in the real ones."""

import json
from pathlib import Path

from bootcamp.facts.duo.reading import DuoFile, Series

FOLDER = Path(__file__).parent / "samples"
EXPECTED = json.loads((FOLDER / "expected.json").read_text())
BROKEN = ("12", "13", "14")


def path_of(number):
    return next(FOLDER.glob(f"{number}_*"))


def good():
    return sorted(path for path in FOLDER.glob("[01]*_*") if path.name[:2] not in BROKEN)


def read(number):
    """(the file, its records)"""
    with path_of(number).open("rb") as opened:
        file = DuoFile(opened)
        return file, list(file.records())


def series(records, key, *, type="", group="", sheet=""):
    rows = [
        row
        for row in records
        if isinstance(row, Series)
        and row.key == key
        and row.group == group
        and (not type or row.type == type)
        and (not sheet or row.sheet == sheet)
    ]
    assert len(rows) == 1, rows
    return rows[0]
