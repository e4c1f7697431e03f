"""Hours against hours: what both partners have to spend in a month, in bands of a round amount.

The darker, the more. A band bears its amount where it begins; two beads say where you are and what you wish.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from calculator.charts.ink import INK, SHADES, SOFT, SUN, WHITE, dot, euros, line, opening, text, width_of
from calculator.charts.room import Box, Room, around
from portal.text.money import hours as in_words

DARK_FROM = 4
SLOPE = 0.62
"""Names of bands stand a bit under the diagonal, where they are far from the corners."""


@dataclass(frozen=True)
class Both:
    """`spend[partner][own]`: euros a month at each whole hour; `now` and `wish` are (own, partner)."""

    spend: list[list[float]]
    now: tuple[float, float]
    wish: tuple[float, float]

    @property
    def own(self) -> int:
        return len(self.spend[0]) - 1

    @property
    def partner(self) -> int:
        return len(self.spend) - 1

    @cached_property
    def borders(self) -> list[int]:
        """Round amounts that part what there is in at most so many bands as there are greens."""
        low, high = min(map(min, self.spend)), max(map(max, self.spend))
        for step in round_steps(high - low):
            first = math.floor(low / step) + 1
            borders = [step * number for number in range(first, math.floor(high / step) + 1)]
            if len(borders) < len(SHADES):
                return borders
        return []

    def shade(self, kind: int) -> int:
        """The green of a band, from light to dark; few bands take greens that lie apart."""
        bands = len(self.borders) + 1
        return round(kind * (len(SHADES) - 1) / max(bands - 1, 1))


def round_steps(span: float) -> Iterator[int]:
    """Round amounts, rising, from the first that parts the span in no more than a hundred."""
    power = 10 ** max(1, math.ceil(math.log10(max(span, 1))) - 2)
    while True:
        yield from (int(times * power) for times in (1, 1.5, 2, 2.5, 3, 4, 5, 7.5))
        power *= 10


@dataclass(frozen=True)
class Grid:
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    own: int
    partner: int
    narrow: bool

    @property
    def cell(self) -> tuple[float, float]:
        across = (self.width - self.left - self.right) / (self.own + 1)
        return across, (self.height - self.top - self.bottom) / (self.partner + 1)

    def middle(self, own: float, partner: float) -> tuple[float, float]:
        across, up = self.cell
        return self.left + (own + 0.5) * across, self.height - self.bottom - (partner + 0.5) * up


def draw(picture: Both, *, narrow: bool = False, name: str = "samen") -> str:
    sizes = (320, 340, 42, 6, 8, 52) if narrow else (560, 520, 64, 12, 12, 58)
    grid = Grid(*sizes, own=picture.own, partner=picture.partner, narrow=narrow)
    room = Room(Box(grid.left, grid.top, grid.width - grid.right, grid.height - grid.bottom))
    parts = [
        opening(
            grid.width,
            grid.height,
            name,
            "Wat jullie per maand te besteden hebben, bij elke combinatie van jouw uren en die van je partner",
            desc=_description(picture),
            size="chart--small" if narrow else "chart--middle",
        ),
        # Without softened edges: between two rows of one band they'd show as a line.
        '<g shape-rendering="crispEdges">',
        *_bands(picture, grid),
        "</g>",
        *_beads(picture, grid, room),
        *_names(picture, grid, room),
        *_axes(grid),
        "</svg>",
    ]
    return "".join(parts)


def _description(picture: Both) -> str:
    low, high = min(map(min, picture.spend)), max(map(max, picture.spend))
    own, partner = picture.now
    now = picture.spend[round(partner)][round(own)]
    return (
        f"Jij {in_words(own)} uur en je partner {in_words(partner)} uur: {euros(now)} per maand. Het minste is "
        f"{euros(low)}, het meeste {euros(high)}. De bedragen staan in de tabel."
    )


def _bands(picture: Both, grid: Grid) -> Iterator[str]:
    """A rectangle for each stretch of hours in one band."""
    across, up = grid.cell
    borders = picture.borders
    for partner, row in enumerate(picture.spend):
        kinds = [sum(amount >= border for border in borders) for amount in row]
        y, start = grid.height - grid.bottom - (partner + 1) * up, 0
        for own in range(1, len(row) + 1):
            if own == len(row) or kinds[own] != kinds[start]:
                x, width = grid.left + start * across, (own - start) * across + 0.3
                yield (
                    f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{up + 0.3:.1f}" '
                    f'fill="{SHADES[picture.shade(kinds[start])]}"/>'
                )
                start = own


def _beads(picture: Both, grid: Grid, room: Room) -> Iterator[str]:
    here, wish = grid.middle(*picture.now), grid.middle(*picture.wish)
    if wish != here:
        yield line(*here, *wish, stroke=WHITE, width=3, css="c-fixed")
        yield _label("je wens", *wish, grid, room)
        yield dot(*wish, 8, fill=SUN, width=2.6, css="c-fixed")
    yield _label("je bent hier", *here, grid, room)
    yield dot(*here, 8, width=2.6, css="c-fixed")


def _label(words: str, x: float, y: float, grid: Grid, room: Room) -> str:
    """On a white strip beside its bead, where there's room: over it, else under it."""
    half = width_of(words, 13, 600) / 2 + 6
    middle = min(max(x, grid.left + half + 2), grid.width - grid.right - half - 2)
    room.take(Box(x - 10, y - 10, x + 10, y + 10))
    for foot in (y - 18, y + 28, y - 42, y + 52):
        box = Box(middle - half, foot - 15, middle + half, foot + 6)
        if room.is_free(box):
            room.take(box)
            strip = (
                f'<rect x="{box.left:.1f}" y="{box.top:.1f}" width="{2 * half:.1f}" height="21" rx="6" fill="{WHITE}"/>'
            )
            return strip + text(middle, foot, words, weight=600, anchor="middle", css="c-fixed")
    return ""


