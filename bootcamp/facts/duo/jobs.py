"""How many people stand behind DUO's three classes of job size. DUO gives them in fte, not in people."""

import math
from dataclasses import dataclass

from bootcamp.facts.duo.cells import Cell, number

Bounds = tuple[int, int]
SMALL, MIDDLE = 0.5, 0.8
# 5.6 / 0.8 is 6.999999999999999 in binary.
NEARLY = 1e-9


@dataclass(frozen=True)
class Classes:
    """People with a job of up to 0.5 fte, up to 0.8, and above that."""

    small: Bounds
    middle: Bounds
    large: Bounds
    total: int

    @property
    def part_timers(self) -> Bounds:
        """Above 0.8 fte nobody knows who works full time: from none of them in part-time to all of them."""
        return max(self.small[0] + self.middle[0], self.total - self.large[1]), self.total


def people(small: float, middle: float, large: float, *, total: int) -> Classes | None:
    """As tight as the total allows; nothing when the two don't go together."""
    small_at_least = _up(small / SMALL)
    middle_at_least, middle_at_most = _up(middle / MIDDLE), _down(middle / SMALL)
    large_at_least, large_at_most = _up(large), _down(large / MIDDLE)
    bounds = [(small_at_least, total), (middle_at_least, middle_at_most), (large_at_least, large_at_most)]
    small_people, middle_people, large_people = (_tightened(bounds, at, total) for at in range(3))
    if any(low > high for low, high in (small_people, middle_people, large_people)):
        return None
    return Classes(small_people, middle_people, large_people, total)


def _tightened(bounds: list[Bounds], at: int, total: int) -> Bounds:
    others = [pair for number, pair in enumerate(bounds) if number != at]
    low, high = bounds[at]
    return max(low, total - sum(most for _, most in others)), min(high, total - sum(least for least, _ in others))


def _up(number: float) -> int:
    return math.ceil(number - NEARLY)


def _down(number: float) -> int:
    return math.floor(number + NEARLY)


def hidden_together(total: Cell | None, classes: list[Cell | None]) -> float | None:
    """The fte of the hidden classes taken together."""
    known, whole = [number(cell) for cell in classes], number(total)
    if whole is None or all(cell is not None for cell in known):
        return None
    return round(whole - sum(cell for cell in known if cell is not None), 4)
