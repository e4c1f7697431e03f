"""Numbers and days as people type them, and what to say when that can't be read.

The comma is the Dutch decimal sign and the point parts thousands, but `1,234.56` and `28.5` are understood too.
What can mean two things is asked back, never guessed.
"""

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

from portal.text.dates import MONTHS

LONGEST_SHOWN = 30
TOO_MANY_DIGITS = 15

_DECORATION = re.compile(r"€|(euros?|eur|uur|uren|km)\b|[\s\u00a0\u202f\u2009']", re.IGNORECASE)
_DUTCH = re.compile(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?")
_ENGLISH = re.compile(r"\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,}")
_PLAIN = re.compile(r"\d+([.,]\d+)?")
_TWO_MEANINGS = re.compile(r"[1-9]\d{0,2},\d{3}")
_FACTOR_WORD = r"(?:wtf|werktijdfactor|betrekkingsomvang|factor|fte)"
_SHARES = re.compile(
    rf"{_FACTOR_WORD}[ :=]*(?P<after>[01][.,]?\d{{0,4}})|(?P<before>[01][.,]?\d{{0,4}}) ?{_FACTOR_WORD}"
    r"|(?P<bare>0[.,]\d{1,4}|1[.,]0{1,4})( ?(uur|uren))?"
    r"|(?P<percent>\d{1,3}([.,]\d{1,2})?) ?(%|procent|pct)"
    r"|(?P<days>\d([.,]\d{1,2})?) ?(dag|dagen)( per week)?"
)
HOURS_A_DAY = 8
LONGEST_SHARE = 40


class CannotRead(ValueError):
    """The text is for who typed it."""


class TwoMeanings(CannotRead):
    """A question back: which of the two was meant."""


def shown(text: str) -> str:
    """What someone typed, short and printable, to repeat in a sentence."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in text.strip())
    return f"“{clean[:LONGEST_SHOWN]}…”" if len(clean) > LONGEST_SHOWN else f"“{clean}”"


def read_number(text: str) -> Decimal:
    bare = re.sub(r",-+$", "", _DECORATION.sub("", text[:200]).replace("−", "-"))
    sign = -1 if bare.startswith("-") else 1
    digits = bare.removeprefix("-").removeprefix("+")
    if not digits.isascii() or not digits or len(text) > 200:
        raise CannotRead(f"{shown(text)} is geen getal.")
    if _TWO_MEANINGS.fullmatch(digits):
        whole = digits.replace(",", ".")
        raise TwoMeanings(f"Bedoel je {whole} of {digits[:-1]}? Gebruik een komma alleen voor de centen.")
    if _DUTCH.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _ENGLISH.fullmatch(digits):
        digits = digits.replace(",", "")
    elif _PLAIN.fullmatch(digits):
        digits = digits.replace(",", ".")
    else:
        raise CannotRead(f"{shown(text)} is geen getal.")
    if len(digits) > TOO_MANY_DIGITS:
        raise CannotRead(f"{shown(text)} is te lang voor een getal.")
    number = Decimal(digits)
    return -number if sign < 0 and number else number


def read_share(text: str, fulltime: Decimal) -> tuple[str, Decimal] | None:
    """A part of a week not told in hours (0,7, 70%, wtf 0,7, 3 dagen): what it seems to be, and its hours."""
    words = re.sub(r"\s+", " ", text.strip().lower()) if len(text) <= LONGEST_SHARE else ""
    match = _SHARES.fullmatch(words)
    if match is None:
        return None
    kind = next(name for name, typed in match.groupdict().items() if typed)
    number = Decimal(match[kind].rstrip(".,").replace(",", "."))
    if kind == "days":
        days = "dag" if number == 1 else "dagen"
        hours, meant = number * HOURS_A_DAY, f"{dutch(number)} {days} van {HOURS_A_DAY} uur"
    elif kind == "percent":
        hours, meant = number / 100 * fulltime, f"{dutch(number)} procent van een volle week"
    else:
        hours, meant = number * fulltime, f"werktijdfactor {dutch(number)}"
    return (meant, round(hours, 2)) if 0 < hours <= fulltime else None


def dutch(number: Decimal | int) -> str:
    """1234.5 as 1.234,5; -5 as −5."""
    text = f"{number:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.-", ".,−"))


def read_day(text: str) -> date:
    """12-4-2019, 12/04/2019, 12 april 2019, 12042019 or 2019-04-12."""
    day, month, year = _day_month_year(text)
    if not 1 <= month <= 12:
        raise CannotRead(f"Maand {month} bestaat niet. Schrijf een datum als 12-4-2019: dag, maand, jaar.")
    if year == 0:
        raise CannotRead("Het jaar 0 bestaat niet.")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        name = MONTHS[month - 1]
        in_year = f" {year}" if month == 2 else ""
        raise CannotRead(f"{day} {name}{in_year} bestaat niet. {name.capitalize()}{in_year} heeft {days} dagen.")
    return date(year, month, day)


def _day_month_year(text: str) -> tuple[int, int, int]:
    words = text.strip().lower()
    if len(words) <= 40 and words.isascii():
        if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
            year, month, day = (int(part) for part in match.groups())
            return day, month, year
        if match := re.fullmatch(r"(\d{2})(\d{2})(\d{4})|(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})", words):
            day, month, year = (int(part) for part in match.groups() if part)
            return day, month, year
        if match := re.fullmatch(r"(\d{1,2})[-/. ]*([a-z]{3,9})[-/. ]*(\d{4})", words):
            day, name, year = match.groups()
            return int(day), _month(name, text), int(year)
        if re.fullmatch(r"\d{1,2}[-/. ]+(\d{1,2}|[a-z]{3,9})[-/. ]+\d{2}", words):
            raise CannotRead("Schrijf het jaar met vier cijfers, bijvoorbeeld 12-4-2019.")
    raise CannotRead(f"{shown(text)} is geen datum. Schrijf hem als 12-4-2019: dag, maand, jaar.")


def _month(name: str, text: str) -> int:
    short = {"mrt": "maart", "maa": "maart"}.get(name, name)
    for number, month in enumerate(MONTHS, 1):
        if month.startswith(short):
            return number
    raise CannotRead(f"De maand in {shown(text)} kennen we niet. Schrijf een datum als 12-4-2019.")
