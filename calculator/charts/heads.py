"""Above the chart: where you are and what you wish, with what's left at each."""

from calculator.charts.frame import Frame
from calculator.charts.ink import INK, RIM, SUN, WHITE, dot, euros, line, text, width_of
from calculator.charts.room import Box, Room
from portal.text.money import hours as in_words

GAP = 12
APART = 2
"""Hours between now and wish from which each has its own words."""
OUTSIDE = 24
"""How far words may reach beyond the frame before they turn inward."""
LEAN = 3
HERE, WISH = "Je bent hier", "Je wens"


def lines(picture, frame: Frame, room: Room) -> str:
    """The two upright lines and the words over them; takes that room."""
    drawn = []
    for hour, dash in _places(picture):
        x = frame.x(hour)
        foot = frame.foot + 4
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

    def __init__(self, small: list[str], large: str, hour: float, narrow: bool):
        self.small, self.large, self.hour, self.narrow = small, large, hour, narrow
        self.size, self.large_size = (13, 17) if narrow else (14, 22)
        widest_small = max(width_of(words, self.size) for words in self.small)
        self.width = max(widest_small, width_of(self.large, self.large_size, 700))


def _words(picture, frame: Frame, room: Room) -> str:
    if abs(picture.wish - picture.now) < APART:
        head = _together(picture, frame.narrow)
        left = frame.x(head.hour) - head.width / 2
        left = min(max(left, 4), frame.width - 4 - head.width)
        return _head(head, left, "middle", frame, room)
    heads = [_head_at(HERE, picture.now, picture, frame), _head_at(WISH, picture.wish, picture, frame)]
    low, high = sorted(heads, key=lambda head: head.hour)
    return "".join(_head(*placed, frame, room) for placed in _side_by_side(low, high, frame))


def _head_at(title: str, hour: float, picture, frame: Frame) -> _Head:
    words = f"{in_words(hour)} uur"
    small = [title, words] if frame.narrow else [f"{title}: {words}"]
    return _Head(small, euros(picture.left_at(hour)), hour, frame.narrow)


def _together(picture, narrow: bool) -> _Head:
    """One head for both, where two would stand on each other."""
    now, wish = f"{HERE}: {in_words(picture.now)} uur", f"{WISH}: {in_words(picture.wish)} uur"
    large = euros(picture.left_at(picture.now))
    if picture.now == picture.wish:
        return _Head([now], large, picture.now, narrow)
    small = [now, wish] if narrow else [f"{now}. {wish}."]
    large = f"{large} en {euros(picture.left_at(picture.wish))}"
    return _Head(small, large, (picture.now + picture.wish) / 2, narrow)


def _side_by_side(low: _Head, high: _Head, frame: Frame) -> list[tuple[_Head, float, str]]:
    """Left and right of their lines; turned inward at the ends when there's room, and never on each other."""
    low_left, low_side = frame.x(low.hour) + LEAN - low.width, "end"
    high_left, high_side = frame.x(high.hour) - LEAN, "start"
    inward = frame.x(low.hour) - LEAN
    if low_left < frame.left - OUTSIDE and inward + low.width + GAP <= high_left:
        low_left, low_side = inward, "start"
    inward = frame.x(high.hour) + LEAN - high.width
    if high_left + high.width > frame.end + OUTSIDE and inward >= low_left + low.width + GAP:
        high_left, high_side = inward, "end"
    edge = frame.width - 4
    low_left, high_left = max(low_left, 4), min(high_left, edge - high.width)
    if high_left < low_left + low.width + GAP:
        high_left = min(low_left + low.width + GAP, edge - high.width)
        low_left = high_left - GAP - low.width
    return [(low, low_left, low_side), (high, high_left, high_side)]


def _head(head: _Head, left: float, anchor: str, frame: Frame, room: Room) -> str:
    x = left + {"start": 0, "middle": head.width / 2, "end": head.width}[anchor]
    foot = frame.top - 20 - (1 if head.narrow else 0)
    first = foot - (22 if head.narrow else 27) - 17 * (len(head.small) - 1)
    drawn = [
        text(x, first + number * 17, words, size=head.size, anchor=anchor) for number, words in enumerate(head.small)
    ]
    drawn.append(text(x, foot, head.large, size=head.large_size, weight=700, anchor=anchor))
    room.take(Box(left, first - head.size, left + head.width, foot + 0.3 * head.large_size))
    line_x = frame.x(head.hour)
    nearest = min(max(line_x, left), left + head.width)
    if abs(nearest - line_x) > 4:
        drawn.append(line(nearest, foot + 5, line_x, frame.top - 6, stroke=RIM, css="c-lead"))
    return "".join(drawn)
