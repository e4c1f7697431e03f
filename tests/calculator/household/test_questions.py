"""The calculation turned round, held against the plain calculation at the hours that it names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.answers.bereken import bereken
from calculator.household import questions
from calculator.household.calculation import curve
from calculator.household.intake.faults import Faults
from tests.calculator.documents import TEACHER, alone, family

PARTNER = {
    "birth_date": "1986-01-02",
    "wage": {"fulltime_month": 4250, "hours": 32, "fulltime_hours": 40},
    "pension": "none",
}
COUPLE = family(people=[TEACHER, PARTNER])


def left(document, hours, **changes):
    """Cents a year."""
    (result,) = bereken({**document, "hours": [hours], **changes})["results"]
    return round(100 * result["disposable"]["year"])


@pytest.mark.parametrize("more_month", [0.01, 50, 100, 237.5, 300, 599])
def test_the_hours_for_an_amount_are_the_first_that_bring_it(more_month):
    answer = questions.hours_for(COUPLE, more_year=round(more_month * 1200))

    hours, before = answer.hours / 100, (answer.hours - questions.QUARTER) / 100
    assert left(COUPLE, hours) - left(COUPLE, 28) >= more_month * 1200
    assert before == 28 or left(COUPLE, before) - left(COUPLE, 28) < more_month * 1200


def test_an_amount_out_of_reach_tells_what_there_is_to_gain():
    answer = questions.hours_for(COUPLE, more_year=2_000_000)

    assert answer.hours is None
    assert answer.most == left(COUPLE, answer.most_at / 100) - left(COUPLE, 28)
    assert answer.most == max(left(COUPLE, hours) for hours in range(28, 41)) - left(COUPLE, 28)


def test_where_it_drops_below_the_amount_again_is_told():
    # Much childcare: at the border of a band of its table a quarter of an hour costs more than it brings.
    care = {"kind": "dagopvang", "hours_per_month": 220, "hourly_rate": 11}
    born = ("2023-02-01", "2024-06-01", "2025-09-01")
    household = {**COUPLE, "children": [{"birth_date": day, "childcare": care} for day in born]}
    whole = [left(household, quarter / 4) - left(household, 28) for quarter in range(112, 161)]
    dips = [place for place in range(1, len(whole)) if whole[place] < whole[place - 1] and place > 1]
    assert dips, "this household has no dip to look for"
    place = dips[0] - 1

    answer = questions.hours_for(household, more_year=whole[place])

    assert answer.hours / 25 == 112 + place
    assert answer.drops_at == answer.hours + questions.QUARTER


def test_without_hours_there_is_nothing_to_turn_round():
    with pytest.raises(Faults, match="uren"):
        questions.hours_for(family(people=[{"birth_date": "1988-04-12", "wage": {"taxable_year": 40000}}]), more_year=1)


def test_every_whole_hour_jump_is_found_more_exactly():
    coarse = {(jump.rule, jump.kind): jump for jump in curve(COUPLE).jumps if jump.kind != "band"}

    fine = {(jump.rule, jump.kind): jump for jump in questions.fine_jumps(COUPLE) if jump.kind != "band"}

    assert set(fine) >= set(coarse)
    for kind, jump in coarse.items():
        assert jump.before < fine[kind].hours <= jump.hours


@settings(max_examples=15, deadline=None)
@given(own=st.integers(0, 40), theirs=st.integers(0, 40))
def test_each_place_in_the_picture_of_two_is_the_plain_calculation(own, theirs):
    picture = questions.together(COUPLE)

    partner = {**PARTNER, "wage": {**PARTNER["wage"], "hours": theirs}}
    document = {**COUPLE, "people": [TEACHER, partner]}
    assert picture.own == picture.partner == tuple(range(0, 4001, 100))
    assert picture.disposable_year[theirs, own] == left(document, own)


def test_a_payslip_of_the_partner_serves_at_other_hours():
    payslip = {**PARTNER, "wage": {"month": 3400, "hours": 32, "fulltime_hours": 40}}

    picture = questions.together(family(people=[TEACHER, payslip]))

    assert picture.disposable_year.tolist() == questions.together(COUPLE).disposable_year.tolist()


@pytest.mark.parametrize("partner", [None, {"birth_date": "1986-01-02"}, family()["people"][1]])
def test_the_picture_of_two_asks_hours_of_both(partner):
    people = [TEACHER, *([partner] if partner else [])]

    with pytest.raises(Faults, match="uren van je partner"):
        questions.together(family(people=people))


def test_two_years_differ_by_the_rules_alone():
    this, other = questions.two_years({**COUPLE, "hours": [28]}, (2026, 2025))

    assert (this.request.year, other.request.year) == (2026, 2025)
    now, then = this.year, other.year
    assert now.disposable_year.item() == left(COUPLE, 28)
    assert [person.payroll.taxable_year.item() for person in now.people] == [
        person.payroll.taxable_year.item() for person in then.people
    ]
    assert now.people[0].tax.algemene_heffingskorting.item() != then.people[0].tax.algemene_heffingskorting.item()


def test_travel_stays_the_same_in_both_years():
    commuter = {**TEACHER, "commute": {"km_one_way": 20, "cost_per_km": 0.4, "reimbursement_per_km": 0.1}}
    document = {**alone(commuter), "hours": [28]}

    this, _ = questions.two_years(document, (2026, 2025))

    cost = bereken(document)["results"][0]["commute_cost_year"]
    assert cost > 0
    assert this.year.amounts["commute_cost"].year.item() == round(100 * cost)


def test_what_a_year_lacks_is_named():
    _, coming = questions.two_years({**COUPLE, "hours": [28]}, (2026, 2027))

    assert {omission.part for omission in coming.left_out} >= {"zorgtoeslag", "huurtoeslag"}
