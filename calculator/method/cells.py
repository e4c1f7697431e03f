"""The values of a period one by one, as people write them.

A period is a frozen dataclass, sometimes with others inside; each of its figures becomes a `Cell` with the path to it,
such as ("onder_aow", 2, "tot"). Places in a list count from one. What is a table itself is left to `tables`.
"""

import dataclasses
import functools
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from calculator.engine.values import META, Waarden, Zekerheid
from portal.text import money
from portal.text.dates import day_in_words

Path = tuple[str | int, ...]
TABLES = ("schalen", "rijen", "tabel")
"""Values that are shown as a table of their own."""
OF_A_TABLE = ("eerste_trede", "bevestigde_treden", "marge", "regels", "delen")
"""What such a table is made of, or says about itself."""
WRITTEN = {"abp": "ABP", "pfzw": "PFZW"}


@dataclass(frozen=True)
class Cell:
    path: Path
    value: Any
    kind: str
    """Of a number how it's scaled, as in `engine.values`; of the rest the name of its type."""
    zekerheid: Zekerheid
    is_default: bool = False
    """Whether it's what holds when nobody says anything; a file may still say it."""

    @property
    def text(self) -> str:
        return written(self.value, self.kind)


def cells(period: Waarden) -> dict[Path, Cell]:
    """All figures of a period but those in a table; what isn't there has no cell."""
    by_path = {}
    for field in dataclasses.fields(period):
        if field.name in META or field.name in TABLES + OF_A_TABLE:
            continue
        value = getattr(period, field.name)
        sure = period.zekerheid_bij(field.name)
        is_default = value == field.default and field.name not in period.zekerheid_van
        for path, single, kind in _leaves((field.name,), value, _hints(type(period))[field.name]):
            by_path[path] = Cell(path, single, kind, sure, is_default)
    return by_path


def table_names(period: Waarden) -> list[str]:
    """The values of this period that are tables."""
    return [field.name for field in dataclasses.fields(period) if field.name in TABLES]


def _leaves(path: Path, value: Any, hint: Any) -> Iterator[tuple[Path, Any, str]]:
    """Every single value, with how it's to be written."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if value is None or value == "":
        return
    if origin in (typing.Union, types.UnionType):
        yield from _leaves(path, value, next(kind for kind in arguments if kind is not type(None)))
    elif origin is Annotated:
        yield path, value, arguments[1]
    elif origin is tuple:
        for place, item in enumerate(value, 1):
            yield from _leaves((*path, place), item, arguments[0])
    elif origin is dict:
        for key, item in value.items():
            yield from _leaves((*path, key), item, arguments[1])
    elif dataclasses.is_dataclass(hint):
        for name, inner in _hints(typing.cast(type, hint)).items():
            yield from _leaves((*path, name), getattr(value, name), inner)
    else:
        yield path, value, hint.__name__


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls, include_extras=True)


def written(value: Any, kind: str) -> str:
    if kind == "euro":
        return money.euros(value)
    if kind == "centen":
        return money.euros_and_cents(value)
    if kind == "procent":
        return percent(value)
    if kind == "exact":
        return f"{Decimal(value):f}".replace(".", ",").replace("-", money.MINUS)
    if kind == "bool":
        return "ja" if value else "nee"
    if kind == "date":
        return day_in_words(value)
    return WRITTEN.get(value, str(value))


def percent(thousandths: int) -> str:
    """12 %, 6,398 %, − 4,5 %."""
    sign = f"{money.MINUS}{money.NO_BREAK}" if thousandths < 0 else ""
    return f"{sign}{_decimals(abs(thousandths), 3)}{money.NO_BREAK}%"


def _decimals(value: int, digits: int) -> str:
    return f"{value / 10**digits:.{digits}f}".rstrip("0").rstrip(".").replace(".", ",")


def difference(old: Cell, new: Cell) -> str:
    """How much more or less it became; empty where that can't be said."""
    if new.kind not in ("euro", "centen", "procent", "aantal", "exact"):
        return ""
    change = new.value - old.value
    sign = f"{'+' if change > 0 else money.MINUS}{money.NO_BREAK}"
    if new.kind == "procent":
        return f"{sign}{_decimals(abs(change), 3)} procentpunt"
    return sign + written(abs(change), new.kind)


def label(period: Waarden) -> str:
    """When it holds: a year, or from which day."""
    first, last = period.vanaf, period.tot_en_met
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    return f"vanaf {day_in_words(first)}"
