"""The whole picture: what's left to spend in a month, from no hours to full time, in its parts.

Costs lie below zero and the stack starts there, so that its top edge is what is left to spend.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from calculator.charts import heads, names, zone
from calculator.charts.axis import axis_room, bead_axis
from calculator.charts.frame import Frame, between, scale
from calculator.charts.ink import (
    INK,
    LINE,
    LOOKS,
    RIM,
    SOFT,
    SUN_TINT,
    WHITE,
    dot,
    euros,
    line,
    opening,
    patterns,
    points,
    text,
    width_of,
)
from calculator.charts.room import Box, Room
from calculator.charts.zone import Zone
from portal.text.money import MINUS, thousands
from portal.text.money import hours as in_words

NOTICEABLE = 0.5
"""Euros a month; less isn't drawn."""
LEAST = 100
"""Euros a month that the axis shows at least."""


@dataclass(frozen=True)
class Mark:
    """A numbered bead on the line: a jump with its name."""

    number: int
    hours: float
    words: str


@dataclass(frozen=True)
class Picture:
    """What the chart shows: euros a month, at each of `hours`."""

    hours: Sequence[float]
    """Rising, from 0 up to full time, with now and the wish among them."""
    parts: dict[str, list[float]]
    """Above zero, by their key and from the bottom up."""
    costs: list[float]
    """Zero or below."""
    left: list[float]
    """At each of the hours, the sum of parts and costs."""
    now: float
    wish: float
    marks: tuple[Mark, ...] = ()
    bands: tuple[float, ...] = ()
    zone: Zone | None = None
    together: bool = False
    costs_words: str = "gaat naar kosten"
    looks: dict[str, str] = field(default_factory=dict)
    """Of each part: a key of `ink.LOOKS`."""
    names: dict[str, str] = field(default_factory=dict)
    short_names: dict[str, str] = field(default_factory=dict)
    """Of the incomes, where there's little room."""

    @property
    def top(self) -> float:
        return self.hours[-1]

    def left_at(self, hours: float) -> float:
        """Between two of the hours, on the straight line that is drawn."""
        return between(self.hours, self.left, hours)


def draw(picture: Picture, *, narrow: bool = False, name: str = "beeld") -> str:
    frame = _frame(picture, narrow)
    room = Room(Box(2, 2, frame.width - 2, frame.height - 2))
    room.take(axis_room(frame))
    stack = list(picture.costs)
    parts = [
        opening(
            frame.width,
            frame.height,
            name,
            _title(picture),
            desc=_description(picture),
            size="chart--narrow" if narrow else "chart--wide",
            plot=(frame.left, frame.end, frame.hours, frame.top, frame.foot),
        ),
        patterns(name),
        zone.shade(picture.zone, frame, _roof(frame), _under(picture, frame, picture.zone)),
        _between(picture, frame),
        _grid(frame),
        _costs(picture, frame, name),
        *_stack(picture, frame, name, stack),
        _edge(picture, frame),
        _bands(picture, frame),
        zone.bracket(picture.zone, frame, _roof(frame)),
        heads.lines(picture, frame, room),
        names.marks(picture, frame, room),
        zone.name(picture.zone, frame, _roof(frame), room, lambda box: names.above_line(box, picture, frame)),
        heads.beads(picture, frame),
        names.parts(picture, frame, room, stack),
        bead_axis(frame, picture.now, picture.wish),
        "</svg>",
    ]
    return "".join(parts)


def _frame(picture: Picture, narrow: bool) -> Frame:
    highest = max(*picture.left, LEAST) * 1.02
    lowest = min(0.0, *picture.costs, *picture.left) * 1.1
    amounts = scale(min(lowest, -highest / 40), highest, about=5 if narrow else 7)
    labels = max(width_of(_amount(amount), 13) for amount in amounts.named) + 12
    if narrow:
        return Frame(320, 420, max(42, labels), 12, 76, 64, picture.top, amounts, narrow=True)
    return Frame(780, 500, max(56, labels), 134, 84, 70, picture.top, amounts)


def _title(picture: Picture) -> str:
    who = "jullie" if picture.together else "je"
    have = "hebben" if picture.together else "hebt"
    return f"Wat {who} per maand te besteden {have}, van 0 tot {in_words(picture.top)} uur"


def _description(picture: Picture) -> str:
    said = [f"Bij {in_words(picture.now)} uur {euros(picture.left_at(picture.now))} per maand"]
    if picture.wish != picture.now:
        said.append(f", bij {in_words(picture.wish)} uur {euros(picture.left_at(picture.wish))}")
    said.append(f". {_way(picture)}")
    said += [f" Bij {in_words(mark.hours)} uur: {mark.words}." for mark in picture.marks]
    return "".join(said) + zone.described(picture.zone) + " Alle bedragen staan in de tabel."


