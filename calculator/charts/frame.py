"""Where hours and amounts fall in a picture, and which amounts the axis names."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Frame:
    """The area between the axes, in the units of the drawing."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    hours: int
    """What the axis of hours ends with: full time."""
    low: float
    high: float
    narrow: bool = False

    @property
    def plot_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def plot_height(self) -> float:
        return self.height - self.top - self.bottom

    def x(self, hours: float) -> float:
        return self.left + self.plot_width * hours / self.hours

    def y(self, amount: float) -> float:
        share = (self.high - amount) / (self.high - self.low)
        return self.top + self.plot_height * share


def nice_step(span: float, about: int) -> int:
    """A round amount (1, 2, 2.5 or 5 times a power of ten) that parts the span in about so many."""
    rough = max(span, 1) / about
    power = 10 ** math.floor(math.log10(rough))
    for times in (1, 2, 2.5, 5, 10):
        if rough <= times * power:
            return max(1, round(times * power))
    return max(1, round(10 * power))


def ticks(low: float, high: float, about: int) -> list[int]:
    step = nice_step(high - low, about)
    return [step * number for number in range(math.ceil(low / step), math.floor(high / step + 1e-9) + 1)]


def ceiling(amount: float, about: int) -> float:
    """The first round amount that isn't lower."""
    step = nice_step(amount, about)
    return step * math.ceil(amount / step)
