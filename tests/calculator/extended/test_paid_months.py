"""The month of every toeslag is what is paid: whole euros, of the month that is shown."""

import pytest

from calculator.answers.bereken import bereken
from calculator.household.parts import toeslagen
from tests.calculator.documents import family, with_wage

RENT = {"kind": "rent", "basic_rent": 700, "service_costs": 0}
TOESLAGEN = [part.key for part in toeslagen()]


def results(document):
    return bereken(document)["results"]


@pytest.mark.parametrize("name", TOESLAGEN)
def test_a_month_is_whole_euros_and_twelve_of_them_are_never_more_than_the_year(name):
    for result in results(family(hours="all")):
        amount = result[name]

        assert amount["month"] == int(amount["month"])
        assert 12 * amount["month"] <= amount["year"] < 12 * (amount["month"] + 1) + 1


def test_a_child_that_turns_twelve_changes_kindgebonden_budget_from_the_next_month():
    document = with_wage({"taxable_year": 28_000}, children=[{"birth_date": "2014-05-15"}])

    (before,) = results({**document, "payroll_month": 5})
    (after,) = results({**document, "payroll_month": 6})

    budget = after["kindgebonden_budget"]
    assert budget["periods"] == [
        {"from": 1, "to": 5, "month": before["kindgebonden_budget"]["month"]},
        {"from": 6, "to": 12, "month": budget["month"]},
    ]
    assert budget["month"] - before["kindgebonden_budget"]["month"] == pytest.approx(724 / 12, abs=1)
    assert budget["year"] == before["kindgebonden_budget"]["year"]


@pytest.mark.parametrize(
    ("year", "born", "young"),
    [
        (2026, "2005-05-15", 5),
        (2026, "2005-05-01", 4),
        (2026, "2005-12-31", 12),
        (2026, "2004-12-31", 0),
        (2025, "2002-03-10", 3),
        (2025, "2001-12-31", 0),
    ],
)
def test_huurtoeslag_changes_with_the_age_of_an_adult_from_the_next_month(year, born, young):
    rent = {**RENT, "basic_rent": 600}

    def paid(birth_date):
        person = {"birth_date": birth_date, "wage": {"taxable_year": 16_000}}
        return results({"year": year, "people": [person], "housing": rent})[0]["huurtoeslag"]

    amount, never_old, always_old = paid(born), paid("2006-12-31"), paid("1990-01-01")

    expected = (young * never_old["year"] + (12 - young) * always_old["year"]) / 12
    assert amount["year"] == pytest.approx(expected, abs=1)
    assert amount["month"] == (never_old if young == 12 else always_old)["month"]


def test_a_percentage_is_never_below_zero():
    child = {"birth_date": "2019-05-05", "childcare": {"kind": "bso", "hours_per_month": 40, "hourly_rate": 8}}
    for year in range(2021, 2028):
        wage = {"month": 2_500, "hours": 28, "fulltime_hours": 40}
        document = {
            "year": year,
            "people": [{"birth_date": "1988-04-12", "wage": wage, "pension": "none"}],
            "children": [child],
        }
        for result in results({**document, "hours": "all"}):
            assert result["kinderopvangtoeslag"]["next_child_percent"] >= 0
            assert result["kinderopvangtoeslag"]["first_child_percent"] >= 0
