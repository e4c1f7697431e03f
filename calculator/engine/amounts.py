"""Exact amounts: every array holds whole cents (int64) unless its name ends in `_euro`.

Percentages are whole thousandths of a percent (8.13 % is 8130), so that a product is a whole number and is
rounded once, in the way that the law says, by the named functions below. No float touches an amount.
"""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.int64]
"""Whole cents; shapes broadcast to (households, hours)."""

Mask = npt.NDArray[np.bool_]
"""Where something holds; shapes broadcast as those of amounts do."""

HUNDRED_PERCENT = 100_000


def cents(values: npt.ArrayLike) -> Array:
    return np.asarray(values, dtype=np.int64)


def hele_euros(amount: Array) -> Array:
    """Cents, rounded half up to whole euros (still in cents)."""
    return (amount + 50) // 100 * 100


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
    return (2 * amount * teller + noemer) // (2 * noemer)


def procent_omlaag(amount: Array, percent: Array | int) -> Array:
    """`percent` in thousandths of a percent; the outcome cut down to the cent."""
    return deel_omlaag(amount, percent, HUNDRED_PERCENT)


def procent_omhoog(amount: Array, percent: Array | int) -> Array:
    return deel_omhoog(amount, percent, HUNDRED_PERCENT)


def procent_half_omhoog(amount: Array, percent: Array | int) -> Array:
    return deel_half_omhoog(amount, percent, HUNDRED_PERCENT)
