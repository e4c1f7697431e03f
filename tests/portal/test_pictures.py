"""Pictures in beads: as many as there are, said in words, and harmless whatever the words."""

import re
from collections import Counter
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from portal import pictures
from portal.templatetags.components import qr_picture
from tests.pages import pictures as faults_in_pictures


def drawn(picture):
    return BeautifulSoup(picture, "html.parser").svg


def beads_in(picture):
    """How many beads of each kind, worked out from what is drawn."""
    return Counter(circle["class"][0].removeprefix("board-") for circle in drawn(picture).find_all("circle"))


@pytest.mark.parametrize(
    ("now", "wish", "expected", "words"),
    [
        (28, 32, (28, 4, 8), "28 uur nu, 4 uur erbij, 8 uur vrij"),
        (28, None, (28, 0, 12), "28 uur nu, 12 uur vrij"),
        (32, 24, (32, 0, 8), "32 uur nu, 8 uur vrij"),
        (0, 40, (0, 40, 0), "0 uur nu, 40 uur erbij, 0 uur vrij"),
        (40, 40, (40, 0, 0), "40 uur nu, 0 uur vrij"),
        (Decimal("28.8"), Decimal("32.5"), (29, 3, 8), "28,8 uur nu, 3,7 uur erbij, 7,5 uur vrij"),
        (45, 50, (40, 0, 0), "45 uur nu, 5 uur erbij, 0 uur vrij"),
    ],
)
@pytest.mark.parametrize("look", [{}, {"on_board": True}, {"large": True}, {"on_board": True, "large": True}])
def test_the_week_shows_every_hour_once_and_says_so(now, wish, expected, words, look):
    picture = pictures.rekenrek(now, wish, **look)

    counts = beads_in(picture)
    assert (counts["bead-now"], counts["bead-wish"], counts["bead-free"]) == expected
    assert drawn(picture)["aria-label"] == f"De week als rekenrek: {words}"


@given(now=st.integers(0, 40), wish=st.integers(0, 40))
def test_a_week_has_forty_hours_whatever_you_work(now, wish):
    counts = beads_in(pictures.rekenrek(now, wish))

    assert sum(counts.values()) == 40
    assert counts["bead-now"] == now
    assert counts["bead-wish"] == max(0, wish - now)


@given(count=st.integers(1, 60), filled=st.integers(0, 60), wish=st.integers(0, 20), on_board=st.booleans())
def test_beads_are_as_many_as_there_are(count, filled, wish, on_board):
    counts = beads_in(pictures.beads(count, filled, wish=wish, on_board=on_board))

    assert sum(counts.values()) == count
    assert counts["bead-now"] == min(count, filled)
    assert counts["bead-wish"] == max(0, min(count, filled + wish) - filled)


def test_all_beads_lie_within_the_picture():
    for picture in (pictures.beads(23, 9, wish=3), pictures.rekenrek(28, 32), pictures.attendance("x-..x", "vijf")):
        _, _, width, height = map(float, drawn(picture)["viewbox"].split())
        for circle in drawn(picture).find_all("circle"):
            x, y, r = (float(circle[name]) for name in ("cx", "cy", "r"))
            assert r <= x <= width - r
            assert r <= y <= height - r


def test_attendance_shows_who_was_there_who_missed_and_what_is_to_come():
    picture = pictures.attendance("x-..", "1 bijgewoond, 1 gemist, 2 te gaan")

    assert beads_in(picture) == {"bead-now": 1, "bead-missed": 1, "bead-free": 2}
    assert drawn(picture)["aria-label"] == "1 bijgewoond, 1 gemist, 2 te gaan"
    # Someone who sees no difference in colour sees a cross.
    assert drawn(picture).find("path", class_="bead-missed-cross")


def test_a_picture_says_what_it_shows_or_is_hidden():
    shown, hidden = pictures.beads(3, 1, label="1 van 3"), pictures.beads(3, 1)

    assert list(faults_in_pictures(BeautifulSoup(shown + hidden, "html.parser"))) == []
    assert (drawn(shown)["role"], drawn(hidden)["aria-hidden"]) == ("img", "true")


def test_words_that_look_like_html_stay_words():
    label = '"><script>alert(1)</script>'

    for picture in (pictures.beads(3, 1, label=label), pictures.attendance("x", label)):
        assert drawn(picture)["aria-label"] == label
        assert "<script" not in picture


def test_a_qr_code_becomes_part_of_the_page_and_brings_nothing_else_along():
    svg = '<svg:svg viewBox="0 0 37 37"><script>alert(1)</script><svg:path d="M4,4H5V5H4z" style="fill:red"/></svg:svg>'

    picture = drawn(qr_picture(svg))

    assert picture.path.attrs == {"d": "M4,4H5V5H4z"}
    assert [tag.name for tag in picture.find_all()] == ["path"]


def test_an_amount_with_a_fraction_fills_the_last_bead_for_its_part():
    drawing = pictures.part_beads(8.3, label="8,3 fte")

    assert drawing.count('class="bead-now"') == 9
    assert drawing.count("<path") == 1
    assert drawing.count('class="bead-free"') == 1
    assert 'aria-label="8,3 fte"' in drawing
    assert "<path" not in pictures.part_beads(3)
    assert pictures.part_beads(23).count("bead-wire") == 3


@pytest.mark.parametrize("narrow", [True, False])
def test_years_are_lines_that_say_in_words_what_they_show(narrow):
    own = pictures.YearLine("jouw school", {2015: 24.8, 2016: 25.2, 2025: 27.7}, is_own=True)
    other = pictures.YearLine("heel de sector", {2015: 27.6, 2025: 27.8}, dash="7 5")

    drawing = pictures.over_years([own, other], narrow=narrow)

    assert "jouw school van 24,8 uur in 2015 naar 27,7 uur in 2025" in drawing
    assert drawing.count("<polyline") == 2
    ends = [float(y) for y in re.findall(r'y="([\d.]+)"[^>]*>(?:jouw|heel)', drawing)]
    assert abs(ends[0] - ends[1]) >= 18
