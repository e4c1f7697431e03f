"""Names in the chart: of the jumps on the line, and of the parts in the stack.

Every name also stands in the list or the table below; so a name that finds no room is left out here.
"""

from collections.abc import Iterator

from calculator.charts.frame import Frame, along
from calculator.charts.ink import INK, RIM, WHITE, dot, line, text, width_of, wrapped
from calculator.charts.room import Box, Room, around
from portal.text.money import hours as in_words

BEAD = 9.5
OWN_BEAD = 8.8
"""The bead of now and of the wish, with its rim."""
LIFT = 6
SMALL, LARGE = 13, 14
ON_DARK = {"net"}
WAGES = ("net_partner", "net")
LINE_HEIGHT = 17
APART = 19
"""From one name beside the picture to the next."""
FOOT_ROOM = 18
"""How far the names beside it may go on under the frame."""
NOTICEABLE = 8
"""Euros a month; a thinner part can't be pointed at."""
HIGHEST, HIGHEST_NARROW = 110, 170
"""How far over the line a name may stand."""
TRIED = 40
"""Places over the width at which a name inside its part is tried."""


def marks(picture, frame: Frame, room: Room) -> str:
    """Numbered beads. One that would lie on another, or on your own bead, is lifted off the line."""
    placed: list[tuple[float, float, float]] = [
        (frame.x(hour), frame.y(picture.left_at(hour)), OWN_BEAD) for hour in (picture.now, picture.wish)
    ]
    for x, y, r in placed:
        room.take(Box(x - r, y - r, x + r, y + r))
    drawn, beads = [], []
    for mark in picture.marks:
        x, on_line = frame.x(mark.hours), frame.y(picture.left_at(mark.hours))
        y = _free_height(x, on_line, placed, frame)
        placed.append((x, y, BEAD))
        if y != on_line:
            drawn.append(line(x, on_line, x, y, stroke=RIM, css="c-lead"))
        room.take(Box(x - BEAD, y - BEAD, x + BEAD, y + BEAD))
        beads.append((mark, x, y))
    if not frame.narrow:
        drawn += [_mark_words(mark, x, y, picture, frame, room) for mark, x, y in reversed(beads)]
    for mark, x, y in beads:
        drawn.append(dot(x, y, BEAD))
        drawn.append(text(x, y + 4.4, str(mark.number), weight=700, anchor="middle"))
    return "".join(drawn)


def _free_height(x: float, on_line: float, placed: list[tuple[float, float, float]], frame: Frame) -> float:
    """On the line, else as little above or below it as leaves every bead to be read."""
    for steps in range(int(frame.height / LIFT)):
        for y in (on_line - LIFT * steps, on_line + LIFT * steps):
            inside = frame.top + BEAD <= y <= frame.foot - BEAD or y == on_line
            if inside and all((x - px) ** 2 + (y - py) ** 2 >= (BEAD + r) ** 2 for px, py, r in placed):
                return y
    return on_line


def _mark_words(mark, x, y, picture, frame: Frame, room: Room) -> str:
    """Beside a thin line that rises from the bead, as high as it must; without the hours when that's too long. The
    line of now or of the wish serves where it runs through the bead."""
    own_line = any(abs(frame.x(hour) - x) < 3 for hour in (picture.now, picture.wish))
    for words in (f"{in_words(mark.hours)} uur: {mark.words}", mark.words):
        width = width_of(words, SMALL)
        for anchor, start in (("end", x - 7), ("start", x + 7)):
            foot, lowest = y - 24, above_line(around(start, 0, width, SMALL, anchor), picture, frame)
            while foot > frame.top + 6:
                box = around(start, foot, width, SMALL, anchor)
                leader = Box(x - 1, foot - 10, x + 1, y - BEAD - 4)
                inside = box.left > frame.left + 2 and box.right < frame.end - 2
                if not inside or box.bottom >= lowest or not room.is_free(box):
                    pass
                elif own_line:
                    room.take(box)
                    return text(start, foot, words, anchor=anchor)
                elif room.is_free(leader):
                    room.take(box)
                    room.take(leader)
                    rising = line(x, y - BEAD, x, foot - 10, stroke=RIM, css="c-lead")
                    return rising + text(start, foot, words, anchor=anchor)
                foot -= 7
    return ""


def above_line(box: Box, picture, frame: Frame) -> float:
    """How low a box may reach over its whole width: above what's left to spend, and above the costs that hang from
    zero."""
    return frame.y(max(0, *_line_by(box, picture, frame, more=8))) - 4


def _misses_line(box: Box, picture, frame: Frame) -> bool:
    """Wholly under what's left to spend, or wholly above."""
    amounts = _line_by(box, picture, frame, more=2)
    return frame.y(min(amounts)) < box.top - 2 or frame.y(max(amounts)) > box.bottom + 2


def _line_by(box: Box, picture, frame: Frame, *, more: float) -> list[float]:
    """What's left to spend along the box and a little beyond it."""
    return along(picture.hours, picture.left, frame.hour(box.left - more), frame.hour(box.right + more))


def parts(picture, frame: Frame, room: Room, top_of_stack: list[float]) -> str:
    """Names of the wages inside them, of the rest beside or above the picture; beside a narrow one there's no room."""
    bounds = dict(_bounds(picture, top_of_stack))
    drawn = [_inside(key, bounds[key], picture, frame, room) for key in WAGES if key in bounds]
    above = [key for key in bounds if key not in WAGES]
    if frame.narrow:
        # The largest first, since not all of them may find room.
        above.sort(key=lambda key: -max(high - low for low, high in bounds[key]))
    else:
        drawn.append(_beside(picture, bounds, frame, room))
        above = [key for key in above if not _is_seen(bounds[key][-1])]
    drawn += [_above(key, bounds[key], picture, frame, room) for key in above]
    return "".join(drawn)


