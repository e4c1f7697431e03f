"""What the allowances share: income in whole euros, the wealth test, and the income at which a right ends."""

from collections.abc import Callable
from typing import Protocol

import numpy as np
import numpy.typing as npt

from calculator.engine.amounts import Array, cents, hele_euros_omlaag

Waar = npt.NDArray[np.bool_]
"""Yes or no; shapes broadcast to (households, hours)."""

HIGHEST_INCOME = 100_000_000
"""A million euros in cents: beyond it no allowance that tapers is left."""


class MetVermogensgrens(Protocol):
    @property
    def vermogensgrens_alleen(self) -> int: ...
    @property
    def vermogensgrens_samen(self) -> int: ...


def hele_euros_inkomen(toetsingsinkomen: npt.ArrayLike) -> Array:
    """A toetsingsinkomen is whole euros; cents that came along are cut off."""
    return hele_euros_omlaag(cents(toetsingsinkomen))


def vermogensgrens(waarden: MetVermogensgrens, has_partner: npt.ArrayLike) -> Array:
    """Someone who has exactly this much still has a right; one cent more ends it."""
    return np.where(has_partner, waarden.vermogensgrens_samen, waarden.vermogensgrens_alleen)


def hoogste_inkomen(amount: Callable[[Array], Array]) -> Array:
    """The highest income in whole euros (as cents) at which `amount(income)` is still more than nothing.

    `amount` may only fall when income rises. Minus one euro where there's no right at any income. Halving the
    distance takes twenty calls, so this is meant for explanations, not for the fast path.
    """
    low = np.where(amount(cents(0)) > 0, 0, -100)
    high = np.full_like(low, HIGHEST_INCOME)
    while np.any(high - low > 100):
        middle = hele_euros_omlaag((low + high) // 2)
        still_there = (amount(middle) > 0) & (low >= 0)
        low = np.where(still_there, middle, low)
        high = np.where(still_there, high, np.where(low < 0, low + 100, middle))
    return low
