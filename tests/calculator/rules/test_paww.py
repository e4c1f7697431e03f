"""PAWW: taken off each payment before tax, up to a maximum, where the cao or the person says so."""

import pytest

from calculator.answers.bereken import bereken
from calculator.household.intake.faults import Faults
from tests.calculator.documents import with_wage

CHILDCARE = {"cao": "kinderopvang", "scale": "6", "step": 15, "hours": 24}


def person(wage, *, year, explain=False, **more):
    document = {"year": year, "people": [{"birth_date": "1988-04-12", "wage": wage, "pension": "none", **more}]}
    answer = bereken(document, explain=explain)
    return answer if explain else answer["results"][0]["people"][0]


def test_childcare_pays_it_over_every_payment_and_tax_comes_after_it():
    with_it, without = (person(CHILDCARE, year=2024, **more) for more in ({}, {"paww": False}))

    month, slip = round(without["payroll"]["gross_month"] * 0.0008, 2), with_it["payroll"]
    assert with_it["paww_month"] == month
    assert slip["taxable_month"] == pytest.approx(slip["gross_month"] - month)
    assert slip["net_month"] == pytest.approx(slip["gross_month"] - month - slip["loonheffing_month"])
    assert with_it["taxable_wage_year"] == pytest.approx(without["taxable_wage_year"] - with_it["paww_year"])
    assert with_it["paww_year"] == pytest.approx(with_it["gross_year"] * 0.0008, abs=0.10)
    assert slip["holiday_pay_net"] < without["payroll"]["holiday_pay_net"]
    assert "paww_year" not in without


@pytest.mark.parametrize(("year", "percent"), [(2021, 0.4), (2022, 0.2), (2023, 0.15), (2024, 0.08)])
def test_each_year_has_its_percentage(year, percent):
    income = person({"month_gross": 3000}, year=year, paww=True)

    assert income["paww_year"] == pytest.approx(36_000 * percent / 100, abs=0.1)


@pytest.mark.parametrize(("gross", "premium"), [(71_628, 57.30), (71_640, 57.30), (143_256, 57.30), (71_616, 57.29)])
def test_above_the_maximum_wage_it_stays_the_same(gross, premium):
    income = person({"month_gross": gross / 12}, year=2024, paww=True)

    assert income["paww_year"] == pytest.approx(premium, abs=0.13)


def test_primary_education_has_none_unless_someone_says_so():
    teacher = {"cao": "po", "scale": "LB", "step": 8, "hours": 28}

    assert "paww_year" not in person(teacher, year=2024)
    assert person(teacher, year=2024, paww=True)["paww_year"] > 0


def test_the_step_names_percentage_and_premium():
    answer = person(CHILDCARE, year=2024, explain=True)

    (premium,) = [step for step in answer["steps"] if step["rule"] == "paww"]
    assert premium["because"].startswith("Over je brutoloon betaal je 0,08\u00a0procent PAWW-premie")
    assert premium["zekerheid"] == "bevestigd"
    (slip,) = [step for step in answer["steps"] if step["rule"] == "nettoloon_maand"]
    assert "PAWW en" in slip["because"]


@pytest.mark.parametrize("wage", [{"taxable_year": 30_000}, {"taxable_month": 2500}])
def test_a_taxable_wage_has_it_off_already(wage):
    with pytest.raises(Faults) as wrong:
        bereken({"year": 2024, "people": [{"birth_date": "1988-04-12", "wage": wage, "paww": True}]})

    assert [fault.path for fault in wrong.value.faults] == ["people[0].paww"]


def test_hours_move_it_in_proportion():
    document = with_wage(CHILDCARE, pension="none", year=2024, hours=[0, 12, 24])

    premiums = [result["people"][0]["paww_year"] for result in bereken(document)["results"]]

    assert premiums[0] == 0
    assert premiums[2] == pytest.approx(2 * premiums[1], abs=0.1)
