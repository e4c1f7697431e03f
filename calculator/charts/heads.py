"""Above the chart: where you are and what you wish, with what's left at each."""

from calculator.charts.frame import Frame
from calculator.charts.ink import INK, RIM, SUN, WHITE, dot, line, text, width_of
from calculator.charts.room import Box, Room
from calculator.presentation.money import hours as in_words
from calculator.presentation.money import thousands

GAP = 12


def euros(amount: float) -> str:
    return f"{'− ' if round(amount) < 0 else ''}€ {thousands(round(amount))}"


def lines(picture, frame: Frame, room: Room) -> str:
    """The two upright lines and the words over them; takes that room."""
    drawn = []
    for hour, dash in _places(picture):
        x = frame.x(hour)
        foot = frame.y(frame.low) + 4
        drawn.append(line(x, frame.top - 6, x, foot, stroke=INK, width=1.5, css="c-line", dash=dash))
        room.take(Box(x - 2, frame.top - 8, x + 2, foot))
    return "".join(drawn) + _words(picture, frame, room)


def beads(picture, frame: Frame) -> str:
    """White where you are, sun where you wish; drawn last, so that they lie on top."""
    drawn = []
    if picture.wish != picture.now:
        x, y = frame.x(picture.wish), frame.y(picture.left_at(picture.wish))
        drawn.append(dot(x, y, 7.5, fill=SUN, width=2.6, css="c-wish"))
    x, y = frame.x(picture.now), frame.y(picture.left_at(picture.now))
    drawn.append(dot(x, y, 7.5, fill=WHITE, width=2.6, css="c-now"))
    return "".join(drawn)


def _places(picture):
    yield picture.now, ""
    if picture.wish != picture.now:
        yield picture.wish, "5 3"


class _Head:
    """Two or three lines of words, over a place."""

    def __init__(self, title: str, hour: float, left: float, narrow: bool):
        self.hour, self.narrow = hour, narrow
        self.small = [title, f"{in_words(hour)} uur"] if narrow else [f"{title}: {in_words(hour)} uur"]
        self.large = euros(left)
        self.size, self.large_size = (13, 17) if narrow else (14, 22)
        widest_small = max(width_of(words, self.size) for words in self.small)
        self.width = max(widest_small, width_of(self.large, self.large_size, 700))


def _words(picture, frame: Frame, room: Room) -> str:
    heads = [_Head("Je bent hier", picture.now, picture.now_left, frame.narrow)]
    if picture.wish != picture.now:
        heads.append(_Head("Je wens", picture.wish, picture.wish_left, frame.narrow))
    heads.sort(key=lambda head: head.hour)
    places = _side_by_side(heads, frame)
    return "".join(_head(head, *place, frame, room) for head, place in zip(heads, places, strict=True))


def _side_by_side(heads, frame: Frame) -> list[tuple[float, str]]:
    """Left and right of their lines; pushed inward at the edges, and apart where they'd touch."""
    edge = frame.width - 4
    if len(heads) == 1:
        (head,) = heads
        middle = min(max(frame.x(head.hour), head.width / 2 + 4), edge - head.width / 2)
        return [(middle, "middle")]
    low, high = heads
    ends = max(frame.x(low.hour) + 3, low.width + 4)
    starts = min(frame.x(high.hour) - 3, edge - high.width)
    if starts < ends + GAP:
        # No room on both sides of their own lines: keep them together, as near as it gets.
        over = ends + GAP - starts
        starts = min(starts + over, edge - high.width)
        ends = min(ends, starts - GAP)
    return [(ends, "end"), (starts, "start")]


def _head(head: _Head, x: float, anchor: str, frame: Frame, room: Room) -> str:
    first = frame.top - (60 if head.narrow else 46)
    drawn = []
    for number, words in enumerate(head.small):
        drawn.append(text(x, first + number * 17, words, size=head.size, anchor=anchor))
    foot = first + (39 if head.narrow else 26)
    drawn.append(text(x, foot, head.large, size=head.large_size, weight=700, anchor=anchor))
    left = {"end": x - head.width, "start": x, "middle": x - head.width / 2}[anchor]
    room.take(Box(left, first - head.size, left + head.width, foot + 4))
    line_x = frame.x(head.hour)
    nearest = min(max(line_x, left), left + head.width)
    if abs(nearest - line_x) > 4:
        drawn.append(line(nearest, foot + 5, line_x, frame.top - 6, stroke=RIM, css="c-lead"))
    return "".join(drawn)
