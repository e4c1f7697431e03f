"""The minimum wage per month: as the law had it until 2023, and from hours and working days since."""

from datetime import date

import pytest

from calculator.answers.bereken import bereken
from calculator.engine.values import WrongValues, parse
from calculator.rules import minimumloon
from tests.calculator.documents import with_wage


@pytest.mark.parametrize(
    ("day", "hours", "cents"),
    [
        (date(2021, 1, 1), 40, 168_480),
        (date(2021, 7, 1), 36, 170_100),
        (date(2022, 6, 30), 40, 172_500),
        (date(2023, 12, 31), 36, 199_500),
        (date(2024, 7, 1), 40, 238_944),  # 13.68 x 2096 / 12, as primary education has it
        (date(2024, 1, 1), 36, 208_604),  # 13.27 x 36 x 52.4 / 12 = 2086.044
        (date(2026, 1, 1), 40, 255_954),  # 14.71 x 40 x 52.2 / 12
        (date(2026, 7, 1), 40, 260_826),
    ],
)
def test_a_month_at_full_time(day, hours, cents):
    assert minimumloon.per_maand(day, hours) == cents


@pytest.mark.parametrize("day", [date(2020, 12, 31), date(2027, 1, 1)])
def test_a_day_without_a_value_has_no_floor(day):
    assert minimumloon.per_maand(day, 40) is None


@pytest.mark.parametrize(("year", "days"), [(2023, 260), (2024, 262), (2025, 261), (2026, 261), (2028, 260)])
def test_working_days_are_mondays_to_fridays(year, days):
    assert minimumloon.working_days(year) == days


def test_a_block_with_both_amounts_or_with_none_fails_on_loading():
    block = {"vanaf": date(2026, 1, 1), "tot_en_met": date(2026, 6, 30), "bron": ["x"], "zekerheid": "bevestigd"}

    for wrong in ({}, {"per_maand": 2000, "per_uur": 14}):
        with pytest.raises(WrongValues, match="per maand of een bedrag per uur"):
            parse(minimumloon.MinimumloonWaarden, "minimumloon", {"waarden": [{**block, **wrong}]})


@pytest.mark.parametrize(("month", "is_remarked_on"), [(1303, True), (1305, False)])
def test_a_gross_month_below_the_minimum_is_remarked_on_but_left_as_it_is(month, is_remarked_on):
    """Half of 2,608.26 euros is 1,304.13."""
    wage = {"month": month, "hours": 20, "fulltime_hours": 40}

    answer = bereken(with_wage(wage, pension="none", year=2026))

    assert any("lager dan het minimumloon" in note for note in answer["notes"]) == is_remarked_on
    assert answer["results"][0]["people"][0]["payroll"]["gross_month"] == month
