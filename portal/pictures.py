"""Pictures in beads, drawn as SVG text: one drawing serves the page and the PDF.

Light colours stand as attributes, because WeasyPrint reads no page CSS inside an SVG; the classes let the
style sheet change them on dark screens. Every drawing says in words what it shows, or is hidden from readers.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

INK, WHITE, SUN, BOARD, RIM, LINE, SOFT = "#15302A", "#FFFFFF", "#FFC93F", "#0E5A4D", "#6A8179", "#DCE6E1", "#4A625B"
BOARD_WIRE, BOARD_POST, POST, SHINE, BOARD_SHINE, MISSED = (
    "#6FB8A5",
    "#083A31",
    "#C5E3DA",
    "#459C88",
    "#C5E3DA",
    "#7A4A00",
)
DAYS = ("ma", "di", "wo", "do", "vr")
HOURS_A_DAY = 8
HOURS_A_WEEK = HOURS_A_DAY * len(DAYS)


def bead(x: float, y: float, r: float, *, fill: str, css: str, stroke: str = "", width: float = 0.0) -> str:
    rim = f' stroke="{stroke}" stroke-width="{width}"' if stroke else ""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}"{rim} class="{css}"/>'


def half_bead(x: float, y: float, r: float, *, on_board: bool = False) -> str:
    """More hours, for a while."""
    ground, fill, side = (BOARD, WHITE, "board-") if on_board else (WHITE, BOARD, "")
    left = f"M{x:.1f} {y - r + 1:.1f}a{r - 1:.1f} {r - 1:.1f} 0 0 0 0 {2 * r - 2:.1f}z"
    return (
        bead(x, y, r - 1, fill=ground, stroke=fill, width=2, css=f"{side}bead-half-rim")
        + f'<path d="{left}" fill="{fill}" class="{side}bead-now"/>'
    )


def fewer_bead(x: float, y: float, r: float) -> str:
    """Fewer hours: a ring with a minus, never red."""
    arm = r * 0.45
    return (
        bead(x, y, r - 1, fill=WHITE, stroke=INK, width=2, css="c-fewer")
        + f'<path d="M{x - arm:.1f} {y:.1f}h{2 * arm:.1f}" stroke="{INK}" stroke-width="2" stroke-linecap="round" '
        'class="c-line"/>'
    )


def ended_bead(x: float, y: float, r: float) -> str:
    """For a while, and ended as agreed."""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r - 1:.1f}" fill="{WHITE}" stroke="{BOARD}" stroke-width="2" '
        'stroke-dasharray="3.4 3" class="bead-half-rim"/>'
    )


def wire(x1: float, x2: float, y: float, *, stroke: str, width: float, css: str) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y:.1f}" x2="{x2:.1f}" y2="{y:.1f}" stroke="{stroke}" '
        f'stroke-width="{width}" class="{css}"/>'
    )


def plus(x: float, y: float, arm: float, width: float) -> str:
    return (
        f'<path d="M{x - arm:.1f} {y:.1f}h{2 * arm}M{x:.1f} {y - arm:.1f}v{2 * arm}" stroke="{INK}" '
        f'stroke-width="{width}" stroke-linecap="round" fill="none"/>'
    )


def svg(css: str, width: float, height: float, parts: Iterable[str], label: str, *, sized: bool = True) -> SafeString:
    width, height = round(width), round(height)
    size = format_html(' width="{}" height="{}"', width, height) if sized else ""
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')  # nosec B308
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}"{} {} xmlns="http://www.w3.org/2000/svg">{}</svg>',
        css,
        width,
        height,
        size,
        spoken,
        mark_safe("".join(parts)),  # nosec B308 B703 # noqa: S308 (drawn here, from numbers alone)
    )


def beads(
    count: int,
    filled: int,
    *,
    halves: int = 0,
    wish: int = 0,
    r: float = 9,
    per_row: int = 10,
    group: int = 5,
    on_board: bool = False,
    label: str = "",
) -> SafeString:
    """Any count that a person can oversee, as beads on a wire. Without a label it is for the eye only."""
    step, extra = 2 * r + 2, r * 0.8
    longest = min(count, per_row)
    width = longest * step + max(0, longest - 1) // group * extra + 10
    row_height = 2 * r + 8
    line_color, side = (BOARD_WIRE, "board-") if on_board else (RIM, "")
    parts = []
    for row in range(-(-count // per_row)):
        y = row * row_height + r + 4
        parts.append(wire(0, width, y, stroke=line_color, width=1.8, css=f"{side}bead-wire"))
        for i in range(min(per_row, count - row * per_row)):
            number, x = row * per_row + i, 6 + r + i * step + i // group * extra
            if number < filled:
                parts.append(bead(x, y, r, fill=WHITE if on_board else BOARD, css=f"{side}bead-now"))
            elif number < filled + halves:
                parts.append(half_bead(x, y, r, on_board=on_board))
            elif number < filled + halves + wish:
                rim = SUN if on_board else INK
                parts.append(bead(x, y, r - 0.8, fill=SUN, stroke=rim, width=1.6, css=f"{side}bead-wish"))
            else:
                ground = BOARD if on_board else WHITE
                parts.append(bead(x, y, r - 0.9, fill=ground, stroke=line_color, width=1.8, css=f"{side}bead-free"))
    return svg("beads", width, -(-count // per_row) * row_height, parts, label)


def attendance(marks: str, label: str) -> SafeString:
    """One bead a session: "x" was there, "-" missed it (ring with a cross), "." is still to come (small)."""
    r, step = 6, 16
    width = len(marks) * step + 4
    parts = [wire(0, width, 10, stroke=RIM, width=1.8, css="bead-wire")]
    for i, mark in enumerate(marks):
        x = 10 + i * step
        if mark == "x":
            parts.append(bead(x, 10, r, fill=BOARD, css="bead-now"))
        elif mark == "-":
            parts.append(bead(x, 10, r - 0.9, fill=WHITE, stroke=MISSED, width=1.8, css="bead-missed"))
            parts.append(
                f'<path d="m{x - 2.4} 7.6 4.8 4.8m0-4.8-4.8 4.8" stroke="{MISSED}" stroke-width="1.6" '
                'stroke-linecap="round" class="bead-missed-cross"/>'
            )
        else:
            parts.append(bead(x, 10, 2.6, fill=WHITE, stroke=RIM, width=1.6, css="bead-free"))
    return svg("beads", width, 20, parts, label)


def rekenrek(now: float, wish: float | None = None, *, on_board: bool = False, large: bool = False) -> SafeString:
    """The week: five wires of eight beads. Worked hours left, wished hours with a plus, free hours right.

    Hours with a fraction are rounded for the picture; the words keep them.
    """
    wish = now if wish is None else wish
    label = f"De week als rekenrek: {_hours(now)} uur nu"
    label += f", {_hours(wish - now)} uur erbij" if wish > now else ""
    label += f", {_hours(max(0, HOURS_A_WEEK - max(now, wish)))} uur vrij"
    worked, wished = round(now), max(0, round(wish) - round(now))

    r = 17 if large else 10
    step, gap = 2 * r + 1.2, (2 * r + 1.2) * 1.2
    left, post = (64, 10) if large else (38, 6)
    pitch, pad = 2 * r + (22 if large else 10), 20 if large else 9
    inner = HOURS_A_DAY * step + gap
    width, height = left + inner + post + 12, pad * 2 + 4 * pitch + 2 * r
    post_fill, side = (BOARD_POST, "board-") if on_board else (POST, "")
    parts = [
        f'<rect x="{x:.1f}" y="0" width="{post}" height="{height:.0f}" rx="{post / 2}" fill="{post_fill}" '
        f'class="{side}bead-post"/>'
        for x in (left - post - 2, left + inner + 6)
    ]
    for day, name in enumerate(DAYS):
        y = pad + r + day * pitch
        today = min(HOURS_A_DAY, worked)
        extra = min(HOURS_A_DAY - today, wished)
        worked, wished = worked - today, wished - extra
        parts.append(
            wire(
                left - 2,
                left + inner + 6,
                y,
                stroke=BOARD_WIRE if on_board else RIM,
                width=2.4 if large else 1.6,
                css=f"{side}bead-wire",
            )
        )
        parts.append(
            f'<text x="{left - post - 13:.1f}" y="{y + (6 if large else 4.6):.1f}" font-family="Figtree, sans-serif" '
            f'font-size="{18 if large else 13}" font-weight="600" text-anchor="end" '
            f'fill="{WHITE if on_board else INK}" class="{"board-text" if on_board else "c-text"}">{name}</text>'
        )
        for i in range(HOURS_A_DAY):
            x = left + 3 + r + i * step
            if i < today:
                parts += _worked_hour(x, y, r, on_board=on_board, large=large)
            elif i < today + extra:
                rim = SUN if on_board else INK
                parts.append(bead(x, y, r - 0.6, fill=SUN, stroke=rim, width=1.6, css=f"{side}bead-wish"))
                parts.append(plus(x, y, 6 if large else 3.6, 3 if large else 2))
            else:
                ground, rim = (BOARD, BOARD_WIRE) if on_board else (WHITE, RIM)
                parts.append(
                    bead(
                        x + gap,
                        y,
                        r - 1.2,
                        fill=ground,
                        stroke=rim,
                        width=2.2 if large else 1.6,
                        css=f"{side}bead-free",
                    )
                )
    return svg("rekenrek", width, height, parts, label, sized=False)


def _worked_hour(x: float, y: float, r: float, *, on_board: bool, large: bool) -> list[str]:
    side = "board-" if on_board else ""
    parts = [bead(x, y, r, fill=WHITE if on_board else BOARD, css=f"{side}bead-now")]
    if large:
        parts.append(
            f'<path d="M{x - r * 0.58:.1f} {y - r * 0.12:.1f}A{r * 0.6:.1f} {r * 0.6:.1f} 0 0 1 '
            f'{x - r * 0.08:.1f} {y - r * 0.6:.1f}" fill="none" stroke="{BOARD_SHINE if on_board else SHINE}" '
            f'stroke-width="2.6" stroke-linecap="round" class="{side}bead-shine"/>'
        )
    return parts


def part_beads(amount: float, *, r: float = 8, label: str = "") -> SafeString:
    """An amount with a fraction, such as 8,3 fte: the last bead is filled for its part."""
    total, step, extra = max(1, math.ceil(amount - 0.03)), 2 * r + 2, r * 0.8
    rows = -(-total // 10)
    longest = min(total, 10)
    width, row_height = longest * step + (longest - 1) // 5 * extra + 10, 2 * r + 8
    parts = []
    for number in range(total):
        row, place = divmod(number, 10)
        x, y = 6 + r + place * step + place // 5 * extra, row * row_height + r + 4
        if not place:
            parts.append(wire(0, width, y, stroke=RIM, width=1.8, css="bead-wire"))
        part = min(1, amount - number)
        if part > 0.97:
            parts.append(bead(x, y, r, fill=BOARD, css="bead-now"))
            continue
        parts.append(bead(x, y, r - 0.9, fill=WHITE, stroke=RIM, width=1.8, css="bead-free"))
        if part > 0.03:
            parts.append(_part_of_a_bead(x, y, r - 0.4, part))
    return svg("beads", width, rows * row_height, parts, label)


def _part_of_a_bead(x: float, y: float, r: float, part: float) -> str:
    across = -r + 2 * r * part
    high = math.sqrt(max(0, r * r - across * across))
    return (
        f'<path d="M{x + across:.1f} {y - high:.1f}A{r} {r} 0 {1 if part > 0.5 else 0} 0 {x + across:.1f} '
        f'{y + high:.1f}Z" fill="{BOARD}" class="bead-now"/>'
    )


@dataclass(frozen=True)
class YearLine:
    name: str
    values: Mapping[int, float]
    dash: str = ""
    is_own: bool = False


def over_years(lines: Sequence[YearLine], *, narrow: bool) -> SafeString:
    """Hours a week by year. The axis begins just below the lowest, and the page says so."""
    years = sorted({year for line in lines for year in line.values})
    hours = [value for line in lines for value in line.values.values()]
    low, high = math.floor(min(hours)) - 1, math.ceil(max(hours)) + 1
    width, height = (340, 230) if narrow else (720, 300)
    left, right, top, bottom = (28, 118, 16, 34) if narrow else (58, 176, 16, 34)

    def at(year: int, value: float) -> tuple[float, float]:
        along = (year - years[0]) / max(1, years[-1] - years[0])
        return left + along * (width - left - right), top + (high - value) / (high - low) * (height - top - bottom)

    parts = []
    for tick in range(low, high + 1, max(1, round((high - low) / 5))):
        _, y = at(years[0], tick)
        parts.append(wire(left, width - right, y, stroke=LINE, width=1.2, css="c-grid"))
        parts.append(words_at(left - 8, y + 4, str(tick) if narrow else f"{tick} uur", anchor="end", soft=True))
    for number, year in enumerate(years):
        if number % (5 if narrow else max(1, len(years) // 8)) == 0:
            parts.append(words_at(at(year, low)[0], height - 10, f"’{year % 100:02}", anchor="middle", soft=True))
    for line, end in zip(lines, _apart([at(years[-1], _last(line))[1] for line in lines]), strict=True):
        parts += _line_of_years(line, [at(year, value) for year, value in sorted(line.values.items())])
        said = f"{line.name} {_tenth(_last(line))}"
        parts.append(words_at(width - right + 14, end + 4, said, bold=line.is_own))
    return svg(f"chart chart--{'narrow' if narrow else 'wide'}", width, height, parts, _said(lines), sized=False)


def _last(line: YearLine) -> float:
    return line.values[max(line.values)]


def _said(lines: Sequence[YearLine]) -> str:
    stretches = [
        f"{line.name} van {_tenth(line.values[min(line.values)])} uur in {min(line.values)} naar "
        f"{_tenth(_last(line))} uur in {max(line.values)}"
        for line in lines
    ]
    return f"Gemiddelde baan in uren per week: {'; '.join(stretches)}"


def _tenth(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def _apart(ends: Sequence[float], least: float = 18) -> list[float]:
    """The same heights, far enough from each other to be read."""
    placed: dict[int, float] = {}
    before = -least
    for number in sorted(range(len(ends)), key=lambda number: ends[number]):
        before = placed[number] = max(ends[number], before + least)
    return [placed[number] for number in range(len(ends))]


def _line_of_years(line: YearLine, points: Sequence[tuple[float, float]]) -> list[str]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    if not line.is_own:
        dashed = f'stroke="{INK}" stroke-width="1.8" stroke-dasharray="{line.dash}" class="c-line"'
        return [f'<polyline points="{path}" fill="none" {dashed}/>']
    solid = f'stroke="{BOARD}" stroke-width="3" stroke-linejoin="round" class="c-series"'
    *earlier, last = points
    parts = [f'<polyline points="{path}" fill="none" {solid}/>']
    parts += [bead(x, y, 5, fill=BOARD, stroke=WHITE, width=2, css="bead-now") for x, y in earlier]
    return [*parts, bead(*last, 7.5, fill=SUN, stroke=INK, width=2.4, css="c-wish")]


def words_at(
    x: float, y: float, words: str, *, anchor: str = "start", soft: bool = False, bold: bool = False, size: int = 13
) -> str:
    fill, css = (SOFT, "c-soft") if soft else (INK, "c-text")
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="Figtree, sans-serif" font-size="{size}" '
        f'font-weight="{700 if bold else 400}" text-anchor="{anchor}" fill="{fill}" class="{css}">{words}</text>'
    )


def _hours(number: float) -> str:
    return f"{float(number):g}".replace(".", ",")


def with_title(drawing: SafeString, words: str = "") -> SafeString:
    """The same drawing for paper, where it says what it shows in a title: `words`, or else its `aria-label`."""
    label = re.search(r'aria-label="([^"]*)"', drawing)
    assert words or label, "a drawing for paper says what it shows"
    said = format_html("{}", words) if words or label is None else label[1]
    return SafeString(drawing.replace(">", f"><title>{said}</title>", 1))  # nosec B703 # escaped above


def bead_sign(kind: str) -> SafeString:
    """One bead beside the words that say what it means."""
    drawn = {
        "now": bead(9, 9, 8, fill=BOARD, css="bead-now"),
        "half": half_bead(9, 9, 8),
        "wish": bead(9, 9, 7.2, fill=SUN, stroke=INK, width=1.6, css="bead-wish"),
        "free": bead(9, 9, 7.1, fill=WHITE, stroke=RIM, width=1.8, css="bead-free"),
        "ended": ended_bead(9, 9, 8),
        "fewer": fewer_bead(9, 9, 8),
    }
    return svg("bead-sign", 18, 18, [drawn[kind]], "")
