"""The whole picture: what's left to spend in a month, from no hours to full time, in its parts.

Costs lie below zero and the stack starts there, so that its top edge is what is left to spend.
"""

from dataclasses import dataclass

from calculator.charts import heads, names
from calculator.charts.axis import bead_axis
from calculator.charts.frame import Frame, ceiling, nice_step, ticks
from calculator.charts.ink import (
    CSS,
    FILL,
    INK,
    LINE,
    PATTERN,
    RIM,
    SOFT,
    SUN,
    SUN_TINT,
    WHITE,
    dot,
    line,
    opening,
    patterns,
    points,
    text,
)
from calculator.charts.room import Box, Room
from calculator.presentation.money import hours as in_words
from calculator.presentation.money import thousands

STACK = ("net_partner", "net", "kinderbijslag", "kindgebonden_budget", "huurtoeslag", "zorgtoeslag")
NOTICEABLE = 0.5


@dataclass(frozen=True)
class Mark:
    """A numbered bead on the line: a jump with its name."""

    number: int
    hours: float
    words: str


@dataclass(frozen=True)
class Picture:
    """What the chart shows: euros a month, one for each whole hour from 0 up to full time."""

    parts: dict[str, list[float]]
    """Above zero, by key of STACK."""
    costs: list[float]
    """Zero or below."""
    left: list[float]
    now: float
    now_left: float
    wish: float
    wish_left: float
    marks: tuple[Mark, ...]
    bands: tuple[float, ...]
    together: bool
    costs_words: str

    @property
    def top(self) -> int:
        return len(self.left) - 1

    def left_at(self, hours: float) -> float:
        """Between two whole hours, on the straight line that is drawn."""
        under = min(int(hours), self.top - 1)
        share = hours - under
        return self.left[under] * (1 - share) + self.left[under + 1] * share


def draw(picture: Picture, *, narrow: bool = False, name: str = "beeld") -> str:
    frame = _frame(picture, narrow)
    room = Room(Box(2, 2, frame.width - 2, frame.height - 2))
    base = [round(cost, 2) for cost in picture.costs]
    parts = [
        opening(
            frame.width,
            frame.height,
            name,
            _title(picture),
            desc=_description(picture),
            size="chart--narrow" if narrow else "chart--wide",
        ),
        patterns(name),
        _between(picture, frame),
        _grid(frame),
        _costs(picture, frame, name),
        *_stack(picture, frame, name, base),
        _edge(picture, frame),
        _bands(picture, frame),
        heads.lines(picture, frame, room),
        names.marks(picture, frame, room),
        heads.beads(picture, frame),
        names.parts(picture, frame, room, base),
        bead_axis(frame, picture.now, picture.wish, frame.y(frame.low) + 17),
        "</svg>",
    ]
    return "".join(parts)


def _frame(picture: Picture, narrow: bool) -> Frame:
    high = ceiling(max(*picture.left, picture.now_left, picture.wish_left, 100) * 1.02, 7)
    low = min(0.0, *picture.costs)
    low = low * 1.1 if low < -high / 40 else -high / 40
    if narrow:
        return Frame(320, 420, 42, 8, 76, 64, picture.top, low, high, narrow=True)
    return Frame(780, 500, 56, 134, 84, 70, picture.top, low, high)


def _title(picture: Picture) -> str:
    who = "jullie" if picture.together else "je"
    return f"Wat {who} per maand te besteden {'hebben' if picture.together else 'hebt'}, van 0 tot {picture.top} uur"


def _description(picture: Picture) -> str:
    start, end = picture.left[0], picture.left[-1]
    way = "stijgt" if end > start else "daalt"
    said = [f"Bij {in_words(picture.now)} uur {amount(picture.now_left)} per maand"]
    if picture.wish != picture.now:
        said.append(f", bij {in_words(picture.wish)} uur {amount(picture.wish_left)}")
    said.append(f". De lijn {way} van {amount(start)} bij 0 uur naar {amount(end)} bij {picture.top} uur.")
    said += [f" Bij {in_words(mark.hours)} uur: {mark.words}." for mark in picture.marks]
    return "".join(said) + " Alle bedragen staan in de tabel."


