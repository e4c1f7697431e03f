"""What is kept of each option, as beads on a wire: where a bead lies is how much, its size how many live so.

Drawn as SVG text, as portal/pictures.py says.
"""

import math
from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString

from portal.pictures import BOARD, INK, LINE, RIM, SOFT, WHITE, bead, svg, wire
from portal.text.money import NO_BREAK, thousands

Row = tuple[str, Sequence[tuple[float | None, int]]]
"""(name, of each household: euros a month and its weight); None where it isn't known or doesn't apply."""
STEPS = (5, 10, 20, 50, 100, 200, 500)
MOST_MARKS = 6
LARGEST = 17
NEAR = 0.5
"""Euros a month: what lies closer is one bead."""
FONT = 'font-family="Figtree, sans-serif"'


def kept_range(rows: Sequence[Row], *, narrow: bool) -> SafeString:
    width, left, right, top = (340, 16, 26, 22) if narrow else (760, 230, 40, 26)
    row_height = 84 if narrow else 64
    height = top + row_height * len(rows) + 30
    step, high = _axis(rows)

    def across(value: float) -> float:
        return left + (width - left - right) * max(0.0, value) / high

    parts: list[str] = []
    for mark in range(0, high + 1, step):
        x = across(mark)
        parts.append(
            f'<line x1="{x:.1f}" y1="{top - 10}" x2="{x:.1f}" y2="{height - 26}" stroke="{LINE}" '
            'stroke-width="1.2" class="c-grid"/>'
        )
        parts.append(_text(x, height - 8, _euros(mark), css="c-soft", fill=SOFT, size=12))
    for place, (name, amounts) in enumerate(rows):
        y = top + place * row_height + (44 if narrow else 20)
        parts += _row(name, amounts, y, across, narrow=narrow, left=left, high=high)
    return svg(f"chart chart--{'narrow' if narrow else 'wide'}", width, height, parts, in_words(rows), sized=False)


def in_words(rows: Sequence[Row]) -> str:
    return "Wat een collega per maand overhoudt. " + ". ".join(map(_row_in_words, rows)) + "."


def _row_in_words(row: Row) -> str:
    name, amounts = row
    known = [value for value, _ in amounts if value is not None]
    if not known:
        return f"{name}: niet bekend"
    low, high = _euros(min(known)), _euros(max(known))
    return f"{name}: {low}" if low == high else f"{name}: van {low} tot {high}"


def _row(name, amounts, y, across, *, narrow, left, high) -> list[str]:
    start = "start" if narrow else "end"
    parts = [_text(left if narrow else left - 18, y - 28 if narrow else y + 5, _short(name), anchor=start, weight=600)]
    parts.append(wire(across(0), across(high), y, stroke=RIM, width=1.6, css="bead-wire"))
    groups = _groups(amounts)
    if not groups:
        return [*parts, _text(across(0), y + 26, "niet bekend", anchor="start", css="c-soft", fill=SOFT, size=12)]
    low, top = groups[0][0], groups[-1][0]
    parts.append(wire(across(low), across(top), y, stroke=BOARD, width=5, css="c-series"))
    scale = 0.8 if narrow else 1
    for value, weight in sorted(groups, key=lambda group: -group[1]):
        size = min(LARGEST, scale * (4 + 1.8 * math.sqrt(weight)))
        parts.append(bead(across(value), y, size, fill=BOARD, css="bead-now", stroke=WHITE, width=1.5))
    if across(top) - across(low) < 56:
        said = _euros(low) if _euros(low) == _euros(top) else f"{_euros(low)} tot {_euros(top)}"
        return [*parts, _text((across(low) + across(top)) / 2, y + 32, said)]
    return [*parts, _text(across(low), y + 32, _euros(low)), _text(across(top), y + 32, _euros(top))]


def _groups(amounts: Sequence[tuple[float | None, int]]) -> list[tuple[float, int]]:
    """(value, weight together), lowest first; what lies within half a euro is one."""
    groups: list[tuple[float, int]] = []
    for value, weight in sorted((value, weight) for value, weight in amounts if value is not None):
        if groups and value - groups[-1][0] < NEAR:
            groups[-1] = groups[-1][0], groups[-1][1] + weight
        else:
            groups.append((value, weight))
    return groups


def _axis(rows: Sequence[Row]) -> tuple[int, int]:
    """(step, end)."""
    most = max((value for _, amounts in rows for value, _ in amounts if value is not None), default=0)
    step = next((step for step in STEPS if most / step <= MOST_MARKS), STEPS[-1])
    return step, max(step, step * math.ceil(most / step))


def _short(name: str) -> str:
    return name if len(name) <= 30 else f"{name[:29].rstrip()}…"


def _euros(value: float) -> str:
    minus = f"−{NO_BREAK}" if round(value) < 0 else ""
    return f"{minus}€{NO_BREAK}{thousands(round(value))}"


def _text(x, y, words, *, anchor="middle", css="c-text", fill=INK, size=13, weight=400) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" {FONT} font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" '
        f'fill="{fill}" class="{css}">{escape(words)}</text>'
    )
