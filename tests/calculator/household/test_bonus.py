"""A bonus for extra hours: gross, at every number of hours above the contract, taxed at the special rate."""

import pytest

from calculator.answers.bereken import bereken
from calculator.household.calculation import curve
from calculator.household.intake.faults import Faults

WAGE = {"cao": "po", "scale": "LB", "step": 8, "hours": 28}


def document(bonus=2000, **changes):
    person = {"birth_date": "1988-04-12", "wage": WAGE}
    if bonus is not None:
        person["extra_hours_bonus"] = {"gross_year": bonus}
    return {"year": 2026, "people": [person], **changes}


def results(bonus, hours):
    return {result["hours"]: result for result in bereken(document(bonus, hours=hours))["results"]}


def test_it_counts_above_the_contract_and_nowhere_else():
    by_hours = results(2000, [0, 27.99, 28, 28.01, 32, 40])

    gross = {hours: result["people"][0]["payroll"]["bonus_gross"] for hours, result in by_hours.items()}
    assert gross == {0: 0, 27.99: 0, 28: 0, 28.01: 2000, 32: 2000, 40: 2000}


def test_it_is_wage_at_the_special_rate_without_pension():
    with_it, without = (results(bonus, [32])[32] for bonus in (2000, None))

    mine, plain = with_it["people"][0], without["people"][0]
    rate = mine["payroll"]["special_rate_percent"] / 100
    assert mine["gross_year"] == plain["gross_year"] + 2000
    assert mine["taxable_wage_year"] == plain["taxable_wage_year"] + 2000
    assert mine["pension_premium_year"] == plain["pension_premium_year"]
    assert mine["payroll"]["bonus_net"] == pytest.approx(2000 * (1 - rate), abs=0.01)
    assert mine["payroll"]["net_month"] == plain["payroll"]["net_month"]
    assert with_it["toetsingsinkomen"] == without["toetsingsinkomen"] + 2000
    assert plain["payroll"]["bonus_gross"] == plain["payroll"]["bonus_net"] == 0


def test_the_curve_rises_by_it_just_above_the_contract():
    with_it, without = (curve(document(bonus)) for bonus in (2000, None))

    more = with_it.gross_year - without.gross_year
    assert more.tolist() == [0] * 29 + [200_000] * 12


def test_it_is_explained_on_both_sides():
    answer = bereken(document(2000, hours=[28, 32]), explain=True)

    sentences = [step["because"] for step in answer["steps"] if step["rule"] == "meerurenbonus"]
    assert sentences == [
        "De bonus krijg je niet bij deze uren.",
        "Voor je uren krijg je een bonus van €\u00a02.000,00 bruto per jaar.",
    ]
    assert any("De bonus voor extra uren telt helemaal mee" in note for note in answer["notes"])


PERSON = {"birth_date": "1988-04-12", "wage": WAGE}


@pytest.mark.parametrize(
    ("people", "path"),
    [
        ([PERSON, {**PERSON, "extra_hours_bonus": {"gross_year": 100}}], "people[1].extra_hours_bonus"),
        (
            [{**PERSON, "wage": {"taxable_year": 1}, "extra_hours_bonus": {"gross_year": 1}}],
            "people[0].extra_hours_bonus",
        ),
        ([{**PERSON, "extra_hours_bonus": {"gross_year": -1}}], "people[0].extra_hours_bonus.gross_year"),
        ([{**PERSON, "extra_hours_bonus": {}}], "people[0].extra_hours_bonus.gross_year"),
        ([{**PERSON, "extra_hours_bonus": 500}], "people[0].extra_hours_bonus"),
    ],
)
def test_where_it_makes_no_sense_it_is_a_fault(people, path):
    with pytest.raises(Faults) as wrong:
        bereken({"year": 2026, "people": people})

    assert [fault.path for fault in wrong.value.faults] == [path]


def test_the_jump_it_makes_has_a_name():
    (jump,) = [jump for jump in curve(document(2000)).jumps if jump.rule == "meerurenbonus"]

    assert (jump.kind, jump.before, jump.hours) == ("starts", 2800, 2900)
    assert jump.sentence == "Bij 29 uur begint je bonus voor extra uren."
    assert 80_000 < jump.amount_year < 130_000