def amount(euros: float) -> str:
    whole = round(euros)
    return f"{'− ' if whole < 0 else ''}€ {thousands(whole)}"


def _between(picture: Picture, frame: Frame) -> str:
    """A tint between your hours and your wish, above the line."""
    first, last = sorted((picture.now, picture.wish))
    if first == last:
        return ""
    inner = [hour for hour in range(picture.top + 1) if first < hour < last]
    corners = [(first, None), (last, None), *((hour, hour) for hour in (last, *reversed(inner), first))]
    shape = [(frame.x(hour), frame.top - 6 if on is None else frame.y(picture.left_at(on))) for hour, on in corners]
    return f'<polygon points="{points(shape)}" fill="{SUN_TINT}" class="c-band"/>'


def _grid(frame: Frame) -> str:
    step = nice_step(frame.high, 7)
    drawn = []
    for each in ticks(frame.low, frame.high, 7):
        zero = each == 0
        stroke, css = (RIM, "c-zero") if zero else (LINE, "c-grid")
        drawn.append(line(frame.left, frame.y(each), frame.x(frame.hours), frame.y(each), stroke=stroke, css=css))
        if each >= 0 and (not frame.narrow or each % (2 * step) == 0):
            words = "€ 0" if zero else thousands(each)
            drawn.append(text(frame.left - 8, frame.y(each) + 4, words, anchor="end", fill=SOFT, css="c-soft"))
    return "".join(drawn)


def _costs(picture: Picture, frame: Frame, name: str) -> str:
    if min(picture.costs) > -NOTICEABLE:
        return ""
    below = [(frame.x(hour), frame.y(cost)) for hour, cost in reversed(list(enumerate(picture.costs)))]
    shape = points([(frame.x(0), frame.y(0)), (frame.x(frame.hours), frame.y(0)), *below])
    return f'<polygon points="{shape}" fill="url(#{name}-minus)"/>'


def _stack(picture: Picture, frame: Frame, name: str, base: list[float]):
    """Each part on top of the one before it; `base` rises along."""
    for key in STACK:
        values = picture.parts.get(key)
        if values is None:
            continue
        above = [under + value for under, value in zip(base, values, strict=True)]
        for first, last in runs(values):
            upper = [(frame.x(hour), frame.y(max(above[hour], 0))) for hour in range(first, last + 1)]
            under = [(frame.x(hour), frame.y(max(base[hour], 0))) for hour in range(last, first - 1, -1)]
            shape = points([*upper, *under])
            yield (
                f'<polygon points="{shape}" fill="{FILL[key]}" stroke="{WHITE}" stroke-width="1.2" '
                f'stroke-linejoin="round" class="c-part {CSS[key]}"/>'
            )
            if key in PATTERN:
                yield f'<polygon points="{shape}" fill="url(#{name}-{PATTERN[key]})"/>'
        base[:] = above


def runs(values: list[float]) -> list[tuple[int, int]]:
    """The stretches of hours in which there is something, each with the hour before and after it."""
    found: list[tuple[int, int]] = []
    last_hour = len(values) - 1
    for hour, value in enumerate(values):
        if value > NOTICEABLE:
            first, last = max(0, hour - 1), min(last_hour, hour + 1)
            if found and first <= found[-1][1]:
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
    return found


def _edge(picture: Picture, frame: Frame) -> str:
    curve = points((frame.x(hour), frame.y(left)) for hour, left in enumerate(picture.left))
    return (
        f'<polyline points="{curve}" fill="none" stroke="{INK}" stroke-width="3" stroke-linejoin="round" '
        'stroke-linecap="round" class="c-line"/>'
    )


def _bands(picture: Picture, frame: Frame) -> str:
    return "".join(
        dot(frame.x(hour), frame.y(picture.left_at(hour)), 2.2 if frame.narrow else 3, width=1.4)
        for hour in picture.bands
    )


__all__ = ["SUN", "Mark", "Picture", "draw"]
