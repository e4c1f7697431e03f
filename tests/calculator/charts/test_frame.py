"""Round amounts on the axis, and where they fall."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.charts.frame import Frame, between, nice_step, scale
from calculator.charts.room import Box, Room


@pytest.mark.parametrize(
    ("low", "high", "about", "named"),
    [
        (-170, 6664, 7, [0, 1000, 2000, 3000, 4000, 5000, 6000, 7000]),
        (-900, 6664, 7, [0, 2000, 4000, 6000]),
        (-10100, 100, 7, [-10000, -8000, -6000, -4000, -2000, 0]),
        (0, 103, 5, [0, 25, 50, 75, 100]),
        (0, 10, 5, [0, 2, 4, 6, 8, 10]),
        (0, 1, 5, [0, 1]),
    ],
)
def test_the_axis_names_round_amounts(low, high, about, named):
    assert scale(low, high, about=about).named == named


@given(st.floats(-60_000, 0), st.floats(1, 60_000), st.sampled_from([4, 5, 7]))
def test_the_scale_holds_all_amounts_with_a_few_round_steps(low, high, about):
    axis = scale(low, high, about=about)

    assert axis.low == low
    assert axis.high >= high
    assert 0 in axis.named
    assert len(axis.named) <= about + 2
    assert all(amount % axis.step == 0 for amount in axis.named)
    assert str(axis.step).rstrip("0") in {"1", "2", "25", "3", "5"}


@given(st.floats(0.01, 1_000_000), st.integers(2, 10))
def test_a_step_is_at_least_a_euro_and_not_too_small(span, about):
    assert nice_step(span, about) >= max(1, span / about * 0.999)


FRAME = Frame(780, 500, 56, 134, 84, 70, 36.86, scale(-100, 4000, about=7))


@given(st.floats(0, 36.86))
def test_a_place_and_its_hours_are_each_others_inverse(hours):
    assert FRAME.left <= FRAME.x(hours) <= FRAME.end + 1e-6
    assert FRAME.hour(FRAME.x(hours)) == pytest.approx(hours)


def test_outside_the_frame_there_are_no_hours():
    assert (FRAME.hour(0), FRAME.hour(780)) == (0, 36.86)


def test_amounts_fall_between_top_and_foot():
    assert FRAME.y(FRAME.scale.high) == FRAME.top
    assert FRAME.y(FRAME.scale.low) == FRAME.foot
    assert FRAME.y(1000) < FRAME.y(0)


@pytest.mark.parametrize(("place", "amount"), [(0, 100), (0.5, 150), (1, 200), (10, 650), (19, 1100), (25, 1400)])
def test_between_two_places_the_line_is_straight(place, amount):
    assert between((0, 1, 19), (100, 200, 1100), place) == pytest.approx(amount)


def test_room_that_is_taken_is_not_free():
    room = Room(Box(0, 0, 100, 100))

    assert room.take_if_free(Box(10, 10, 50, 20))
    assert not room.take_if_free(Box(40, 15, 60, 30))
    assert not room.is_free(Box(51, 10, 60, 20))
    assert room.is_free(Box(52.1, 10, 60, 20))
    assert not room.is_free(Box(90, 90, 101, 95))