Pairs = list[tuple[float, float]]


def _bounds(picture, top_of_stack: list[float]) -> Iterator[tuple[str, Pairs]]:
    """For each part the lower and upper amount at each of the hours, as far as they lie above zero."""
    upper = list(top_of_stack)
    for key in reversed(list(picture.parts)):
        values = picture.parts[key]
        lower = [above - value for above, value in zip(upper, values, strict=True)]
        yield key, [(max(low, 0), max(above, 0)) for low, above in zip(lower, upper, strict=True)]
        upper = lower


def _is_seen(pair: tuple[float, float]) -> bool:
    return pair[1] - pair[0] > NOTICEABLE


def _inside(key, pairs: Pairs, picture, frame: Frame, room: Room) -> str:
    """In the middle of the part, where it's thickest over the whole width of the words."""
    words = picture.short_names[key] if frame.narrow else picture.names[key]
    size = SMALL if frame.narrow else LARGE
    half = width_of(words, size, 600) / 2
    xs = [frame.x(hour) for hour in picture.hours]
    feet, tops = [frame.y(low) for low, _ in pairs], [frame.y(high) for _, high in pairs]
    best = None
    for number in range(TRIED + 1):
        x = frame.left + frame.plot_width * number / TRIED
        if x - half < frame.left + 4 or x + half > frame.end - 4:
            continue
        ends = max(x - half - 6, xs[0]), min(x + half + 6, xs[-1])
        top, foot = max(along(xs, tops, *ends)), min(along(xs, feet, *ends))
        if foot - top <= (size + 8 if best is None else max(size + 8, best[0] + 0.5)):
            continue
        y = (top + foot) / 2 + size * 0.35
        box = around(x, y, 2 * half, size, "middle")
        if room.is_free(box) and _misses_line(box, picture, frame):
            best = (foot - top, x, y, box)
    if best is None:
        return ""
    _, x, y, box = best
    room.take(box)
    fill, css = (WHITE, "c-on-loon") if key in ON_DARK else (INK, "c-on-partner")
    return text(x, y, words, size=size, weight=600, anchor="middle", fill=fill, css=css)


def _beside(picture, bounds: dict[str, Pairs], frame: Frame, room: Room) -> str:
    """Right of the chart: the thin parts that are still there at full time, one under the other."""
    labels = []
    for key, pairs in bounds.items():
        if key not in WAGES and _is_seen(pairs[-1]):
            labels.append((frame.y(sum(pairs[-1]) / 2), [picture.names[key]]))
    if picture.costs[-1] < -NOTICEABLE:
        lines = wrapped(picture.costs_words, room.whole.right - frame.end - 17, SMALL)
        labels.append((frame.y(picture.costs[-1] / 2), lines))
    drawn, lowest = [], 0.0
    below = sum(_height(lines) for _, lines in labels)
    for y, lines in sorted(labels):
        # Not so low that those that follow would run into the axis.
        below -= _height(lines)
        latest = frame.foot + FOOT_ROOM - below - LINE_HEIGHT * (len(lines) - 1)
        highest = max(lowest + APART, frame.top)
        placed = _nearest_free(frame.end + 15, max(min(y, latest), highest), highest, lines, room)
        if placed is None:
            continue
        at, box = placed
        room.take(box)
        drawn.append(line(frame.end + 3, y, frame.end + 11, at, stroke=RIM, css="c-lead"))
        drawn += [text(frame.end + 15, at + 4 + LINE_HEIGHT * number, words) for number, words in enumerate(lines)]
        lowest = at + LINE_HEIGHT * (len(lines) - 1)
    return "".join(drawn)


def _height(lines: list[str]) -> float:
    return APART + LINE_HEIGHT * (len(lines) - 1)


def _nearest_free(x: float, y: float, highest: float, lines: list[str], room: Room) -> tuple[float, Box] | None:
    """The height nearest to y, not above `highest`, with room for all the lines."""
    width, more = max(width_of(words, SMALL) for words in lines), LINE_HEIGHT * (len(lines) - 1)
    for steps in range(int(room.whole.bottom / 4)):
        for at in (y + 4 * steps, y - 4 * steps):
            first, last = around(x, at + 4, width, SMALL), around(x, at + 4 + more, width, SMALL)
            box = Box(first.left, first.top, first.right, last.bottom)
            if at >= highest and room.is_free(box):
                return at, box
    return None


def _above(key, pairs: Pairs, picture, frame: Frame, room: Room) -> str:
    """The name of a part over the line, with a thin line to where it's thickest."""
    words = picture.names[key]
    seen = [(high - low, place) for place, (low, high) in enumerate(pairs) if _is_seen((low, high))]
    for _, place in sorted(seen, reverse=True):
        x, (low, high) = frame.x(picture.hours[place]), pairs[place]
        y = frame.y((low + high) / 2)
        line_y = frame.y(picture.left[place])
        start, foot, width = max(x - 5, frame.left + 6), line_y - 22, width_of(words, SMALL)
        lowest = above_line(around(start, 0, width, SMALL), picture, frame)
        while foot > max(frame.top, line_y - (HIGHEST_NARROW if frame.narrow else HIGHEST)):
            box = around(start, foot - 6, width, SMALL)
            leader = Box(x - 1, foot, x + 1, line_y - 3)
            if not room.is_free(leader):
                break  # nor is a longer one
            if box.bottom < lowest and room.is_free(box):
                room.take(box)
                room.take(leader)
                return (
                    line(x, y, x, foot, stroke=RIM, css="c-lead")
                    + dot(x, y, 2.4, width=1.2)
                    + text(start, foot - 6, words)
                )
            foot -= 8
    return ""
