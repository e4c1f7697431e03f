"""The axis of hours: the rekenrek laid flat, a bead for each hour."""

from collections.abc import Iterator

from calculator.charts.frame import Frame
from calculator.charts.ink import BOARD, INK, RIM, SOFT, SUN, dot, line, text, width_of
from calculator.charts.room import Box
from portal.text.money import hours as in_words

DAY = 8
BELOW = 17
"""How far the wire hangs under the frame."""
SIZE, WEIGHT = 13, 600


def bead_axis(frame: Frame, now: float, wish: float) -> str:
    y = frame.foot + BELOW
    r = 2.9 if frame.narrow else 5.6
    left, right = frame.x(0), frame.x(frame.hours)
    drawn = [line(left - 2, y, right + 2, y, stroke=RIM, width=1.4, css="bead-wire")]
    drawn += [_bead(frame.x(hour + 0.5), y, r, hour + 0.5, now, wish, frame.narrow) for hour in range(int(frame.hours))]
    for hour in named_hours(frame):
        x = frame.x(hour)
        drawn.append(line(x, y - 9, x, y + 9, stroke=RIM, width=1.3, css="bead-wire"))
        drawn.append(number(frame, hour, y + 26))
        if hour and hour % DAY == 0 and not frame.narrow:
            days = "1 dag" if hour == DAY else f"{hour // DAY} dagen"
            drawn.append(text(x, y + 43, days, anchor="middle", fill=SOFT, css="c-soft"))
    return "".join(drawn)


def axis_room(frame: Frame) -> Box:
    """Where the numbers of the axis stand."""
    return Box(0, frame.foot + BELOW + 11, frame.width, frame.height)


def named_hours(frame: Frame) -> Iterator[float]:
    """Every day of eight hours, and full time where it isn't one and there's room for its number."""
    last = 0
    for last in range(0, int(frame.hours) + 1, DAY):
        yield last
    end = frame.hours
    if _middle(frame, end) - _middle(frame, last) > _half(last) + _half(end) + 4:
        yield end


def number(frame: Frame, hour: float, y: float) -> str:
    return text(_middle(frame, hour), y, in_words(hour), size=SIZE, weight=WEIGHT, anchor="middle")


def _half(hour: float) -> float:
    return width_of(in_words(hour), SIZE, WEIGHT) / 2


def _middle(frame: Frame, hour: float) -> float:
    """Under its place, yet inside the drawing."""
    return min(frame.x(hour), frame.width - 3 - _half(hour))


def _bead(x, y, r, middle, now, wish, narrow) -> str:
    """Worked and kept; wished on top; given up; free."""
    if middle <= min(now, wish):
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" fill="{BOARD}" class="bead-now"/>'
    if middle <= wish:
        return dot(x, y, r, fill=SUN, width=1 if narrow else 1.5, css="bead-wish")
    if middle <= now:
        return dot(x, y, r - 0.4, stroke=INK, width=1.8, css="c-dot")
    return dot(x, y, r - 0.6, stroke=RIM, width=1.3, css="bead-free")