def _way(picture: Picture) -> str:
    start, end = euros(picture.left[0]), euros(picture.left[-1])
    if start == end:
        return f"Bij 0 uur en bij {in_words(picture.top)} uur is het {start}."
    way = "stijgt" if picture.left[-1] > picture.left[0] else "daalt"
    return f"De lijn {way} van {start} bij 0 uur naar {end} bij {in_words(picture.top)} uur."


def _between(picture: Picture, frame: Frame) -> str:
    """A tint between your hours and your wish, above the line."""
    first, last = sorted((picture.now, picture.wish))
    if first == last:
        return ""
    roof = [(frame.x(hour), _roof(frame)) for hour in (last, first)]
    shape = points([*roof, *_line(picture, frame, first, last)])
    return f'<polygon points="{shape}" fill="{SUN_TINT}" class="c-band"/>'


def _roof(frame: Frame) -> float:
    return frame.top - 6


def _under(picture: Picture, frame: Frame, shaded: Zone | None) -> list[tuple[float, float]]:
    return [] if shaded is None else _line(picture, frame, shaded.first, shaded.last)


def _line(picture: Picture, frame: Frame, first: float, last: float) -> list[tuple[float, float]]:
    """The line of what is left to spend, from hour to hour."""
    inner = [hour for hour in picture.hours if first < hour < last]
    return [(frame.x(hour), frame.y(picture.left_at(hour))) for hour in (first, *inner, last)]


def _grid(frame: Frame) -> str:
    drawn = []
    for amount in frame.scale.named:
        stroke, css = (RIM, "c-zero") if amount == 0 else (LINE, "c-grid")
        y = frame.y(amount)
        drawn.append(line(frame.left, y, frame.end, y, stroke=stroke, css=css))
        drawn.append(text(frame.left - 8, y + 4, _amount(amount), anchor="end", fill=SOFT, css="c-soft"))
    return "".join(drawn)


def _amount(amount: int) -> str:
    return "€ 0" if amount == 0 else f"{MINUS if amount < 0 else ''}{thousands(amount)}"


def _costs(picture: Picture, frame: Frame, name: str) -> str:
    if min(picture.costs) > -NOTICEABLE:
        return ""
    hanging = [(frame.x(hour), frame.y(cost)) for hour, cost in zip(picture.hours, picture.costs, strict=True)]
    shape = points([(frame.x(0), frame.y(0)), (frame.end, frame.y(0)), *reversed(hanging)])
    return f'<polygon points="{shape}" fill="url(#{name}-minus)"/>'


def _stack(picture: Picture, frame: Frame, name: str, base: list[float]) -> Iterator[str]:
    """Each part on top of the one before it; `base` rises along."""
    xs = [frame.x(hour) for hour in picture.hours]
    for key, values in picture.parts.items():
        look = LOOKS[picture.looks[key]]
        above = [under + value for under, value in zip(base, values, strict=True)]
        for first, last in runs(values):
            upper = [(xs[place], frame.y(max(above[place], 0))) for place in range(first, last + 1)]
            under = [(xs[place], frame.y(max(base[place], 0))) for place in range(last, first - 1, -1)]
            shape = points([*upper, *under])
            yield (
                f'<polygon points="{shape}" fill="{look.fill}" stroke="{WHITE}" stroke-width="1.2" '
                f'stroke-linejoin="round" class="c-part {look.css}"/>'
            )
            if look.pattern:
                yield f'<polygon points="{shape}" fill="url(#{name}-{look.pattern})"/>'
        base[:] = above


def runs(values: list[float]) -> list[tuple[int, int]]:
    """The stretches in which there is something, each with the place before and after it."""
    stretches: list[tuple[int, int]] = []
    end = len(values) - 1
    for place, value in enumerate(values):
        if value > NOTICEABLE:
            first, last = max(0, place - 1), min(end, place + 1)
            if stretches and first <= stretches[-1][1]:
                stretches[-1] = (stretches[-1][0], last)
            else:
                stretches.append((first, last))
    return stretches


def _edge(picture: Picture, frame: Frame) -> str:
    curve = points((frame.x(hour), frame.y(left)) for hour, left in zip(picture.hours, picture.left, strict=True))
    return (
        f'<polyline points="{curve}" fill="none" stroke="{INK}" stroke-width="3" stroke-linejoin="round" '
        'stroke-linecap="round" class="c-line"/>'
    )


def _bands(picture: Picture, frame: Frame) -> str:
    return "".join(
        dot(frame.x(hour), frame.y(picture.left_at(hour)), 2.2 if frame.narrow else 3, width=1.4)
        for hour in picture.bands
    )
