"""A second job: taxed by payroll without credit, added up in the assessment."""

import pytest

from calculator.answers.bereken import bereken
from calculator.household.intake.faults import Faults

MAIN = {"cao": "po", "scale": "LB", "step": 8, "hours": 24}


def document(second=None, **more):
    person = {"birth_date": "1988-04-12", "wage": MAIN, "pension": "none", **more}
    return {"year": 2026, "people": [{**person, "second_job": second} if second else person]}


def me(second=None, **more):
    return bereken(document(second, **more))["results"][0]["people"][0]


def test_it_is_taxed_in_the_table_without_credit_and_settled_with_the_main_job():
    """The official month table of 2026, row 999.00: 357.08 without credit."""
    both, main = me({"month_gross": 1000}), me()

    assert both["second_job"] == {
        "taxable_year": 12_000, "loonheffing_month": 357.08, "net_month": 642.92, "withheld_year": 4284.96,
    }  # fmt: skip
    assert both["payroll"] == main["payroll"]
    assert both["taxable_wage_year"] == main["taxable_wage_year"]
    assert both["income_tax"]["box1_income"] == main["income_tax"]["box1_income"] + 12_000
    assert both["income_tax"]["settlement"] == pytest.approx(
        both["income_tax"]["due"] - main["payroll"]["withheld_year"] - 4284.96
    )
    assert both["net_year"] == pytest.approx(main["taxable_wage_year"] + 12_000 - both["income_tax"]["due"])


@pytest.mark.parametrize("shape", [{"month_gross": 1000}, {"taxable_month": 1000}, {"taxable_year": 12_000}])
def test_its_three_shapes_give_the_same_year(shape):
    assert me(shape)["second_job"] == me({"month_gross": 1000})["second_job"]


def test_it_counts_as_work_for_every_rule_that_asks_for_it():
    """Arbeidskorting over both wages, and the right to childcare allowance of someone without a main job."""
    child = {"birth_date": "2019-09-01", "childcare": {"kind": "bso", "hours_per_month": 40, "hourly_rate": 9}}
    person = {"birth_date": "1988-04-12", "second_job": {"taxable_year": 15_000}}

    result = bereken({"year": 2026, "people": [person], "children": [child]})["results"][0]

    assert result["kinderopvangtoeslag"]["year"] > 0
    assert result["toetsingsinkomen"] == 15_000
    assert result["people"][0]["income_tax"]["arbeidskorting"] == 1938  # 996 + 31.009 % of 3,035, up


def test_the_step_says_why_there_is_no_credit():
    steps = bereken(document({"month_gross": 1000}), explain=True)["steps"]

    (explained,) = [step for step in steps if step["rule"] == "tweede_baan"]
    assert explained["law"] == "Wet LB 1964 art. 23"
    assert "zonder korting" in explained["because"]
    assert explained["amount"] == 642.92


@pytest.mark.parametrize(
    ("second", "path", "message"),
    [
        ({}, "second_job", "Vul van je tweede baan precies één van deze in"),
        ({"month_gross": 1, "taxable_year": 1}, "second_job", "Vul van je tweede baan precies één van deze in"),
        ({"month": 1000}, "second_job.month", "Deze sleutel kennen we niet."),
        ({"month_gross": -1}, "second_job.month_gross", "-1 kan niet."),
        ("ja", "second_job", "Hier hoort een object"),
    ],
)
def test_what_is_wrong_is_said_at_its_key(second, path, message):
    with pytest.raises(Faults) as wrong:
        bereken({"year": 2026, "people": [{"birth_date": "1988-04-12", "wage": MAIN, "second_job": second}]})

    by_path = {fault.path: fault.message for fault in wrong.value.faults}
    assert by_path[f"people[0].{path}"].startswith(message)


def test_who_has_none_has_no_such_key():
    assert "second_job" not in me()
