"""What a year of work adds to the pension, and what working on until AOW age adds."""

from datetime import date

import pytest

from calculator.answers.bereken import bereken
from calculator.rules.aow_leeftijd import maanden_tot_aow


def results(wage, *, year=2026, born="1988-04-12", hours=None, **more):
    document = {"year": year, "people": [{"birth_date": born, "wage": wage, **more}]}
    return bereken({**document, "hours": hours} if hours else document)["results"]


LB8 = {"cao": "po", "scale": "LB", "step": 8, "hours": 28}


def test_a_year_at_abp_adds_a_percentage_of_the_wage_above_the_franchise():
    """(12 x 4532 x 1.1633 - 19,200) x 0.8 x 1.875 %."""
    before, after = results(LB8, hours=[28, 32])

    full = (12 * 4532 * 1.1633 - 19_200) * 0.01875
    assert before["people"][0]["pension_build_up"]["year"] == pytest.approx(full * 0.7, abs=0.01)
    assert after["people"][0]["pension_build_up"]["year"] == pytest.approx(full * 0.8, abs=0.01)


def test_working_on_until_aow_age_adds_that_many_years_of_it():
    (result,) = results(LB8)

    built = result["people"][0]["pension_build_up"]
    months = 12 * 67 + 3 + 3 - 12 * 38  # 67 years and 3 months after April 1988, from January 2026
    assert maanden_tot_aow(date(1988, 4, 12), 2026) == months
    assert built["until_aow"] == pytest.approx(built["year"] * months / 12, abs=0.01)


@pytest.mark.parametrize(
    ("born", "year", "months"),
    [
        (date(1959, 12, 31), 2026, 11),
        (date(1960, 1, 1), 2026, 12),
        (date(1961, 10, 1), 2026, 36),  # 67 years and 3 months: January 2029
        (date(1964, 9, 30), 2026, 71),  # the last birthday of which the age is fixed
        (date(1950, 1, 1), 2026, 0),
        (date(1955, 1, 1), 2021, 4),
    ],
)
def test_months_to_aow_age_follow_the_cohort(born, year, months):
    assert maanden_tot_aow(born, year) == months


def test_pfzw_has_a_percentage_until_2025_and_none_since():
    wage = {"cao": "kinderopvang", "scale": "6", "step": 15, "hours": 36}

    (old,), (new,) = results(wage, year=2025), results(wage, year=2026)

    basis = 12 * 2917 * 1.135 - 16_655
    assert old["people"][0]["pension_build_up"]["year"] == pytest.approx(basis * 0.0175, abs=0.01)
    assert "pension_build_up" not in new["people"][0]


@pytest.mark.parametrize("pension", ["none", {"employee_premium_year": 1000}])
def test_without_a_fund_there_is_nothing_to_say(pension):
    (result,) = results(LB8, pension=pension)

    assert "pension_build_up" not in result["people"][0]


def test_below_the_franchise_nothing_is_built_up():
    (result,) = results({"fulltime_month": 1400, "fulltime_hours": 40, "hours": 40})

    assert result["people"][0]["pension_build_up"] == {"year": 0, "until_aow": 0}


def test_the_step_calls_it_an_estimate_with_its_source():
    document = {"year": 2026, "people": [{"birth_date": "1988-04-12", "wage": LB8}]}

    steps = bereken(document, explain=True)["steps"]

    (estimate,) = [step for step in steps if step["rule"] == "pensioenopbouw"]
    assert "naar schatting" in estimate["because"]
    assert "1,875\u00a0procent" in estimate["because"]
    assert "nog 29 jaar" in estimate["because"]
    assert estimate["zekerheid"] == "afgeleid"
    assert any("p-direkt" in source for source in estimate["bron"])
