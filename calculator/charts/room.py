"""Room for words: a label is only written where nothing else stands."""

from collections.abc import Iterable
from typing import NamedTuple

GAP = 2
"""What stays between two things that stand beside each other."""


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def within(self, outer: "Box") -> bool:
        return (
            outer.left <= self.left
            and self.right <= outer.right
            and outer.top <= self.top
            and self.bottom <= outer.bottom
        )


def around(x: float, y: float, width: float, size: float, anchor: str = "start") -> Box:
    """The box of a line of text with its foot at y."""
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return Box(left, y - size, left + width, y + size * 0.3)


class Room:
    def __init__(self, whole: Box, taken: Iterable[Box] = ()):
        self.whole = whole
        self._taken: list[Box] = []
        for box in taken:
            self.take(box)

    def is_free(self, box: Box) -> bool:
        """Asked a thousand times for a picture, so without a call for each of what stands there."""
        if not box.within(self.whole):
            return False
        left, top, right, bottom = box
        for its_left, its_top, its_right, its_bottom in self._taken:
            if left < its_right and its_left < right and top < its_bottom and its_top < bottom:
                return False
        return True

    def take(self, box: Box) -> None:
        """With the gap around it."""
        self._taken.append(Box(box.left - GAP, box.top - GAP, box.right + GAP, box.bottom + GAP))

    def take_if_free(self, box: Box) -> bool:
        free = self.is_free(box)
        if free:
            self.take(box)
        return free
