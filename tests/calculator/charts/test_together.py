"""The picture of both partners' hours."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.charts.together import SHADES, Both, draw

SVG = "{http://www.w3.org/2000/svg}"


def slope(low, high, own=41, partner=41):
    """Money that rises with both."""
    steps = own + partner - 2
    return [[low + (high - low) * (mine + theirs) / steps for mine in range(own)] for theirs in range(partner)]


def read(picture, **how):
    return ElementTree.fromstring(draw(picture, **how))


@settings(max_examples=60, deadline=None)
@given(
    low=st.integers(-2000, 5000),
    span=st.integers(0, 9000),
    own=st.integers(37, 49),
    partner=st.integers(37, 49),
    now=st.tuples(st.integers(0, 36), st.integers(0, 36)),
    wish=st.tuples(st.integers(0, 36), st.integers(0, 36)),
    narrow=st.booleans(),
)
def test_every_picture_is_whole_and_in_its_frame(low, span, own, partner, now, wish, narrow):
    picture = Both(slope(low, low + span, own, partner), now, wish)

    drawing = read(picture, narrow=narrow)

    width, height = (float(edge) for edge in drawing.get("viewBox").split()[2:])
    assert len(picture.borders) < len(SHADES)
    for rect in drawing.iter(f"{SVG}rect"):
        x, y, w, h = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
        assert -1 <= x <= x + w <= width + 1
        assert -1 <= y <= y + h <= height + 1
    for circle in drawing.iter(f"{SVG}circle"):
        assert 0 < float(circle.get("cx")) < width
        assert 0 < float(circle.get("cy")) < height


@pytest.mark.parametrize("narrow", [False, True])
def test_the_bands_cover_every_pair_of_hours(narrow):
    drawing = read(Both(slope(500, 7400), (28, 32), (32, 32)), narrow=narrow)

    bands = [rect for rect in drawing.iter(f"{SVG}rect") if rect.get("rx") is None]
    area = sum(float(rect.get("width")) * float(rect.get("height")) for rect in bands)
    width, height = (320 - 48, 340 - 60) if narrow else (560 - 76, 520 - 70)
    assert area == pytest.approx(width * height, rel=0.05)


def test_more_money_is_never_lighter():
    picture = Both(slope(500, 7400), (28, 32), (32, 32))

    shades = [picture.shade(kind) for kind in range(len(picture.borders) + 1)]
    assert shades == sorted(shades)
    assert shades[-1] == len(SHADES) - 1


def test_who_wishes_nothing_else_gets_one_bead():
    drawing = read(Both(slope(500, 7400), (28, 32), (28, 32)))

    assert len(list(drawing.iter(f"{SVG}circle"))) == 1


def test_it_says_in_words_what_it_shows():
    drawing = read(Both(slope(500, 7400), (28, 32), (32, 32)))

    assert "Jij 28 uur en je partner 32 uur: €" in drawing.find(f"{SVG}desc").text
