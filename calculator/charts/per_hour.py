"""What each extra hour adds to what's left to spend in a month: a bar for each hour."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.charts import zone
from calculator.charts.axis import named_hours, number
from calculator.charts.frame import Frame, scale
from calculator.charts.ink import (
    BOARD,
    INK,
    LATER,
    LINE,
    RIM,
    SOFT,
    SUN,
    WHITE,
    euros,
    line,
    opening,
    text,
    width_of,
)
from calculator.charts.room import Box, Room, around
from calculator.charts.zone import Zone
from portal.text import money
from portal.text.money import hours as in_words

OUTLIER = 2.5
"""How many times the usual hour a bar may be before it's cut off."""
USUAL = 0.8
"""The share of the hours that brings no more than the usual hour."""
LEAST = 10
CUT_ROOM = 18


@dataclass(frozen=True)
class PerHour:
    """Euros a month; the bar at place n is the step from n to n + 1 hours."""

    gains: list[float]
    now: float
    wish: float
    mean: float | None
    """Of the hours between, in euros a month for each hour a week; None when there are none."""
    zone: Zone | None = None
    together: bool = False

    @property
    def usual(self) -> float:
        sizes = sorted(abs(gain) for gain in self.gains)
        return sizes[int(USUAL * (len(sizes) - 1))]

    def is_between(self, hour: int) -> bool:
        """Whether any of the hour after this one lies between now and the wish."""
        low, high = sorted((self.now, self.wish))
        return low < hour + 1 and hour < high


def draw(picture: PerHour, *, narrow: bool = False, name: str = "peruur") -> str:
    frame = _frame(picture, narrow)
    room = Room(Box(2, 2, frame.width - 2, frame.height - 2))
    mean = _mean(frame, picture, room)
    parts = [
        opening(
            frame.width,
            frame.height,
            name,
            f"Wat elk extra uur per week {'jullie' if picture.together else 'je'} per maand oplevert",
            desc=_description(picture),
            size="chart--narrow" if narrow else "chart--wide",
        ),
        zone.shade(picture.zone, frame, frame.top, _floor(frame, picture.zone)),
        *_grid(frame),
        zone.bracket(picture.zone, frame, frame.top),
        *(_bar(frame, picture, hour, gain) for hour, gain in enumerate(picture.gains)),
        *_cuts(frame, picture, room),
        mean,
        zone.name(picture.zone, frame, frame.top, room, lambda box: _highest_bar(frame, picture, box)),
        *_hours(frame),
        "</svg>",
    ]
    return "".join(parts)


def _description(picture: PerHour) -> str:
    lowest, highest = min(picture.gains), max(picture.gains)
    said = f"Het laagste is {euros(lowest)}, het hoogste {euros(highest)} per maand voor één uur per week."
    if picture.mean is not None:
        said = (
            f"Tussen {in_words(picture.now)} en {in_words(picture.wish)} uur gemiddeld {euros(picture.mean)} per "
            f"maand voor elk uur. {said}"
        )
    return f"{said}{zone.described(picture.zone)} Alle bedragen staan in de tabel."


def _frame(picture: PerHour, narrow: bool) -> Frame:
    """Tall enough for the usual hour; one that stands out far is cut off and named."""
    reach = max(OUTLIER * picture.usual, LEAST)
    high = max([gain for gain in picture.gains if gain <= reach] + [LEAST])
    low = min([gain for gain in picture.gains if gain >= -reach] + [0])
    cut_above, cut_below = max(picture.gains) > reach, min(picture.gains) < -reach
    if cut_below:
        low = -reach
    amounts = scale(low * 1.04, high * (1.15 if cut_above else 1.04), about=4 if narrow else 5)
    labels = max(width_of(euros(amount), 13) for amount in amounts.named) + 12
    top, bottom = CUT_ROOM * cut_above, CUT_ROOM * cut_below
    hours = len(picture.gains)
    if narrow:
        return Frame(320, 290, max(46, labels), 8, 64 + top, 50 + bottom, hours, amounts, narrow=True)
    return Frame(780, 320, max(62, labels), 16, 56 + top, 64 + bottom, hours, amounts)


def _floor(frame: Frame, shaded: Zone | None) -> list[tuple[float, float]]:
    return [] if shaded is None else [(frame.x(hour), frame.foot) for hour in (shaded.first, shaded.last)]


def _highest_bar(frame: Frame, picture: PerHour, box: Box) -> float:
    """The top of the bars that stand under the box."""
    first, last = int(frame.hour(box.left)), int(frame.hour(box.right))
    return min(frame.y(_shown(frame, max(gain, 0))) for gain in picture.gains[first : last + 1])


