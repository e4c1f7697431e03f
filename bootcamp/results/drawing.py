"""The drawings of results. Light colours come from portal/pictures.py; each drawing says in words what it shows."""

from collections.abc import Sequence
from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString

from bootcamp.results import months
from bootcamp.results.counting import FIRST_TRIAL, RULE_OF_THUMB, Lasting, MonthLine
from portal import pictures

MOST_BEADS = 60
Shares = Sequence[tuple[date, float | None]]


def part_timers(total: int, for_good: int, for_now: int) -> str:
    """All part-timers as beads; nothing when there are too many to oversee."""
    if not total or total > MOST_BEADS or for_good + for_now > total:
        return ""
    label = f"{total} parttimers: {for_good} werken voor vast meer, {for_now} tijdelijk"
    return pictures.beads(total, for_good, halves=for_now, per_row=12 if total <= 24 else 20, group=4, label=label)


def _css(narrow: bool) -> str:
    return f"chart chart--{'narrow' if narrow else 'wide'}"


def share_over_time(shares: Shares, *, narrow: bool) -> SafeString:
    """A gap where a month wasn't filled in. 15 and 25 percent are named dotted lines."""
    top = max(30, *(10 * -(-int(share) // 10) + 10 for _, share in shares if share is not None), 30)
    width, height, left, right, above, below = (320, 250, 46, 14, 22, 30) if narrow else (720, 280, 54, 150, 22, 34)
    across, down, last = width - left - right, height - above - below, max(1, len(shares) - 1)

    def at(number: int, share: float) -> tuple[float, float]:
        return left + across * number / last, above + down * (top - share) / top

    parts = []
    for tick in range(0, top + 1, 10 if top <= 60 else 20):
        y = at(0, tick)[1]
        line = pictures.LINE if tick else pictures.RIM
        parts.append(pictures.wire(left, width - right, y, stroke=line, width=1.2, css="c-grid" if tick else "c-zero"))
        parts.append(pictures.words_at(left - 8, y + 4, f"{tick} %", anchor="end", soft=True))
    for mark, words in ((RULE_OF_THUMB, "vuistregel 15 %"), (FIRST_TRIAL, "eerste proef 25 %")):
        y = at(0, mark)[1]
        parts.append(
            f'<line x1="{left}" y1="{y:.1f}" x2="{width - right}" y2="{y:.1f}" stroke="{pictures.INK}" '
            'stroke-width="1.6" stroke-dasharray="2 5" class="c-line"/>'
        )
        place = (left + 4, y - 7) if narrow else (width - right + 14, y + 4)
        parts.append(pictures.words_at(*place, words, bold=True))
    for stretch in _stretches(shares):
        parts += _stretch([(*at(number, share), number == len(shares) - 1) for number, share in stretch])
    every = max(1, -(-len(shares) // (4 if narrow else 12)))
    for number, (month, _) in enumerate(shares):
        if (len(shares) - 1 - number) % every == 0:
            is_last = number == len(shares) - 1 and len(shares) > 1
            anchor = "end" if narrow and is_last else "middle"
            parts.append(
                pictures.words_at(at(number, 0)[0], height - 8, months.short(month), anchor=anchor, soft=True, size=12)
            )
    return pictures.svg(_css(narrow), width, height, parts, _said(shares), sized=False)


def _stretches(shares: Shares) -> list[list[tuple[int, float]]]:
    """Months that follow each other without a gap."""
    stretches: list[list[tuple[int, float]]] = [[]]
    for number, (_, share) in enumerate(shares):
        if share is None:
            stretches.append([])
        else:
            stretches[-1].append((number, share))
    return [stretch for stretch in stretches if stretch]


def _stretch(points: Sequence[tuple[float, float, bool]]) -> list[str]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    solid = f'stroke="{pictures.BOARD}" stroke-width="3" stroke-linejoin="round" class="c-series"'
    parts = [f'<polyline points="{path}" fill="none" {solid}/>']
    for x, y, is_last in points:
        if is_last:
            parts.append(pictures.bead(x, y, 7.5, fill=pictures.SUN, stroke=pictures.INK, width=2.4, css="c-wish"))
        else:
            parts.append(pictures.bead(x, y, 5, fill=pictures.BOARD, stroke=pictures.WHITE, width=2, css="bead-now"))
    return parts


def _said(shares: Shares) -> str:
    said = [
        f"{months.words(month)} {'niet ingevuld' if share is None else f'{round(share)} procent'}"
        for month, share in shares
    ]
    return f"Aandeel van de parttimers dat meer werkt: {', '.join(said)}"


def beads_by_month(lines: Sequence[MonthLine], *, narrow: bool) -> SafeString:
    """Each colleague a bead: above the wire more hours, below it fewer, or what ended as agreed."""
    width, left, right, r = (320, 26, 6, 7) if narrow else (720, 100, 20, 10)
    step = 2 * r + 2
    high = max([line.counted.more for line in lines if line.counted] or [1])
    low = max(1, *((line.counted.fewer if line.counted else 0) + line.ended for line in lines), 1)
    high, low = min(max(1, high), TALLEST), min(low, TALLEST)
    y0 = 14 + high * step + 8
    height = y0 + 8 + low * step + 26
    parts = [pictures.wire(left, width - right, y0, stroke=pictures.RIM, width=1.8, css="bead-wire")]
    for words, sign, y in (("meer uren", "+", y0 - 12), ("minder uren", "−", y0 + 24)):
        parts.append(pictures.words_at(0, y, sign if narrow else words, bold=True, size=18 if narrow else 13))
    every = max(1, -(-len(lines) // (4 if narrow else 12)))
    for number, line in enumerate(lines):
        x = left + (width - left - right) * (number + 0.5) / len(lines)
        parts += _month_of_beads(line, x, y0, r, step)
        if (len(lines) - 1 - number) % every == 0:
            parts.append(pictures.words_at(x, height - 6, line.short, anchor="middle", soft=True, size=12))
    return pictures.svg(_css(narrow), width, height, parts, _said_by_month(lines), sized=False)


TALLEST = 12
"""More beads above each other than this no picture holds; the table has the number."""


def _month_of_beads(line: MonthLine, x: float, y0: float, r: float, step: float) -> list[str]:
    if line.counted is None:
        return [pictures.words_at(x, y0 - 8, "?", anchor="middle", soft=True)]
    above = ["now"] * line.counted.for_good + ["half"] * line.counted.for_now
    below = [pictures.fewer_bead] * line.counted.fewer + [pictures.ended_bead] * line.ended
    parts = []
    for number, kind in enumerate(above[:TALLEST]):
        y = y0 - 6 - r - number * step
        is_whole = kind == "now"
        parts.append(
            pictures.bead(x, y, r, fill=pictures.BOARD, css="bead-now") if is_whole else pictures.half_bead(x, y, r)
        )
    parts += [draw(x, y0 + 6 + r + number * step, r) for number, draw in enumerate(below[:TALLEST])]
    return parts


def _said_by_month(lines: Sequence[MonthLine]) -> str:
    said = []
    for line in lines:
        if line.counted is None:
            said.append(f"{line.words}: niet ingevuld")
            continue
        amounts = [
            (line.counted.for_good, "vast meer"),
            (line.counted.for_now, "tijdelijk meer"),
            (line.counted.fewer, "minder"),
            (line.ended, "tijdelijk, liep af"),
        ]
        happened = [f"{count} {words}" for count, words in amounts if count]
        if happened:
            said.append(f"{line.words}: {', '.join(happened)}")
    return f"Per maand. {'; '.join(said) or 'Er veranderde niets'}"


def lasting_wires(rows: Sequence[Lasting], *, narrow: bool) -> SafeString:
    """Of those who were asked about, who still works more."""
    width, row_height = (320, 62) if narrow else (560, 44)
    parts = []
    for number, row in enumerate(rows):
        y = number * row_height
        left, middle = (0, y + 34) if narrow else (130, y + 20)
        parts.append(pictures.words_at(0, y + (14 if narrow else 25), f"Na {row.after} maanden", bold=True, size=14))
        end = left
        if 0 < row.asked <= TALLEST - 2:
            parts.append(
                pictures.wire(left, left + row.asked * 24 + 6, middle, stroke=pictures.RIM, width=1.8, css="bead-wire")
            )
            for place in range(row.asked):
                x = left + 14 + place * 24
                full = pictures.bead(x, middle, 10, fill=pictures.BOARD, css="bead-now")
                free = pictures.bead(x, middle, 9, fill=pictures.WHITE, stroke=pictures.RIM, width=2, css="bead-free")
                parts.append(full if place < row.still else free)
            end = left + row.asked * 24 + 18
        parts.append(pictures.words_at(end, middle + 5, row.in_words, soft=not row.asked, size=14))
    said = "; ".join(f"na {row.after} maanden {row.in_words}" for row in rows)
    return pictures.svg(
        _css(narrow), width, row_height * len(rows), parts, f"Nog steeds meer uren: {said}", sized=False
    )


def share_bars(bars: Sequence[tuple[str, int | None, str]], *, narrow: bool) -> SafeString:
    """(name, percent, of how many): a bar each, with lines at 15 and 25 percent."""
    width, left, row_height, thick, above = (320, 0, 62, 14, 40) if narrow else (720, 210, 46, 16, 28)
    top = max(30, *(share or 0 for _, share, _ in bars), 30)
    reach = width - left - 60
    parts = []
    for number, (name, share, proof) in enumerate(bars):
        y = above + number * row_height
        parts.append(pictures.words_at(0, y + 13, escape(name), bold=True, size=14))
        parts.append(pictures.words_at(0, y + 30, proof, soft=True, size=12))
        at = y + (36 if narrow else 6)
        parts.append(_bar(left, at, reach, thick, pictures.LINE, "c-track"))
        if share:
            parts.append(_bar(left, at, max(thick, reach * share / top), thick, pictures.BOARD, "bead-now"))
        parts.append(pictures.words_at(width, at + thick - 2, f"{share or 0} %", anchor="end", bold=True, size=16))
        for mark in (RULE_OF_THUMB, FIRST_TRIAL):
            x = left + reach * mark / top
            parts.append(
                f'<line x1="{x:.1f}" y1="{at - 4}" x2="{x:.1f}" y2="{at + thick + 4}" stroke="{pictures.INK}" '
                'stroke-width="2.2" class="c-line"/>'
            )
    for mark, words, y in (
        (RULE_OF_THUMB, "vuistregel 15 %", 12),
        (FIRST_TRIAL, "eerste proef 25 %", 28 if narrow else 12),
    ):
        x = left + reach * mark / top
        parts.append(pictures.words_at(x, y, words, anchor="end" if narrow else "middle", bold=True, size=12))
    said = "; ".join(f"{name} {share or 0} procent, {proof}" for name, share, proof in bars)
    label = f"Aandeel dat meer ging werken: {said}"
    return pictures.svg(_css(narrow), width, above + row_height * len(bars), parts, label, sized=False)


def _bar(x: float, y: float, length: float, thick: float, fill: str, css: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{length:.1f}" height="{thick}" rx="{thick / 2}" fill="{fill}" class="{css}"/>'
