"""The month table against every cell that the Belastingdienst published."""

import csv
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from calculator.engine.household import Leeftijdsgroep
from calculator.engine.steps import Stappen
from calculator.rules.loonheffing import TableValues, loonheffing_maand

GOLDEN = Path(__file__).parent.parent / "golden"
COLUMNS = {
    Leeftijdsgroep.ONDER_AOW: "younger",
    Leeftijdsgroep.AOW: "older",
    Leeftijdsgroep.AOW_VOOR_1946: "olderBefore1945",
}
ROWS = {2021: 1960, 2022: 2025, 2023: 2140, 2024: 2315, 2025: 2395, 2026: 2465}


def cents(rows, column):
    return np.array([int(Decimal(row[column]) * 100) for row in rows])


def table(year):
    with (GOLDEN / f"loonheffing_maand_{year}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def compute(wages, groep, year, *, credit=True):
    return loonheffing_maand(
        np.asarray(wages), groep=groep, credit=credit, values=TableValues.in_year(year), stap=Stappen.geen()
    )


@pytest.mark.parametrize("groep", COLUMNS)
@pytest.mark.parametrize("year", ROWS)
def test_every_cell_of_the_official_month_table_comes_out_to_the_cent(year, groep):
    rows, name = table(year), COLUMNS[groep]
    wages = cents(rows, "income")

    with_credit = compute(wages, groep, year)
    without_credit = compute(wages, groep, year, credit=False)

    assert len(rows) == ROWS[year]
    np.testing.assert_array_equal(without_credit.loonheffing, cents(rows, f"{name}WithoutPayrollTaxCredit"))
    np.testing.assert_array_equal(with_credit.loonheffing, cents(rows, f"{name}WithPayrollTaxCredit"))
    np.testing.assert_array_equal(with_credit.arbeidskorting, cents(rows, f"{name}DeductedLabourCredit"))


@pytest.mark.parametrize("year", ROWS)
def test_a_wage_between_two_rows_gets_the_tax_of_the_lower_row(year):
    wages = cents(table(year), "income")

    on_the_row = compute(wages[:-1], Leeftijdsgroep.ONDER_AOW, year)
    just_below_the_next = compute(wages[1:] - 1, Leeftijdsgroep.ONDER_AOW, year)

    np.testing.assert_array_equal(on_the_row.loonheffing, just_below_the_next.loonheffing)


def test_above_the_table_half_of_the_rest_is_withheld():
    twelve_thousand = compute([1_200_000], Leeftijdsgroep.ONDER_AOW, 2026)

    assert twelve_thousand.loonheffing.tolist() == [510_088]
    assert twelve_thousand.arbeidskorting.tolist() == [0]


def test_without_wage_nothing_is_withheld():
    nothing = compute([0, -500], Leeftijdsgroep.ONDER_AOW, 2026)

    assert nothing.loonheffing.tolist() == [0, 0]
