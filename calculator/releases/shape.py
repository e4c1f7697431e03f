"""The shape of a rule's values: whether a block has it, and values to and from the way they stand in a file."""

import dataclasses
import difflib
import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from unicodedata import category

from calculator.engine.values import META, SCALES, Waarden, Zekerheid, hints
from calculator.releases.document import Path
from calculator.releases.reading.typed import quoted
from calculator.rules.kinderopvangtabel import UNKNOWN, KinderopvangtoeslagWaarden

HIGHEST = {"euro": 100_000_000, "centen": 10_000_000, "procent": 250, "aantal": 10_000, "exact": 100}
BELOW_ZERO = {"opslag", "rijen"}
"""Where an amount below zero makes sense; elsewhere it's a slip."""
LONGEST = 2000
KINDS = {str: "tekst", date: "datum", bool: "ja of nee", int: "heel getal"}
SURE = [certainty.value for certainty in Zekerheid if certainty not in (Zekerheid.LAATST_BEKEND, Zekerheid.ONTBREEKT)]
DECIMALS = {"euro": "hele euro's", "centen": "hooguit twee cijfers achter de komma", "aantal": "een heel getal"}
Problems = Iterator[tuple[Path, str]]


def problems(cls: type[Waarden], block: Mapping[str, Any]) -> Problems:
    """All that is missing, unknown or of the wrong kind: (path, what)."""
    yield from _of_record(cls, block, ())
    known = _known(cls)
    for name in block.get("zekerheid_van", {}) if isinstance(block.get("zekerheid_van"), dict) else ():
        if name not in known or name in META:
            yield ("zekerheid_van", name), f"{quoted(name)} is geen waarde van deze regeling."


def inner(hint: Any) -> Any:
    """Without the None of what may be left out."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next(kind for kind in typing.get_args(hint) if kind is not type(None))
    return hint


def _known(cls: Any) -> dict[str, Any]:
    known: dict[str, Any] = hints(cls)
    return known


def _of_record(cls: type, block: Any, path: Path) -> Problems:
    if not isinstance(block, Mapping):
        yield path, f"Hier horen waarden met een naam te staan, geen {quoted(block)}."
        return
    known = _known(cls)
    for name in block:
        if name not in known:
            yield (*path, name), _unknown(name, known)
    for field in dataclasses.fields(cls):
        if field.name in block:
            yield from _of_value(known[field.name], block[field.name], (*path, field.name))
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            yield (*path, field.name), "Deze waarde ontbreekt."


def _unknown(name: str, known: Mapping[str, Any]) -> str:
    close = difflib.get_close_matches(name, known, 1)
    return (
        f"Deze waarde kent de regeling niet. Bedoel je “{close[0]}”?"
        if close
        else f"Deze waarde kent de regeling niet. Wel: {', '.join(value for value in known if value not in META)}."
    )


def _of_value(hint: Any, value: Any, path: Path) -> Problems:
    hint = inner(hint)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        yield from ((path, text) for text in _of_number(arguments[1], value, path))
    elif origin is tuple:
        if arguments[0] is str and isinstance(value, str):
            value = [value]
        if not isinstance(value, list | tuple):
            yield path, "Hier hoort een lijst te staan."
            return
        for place, item in enumerate(value):
            yield from _of_value(arguments[0], item, (*path, place))
    elif origin is dict:
        if not isinstance(value, Mapping):
            yield path, "Hier horen waarden met een naam te staan."
            return
        for name, item in value.items():
            yield from _of_value(arguments[1], item, (*path, name))
    elif dataclasses.is_dataclass(hint):
        yield from _of_record(typing.cast(type, hint), value, path)
    elif hint is Zekerheid:
        if value not in SURE:
            yield path, f"{quoted(value)} is geen zekerheid. Kies uit {', '.join(SURE)}."
    elif type(value) is not hint:  # a moment isn't a day, and yes isn't 1
        yield path, f"{quoted(value)} is geen {KINDS[hint]}."
    elif hint is str:
        yield from ((path, text) for text in _of_words(value))


def _of_number(scale: str, given: Any, path: Path) -> Iterator[str]:
    if isinstance(given, bool) or not isinstance(given, int | Decimal):
        yield f"{quoted(given)} is geen getal."
        return
    value = Decimal(given)
    if not value.is_finite() or abs(value) > HIGHEST[scale]:
        yield f"{quoted(value)} is te groot om te kloppen. Het mag hooguit {HIGHEST[scale]} zijn."
    elif value < 0 and scale != "exact" and path[0] not in BELOW_ZERO:
        yield f"{quoted(value)} is lager dan nul. Dat kan hier niet."
    elif scale != "exact" and _has_too_many_decimals(scale, value):
        yield f"{quoted(value)}: hier horen {DECIMALS.get(scale, 'hooguit drie cijfers achter de komma')}."


def _of_words(value: str) -> Iterator[str]:
    if len(value) > LONGEST:
        yield f"Deze tekst is {len(value)} letters lang. Het mogen er hooguit {LONGEST} zijn."
    if any(category(letter) in ("Cc", "Cf", "Cs") for letter in value):
        yield "In deze tekst staan tekens die geen letters zijn."


def _has_too_many_decimals(scale: str, value: Decimal) -> bool:
    scaled = value * SCALES[scale]
    return scaled != int(scaled) or (scale == "euro" and scaled % 100 != 0)


def as_block(values: Waarden) -> dict[str, Any]:
    """Values as they stand in a file; what may be left out and isn't there, is left out."""
    block = _record(values)
    if isinstance(values, KinderopvangtoeslagWaarden) and values.tabel:
        del block["tabel"]
        block["regels"] = _bands(values)
    return block


