"""The credit for who has a right to Wajong: fixed, in payroll and in the assessment, not from AOW age on."""

import pytest

from calculator.answers.bereken import bereken
from calculator.household.intake.faults import Faults

AMOUNTS = {2021: 761, 2022: 771, 2023: 820, 2024: 898, 2025: 909, 2026: 923}


def me(year, wage, *, right=True, **more):
    person = {"birth_date": "1988-04-12", "wage": wage, "jonggehandicaptenkorting": right, **more}
    return bereken({"year": year, "people": [person]})["results"][0]["people"][0]


@pytest.mark.parametrize(("year", "amount"), AMOUNTS.items())
def test_its_amount_comes_off_the_tax_and_off_payroll(year, amount):
    wage = {"taxable_month": 3000}

    with_it, without = me(year, wage), me(year, wage, right=False)

    assert with_it["income_tax"]["jonggehandicaptenkorting"] == amount
    assert without["income_tax"]["due"] - with_it["income_tax"]["due"] == amount
    saved = without["payroll"]["loonheffing_month"] - with_it["payroll"]["loonheffing_month"]
    assert saved == pytest.approx(amount / 12, abs=0.011)


def test_an_employer_without_the_credits_leaves_it_to_the_assessment():
    with_it, without = (me(2026, {"taxable_month": 3000}, right=r, payroll_tax_credit=False) for r in (True, False))

    assert with_it["payroll"]["loonheffing_month"] == without["payroll"]["loonheffing_month"]
    assert without["income_tax"]["due"] - with_it["income_tax"]["due"] == 923


@pytest.mark.parametrize("wage", [0, 5_000, 11_000])
def test_it_never_makes_tax_less_than_nothing(wage):
    person = me(2026, {"taxable_year": wage})

    assert person["income_tax"]["due"] == 0
    assert person["payroll"]["loonheffing_month"] == 0


def test_it_is_not_paid_out_beside_a_partner():
    people = [
        {"birth_date": "1988-04-12", "wage": {"taxable_year": 60_000}},
        {"birth_date": "1990-04-12", "jonggehandicaptenkorting": True},
    ]

    tax = bereken({"year": 2021, "people": people})["results"][0]["people"][1]["income_tax"]

    assert tax["jonggehandicaptenkorting"] == 761
    assert tax["uitbetaalde_heffingskorting"] == 379  # a part of the algemene heffingskorting only


def test_from_aow_age_on_it_is_refused():
    with pytest.raises(Faults) as wrong:
        bereken({"year": 2026, "people": [{"birth_date": "1950-01-01", "jonggehandicaptenkorting": True}]})

    assert [fault.path for fault in wrong.value.faults] == ["people[0].jonggehandicaptenkorting"]
    assert "ouderenkorting" in wrong.value.faults[0].message


def test_its_step_names_the_law():
    document = {
        "year": 2026,
        "people": [{"birth_date": "1988-04-12", "wage": {"taxable_month": 2500}, "jonggehandicaptenkorting": True}],
    }

    steps = bereken(document, explain=True)["steps"]

    (credit,) = [step for step in steps if step["rule"] == "jonggehandicaptenkorting"]
    assert (credit["amount"], credit["law"], credit["zekerheid"]) == (923, "Wet IB 2001 art. 8.16a", "bevestigd")
    (slip,) = [step for step in steps if step["rule"] == "loonheffing"]
    assert "€\u00a0923 jonggehandicaptenkorting" in slip["because"]
