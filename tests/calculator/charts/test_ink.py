"""How wide words are, against the font itself, and what the pens write."""

import functools

import pytest
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from calculator.charts import heads
from calculator.charts.ink import (
    LOOKS,
    SHAPES,
    WIDTHS,
    euros,
    opening,
    patterns,
    swatch,
    text,
    width_of,
    wrapped,
)
from calculator.household import parts
from calculator.web.presentation.jumps import VERBS
from tests.calculator.charts.dressed import COSTS, NAMES, OF_JUMPS, SHORT_NAMES
from tests.calculator.charts.svg import Drawing

DRAWN = [
    *NAMES.values(),
    *SHORT_NAMES.values(),
    "jouw inkomen, na belasting",
    "inkomen partner, na belasting",
    f"gaat naar {', '.join(COSTS)} en belasting",
    *(f"28,5 uur: {name} {verb}" for name in OF_JUMPS for verb in VERBS["stops"]),
    *(f"{heads.HERE}: {hours} uur" for hours in ("0", "28", "36,86")),
    f"{heads.WISH}: 32 uur.",
    *(euros(amount) for amount in (0, 5, -38, 5942, 12345, -1069, 100000)),
    "12,5 uur erbij, gemiddeld:",
    "€ 56 per maand per uur",
    "− € 154 per maand per uur",
    "4 dagen",
    "uren per week",
]  # fmt: skip


@functools.cache
def figtree(weight):
    font = instantiateVariableFont(TTFont(finders.find("fonts/figtree-latin.woff2")), {"wght": weight})
    return font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm


def width_in_the_font(words, size, weight):
    letters, advances, units = figtree(weight)
    return sum(advances[letters[ord(letter)]][0] for letter in words) * size / units


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_words_are_measured_a_little_too_wide_and_never_too_narrow(weight):
    for words in DRAWN:
        real = width_in_the_font(words, 13, weight)

        assert real <= width_of(words, 13, weight) <= 1.25 * real, words


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_no_letter_is_wider_than_it_was_measured(weight):
    assert [letter for letter in WIDTHS if width_of(letter, 100, weight) < width_in_the_font(letter, 100, weight)] == []


def test_every_letter_that_is_drawn_was_measured():
    assert {letter for words in DRAWN for letter in words} <= set(WIDTHS)


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (1000, ["gaat naar opvang, reizen en studieschuld"]),
        (120, ["gaat naar opvang,", "reizen en", "studieschuld"]),
        (10, ["gaat", "naar", "opvang,", "reizen", "en", "studieschuld"]),
    ],
)
def test_long_words_go_on_in_the_next_line(width, lines):
    assert wrapped("gaat naar opvang, reizen en studieschuld", width, 13) == lines


@pytest.mark.parametrize(
    ("amount", "written"),
    [(0, "€ 0"), (0.4, "€ 0"), (-0.4, "€ 0"), (0.5, "€ 1"), (1234.5, "€ 1.235"), (-1069.2, "− € 1.069")],
)
def test_amounts_are_whole_euros(amount, written):
    assert euros(amount).replace("\u00a0", " ") == written


def test_words_are_escaped():
    assert "&lt;b&gt; &amp; &quot;" in text(0, 0, '<b> & "')
    assert "&lt;/title&gt;" in opening(1, 1, "x", "</title>", desc="</desc>")


def test_every_part_has_its_colour_its_class_and_a_pattern_that_exists():
    assert {part.look for part in parts.rows() if part.look} | {"costs"} == set(LOOKS)
    for look in LOOKS.values():
        assert look.fill.startswith("#")
        assert look.css.startswith("p-")
    assert {look.pattern for look in LOOKS.values() if look.pattern} == set(SHAPES)


def test_patterns_are_named_after_their_drawing():
    both = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{patterns("een")}{patterns("twee")}</svg>'

    ids = Drawing(both).ids

    assert len(ids) == len(set(ids)) == 2 * len(SHAPES)


@pytest.mark.parametrize("look", LOOKS)
def test_the_square_in_the_table_is_the_colour_and_the_pattern_of_the_chart(look):
    square = Drawing(swatch(look, "vak"))

    fills = [rect.get("fill") for rect in square.all("rect")]

    assert fills[0] == LOOKS[look].fill
    pattern = LOOKS[look].pattern
    assert (f"url(#vak-{pattern})" in fills) if pattern else len(fills) == 2
    assert square.root.get("aria-hidden") == "true"
