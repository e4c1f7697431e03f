"""Children by calendar month: which months of a year they count, and at which age."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise


def maandnummer(day: date) -> int:
    """Months since year 0, so that ages in months are differences."""
    return 12 * day.year + day.month - 1


def maanden_van(year: int) -> range:
    return range(12 * year, 12 * year + 12)


def tijdvakken(months: range, changes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The stretches of `months` between the changes: (first month, number of months), in order."""
    inside = {change for change in changes if months.start < change < months.stop}
    for start, stop in pairwise(sorted({months.start, months.stop} | inside)):
        yield start, stop - start


def leeftijd_op(birth_date: date, day: date) -> int:
    """Whole years; below zero for who is born later."""
    before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before_birthday
