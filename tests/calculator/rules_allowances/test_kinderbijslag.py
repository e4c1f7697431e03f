"""Kinderbijslag: ages at the start of the quarter, amounts by half-year."""

from datetime import date

import pytest

from calculator.engine.steps import Stappen
from calculator.engine.values import NotInForce
from calculator.proofs.whole_euros import euros
from calculator.rules import kinderbijslag as rule

JANUARY, JULY = (295.07, 358.30, 421.53), (298.40, 362.35, 426.29)


def year_amount(*births, year=2026):
    return euros(rule.kinderbijslag_jaar(births, year, stap=Stappen.geen()))


@pytest.mark.parametrize("age", [0, 1, 2])
def test_four_quarters_at_the_amounts_of_their_half_year(age):
    birth = [date(2024, 1, 1), date(2018, 5, 5), date(2013, 9, 9)][age]

    assert year_amount(birth) == pytest.approx(2 * JANUARY[age] + 2 * JULY[age], abs=0.001)


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        (date(2026, 1, 1), 2 * 295.07 + 2 * 298.40),  # born on the first day of the quarter counts
        (date(2026, 1, 2), 295.07 + 2 * 298.40),
        (date(2026, 10, 1), 298.40),
        (date(2026, 10, 2), 0),
        (date(2027, 1, 1), 0),
        (date(2020, 4, 1), 295.07 + 358.30 + 2 * 362.35),  # six on the first day
        (date(2020, 4, 2), 2 * 295.07 + 2 * 362.35),
        (date(2014, 7, 1), 2 * 358.30 + 2 * 426.29),  # twelve on the first day
        (date(2014, 7, 2), 2 * 358.30 + 362.35 + 426.29),
        (date(2008, 7, 1), 2 * 421.53),  # eighteen on the first day has no right any more
        (date(2008, 7, 2), 2 * 421.53 + 426.29),
        (date(2008, 1, 1), 0),
        (date(2008, 2, 29), 421.53),
    ],
)
def test_the_age_on_the_first_day_of_the_quarter_decides(birth, expected):
    assert year_amount(birth) == pytest.approx(expected, abs=0.001)


def test_children_add_up_in_any_order():
    births = [date(2024, 1, 1), date(2018, 5, 5), date(2013, 9, 9)]

    assert year_amount(*births) == year_amount(*reversed(births)) == sum(year_amount(birth) for birth in births)


@pytest.mark.parametrize("year", range(2021, 2027))
@pytest.mark.parametrize("month", [1, 7])
def test_the_amounts_are_70_85_and_100_percent_of_the_base(year, month):
    amounts = rule.IN_FORCE.on(date(year, month, 1))
    base = amounts.van_12_tot_en_met_17

    assert amounts.tot_en_met_5 == (base * 70 + 50) // 100
    assert amounts.van_6_tot_en_met_11 == (base * 85 + 50) // 100


def test_no_children_is_no_kinderbijslag():
    assert year_amount() == 0


@pytest.mark.parametrize("year", [2020, 2027])
def test_a_year_without_amounts_is_refused_by_name(year):
    with pytest.raises(NotInForce, match=f"Voor kinderbijslag zijn geen waarden bekend op 01-01-{year}"):
        year_amount(date(2015, 5, 5), year=year)
