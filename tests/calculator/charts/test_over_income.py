"""Pictures of a rule over income: what is drawn, and that its words never meet."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.charts.over_income import LOOKS, Line, OverIncome, description, draw, thinned
from calculator.household.years import COMPLETE
from calculator.method import curves
from tests.calculator.charts.svg import Drawing

ROUNDING = 0.11


@st.composite
def pictures(draw_):
    steps, top = draw_(st.integers(2, 60)), draw_(st.sampled_from([12, 40, 4_000, 100_000, 1_600_000]))
    first = draw_(st.sampled_from([0, 1]))
    places = [first + (top - first) * step / (steps - 1) for step in range(steps)]
    highest = draw_(st.sampled_from([0, 1, 96, 5_685, 80_000]))
    names = draw_(st.lists(st.sampled_from(["alleen", "2 kinderen, zonder partner", "a"]), min_size=1, max_size=4))
    lines = tuple(
        Line(name if len(names) > 1 else "", [draw_(st.floats(-highest / 9, highest)) for _ in places])
        for name in names
    )
    words = draw_(st.sampled_from(["trede", "inkomen per jaar", "loon per jaar bij een volledige baan"]))
    return OverIncome("Een regel", places, lines, words, in_percent=highest == 96, in_euros=top > 40)


@settings(max_examples=100)
@given(pictures(), st.booleans())
def test_words_stand_inside_the_drawing_and_never_on_each_other(picture, narrow):
    drawing = Drawing(draw(picture, narrow=narrow))

    assert drawing.outside() == []
    assert drawing.overlapping() == []


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("slug", sorted(curves.PICTURES))
def test_every_rule_is_drawn_with_all_its_words(slug, narrow):
    picture = curves.picture(slug, COMPLETE[-1])

    drawing = Drawing(draw(picture, narrow=narrow, name=slug))

    assert drawing.outside() == []
    assert drawing.overlapping() == []
    assert [line.name for line in picture.lines if line.name] == [
        words for words in drawing.words if words in {line.name for line in picture.lines}
    ]
    assert drawing.title == picture.title
    assert drawing.description == description(picture)


def test_each_line_lies_where_its_amounts_are():
    picture = OverIncome("Een regel", [0, 50, 100], (Line("laag", [0, 10, 20]), Line("hoog", [100, 100, 0])), "loon")
    drawing = Drawing(draw(picture))

    high, low = drawing.points("polyline", "c-line")[0], drawing.points("polyline", "c-series")[0]

    assert [x for x, _ in low] == pytest.approx([high[0][0], high[-1][0]])
    middle = (high[0][0] + high[-1][0]) / 2
    assert [x for x, _ in high] == pytest.approx([high[0][0], middle, high[-1][0]], abs=ROUNDING)
    foot = high[-1][1]
    assert foot - low[-1][1] == pytest.approx((foot - high[0][1]) / 5, abs=ROUNDING)
    assert low[0][1] == pytest.approx(foot, abs=ROUNDING)


def test_lines_differ_in_more_than_colour():
    assert len({(width, dash) for _, _, width, dash in LOOKS}) == len(LOOKS)


def test_the_description_says_where_each_line_starts_ends_and_how_high_it_comes():
    picture = OverIncome("Een regel", [0, 1000, 2000], (Line("samen", [0, 300, 20]),), "inkomen")

    text = description(picture).replace("\u00a0", " ")

    assert (
        text == "samen: van € 0 bij € 0 naar € 20 bij € 2.000, op zijn hoogst € 300. Alle bedragen staan in de tabel."
    )


@given(st.lists(st.floats(0, 200), min_size=2, max_size=80))
def test_a_thinned_line_keeps_its_ends_and_lies_on_all_of_its_points(heights):
    line = [(float(x), y) for x, y in enumerate(heights)]

    kept = thinned(line)

    assert (kept[0], kept[-1]) == (line[0], line[-1])
    for (x1, y1), (x2, y2) in itertools.pairwise(kept):
        for x, y in line[int(x1) : int(x2) + 1]:
            assert abs(y - (y1 + (y2 - y1) * (x - x1) / (x2 - x1))) <= 0.2 + 1e-9
