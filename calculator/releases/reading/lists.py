"""Values as a list, a row for each: regel, vanaf, tot_en_met, naam, waarde.

A name leads to its value with points: `maximale_uurprijs.bso`, `onder_aow.2.tot`. Places in a list count from one.
"""

import dataclasses
import typing
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from calculator.engine.values import Zekerheid, hints
from calculator.releases import shape
from calculator.releases.document import Block, Path, named
from calculator.releases.faults import Fault, WrongFile
from calculator.releases.kinds import RULES
from calculator.releases.reading import typed
from calculator.releases.reading.sheets import Row, Sheet
from calculator.releases.reading.typed import NotThat, Raw

COLUMNS = ("regel", "vanaf", "tot_en_met", "naam", "waarde")
Words = tuple[str, ...]
Given = dict[Words, tuple[Raw, str]]
"""By name, in pieces: the cell and its place in the file."""
Key = tuple[str, date, date]


def is_list(sheet: Sheet) -> bool:
    return {"regel", "naam", "waarde"} <= {name.lower() for name in sheet.header}


def read(sheet: Sheet) -> list[Block]:
    """Raises WrongFile with the faults of every row."""
    names = {name.lower(): name for name in sheet.header}
    missing = [column for column in COLUMNS if column not in names]
    strange = [name for low, name in names.items() if low not in COLUMNS]
    if missing or strange:
        raise WrongFile(_wrong_columns(sheet, missing, strange))
    sheet = dataclasses.replace(sheet, header=tuple(name.lower() for name in sheet.header))
    faults: list[Fault] = []
    given = _grouped(sheet, faults)
    blocks, numbers = [], defaultdict[str, int](int)
    for (rule, first, last), values in given.items():
        numbers[rule] += 1
        nested = _Nested(faults)
        record = nested.record(RULES[rule].cls, values, ())
        days = {"vanaf": first, "tot_en_met": last}
        blocks.append(Block(RULES[rule], {**days, **record}, nested.places, numbers[rule]))
    if faults:
        raise WrongFile(faults)
    return blocks


def _wrong_columns(sheet: Sheet, missing: list[str], strange: list[str]) -> Iterator[Fault]:
    place = sheet.header_row.place()
    if missing:
        yield Fault(place, f"Deze kolommen ontbreken: {', '.join(missing)}.")
    if strange:
        yield Fault(place, f"Deze kolommen horen er niet: {', '.join(strange)}. Wel: {', '.join(COLUMNS)}.")


def _grouped(sheet: Sheet, faults: list[Fault]) -> dict[Key, Given]:
    given: dict[Key, Given] = {}
    for row in sheet.rows:
        key, name = _key(sheet, row, faults), _words(sheet, row, faults)
        if key is None or name is None:
            continue
        values = given.setdefault(key, {})
        if name in values:
            faults.append(Fault(row.place("naam"), f"{'.'.join(name)} staat er ook op {values[name][1].lower()}."))
        else:
            values[name] = sheet.cell(row, "waarde"), row.place("waarde")
    return given


def _key(sheet: Sheet, row: Row, faults: list[Fault]) -> Key | None:
    rule = typed.text(sheet.cell(row, "regel"))
    if rule not in RULES:
        faults.append(Fault(row.place("regel"), f"{typed.quoted(rule)} is geen regel die we kennen."))
    days = []
    for column in ("vanaf", "tot_en_met"):
        try:
            days.append(typed.day(sheet.cell(row, column)))
        except NotThat as fault:
            faults.append(Fault(row.place(column), str(fault)))
    return (rule, days[0], days[1]) if rule in RULES and len(days) == 2 else None


def _words(sheet: Sheet, row: Row, faults: list[Fault]) -> Words | None:
    name = typed.text(sheet.cell(row, "naam"))
    words = tuple(name.split("."))
    if not all(words) or words[0] in ("vanaf", "tot_en_met"):
        faults.append(Fault(row.place("naam"), f"{typed.quoted(name)} kan geen naam van een waarde zijn."))
        return None
    return words


class _Nested:
    """Puts a list of names and cells in the shape of a rule; keeps where each came from."""

    def __init__(self, faults: list[Fault]):
        self.faults = faults
        self.places: dict[Path, str] = {}

    def record(self, cls: type, given: Given, path: Path) -> dict[str, Any]:
        known = hints(cls)
        # What isn't known is kept as it is: whoever looks at the shape says so.
        return {name: self.value(known.get(name, str), values, (*path, name)) for name, values in _by_first(given)}

    def value(self, hint: Any, given: Given, path: Path) -> Any:
        hint = shape.inner(hint)
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        self.places[path] = next(iter(given.values()))[1]
        if origin is tuple:
            return self.items(arguments[0], given, path)
        if origin is dict and () not in given:
            return {name: self.value(arguments[1], values, (*path, name)) for name, values in _by_first(given)}
        if dataclasses.is_dataclass(hint) and () not in given:
            return self.record(typing.cast(type, hint), given, path)
        if () not in given or len(given) > 1:
            self.wrong(given, "Deze naam en die van een andere rij gaan niet samen.")
            return None
        return self.single(hint, *given[()])

    def items(self, hint: Any, given: Given, path: Path) -> list[Any]:
        if set(given) == {()}:
            given = {("1",): given[()]}
        by_place = dict(_by_first(given))
        places = sorted(int(place) for place in by_place if place.isdecimal() and len(place) < 5)
        if places != list(range(1, len(by_place) + 1)):
            self.wrong(given, f"{'.'.join(map(str, path))} telt niet 1, 2, 3 en zo verder.")
            return []
        return [self.value(hint, by_place[str(place)], (*path, place - 1)) for place in places]

    def single(self, hint: Any, raw: Raw, place: str) -> Any:
        try:
            return _single(hint, raw)
        except NotThat as fault:
            self.faults.append(Fault(place, str(fault)))
            return None

    def wrong(self, given: Given, text: str) -> None:
        self.faults.append(Fault(next(iter(given.values()))[1], text))


def _by_first(given: Given) -> Iterator[tuple[str, Given]]:
    """Grouped by the first piece of their names, in the order of the file."""
    groups: dict[str, Given] = {}
    for words, cell in given.items():
        groups.setdefault(words[0] if words else "", {})[words[1:]] = cell
    yield from groups.items()


def _single(hint: Any, raw: Raw) -> Any:
    if raw is None or raw == "":
        raise NotThat("Deze cel is leeg. Vul een waarde in, of haal de hele rij weg.")
    if typing.get_origin(hint) is Annotated or hint is int:
        return shape.tidy(typed.number(raw))
    if hint is date:
        return typed.day(raw)
    if hint is bool:
        return typed.yes_or_no(raw)
    return typed.text(raw).lower() if hint is Zekerheid else typed.text(raw)


def as_rows(block: Block) -> Iterator[tuple[str, date, date, str, Any]]:
    """The other way round, to begin from: (regel, vanaf, tot_en_met, naam, waarde)."""
    values: Mapping[str, Any] = block.values
    for path, value in shape.leaves({name: values[name] for name in values if name not in COLUMNS}):
        yield block.rule.name, values["vanaf"], values["tot_en_met"], named(path), value
