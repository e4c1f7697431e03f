"""A cell of a sheet, or a word in it, as the exact value that it stands for. Never a guess."""

import re
from datetime import date, datetime
from decimal import Decimal

Raw = str | int | Decimal | date | bool | None
"""What a cell can hold; text where the file knows no other kinds, as CSV does."""

WHOLE = re.compile(r"-?\d{1,12}", re.ASCII)
COMMA = re.compile(r"-?\d{1,12},\d{1,14}", re.ASCII)
POINT = re.compile(r"-?\d{1,12}\.\d{1,14}", re.ASCII)
UNSURE = re.compile(r"-?[1-9]\d{0,2}\.\d{3}", re.ASCII)
"""A thousand and some to a Dutch reader, one and a bit to a program."""
DUTCH = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?", re.ASCII)
ENGLISH = re.compile(r"-?\d{1,3}(,\d{3})+\.\d+", re.ASCII)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
YES, NO = {"ja", "waar", "true"}, {"nee", "onwaar", "false"}
LONGEST = 40


class NotThat(ValueError):
    """The text is what to tell about it."""


def quoted(raw: Raw) -> str:
    """In short, as a Dutch reader writes it."""
    text = str(raw).replace(".", ",") if isinstance(raw, Decimal) else str(raw)
    return f"“{text[:LONGEST]}…”" if len(text) > LONGEST else f"“{text}”"


def number(raw: Raw) -> Decimal:
    if isinstance(raw, Decimal) or (isinstance(raw, int) and not isinstance(raw, bool)):
        return _finite(Decimal(raw))
    if not isinstance(raw, str):
        raise NotThat(f"{quoted(raw)} is geen getal.")
    text = raw.replace("\u2212", "-").replace("\u00a0", "").strip()
    if UNSURE.fullmatch(text):
        raise NotThat(
            f"{quoted(raw)} kan {text.replace('.', '')} zijn of {text.replace('.', ',')}. Schrijf het zonder punt."
        )
    if WHOLE.fullmatch(text) or POINT.fullmatch(text):
        return Decimal(text)
    if COMMA.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if DUTCH.fullmatch(text) and len(text) <= LONGEST:
        return _finite(Decimal(text.replace(".", "").replace(",", ".")))
    if ENGLISH.fullmatch(text) and len(text) <= LONGEST:
        return _finite(Decimal(text.replace(",", "")))
    raise NotThat(f"{quoted(raw)} is geen getal. Schrijf alleen cijfers, met een komma voor de centen.")


def _finite(number: Decimal) -> Decimal:
    if not number.is_finite() or abs(number) >= 10**12:
        raise NotThat(f"{quoted(number)} is geen getal dat hier kan staan.")
    return number


def day(raw: Raw) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = str(raw).strip()
    if match := ISO.fullmatch(text):
        year, month, of_month = map(int, match.groups())
    elif match := DAY_FIRST.fullmatch(text):
        of_month, month, year = map(int, match.groups())
    else:
        raise NotThat(f"{quoted(raw)} is geen datum. Schrijf hem als 2027-01-31 of 31-01-2027.")
    try:
        return date(year, month, of_month)
    except ValueError as fault:
        raise NotThat(f"{quoted(raw)} is een datum die niet bestaat.") from fault


def yes_or_no(raw: Raw) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise NotThat(f"{quoted(raw)} is geen ja of nee.")


def text(raw: Raw) -> str:
    """Words; a whole number, such as the name of a scale, keeps its digits."""
    if isinstance(raw, bool):
        return "ja" if raw else "nee"
    return "" if raw is None else " ".join(str(raw).split())
