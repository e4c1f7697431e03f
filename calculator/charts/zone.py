"""Your zone: the hours around yours in which an hour more brings much the same, in shade behind the chart.

The tint is pale, so a bracket along its roof says where it begins and ends.
"""

from collections.abc import Callable
from dataclasses import dataclass

from calculator.charts.frame import Frame
from calculator.charts.ink import RIM, SHADES, SOFT, line, points, text, width_of
from calculator.charts.room import Box, Room, around

NAME = "jouw zone"
SIZE = 13
TICK = 5
ON_ROOF = 2
"""How far the bracket lies under the roof of the shade."""


@dataclass(frozen=True)
class Zone:
    first: float
    last: float
    words: str
    """What an hour more brings there, as a sentence."""


def described(zone: Zone | None) -> str:
    return f" Gekleurd is jouw zone. {zone.words}" if zone else ""


def shade(zone: Zone | None, frame: Frame, roof: float, floor: list[tuple[float, float]]) -> str:
    """Down to the floor, which runs from the first hour to the last."""
    if zone is None:
        return ""
    corners = [(frame.x(zone.last), roof), (frame.x(zone.first), roof), *floor]
    return f'<polygon points="{points(corners)}" fill="{SHADES[0]}" class="c-zone"/>'


def bracket(zone: Zone | None, frame: Frame, roof: float) -> str:
    if zone is None:
        return ""
    left, right, y = frame.x(zone.first), frame.x(zone.last), roof + ON_ROOF
    ends = (line(x, y, x, y + TICK, stroke=RIM, width=2, css="c-lead") for x in (left, right))
    return line(left, y, right, y, stroke=RIM, width=2, css="c-lead") + "".join(ends)


def name(zone: Zone | None, frame: Frame, roof: float, room: Room, lowest: Callable[[Box], float]) -> str:
    """Under the bracket, where nothing else stands; `lowest` says how far down a box may reach there."""
    if zone is None:
        return ""
    left, right, width = frame.x(zone.first), frame.x(zone.last), width_of(NAME, SIZE)
    for x, anchor in ((right - 6, "end"), ((left + right) / 2, "middle"), (left + 6, "start")):
        box = around(x, roof + ON_ROOF + TICK + SIZE, width, SIZE, anchor)
        if box.left >= left + 4 and box.right <= right - 4 and box.bottom < lowest(box) and room.take_if_free(box):
            return text(x, roof + ON_ROOF + TICK + SIZE, NAME, size=SIZE, anchor=anchor, fill=SOFT, css="c-soft")
    return ""
