"""The pens: lines, words, dots and patterns, as SVG text."""

import re
from html import escape
from typing import NamedTuple

from portal.text import money

INK, SOFT, LINE, WHITE, SUN, BOARD, RIM = (
    "#15302A",
    "#4A625B",
    "#DCE6E1",
    "#FFFFFF",
    "#FFC93F",
    "#0E5A4D",
    "#6A8179",
)
SUN_TINT, LATER, ON_BOARD = "#FFF1CC", "#9BCFC0", "#CFE8E0"
# From light to dark; the fifth of the eight greens is left out, since no text can be read on it.
SHADES = ("#E6F2EE", "#C5E3DA", "#9BCFC0", "#6FB8A5", "#1F7F6C", "#0E5A4D", "#083A31")


class Look(NamedTuple):
    """Of a part in the stack: its colour, the class that changes it on dark screens, and its pattern."""

    fill: str
    css: str
    pattern: str = ""


COSTS = "costs"
LOOKS = {
    "grey": Look("#DDE3DF", "p-grey"),
    "green": Look("#13715F", "p-green"),
    "sky": Look("#8CD0F0", "p-sky", "upright"),
    "blue": Look("#3A7BD5", "p-blue", "dots"),
    "orange": Look("#F0A060", "p-orange", "slant"),
    "lime": Look("#C9DE7A", "p-lime", "grid"),
    "plum": Look("#5C2151", "p-plum", "lying"),
    COSTS: Look(WHITE, "p-costs", "minus"),
}
SHAPES = {
    "dots": (8, '<circle cx="4" cy="4" r="1.5" fill="#FFFFFF"/>'),
    "slant": (7, '<path d="M-1 8 8 -1" stroke="#7A3E0A" stroke-width="1.3"/>'),
    "lying": (5, '<path d="M0 2.5H5" stroke="#FFFFFF" stroke-width="1.1"/>'),
    "upright": (6, '<path d="M3 0V6" stroke="#1F5F86" stroke-width="1.1"/>'),
    "grid": (8, '<path d="M0 4H8M4 0V8" stroke="#15302A" stroke-width="1"/>'),
    "minus": (6, '<path d="M-1 7 7 -1" stroke="#A92B1E" stroke-width="1.6" class="c-minus"/>'),
}
# How wide a letter of Figtree is at most, in hundredths of the font size.
LETTERS = {
    "il.,' \u00a0": 26, ":;": 30, "fjrt-()I’": 42, "s": 47, "ckxyzv": 55, "aehnoubdgpq": 60,
    "0123456789€+−EFJLRSBPT": 67, "ACDGHKNOQUVXYZ": 78, "mwM": 86, "W%": 97,
}  # fmt: skip
WIDTHS = {letter: width for letters, width in LETTERS.items() for letter in letters}
BOLD = 1.05


def width_of(words: str, size: float, weight: int = 400) -> float:
    """What a line of text takes, rather too much than too little."""
    hundredths = sum(WIDTHS.get(letter, 78) for letter in words)
    return hundredths * size / 100 * (BOLD if weight >= 600 else 1)


def wrapped(words: str, width: float, size: float) -> list[str]:
    """The words in lines that are no wider than this; a single long word may be."""
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def euros(amount: float) -> str:
    """Euros in the chart: € 1.234, − € 1.234."""
    return money.euros(round(amount * 100))


def text(x, y, words, *, size=13, weight=400, anchor="start", fill=INK, css="c-text") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="Figtree, sans-serif" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{anchor}" fill="{fill}" class="{css}">{escape(words)}</text>'
    )


def line(x1, y1, x2, y2, *, stroke=LINE, width=1.0, css="c-grid", dash="") -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}" '
        f'stroke-width="{width}" class="{css}"{dashes}/>'
    )


def dot(x, y, r, *, fill=WHITE, stroke=INK, width=2.0, css="c-dot") -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" fill="{fill}" stroke="{stroke}" stroke-width="{width}" '
        f'class="{css}"/>'
    )


def points(pairs) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in pairs)


def patterns(name, kinds=tuple(SHAPES)) -> str:
    drawn = (
        f'<pattern id="{name}-{kind}" width="{SHAPES[kind][0]}" height="{SHAPES[kind][0]}" '
        f'patternUnits="userSpaceOnUse">{SHAPES[kind][1]}</pattern>'
        for kind in kinds
    )
    return f"<defs>{''.join(drawn)}</defs>"


def opening(width, height, name, title, *, desc="", size="", plot=()) -> str:
    """`plot`: where the area between the axes lies, for a script that answers to a pointer."""
    ids = f"{name}-t {name}-d" if desc else f"{name}-t"
    described = f'<desc id="{name}-d">{escape(desc)}</desc>' if desc else ""
    where = f' data-plot="{" ".join(f"{edge:g}" for edge in plot)}"' if plot else ""
    return (
        f'<svg class="{f"chart {size}".strip()}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{ids}" '
        f'xmlns="http://www.w3.org/2000/svg"{where}><title id="{name}-t">{escape(title)}</title>{described}'
    )


def in_title(svg: str) -> str:
    """The same drawing with its description in the title: that's what WeasyPrint makes the alternative text of."""
    titled = re.sub(r'</title><desc id="[^"]*">(.*?)</desc>', r". \1</title>", svg, count=1)
    return re.sub(r'aria-labelledby="(\S+) \S+"', r'aria-labelledby="\1"', titled, count=1)


def swatch(look: str, name: str) -> str:
    """The square beside a row of a table: the colour and the pattern of the chart."""
    square = '<rect x="1" y="1" width="20" height="20" rx="6" '
    fill, css, kind = LOOKS[look]
    return (
        '<svg class="swatch" viewBox="0 0 22 22" width="22" height="22" aria-hidden="true" '
        'xmlns="http://www.w3.org/2000/svg">'
        + (patterns(name, [kind]) if kind else "")
        + f'{square}fill="{fill}" class="{css}"/>'
        + (f'{square}fill="url(#{name}-{kind})"/>' if kind else "")
        + f'{square}fill="none" stroke="{INK}" stroke-opacity=".4" class="c-rim"/></svg>'
    )
