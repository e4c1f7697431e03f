"""Amounts and hours as they stand on the page. All amounts are whole cents."""

from decimal import Decimal

NO_BREAK = "\u00a0"
MINUS = "−"


def half_up(cents: int, unit: int = 100) -> int:
    """Cents to whole units, half away from zero."""
    whole = (abs(cents) * 2 + unit) // (2 * unit)
    return -whole if cents < 0 else whole


def month(cents_a_year: int) -> int:
    """A twelfth, to the cent."""
    return half_up(cents_a_year, 12)


def thousands(whole: int) -> str:
    return f"{abs(whole):,}".replace(",", ".")


def euros(cents: int) -> str:
    """Whole euros: € 1.234, − € 1.234."""
    whole = half_up(cents)
    return f"{f'{MINUS}{NO_BREAK}' if whole < 0 else ''}€{NO_BREAK}{thousands(whole)}"


def signed(cents: int) -> str:
    """A difference, with its sign: + € 225, − € 38, € 0."""
    whole = half_up(cents)
    sign = "" if whole == 0 else f"{'+' if whole > 0 else MINUS}{NO_BREAK}"
    return f"{sign}€{NO_BREAK}{thousands(whole)}"


def euros_and_cents(cents: int) -> str:
    sign = f"{MINUS}{NO_BREAK}" if cents < 0 else ""
    return f"{sign}€{NO_BREAK}{thousands(abs(cents) // 100)},{abs(cents) % 100:02d}"


def hours(number: Decimal | float | int) -> str:
    """28, 28,5"""
    return f"{float(number):.2f}".rstrip("0").rstrip(".").replace(".", ",")