def _grid(frame: Frame) -> Iterator[str]:
    for amount in frame.scale.named:
        stroke, css = (RIM, "c-zero") if amount == 0 else (LINE, "c-grid")
        yield line(frame.left, frame.y(amount), frame.end, frame.y(amount), stroke=stroke, css=css)
        yield text(frame.left - 8, frame.y(amount) + 4, euros(amount), anchor="end", fill=SOFT, css="c-soft")


def _slot(frame: Frame, hour: int) -> tuple[float, float]:
    """Left side and width of a bar."""
    slot = frame.plot_width / frame.hours
    bar = max(slot - (1.8 if frame.narrow else 4), 1)
    return frame.x(hour) + (slot - bar) / 2, bar


def _shown(frame: Frame, gain: float) -> float:
    return min(max(gain, frame.scale.low), frame.scale.high)


def _bar(frame: Frame, picture: PerHour, hour: int, gain: float) -> str:
    x, bar = _slot(frame, hour)
    y, foot = sorted((frame.y(_shown(frame, gain)), frame.y(0)))
    height = max(foot - y, 1)
    radius = min(2.5 if frame.narrow else 5, height / 2, bar / 2)
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{bar:.1f}" height="{height:.1f}" rx="{radius:.1f}" '
        f"{_look(frame, picture, hour)}/>"
    )


def _look(frame: Frame, picture: PerHour, hour: int) -> str:
    if picture.is_between(hour):
        return f'fill="{SUN}" stroke="{INK}" stroke-width="{1 if frame.narrow else 1.6}" class="bead-wish"'
    if hour < min(picture.now, picture.wish):
        return f'fill="{BOARD}" class="bead-now"'
    return f'fill="{LATER}" class="c-later"'


def _cuts(frame: Frame, picture: PerHour, room: Room) -> Iterator[str]:
    """A white notch in each bar that goes on beyond the picture, and its amount where there's room, the largest
    first."""
    cut = [(gain, hour) for hour, gain in enumerate(picture.gains) if _shown(frame, gain) != gain]
    for gain, hour in sorted(cut, key=lambda pair: -abs(pair[0])):
        x, bar = _slot(frame, hour)
        up = gain > 0
        notch = frame.y(_shown(frame, gain)) + (10 if up else -10)
        yield line(x - 1, notch + 2, x + bar + 1, notch - 2, stroke=WHITE, width=3, css="c-part")
        words = money.signed(round(gain * 100))
        half = width_of(words, 13, 600) / 2
        middle = min(max(x + bar / 2, frame.left - 4 + half), frame.width - 4 - half)
        foot = frame.top - 5 if up else frame.foot + 14
        if room.take_if_free(around(middle, foot, 2 * half, 13, "middle")):
            yield text(middle, foot, words, weight=600, anchor="middle")


def _mean(frame: Frame, picture: PerHour, room: Room) -> str:
    """In words over the hours between, with a line down to the one in the middle."""
    if picture.mean is None:
        return ""
    in_middle = (picture.now + picture.wish) / 2
    more = picture.wish > picture.now
    what = f"{in_words(abs(picture.wish - picture.now))} uur {'erbij' if more else 'minder'}, gemiddeld:"
    words = f"{euros(picture.mean if more else -picture.mean)} per maand per uur"
    size, large = (13, 15) if frame.narrow else (14, 18)
    half = max(width_of(what, size), width_of(words, large, 700)) / 2
    middle = frame.x(in_middle)
    x = min(max(middle, half + 6), frame.width - half - 6)
    foot = (64 if frame.narrow else 56) - 16
    room.take(Box(x - half, foot - 37, x + half, foot + 0.3 * large))
    nearest = [gain for hour, gain in enumerate(picture.gains) if hour <= in_middle <= hour + 1]
    bar_top = frame.y(max([_shown(frame, gain) for gain in nearest] + [0]))
    lead = line(min(max(middle, x - half), x + half), foot + 6, middle, bar_top - 5, stroke=RIM, css="c-lead")
    if bar_top - 5 > foot + 8:
        room.take(Box(middle - 2, foot + 6, middle + 2, bar_top - 5))
    return (
        (lead if bar_top - 5 > foot + 8 else "")
        + text(x, foot - (20 if frame.narrow else 23), what, size=size, anchor="middle")
        + text(x, foot, words, size=large, weight=700, anchor="middle")
    )


def _hours(frame: Frame) -> Iterator[str]:
    below = frame.height - (50 if frame.narrow else 64)
    for hour in named_hours(frame):
        yield number(frame, hour, below + 21)
    yield text(frame.left + frame.plot_width / 2, below + 43, "uren per week", anchor="middle", fill=SOFT, css="c-soft")
