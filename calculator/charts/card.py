"""What a school puts in its newsletter or prints from a drawing: the worked example as a card, and the poster.

Whoever opens it may not have our letters, so no line is longer than its place in any of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from calculator.charts import qr
from calculator.charts.ink import BOARD, INK, LINE, ON_BOARD, SOFT, WHITE, line, text, wrapped

LEADING = 1.28
NAME_SIZES, NAME_ROOM = (34, 27, 22, 18, 15), 90
HEADING = "Gabarito, Figtree, sans-serif"


@dataclass(frozen=True)
class Example:
    """The words of a card, ready to be read."""

    kicker: str
    title: str
    who: str
    rows: Sequence[tuple[str, str]]
    total: tuple[str, str]
    other: str
    small: str
    address: str
    shown_address: str
    rekenrek: str
    """A drawing of 410 by 298."""


def draw(card: Example) -> str:
    """A5, lying."""
    return "".join(
        (
            _opening(840, 592, card.title),
            f'<rect width="352" height="592" fill="{BOARD}"/>',
            text(40, 66, card.kicker, size=17, fill=ON_BOARD),
            *_lines(card.title, 40, 112, 280, size=34, fill=WHITE, heading=True),
            f'<g transform="translate(30 330) scale(.72)">{_inside(card.rekenrek)}</g>',
            *_lines(card.who, 390, 66, 410, size=17),
            *_table(card, 390, 800),
            qr.placed(card.address, 384, 372, 128),
            *_lines(f"{card.other} {card.shown_address}", 530, 398, 270, size=16),
            *_lines(card.small, 390, 550, 410, size=11, fill=SOFT),
            "</svg>",
        )
    )


def in_words(card: Example) -> str:
    """All that stands on it, for who can't see it."""
    rows = "; ".join(f"{name} {amount}" for name, amount in (*card.rows, card.total))
    return (
        f"{card.kicker}. {card.title}. {card.who} Zo komt het bij elkaar, per maand: {rows}. {card.other} "
        f"{card.shown_address}. {card.small}"
    )


def _table(card: Example, left: float, right: float) -> Iterator[str]:
    y = 150.0
    yield text(left, y, "Zo komt het bij elkaar, per maand", size=18, weight=700)
    for name, amount in card.rows:
        y += 32
        yield text(left, y, name, size=16) + text(right, y, amount, size=16, anchor="end")
        yield line(left, y + 11, right, y + 11, stroke=LINE)
    yield line(left, y + 11, right, y + 11, stroke=INK, width=2.5)
    name, amount = card.total
    yield text(left, y + 36, name, size=16, weight=700) + text(right, y + 36, amount, size=16, weight=700, anchor="end")


@dataclass(frozen=True)
class Poster:
    school: str
    kicker: str
    title: str
    lead: str
    scan: str
    talk: str
    small: str
    address: str
    rekenrek: str


def draw_poster(poster: Poster) -> str:
    """A4, standing."""
    return "".join(
        (
            _opening(840, 1188, f"{poster.title} Poster van {poster.school}"),
            *_name(poster.school),
            f'<rect y="136" width="840" height="736" fill="{BOARD}"/>',
            text(72, 214, poster.kicker, size=24, fill=ON_BOARD),
            *_lines(poster.title, 72, 282, 690, size=60, fill=WHITE, heading=True),
            f'<g transform="translate(58 386) scale(1.15)">{_inside(poster.rekenrek)}</g>',
            *_lines(poster.lead, 72, 788, 690, size=26, fill=WHITE),
            qr.placed(poster.address, 64, 902, 190),
            *_lines(poster.scan, 284, 950, 480, size=22),
            *_lines(poster.talk, 284, 1016, 480, size=22),
            *_lines(poster.small, 72, 1124, 690, size=12, fill=SOFT),
            "</svg>",
        )
    )


def _name(school: str) -> Iterator[str]:
    """Over the board, however long it is."""
    for size in NAME_SIZES:
        lines = list(_lines(school, 72, 40 + size, 690, size=size, heading=True))
        if len(lines) * LEADING * size <= NAME_ROOM:
            break
    yield from lines


def _opening(width: int, height: int, title: str) -> str:
    return (
        f'<svg class="card-drawing" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="kaart-t" xmlns="http://www.w3.org/2000/svg"><title id="kaart-t">{escape(title)}</title>'
        f'<rect width="{width}" height="{height}" fill="{WHITE}"/>'
    )


def _lines(
    words: str, x: float, y: float, width: float, *, size: int, fill: str = INK, heading: bool = False
) -> Iterator[str]:
    for number, part in enumerate(wrapped(words, width, size * (1.06 if heading else 1))):
        drawn = text(x, y + number * size * LEADING, part, size=size, weight=700 if heading else 400, fill=fill)
        yield drawn.replace("Figtree, sans-serif", HEADING) if heading else drawn


def _inside(drawing: str) -> str:
    """Its lines and dots, without the svg around them."""
    return drawing[drawing.index(">") + 1 : drawing.rindex("</svg>")]
