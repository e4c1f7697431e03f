"""Amounts and hours as they stand on the page."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text.money import euros, euros_and_cents, half_up, hours, month, signed
from tests.calculator.web.presentation.households import plain


@pytest.mark.parametrize(
    ("cents", "amount", "difference"),
    [
        (0, "€ 0", "€ 0"),
        (49, "€ 0", "€ 0"),
        (50, "€ 1", "+ € 1"),
        (-49, "€ 0", "€ 0"),
        (-50, "− € 1", "− € 1"),
        (123_456_78, "€ 123.457", "+ € 123.457"),
        (-38_00, "− € 38", "− € 38"),
    ],
)
def test_whole_euros_with_their_sign(cents, amount, difference):
    assert plain(euros(cents)) == amount
    assert plain(signed(cents)) == difference


def test_an_amount_never_breaks_over_two_lines():
    assert " " not in euros(-123_456_00) + signed(5_00) + euros_and_cents(-5)


@pytest.mark.parametrize(("cents", "text"), [(9_80, "€ 9,80"), (5, "€ 0,05"), (-1_234_50, "− € 1.234,50")])
def test_euros_with_cents(cents, text):
    assert plain(euros_and_cents(cents)) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(28, "28"), (Decimal("28.50"), "28,5"), (36.86, "36,86"), (0, "0"), (Decimal(100), "100"), (0.25, "0,25")],
)
def test_hours_as_people_write_them(number, text):
    assert hours(number) == text


@given(st.integers(-(10**9), 10**9))
def test_a_loss_is_rounded_like_a_gain(cents):
    assert half_up(-cents) == -half_up(cents)
    assert month(-cents) == -month(cents)
    assert abs(12 * month(cents) - cents) <= 6
