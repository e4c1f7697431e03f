"""Months as a first day, and in words."""

from datetime import date, timedelta

from portal.text.dates import MONTHS, SHORT_MONTHS


def first_day(day: date) -> date:
    return day.replace(day=1)


def later(month: date, months: int) -> date:
    """The first day of the month that many months later, or earlier."""
    count = month.year * 12 + month.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def last_day(month: date) -> date:
    return later(month, 1) - timedelta(days=1)


def between(first: date, last: date) -> list[date]:
    """All months from the one up to the other."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [later(first, number) for number in range(count + 1)]


def name(month: date) -> str:
    return MONTHS[month.month - 1]


def words(month: date) -> str:
    """februari 2027"""
    return f"{name(month)} {month.year}"


def short(month: date) -> str:
    """feb ’27"""
    return f"{SHORT_MONTHS[month.month - 1]} ’{month.year % 100:02}"
