"""Where hours and amounts fall in a picture, and which amounts the axis names."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Scale:
    """Amounts from low to high, with a round step between those that the axis names."""

    low: float
    high: float
    step: int

    @property
    def named(self) -> list[int]:
        first, last = math.ceil(self.low / self.step), math.floor(self.high / self.step + 1e-9)
        return [self.step * number for number in range(first, last + 1)]


def scale(low: float, high: float, *, about: int) -> Scale:
    """From `low`, exactly, to the first half step that isn't below `high`; about so many steps."""
    step = nice_step(high - low, about)
    return Scale(low, math.ceil(2 * high / step) * step / 2, step)


def nice_step(span: float, about: int) -> int:
    """A round amount (1, 2, 2.5 or 5 times a power of ten) that parts the span in about so many; even from 2 on, so
    that half of it is round as well."""
    rough = max(span, 1) / about
    power = 10 ** math.floor(math.log10(rough))
    for times in (1, 2, 2.5, 5):
        if rough <= times * power:
            return max(1, math.ceil(times * power))
    return max(1, round(10 * power))


@dataclass(frozen=True)
class Frame:
    """The area between the axes, in the units of the drawing."""

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    hours: float
    """What the axis of hours ends with: full time."""
    scale: Scale
    narrow: bool = False

    @cached_property
    def plot_width(self) -> float:
        return self.width - self.left - self.right

    @cached_property
    def plot_height(self) -> float:
        return self.height - self.top - self.bottom

    @property
    def end(self) -> float:
        return self.width - self.right

    @property
    def foot(self) -> float:
        return self.height - self.bottom

    def x(self, hours: float) -> float:
        return self.left + self.plot_width * hours / self.hours

    def hour(self, x: float) -> float:
        """The other way round; nothing outside the frame."""
        return min(max((x - self.left) / self.plot_width * self.hours, 0), self.hours)

    def y(self, amount: float) -> float:
        return self.top + self.per_euro * (self.scale.high - amount)

    @cached_property
    def per_euro(self) -> float:
        """How high a euro is."""
        return self.plot_height / (self.scale.high - self.scale.low)


def between(places: Sequence[float], amounts: Sequence[float], place: float) -> float:
    """The amount at a place, on the straight lines through the amounts; `places` rise."""
    after = min(max(bisect_right(places, place), 1), len(places) - 1)
    start, end = places[after - 1], places[after]
    share = (place - start) / (end - start)
    return amounts[after - 1] * (1 - share) + amounts[after] * share


def along(places: Sequence[float], amounts: Sequence[float], first: float, last: float) -> list[float]:
    """The amounts at both ends of a stretch and at every corner in between: its lowest and highest are among them."""
    corners = amounts[bisect_right(places, first) : bisect_left(places, last)]
    return [between(places, amounts, first), between(places, amounts, last), *corners]
