"""Names in the chart: of the jumps on the line, and of the parts in the stack.

Every name also stands in the list or the table below; so a name that finds no room is left out here.
"""

from collections.abc import Iterator

from calculator.charts.frame import Frame
from calculator.charts.ink import INK, RIM, WHITE, dot, line, text, width_of
from calculator.charts.room import Box, Room, around
from calculator.presentation.money import hours as in_words

BEAD = 9.5
WORDS = {
    "net_partner": "loon partner, na belasting",
    "net": "jouw loon, na belasting",
    "kinderbijslag": "kinderbijslag",
    "kindgebonden_budget": "kindgeb. budget",
    "huurtoeslag": "huurtoeslag",
    "zorgtoeslag": "zorgtoeslag",
}
SHORT = {"net_partner": "loon partner", "net": "jouw loon"}
ON_DARK = {"net"}
SIDE_STEP = 17
NOTICEABLE = 8


def marks(picture, frame: Frame, room: Room) -> str:
    """Numbered beads. One that would lie on another, or on your own bead, is lifted off the line."""
    placed: list[tuple[float, float]] = [
        (frame.x(hour), frame.y(picture.left_at(hour))) for hour in (picture.now, picture.wish)
    ]
    drawn, beads = [], []
    for mark in picture.marks:
        x, on_line = frame.x(mark.hours), frame.y(picture.left_at(mark.hours))
        y = on_line
        while any(abs(x - other_x) < 2 * BEAD and abs(y - other_y) < 2 * BEAD for other_x, other_y in placed):
            y -= 6
        placed.append((x, y))
        if y < on_line:
            drawn.append(line(x, on_line, x, y, stroke=RIM, css="c-lead"))
        room.take(Box(x - BEAD, y - BEAD, x + BEAD, y + BEAD))
        beads.append((mark, x, y))
    if not frame.narrow:
        drawn += [_mark_words(mark, x, y, picture, frame, room) for mark, x, y in reversed(beads)]
    for mark, x, y in beads:
        drawn.append(dot(x, y, BEAD))
        drawn.append(text(x, y + 4.4, str(mark.number), weight=700, anchor="middle"))
    return "".join(drawn)


def _mark_words(mark, x, y, picture, frame: Frame, room: Room) -> str:
    """Left of a thin line that rises from the bead, as high as it must, else to its right."""
    words = f"{in_words(mark.hours)} uur: {mark.words}"
    width = width_of(words, 13)
    for anchor, start in (("end", x - 7), ("start", x + 7)):
        foot = y - 24
        while foot > frame.top + 6:
            box = around(start, foot, width, 13, anchor)
            leader = Box(x - 1, foot - 10, x + 1, y - BEAD - 4)
            inside = box.left > frame.left + 2 and box.right < frame.x(frame.hours) - 2
            if inside and _clear_of_line(box, picture, frame) and room.is_free(box) and room.is_free(leader):
                room.take(box)
                room.take(leader)
                rising = line(x, y - BEAD, x, foot - 10, stroke=RIM, css="c-lead")
                return rising + text(start, foot, words, anchor=anchor)
            foot -= 14
    return ""


def _clear_of_line(box: Box, picture, frame: Frame) -> bool:
    """Above what's left to spend, over its whole width."""
    return all(
        frame.y(picture.left[hour]) > box.bottom + 4
        for hour in range(picture.top + 1)
        if box.left - 8 < frame.x(hour) < box.right + 8
    )


def parts(picture, frame: Frame, room: Room, top_of_stack: list[float]) -> str:
    bounds = dict(_bounds(picture, top_of_stack))
    drawn = [_inside(key, bounds[key], frame, room) for key in ("net_partner", "net") if key in bounds]
    if not frame.narrow:
        drawn.append(_beside(picture, bounds, frame, room))
        left_out = [key for key in bounds if key not in ("net", "net_partner") and bounds[key][-1] is None]
        drawn += [_above(key, bounds[key], picture, frame, room) for key in left_out]
    return "".join(drawn)


