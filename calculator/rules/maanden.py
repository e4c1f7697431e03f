"""Children by calendar month: which months of a year they count, and at which age."""

from datetime import date
from typing import NamedTuple

import numpy as np

from calculator.engine.amounts import Array


def maandnummer(day: date) -> int:
    """Months since year 0, so that ages in months are differences."""
    return 12 * day.year + day.month - 1


def maanden_van(year: int) -> range:
    return range(12 * year, 12 * year + 12)


class Tijdvakken(NamedTuple):
    """The stretches of months that are alike, of each household; who has fewer ends with stretches of no months."""

    eerste: Array
    """(households, stretches): the month of the year in which it begins, 1 is January."""
    maanden: Array
    """How many it has."""
    velden: Array
    """(households, fields, stretches)."""


def tijdvakken(per_maand: Array) -> Tijdvakken:
    """Of a table (households, fields, 12)."""
    changes = (per_maand[:, :, 1:] != per_maand[:, :, :-1]).any(axis=1)
    which = np.zeros((len(per_maand), 12), dtype=np.int64)
    np.cumsum(changes, axis=1, out=which[:, 1:])
    is_in = which[:, None, :] == np.arange(which[:, -1].max() + 1)[:, None]
    eerste = is_in.argmax(axis=2)
    return Tijdvakken(eerste + 1, is_in.sum(axis=2), np.take_along_axis(per_maand, eerste[:, None, :], axis=2))


def leeftijd_op(birth_date: date, day: date) -> int:
    """Whole years; below zero for who is born later."""
    before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before_birthday
