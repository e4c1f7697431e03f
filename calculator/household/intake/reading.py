"""Reading values out of a document, strictly: a wrong kind, a number out of bounds or an unknown key is a fault.

Reading goes on after a fault, so that all of them are found at once; a value that couldn't be read is None.
"""

import functools
import math
import re
from collections.abc import Collection, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from calculator.household.intake.faults import Fault
from portal.text.dates import MONTHS, day_in_words

MISSING: Any = object()
REQUIRED: Any = object()
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DAY_LENGTH = len("1988-04-12")
LIST = (list, tuple)
NUMBER = (int, float, Decimal)


class Reader:
    """Collects faults while a document is read."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, path: str, message: str) -> None:
        self.faults.append(Fault(path, message))

    def record(self, value: Any, path: str, known: Collection[str]) -> Mapping[str, Any] | None:
        """An object that has no other keys than the known ones."""
        if type(value) is not dict and not isinstance(value, Mapping):  # JSON has nothing else than the first
            self.fault(path, f"Hier hoort een object met {_enumerate(known)}.")
            return None
        for key in value:
            if key not in known:
                self.fault(_join(path, safe(key)), f"Deze sleutel kennen we niet. Bekend zijn {_enumerate(known)}.")
        return value

    def items(self, value: Any, path: str, *, at_most: int, what: str) -> list[Any]:
        if not isinstance(value, LIST):
            self.fault(path, f"Hier hoort een lijst met {what}.")
            return []
        if len(value) > at_most:
            self.fault(path, f"Dit zijn er te veel. Vul hooguit {at_most} {what} in.")
            return []
        return list(value)

    def number(
        self,
        record: Mapping[str, Any],
        key: str,
        path: str,
        *,
        low: int = 0,
        high: int | Decimal,
        decimals: int = 2,
        default: Any = REQUIRED,
        what: str = "een getal",
    ) -> int | None:
        """A number as a whole number of its smallest unit: with two decimals 12.5 becomes 1250."""
        value = record.get(key, default)
        if type(value) is int and low <= value <= high:  # as nearly all are
            return value * 10**decimals
        if value is REQUIRED:
            self.fault(_join(path, key), f"Dit ontbreekt. Vul {what} in van {low} tot en met {_dutch(high)}.")
            return None
        return self.value(value, _join(path, key), low=low, high=high, decimals=decimals, what=what)

    def value(
        self,
        value: Any,
        path: str,
        *,
        low: int = 0,
        high: int | Decimal,
        decimals: int = 2,
        what: str = "een getal",
    ) -> int | None:
        bounds = low, high, decimals
        units = _float_in_units(value, *bounds) if type(value) is float else _in_units(_decimal(value), *bounds)
        if units is not None:
            return units
        number = _decimal(value)
        allowed = f"Vul {what} in van {_dutch(low)} tot en met {_dutch(high)}."
        if number is None:
            self.fault(path, f"{_what_it_is(value)} {allowed}")
        elif not low <= number <= high:
            self.fault(path, f"{_dutch(number)} kan niet. {allowed}")
        else:
            self.fault(path, f"{_dutch(number)} is geen heel getal. {allowed}")
        return None

    def choice(
        self, record: Mapping[str, Any], key: str, path: str, allowed: Collection[str], *, default: Any = REQUIRED
    ) -> str | None:
        value = record.get(key, default)
        if value is REQUIRED:
            self.fault(_join(path, key), f"Dit ontbreekt. Kies uit {_enumerate(allowed)}.")
            return None
        if not isinstance(value, str) or value not in allowed:
            self.fault(_join(path, key), f"{shown(value)} kennen we niet. Kies uit {_enumerate(allowed)}.")
            return None
        return value

    def yes_or_no(self, record: Mapping[str, Any], key: str, path: str, *, default: bool) -> bool:
        value = record.get(key, default)
        if value is not True and value is not False:
            self.fault(_join(path, key), "Hier hoort true (ja) of false (nee).")
            return default
        return value

    def day(self, record: Mapping[str, Any], key: str, path: str, *, first: date, last: date, why: str) -> date | None:
        """`why` ends the sentence about a day out of bounds."""
        value = record.get(key, MISSING)
        day = existing_day(value) if isinstance(value, str) and len(value) == DAY_LENGTH else None
        if day is None:
            self._no_day(value, _join(path, key))
        elif not first <= day <= last:
            self.fault(
                _join(path, key),
                f"{day_in_words(day)} kan niet. Vul een datum in van {day_in_words(first)} tot en met "
                f"{day_in_words(last)}: {why}.",
            )
            return None
        return day

    def _no_day(self, value: Any, path: str) -> None:
        if value is MISSING:
            self.fault(path, "Dit ontbreekt. Vul een datum in als 1988-04-12: jaar, maand, dag.")
        elif not isinstance(value, str) or not DAY.fullmatch(value):
            self.fault(path, f"{shown(value)} is geen datum. Schrijf hem als 1988-04-12: jaar, maand, dag.")
        else:
            self._no_such_day(value, path)

    def _no_such_day(self, text: str, path: str) -> None:
        year, month, day = (int(part) for part in text.split("-"))
        if not 1 <= month <= 12 or year == 0:
            self.fault(path, f"{text} bestaat niet. Schrijf een datum als 1988-04-12: jaar, maand, dag.")
            return
        days = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days if year < 9999 else 31
        name = MONTHS[month - 1]
        self.fault(path, f"{day} {name} {year} bestaat niet. {name.capitalize()} heeft {days} dagen.")


@functools.lru_cache(50_000)
def existing_day(text: str) -> date | None:
    """Remembered, since a whole sector has fewer birthdays than people."""
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


@functools.lru_cache(10_000)
def _float_in_units(value: float, low: int, high: int | Decimal, decimals: int) -> int | None:
    """Remembered, since rates and hours with decimals come back again and again."""
    return _in_units(_decimal(value), low, high, decimals)


def _in_units(number: Decimal | None, low: int, high: int | Decimal, decimals: int) -> int | None:
    """As a whole number of the smallest unit; None where it isn't a number within bounds."""
    if number is None or not low <= number <= high or not (decimals or number == int(number)):
        return None
    return int((number * 10**decimals).to_integral_value(ROUND_HALF_UP))


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, NUMBER):
        return None
    if isinstance(value, int) and abs(value) > 10**18:
        value = 10**18 if value > 0 else -(10**18)
    if not math.isfinite(value):
        return None
    try:
        return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except InvalidOperation:
        return None


def _what_it_is(value: Any) -> str:
    if value is None:
        return "Dit is leeg."
    if isinstance(value, bool):
        return "Ja of nee is geen getal."
    if isinstance(value, str):
        return f"De tekst {shown(value)} is geen getal."
    if isinstance(value, float):
        return "Dit is geen getal."
    return "Hier hoort een getal."


def shown(value: Any) -> str:
    """What someone typed between quotation marks, safe and short enough to repeat."""
    return f"“{safe(value)}”"


def safe(value: Any) -> str:
    text = value if isinstance(value, str) else repr(value)
    text = "".join(letter if letter.isprintable() else "?" for letter in text[:41])
    return f"{text[:40]}…" if len(text) > 40 else text


def _dutch(number: int | Decimal) -> str:
    # A number of JSON is finite, so that its exponent is one too.
    if isinstance(number, Decimal) and (abs(number) >= 10**15 or abs(number.as_tuple().exponent) > 15):  # type: ignore[arg-type]  # see above
        return "Zo’n groot of klein getal"
    text = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def _enumerate(names: Collection[str]) -> str:
    names = list(names)
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} en {names[-1]}"


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


join = _join