def _record(values: Any) -> dict[str, Any]:
    known, block = _known(type(values)), {}
    for field in dataclasses.fields(values):
        value = getattr(values, field.name)
        if value is not None and value != _default(field):
            block[field.name] = _plain(known[field.name], value)
    return block


def _default(field: "dataclasses.Field[Any]") -> Any:
    return field.default_factory() if field.default_factory is not dataclasses.MISSING else field.default


def _plain(hint: Any, value: Any) -> Any:
    hint = inner(hint)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        return value if arguments[1] == "exact" else tidy(Decimal(value) / SCALES[arguments[1]])
    if origin is tuple:
        return [_plain(arguments[0], item) for item in value]
    if origin is dict:
        return {name: _plain(arguments[1], item) for name, item in value.items()}
    if dataclasses.is_dataclass(hint):
        return _record(value)
    return value.value if isinstance(value, Zekerheid) else value


def tidy(number: Decimal) -> int | Decimal:
    """2119 rather than 2119.00."""
    return int(number) if number == int(number) else number.normalize()


def _bands(values: KinderopvangtoeslagWaarden) -> list[dict[str, Any]]:
    """The table of a year that came with the code as rows."""
    table, rows = values.banden, []
    starts = table.vanaf.tolist()
    for number, (start, first, following) in enumerate(
        zip(starts, table.eerste_kind.tolist(), table.volgend_kind.tolist(), strict=True)
    ):
        row = {"inkomen_vanaf": start // 100}
        if number + 1 < len(starts):
            row["inkomen_tot_en_met"] = starts[number + 1] // 100 - 1
        row["eerste_kind"] = tidy(Decimal(first) / 1000)
        if following != UNKNOWN:
            row["volgend_kind"] = tidy(Decimal(following) / 1000)
        rows.append(row)
    return rows


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every single value of a block: (path, value)."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from leaves(item, (*path, name))
    elif isinstance(value, list | tuple):
        for place, item in enumerate(value):
            yield from leaves(item, (*path, place))
    else:
        yield path, value


def kind_at(cls: type, path: Path) -> str:
    """How the number at this path is scaled (see `engine.values`); empty for what is no number."""
    hint: Any = cls
    for piece in path:
        hint = inner(hint)
        arguments = typing.get_args(hint)
        origin = typing.get_origin(hint)
        if origin is tuple:
            hint = arguments[0]
        elif origin is dict:
            hint = arguments[1]
        else:
            hint = _known(hint)[str(piece)]
    hint = inner(hint)
    return typing.get_args(hint)[1] if typing.get_origin(hint) is Annotated else ""
