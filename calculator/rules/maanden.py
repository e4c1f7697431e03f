"""Children by calendar month: which months of a year they count, and at which age."""

from datetime import date


def maandnummer(day: date) -> int:
    """Months since year 0, so that ages in months are differences."""
    return 12 * day.year + day.month - 1


def maanden_van(year: int) -> range:
    return range(12 * year, 12 * year + 12)


def leeftijd_op(birth_date: date, day: date) -> int:
    """Whole years; below zero for who is born later."""
    before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before_birthday
