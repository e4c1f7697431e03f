"""The month table at its edges; tests/calculator/test_proofs.py compares every cell that was published."""

import numpy as np
import pytest

from calculator.engine.household import Leeftijdsgroep
from calculator.proofs.month_tables import YEARS, wages, withheld

ROWS = {2021: 1960, 2022: 2025, 2023: 2140, 2024: 2315, 2025: 2395, 2026: 2465}


def test_the_published_tables_are_whole():
    assert {year: len(wages(year)) for year in YEARS} == ROWS


@pytest.mark.parametrize("year", ROWS)
def test_a_wage_between_two_rows_gets_the_tax_of_the_lower_row(year):
    table = wages(year)

    on_the_row = withheld(table[:-1], Leeftijdsgroep.ONDER_AOW, year)
    just_below_the_next = withheld(table[1:] - 1, Leeftijdsgroep.ONDER_AOW, year)

    np.testing.assert_array_equal(on_the_row.loonheffing, just_below_the_next.loonheffing)


def test_above_the_table_half_of_the_rest_is_withheld():
    twelve_thousand = withheld([1_200_000], Leeftijdsgroep.ONDER_AOW, 2026)

    assert twelve_thousand.loonheffing.tolist() == [510_088]
    assert twelve_thousand.arbeidskorting.tolist() == [0]


def test_without_wage_nothing_is_withheld():
    nothing = withheld([0, -500], Leeftijdsgroep.ONDER_AOW, 2026)

    assert nothing.loonheffing.tolist() == [0, 0]
