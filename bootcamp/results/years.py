"""School years: from August."""

from datetime import date

FIRST_MONTH = 8


def year_of(day: date) -> int:
    """2026 for 2026-2027."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def first_day(year: int) -> date:
    return date(year, FIRST_MONTH, 1)


def last_day(year: int) -> date:
    return date(year + 1, FIRST_MONTH - 1, 31)


def words(year: int) -> str:
    return f"{year}-{year + 1}"
