"""Zorgtoeslag against the published tables, limits and maxima, and at every kink."""

import numpy as np
import pytest

from calculator.proofs.whole_euros import euros, zorgtoeslag


def test_the_year_is_what_the_law_grants_and_twelve_months_are_a_little_less():
    outcome = zorgtoeslag(20000)

    assert euros(outcome.jaar) == 1550
    assert euros(outcome.maand) == 129


@pytest.mark.parametrize(("year", "drempel"), [(2022, 22356), (2023, 25070), (2024, 26819), (2025, 28406)])
def test_the_amount_is_flat_up_to_the_drempelinkomen_and_falls_above_it(year, drempel):
    years = euros(zorgtoeslag([0, drempel - 1, drempel, drempel + 8], year).jaar)

    assert years[0] == years[1] == years[2] == years[3] + 1


@pytest.mark.parametrize(("partner", "limit"), [(False, 146011), (True, 184633)])
def test_wealth_equal_to_the_limit_still_gives_a_right_and_a_cent_more_ends_it(partner, limit):
    wealth = np.array([[limit], [limit + 0.01]])

    years = euros(zorgtoeslag([[20000]], partner=partner, wealth=wealth).jaar)

    assert years == [[2963 if partner else 1550], [0]]


def test_cents_of_an_income_are_cut_off():
    assert euros(zorgtoeslag([40857, 40857.99]).maand) == [2, 2]


def test_an_income_below_zero_counts_as_a_low_one():
    assert euros(zorgtoeslag(-5000).maand) == 129
