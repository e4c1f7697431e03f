"""What would change if a delivery came into use, for HPP to look at first."""

import hashlib
import json
from collections.abc import Iterator

from bootcamp.facts.duo.cells import number
from bootcamp.facts.duo.kinds import DuoKind, Measure
from bootcamp.facts.duo.reading import TEACHERS
from bootcamp.facts.models import DeliveredFile, Delivery, SiteRow, YearsRow

MOST_SHOWN = 20
Key = tuple[str, ...]
Place = tuple[str, str]
SITES = (DuoKind.SITES, DuoKind.SPECIAL_SITES)


def differences(delivery: Delivery) -> dict:
    now = DeliveredFile.objects.in_use()
    files = list(delivery.files.order_by("pk"))
    return {
        "lists": [_of_list(file, _before(file, now)) for file in files],
        "national": _national(files, now),
        "unknown": _unknown(files, now),
    }


def _before(file: DeliveredFile, in_use: list[DeliveredFile]) -> DeliveredFile | None:
    """The newest one of its kind."""
    return next((other for other in in_use if other.kind == file.kind), None)


def _of_list(file: DeliveredFile, before: DeliveredFile | None) -> dict:
    common = _places(file) & _places(before) if before else set()
    old = dict(_marks(before, common)) if before else {}
    new, changed, same = [], 0, 0
    for key, mark in _marks(file, common):
        if key not in old:
            new.append(key)
        elif old.pop(key) == mark:
            same += 1
        else:
            changed += 1
    gone = sorted(old)
    return {
        "called": file.called,
        "before": before.name if before else "",
        "new": len(new),
        "changed": changed,
        "same": same,
        "gone": len(gone),
        "first_new": [_words(key) for key in sorted(new)[:MOST_SHOWN]] if before else [],
        "first_gone": [_words(key) for key in gone[:MOST_SHOWN]],
    }


def _places(file: DeliveredFile) -> set[Place]:
    """(measure, year) of all numbers in it."""
    return {
        (measure, year) for measures in file.columns.values() for measure, years in measures.items() for year in years
    }


def _words(key: Key) -> str:
    return " ".join(filter(None, key))


def _marks(file: DeliveredFile, common: set[Place]) -> Iterator[tuple[Key, bytes]]:
    """Of each row its key, and a mark of what both files can say of it."""
    if file.kind in SITES:
        fields = ("board", "kind", "name", "street", "city")
        for brin6, *texts in SiteRow.objects.filter(file=file).values_list("brin6", *fields).iterator():
            yield (brin6,), _mark(texts)
    elif file.kind == DuoKind.BOARDS:
        for board, name in file.boards.values_list("number", "name").iterator():
            yield (board,), _mark(name)
    else:
        every_year = file.kind in (DuoKind.PUPILS, DuoKind.AGES)
        rows = YearsRow.objects.filter(file=file).values_list("key", "board", "type", "group", "cells")
        for *key, cells in rows.iterator(chunk_size=2000):
            seen = cells if every_year else {place: cells.get(place[0], {}).get(place[1]) for place in common}
            yield tuple(key), _mark(sorted(seen.items(), key=str))


def _mark(value: object) -> bytes:
    return hashlib.blake2b(json.dumps(value).encode(), digest_size=8).digest()


def _national(files: list[DeliveredFile], in_use: list[DeliveredFile]) -> list[dict]:
    """The number of teachers whom DUO shows, in each year, now and then."""
    persons = next((file for file in files if file.kind == DuoKind.PERSONS), None)
    if persons is None:
        return []
    before = _before(persons, in_use)
    becomes, was = teachers_by_year(persons), teachers_by_year(before) if before else {}
    return [{"year": year, "was": was.get(year), "becomes": becomes[year]} for year in sorted(becomes)]


def teachers_by_year(file: DeliveredFile) -> dict[str, int]:
    sums: dict[str, int] = {}
    rows = YearsRow.objects.filter(file=file, group=TEACHERS).exclude(key="").values_list("cells", flat=True)
    for cells in rows.iterator(chunk_size=2000):
        for year, cell in cells.get(Measure.PERSONS, {}).items():
            sums[year] = sums.get(year, 0) + int(number(cell) or 0)
    return sums


def _unknown(files: list[DeliveredFile], in_use: list[DeliveredFile]) -> dict:
    """Schools with numbers that no list of sites has."""
    lists = [file.pk for file in (*files, *in_use) if file.kind in SITES]
    if not lists:
        return {"count": 0, "first": []}
    sites = set(SiteRow.objects.filter(file__in=lists).values_list("brin6", flat=True))
    known = sites | {site[:4] for site in sites}
    keys = set(
        YearsRow.objects.filter(file__in=[file.pk for file in files]).exclude(key="").values_list("key", flat=True)
    )
    unknown = sorted(keys - known)
    return {"count": len(unknown), "first": unknown[:MOST_SHOWN]}