def _bounds(picture, top_of_stack) -> Iterator[tuple[str, list]]:
    """For each part and hour the lower and upper amount, or None where the part is too thin to see."""
    upper = list(top_of_stack)
    for key in reversed(list(picture.parts)):
        values = picture.parts[key]
        lower = [above - value for above, value in zip(upper, values, strict=True)]
        yield (
            key,
            [
                (max(low, 0), above) if value > NOTICEABLE and above > 0 else None
                for low, above, value in zip(lower, upper, values, strict=True)
            ],
        )
        upper = lower


def _inside(key, bounds, frame: Frame, room: Room) -> str:
    """In the middle of the part, at the hour where it's thick enough for the whole width of the words."""
    words = (SHORT if frame.narrow else WORDS)[key]
    size = 13 if frame.narrow else 14
    half = width_of(words, size, 600) / 2
    best = None
    for hour in range(len(bounds)):
        x = frame.x(hour)
        under = [at for at in range(len(bounds)) if abs(frame.x(at) - x) <= half + 6]
        if x - half < frame.left + 4 or x + half > frame.x(frame.hours) - 4 or any(bounds[at] is None for at in under):
            continue
        top = max(frame.y(bounds[at][1]) for at in under)
        foot = min(frame.y(bounds[at][0]) for at in under)
        y = (top + foot) / 2 + size * 0.35
        box = around(x, y, 2 * half, size, "middle")
        if foot - top > size + 8 and room.is_free(box) and (best is None or foot - top > best[0]):
            best = (foot - top, x, y, box)
    if best is None:
        return ""
    _, x, y, box = best
    room.take(box)
    fill, css = (WHITE, "c-on-loon") if key in ON_DARK else (INK, "c-on-partner")
    return text(x, y, words, size=size, weight=600, anchor="middle", fill=fill, css=css)


def _beside(picture, bounds, frame: Frame, room: Room) -> str:
    """Right of the chart: the thin parts that are still there at full time, one under the other."""
    wanted = []
    for key, by_hour in bounds.items():
        if key not in ("net", "net_partner") and by_hour[-1] is not None:
            low, high = by_hour[-1]
            wanted.append((frame.y((low + high) / 2), WORDS[key]))
    if picture.costs[-1] < -NOTICEABLE:
        wanted.append((frame.y(picture.costs[-1] / 2), picture.costs_words))
    edge, drawn, lowest = frame.x(frame.hours), [], 0.0
    for y, words in sorted(wanted):
        at = max(y, lowest + SIDE_STEP, frame.top)
        while not room.is_free(around(edge + 15, at + 4, width_of(words, 13), 13)) and at < frame.height - 40:
            at += 4
        room.take(around(edge + 15, at + 4, width_of(words, 13), 13))
        drawn.append(line(edge + 3, y, edge + 11, at, stroke=RIM, css="c-lead"))
        drawn.append(text(edge + 15, at + 4, words))
        lowest = at
    return "".join(drawn)


def _above(key, bounds, picture, frame: Frame, room: Room) -> str:
    """A part that ends before full time: its name over the line, with a thin line to where it's thickest."""
    seen = [(high - low, hour) for hour, pair in enumerate(bounds) if pair for low, high in [pair]]
    if not seen:
        return ""
    words = WORDS[key]
    for _, hour in sorted(seen, reverse=True):
        x, (low, high) = frame.x(hour), bounds[hour]
        y = frame.y((low + high) / 2)
        line_y = frame.y(picture.left[hour])
        foot = line_y - 22
        while foot > max(frame.top, line_y - 110):
            box = around(max(x - 5, frame.left + 6), foot - 6, width_of(words, 13), 13)
            leader = Box(x - 1, foot, x + 1, line_y - 3)
            if _clear_of_line(box, picture, frame) and room.is_free(box) and room.is_free(leader):
                room.take(box)
                room.take(leader)
                return (
                    line(x, y, x, foot, stroke=RIM, css="c-lead")
                    + dot(x, y, 2.4, width=1.2)
                    + text(max(x - 5, frame.left + 6), foot - 6, words)
                )
            foot -= 8
    return ""