def _names(picture: Both, grid: Grid, room: Room) -> Iterator[str]:
    """Where a walk from the corner, a bit under the diagonal, comes into the band; else along the top."""
    for kind, border in enumerate(picture.borders, 1):
        for own, partner in _walk(picture):
            if picture.spend[partner][own] < border:
                continue
            x, y = grid.middle(own, partner)
            box = around(x + 4, y + 4, width_of(euros(border), 13, 600), 13)
            if room.is_free(box):
                room.take(box)
                fill = WHITE if picture.shade(kind) >= DARK_FROM else INK
                yield text(x + 4, y + 4, euros(border), weight=600, fill=fill, css="c-fixed")
                break


def _walk(picture: Both) -> Iterator[tuple[int, int]]:
    for slope in (SLOPE, 0.85, 0.35, 1.1):
        for own in range(picture.own + 1):
            partner = round(slope * own * picture.partner / max(picture.own, 1))
            if partner <= picture.partner:
                yield own, partner


def _axes(grid: Grid) -> Iterator[str]:
    foot = grid.height - grid.bottom
    for hours in range(0, grid.own + 1, 8):
        x, _ = grid.middle(hours, 0)
        yield text(x, foot + 20, str(hours), weight=600, anchor="middle")
    for hours in range(0, grid.partner + 1, 8):
        _, y = grid.middle(0, hours)
        yield text(grid.left - 9, y + 4, str(hours), weight=600, anchor="end")
    middle = (grid.left + grid.width - grid.right) / 2
    yield text(middle, foot + 44, "jouw uren per week", anchor="middle", fill=SOFT, css="c-soft")
    height = (grid.top + foot) / 2
    upright = text(0, 0, "uren van je partner", anchor="middle", fill=SOFT, css="c-soft")
    yield f'<g transform="translate(14 {height:.0f}) rotate(-90)">{upright}</g>'
