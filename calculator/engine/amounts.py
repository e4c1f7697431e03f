"""Exact amounts: every array holds whole cents (int64) unless its name ends in `_euro`.

Percentages are whole thousandths of a percent (8.13 % is 8130), so that a product is a whole number and is
rounded once, in the way that the law says, by the named functions below. No float touches an amount.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.int64]
"""Whole cents; shapes broadcast to (households, hours)."""

Mask = npt.NDArray[np.bool_]
"""Where something holds; shapes broadcast as those of amounts do."""

HUNDRED_PERCENT = 100_000


def cents(values: npt.ArrayLike) -> Array:
    return np.asarray(values, dtype=np.int64)


def column(values: Sequence[Array | int]) -> Array:
    """One value for each household: (households, 1)."""
    return np.array(values, dtype=np.int64).reshape(-1, 1)


def row_of(array: Array, household: int = 0) -> Array:
    """One household's values: one for each hour, or a single one when it's the same for all."""
    if array.ndim < 2:
        array = np.atleast_2d(array)
    row: Array = array[household if len(array) > 1 else 0]
    return row


def hour_by_hour(array: Array, hours: int, household: int = 0) -> Array:
    """One household's values, one for each of the first `hours` numbers of hours."""
    row = row_of(array, household)
    return row.repeat(hours) if len(row) == 1 else row[:hours]


def hele_euros_omlaag(amount: Array) -> Array:
    return amount // 100 * 100


def hele_euros_omhoog(amount: Array) -> Array:
    return -(-amount // 100) * 100


def nul_of_meer(amount: Array) -> Array:
    return np.maximum(amount, 0)


def deel_omlaag(amount: Array, teller: Array | int, noemer: Array | int) -> Array:
    """amount x teller / noemer, cut down to the cent."""
    return amount * teller // noemer


def deel_omhoog(amount: Array, teller: Array | int, noemer: Array | int) -> Array:
    return -(-amount * teller // noemer)


def deel_half_omhoog(amount: Array, teller: Array | int, noemer: Array | int) -> Array:
    """amount x teller / noemer, rounded half up to the cent."""
    return (amount * (2 * teller) + noemer) // (2 * noemer)


def procent_omlaag(amount: Array, percent: Array | int) -> Array:
    """`percent` in thousandths of a percent; the outcome cut down to the cent."""
    return deel_omlaag(amount, percent, HUNDRED_PERCENT)


def procent_omhoog(amount: Array, percent: Array | int) -> Array:
    return deel_omhoog(amount, percent, HUNDRED_PERCENT)


def procent_half_omhoog(amount: Array, percent: Array | int) -> Array:
    return deel_half_omhoog(amount, percent, HUNDRED_PERCENT)
