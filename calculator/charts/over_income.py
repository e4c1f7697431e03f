"""A rule over income: one line or a few, with a legend above them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from calculator.charts.frame import Frame, between, nice_step, scale
from calculator.charts.ink import (
    BOARD,
    INK,
    LINE,
    RIM,
    SOFT,
    euros,
    line,
    opening,
    points,
    text,
    width_of,
    wrapped,
)
from portal.text.money import NO_BREAK, hours, thousands

Point = tuple[float, float]
LOOKS = (
    (BOARD, "c-series", 3.2, ""),
    (INK, "c-line", 2.2, "8 5"),
    (RIM, "c-lead", 2.6, ""),
    (INK, "c-line", 2.2, "1.5 5"),
)
"""Stroke, class, width and dashes: lines differ in shape as well as colour."""
SIZE = 13
SAMPLE = 26
"""How long the piece of line in the legend is."""
APART = 8
"""How far words along the axis stand from each other."""
UNSEEN = 0.2
"""How far a line may lie from its points, in the units of the drawing."""


@dataclass(frozen=True)
class Line:
    name: str
    amounts: Sequence[float]
    """At each of the places; euros, or percent."""


@dataclass(frozen=True)
class OverIncome:
    title: str
    places: Sequence[float]
    """Rising, from the left side to the right."""
    lines: tuple[Line, ...]
    x_words: str
    in_percent: bool = False
    in_euros: bool = True
    """Whether the places are amounts; otherwise steps or hours."""

    @property
    def write(self) -> Callable[[float], str]:
        return _percent if self.in_percent else euros

    def write_place(self, place: float) -> str:
        return euros(place) if self.in_euros else hours(place)

    def at(self, of: Line, place: float) -> float:
        return between(self.places, of.amounts, place)

    def named(self, about: int) -> list[float]:
        """Round places along the axis."""
        first, last = self.places[0], self.places[-1]
        step = nice_step(last - first, about)
        round_places = [step * number for number in range(int(last // step) + 1)]
        return [place for place in round_places if place >= first]


def draw(picture: OverIncome, *, narrow: bool = False, name: str = "lijn") -> str:
    legend = _legend(picture, 320 if narrow else 780)
    frame = _frame(picture, narrow, max((row for row, _, _ in legend), default=-1) + 1)
    parts = [
        opening(
            frame.width,
            frame.height,
            name,
            picture.title,
            desc=description(picture),
            size="chart--narrow" if narrow else "chart--wide",
        ),
        *_grid(frame, picture),
        *(_line(frame, picture, number) for number in reversed(range(len(picture.lines)))),
        *(_sample(picture, *entry) for entry in legend),
        *_axis(frame, picture),
        "</svg>",
    ]
    return "".join(parts)


def description(picture: OverIncome) -> str:
    """Where each line starts, how high it comes and where it ends."""
    write, sentences = picture.write, []
    first, last = picture.places[0], picture.places[-1]
    for curve in picture.lines:
        top = max(curve.amounts)
        words = (
            f"Van {write(curve.amounts[0])} bij {picture.write_place(first)} naar {write(curve.amounts[-1])} bij "
            f"{picture.write_place(last)}, op zijn hoogst {write(top)}."
        )
        sentences.append(f"{curve.name}: {words[0].lower()}{words[1:]}" if curve.name else words)
    return " ".join([*sentences, "Alle bedragen staan in de tabel."])


def _frame(picture: OverIncome, narrow: bool, rows: int) -> Frame:
    lowest = min(0.0, min(min(curve.amounts) for curve in picture.lines))
    highest = max(max(curve.amounts) for curve in picture.lines)
    amounts = scale(lowest, max(highest * 1.02, 1), about=4 if narrow else 5)
    left = max(width_of(picture.write(amount), SIZE) for amount in amounts.named) + 12
    top = 14 + 22 * rows
    width, plot = (320, 158) if narrow else (780, 208)
    bottom = 35 + 17 * len(_x_words(picture, width))
    # The places take the part that hours have in the other pictures; they may start above zero.
    places = picture.places[-1] - picture.places[0]
    return Frame(width, top + plot + bottom, left, 14, top, bottom, places, amounts, narrow=narrow)


def _x(frame: Frame, picture: OverIncome, place: float) -> float:
    return frame.x(place - picture.places[0])


def _grid(frame: Frame, picture: OverIncome) -> Iterator[str]:
    for amount in frame.scale.named:
        stroke, css = (RIM, "c-zero") if amount == 0 else (LINE, "c-grid")
        yield line(frame.left, frame.y(amount), frame.end, frame.y(amount), stroke=stroke, css=css)
        yield text(frame.left - 8, frame.y(amount) + 4, picture.write(amount), anchor="end", fill=SOFT, css="c-soft")


def _line(frame: Frame, picture: OverIncome, number: int) -> str:
    stroke, css, width, dash = LOOKS[number]
    amounts = picture.lines[number].amounts
    corners = thinned([(_x(frame, picture, x), frame.y(y)) for x, y in zip(picture.places, amounts, strict=True)])
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polyline points="{points(corners)}" fill="none" stroke="{stroke}" stroke-width="{width}" '
        f'stroke-linejoin="round" stroke-linecap="round" class="{css}"{dashes}/>'
    )


def thinned(line_: list[Point]) -> list[Point]:
    """The same line with only the points that one can see."""
    kept, stack = {0, len(line_) - 1}, [(0, len(line_) - 1)]
    while stack:
        start, end = stack.pop()
        far, at = max(
            ((_distance(line_[place], line_[start], line_[end]), place) for place in range(start + 1, end)),
            default=(0, 0),
        )
        if far > UNSEEN:
            kept.add(at)
            stack += [(start, at), (at, end)]
    return [line_[place] for place in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Up or down from the straight line between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    return abs(y - (y1 + (y2 - y1) * (x - x1) / (x2 - x1)))


def _legend(picture: OverIncome, width: int) -> list[tuple[int, float, int]]:
    """For each line with a name: its row, its place in it and its number."""
    entries: list[tuple[int, float, int]] = []
    row, x = 0, 6.0
    for number, curve in enumerate(picture.lines):
        if curve.name:
            needs = SAMPLE + 8 + width_of(curve.name, SIZE)
            if x > 6 and x + needs > width - 4:
                row, x = row + 1, 6.0
            entries.append((row, x, number))
            x += needs + 22
    return entries


def _sample(picture: OverIncome, row: int, x: float, number: int) -> str:
    stroke, css, width, dash = LOOKS[number]
    y = 16 + 22 * row
    return line(x, y - 4, x + SAMPLE, y - 4, stroke=stroke, width=width, css=css, dash=dash) + text(
        x + SAMPLE + 8, y, picture.lines[number].name, size=SIZE
    )


def _axis(frame: Frame, picture: OverIncome) -> Iterator[str]:
    free_from = 0.0
    for place in picture.named(4 if frame.narrow else 8):
        x = _x(frame, picture, place)
        words = thousands(round(place)) if picture.in_euros else hours(place)
        half = width_of(words, SIZE, 600) / 2
        middle = min(max(x, half + 2), frame.width - half - 2)
        yield line(x, frame.foot, x, frame.foot + 5, stroke=RIM, css="c-zero")
        if middle - half >= free_from:
            free_from = middle + half + APART
            yield text(middle, frame.foot + 21, words, size=SIZE, weight=600, anchor="middle")
    for number, words in enumerate(_x_words(picture, frame.width)):
        y = frame.foot + 44 + 17 * number
        yield text(frame.width / 2, y, words, size=SIZE, anchor="middle", fill=SOFT, css="c-soft")


def _x_words(picture: OverIncome, width: int) -> list[str]:
    words = f"{picture.x_words}, in euro’s" if picture.in_euros else picture.x_words
    return wrapped(words, width - 12, SIZE)


def _percent(amount: float) -> str:
    return f"{amount:.1f}".rstrip("0").rstrip(".").replace(".", ",").replace("-", "−") + f"{NO_BREAK}%"
