"""Room for words: a label is only written where nothing else stands."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box", gap: float = 2) -> bool:
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

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


@dataclass
class Room:
    whole: Box
    taken: list[Box] = field(default_factory=list)

    def is_free(self, box: Box) -> bool:
        return box.within(self.whole) and not any(box.touches(other) for other in self.taken)

    def take(self, box: Box) -> None:
        self.taken.append(box)

    def take_if_free(self, box: Box) -> bool:
        free = self.is_free(box)
        if free:
            self.take(box)
        return free
