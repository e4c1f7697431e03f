"""Numbers of this room in Dutch."""

from portal.text.money import NO_BREAK, thousands

WEEK = 40


def plain(value: float, digits: int = 0) -> str:
    """1.234 or 27,7"""
    text = f"{abs(value):,.{digits}f}".replace(",", "_").replace(".", ",").replace("_", ".")
    is_nothing = not text.strip("0,.")
    return f"−{text}" if value < 0 and not is_nothing else text


def spare(value: float, digits: int = 2) -> str:
    """2 rather than 2,00"""
    text = plain(value, digits)
    return text.rstrip("0").rstrip(",") if "," in text else text


def hours(fte: float, week: float = WEEK) -> str:
    return f"{plain(fte * week, 1)}{NO_BREAK}uur"


def fte(value: float, digits: int = 1) -> str:
    return f"{plain(value, digits)}{NO_BREAK}fte"


def percent(share: float) -> str:
    return f"{plain(100 * share)}{NO_BREAK}%"


def euros(value: float) -> str:
    """To the hundred from a thousand on: more says more than anyone knows."""
    step = 1 if abs(value) < 1000 else 100
    whole = round(value / step) * step
    minus = f"−{NO_BREAK}" if whole < 0 else ""
    return f"{minus}€{NO_BREAK}{thousands(whole)}"


def between(low: str, high: str) -> str:
    return low if low == high else f"{low} tot {high}"
