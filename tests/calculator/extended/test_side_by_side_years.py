"""Years beside each other: what one lacks is out of both, and what is carried forward is no change."""

import copy

import pytest

from calculator.answers.bereken import bereken
from calculator.engine.values import Zekerheid
from calculator.household import questions
from calculator.household.calculation import parameters_fingerprint
from calculator.household.intake.faults import Faults
from calculator.household.last_known import last_known
from calculator.household.parts import NET, NET_PARTNER, OWN_HOME
from tests.calculator.documents import alone, family

OWN = {"kind": "own", "woz_value": 400_000, "mortgage_interest_year": 9_000}
COUPLE = [
    {"birth_date": "1988-04-12", "wage": {"cao": "po", "scale": "LB", "step": 8, "hours": 28}},
    {"birth_date": "1986-01-02", "wage": {"month": 3_000, "hours": 32, "fulltime_hours": 40}, "pension": "none"},
]
HOUSEHOLD = {
    "year": 2026,
    "people": COUPLE,
    "children": [{"birth_date": "2019-05-05"}],
    "housing": OWN,
    "hours": [28],
}


def first(calculation, amount):
    return int(amount.ravel()[0]) / 100


def months(calculation):
    return {part.key: first(calculation, amount) for part, amount in calculation.year.parts() if amount.any()}


def test_a_home_that_next_year_lacks_is_out_of_both_years_with_its_effect_on_income():
    this, following = questions.two_years(copy.deepcopy(HOUSEHOLD), (2026, 2027))
    without = bereken({**HOUSEHOLD, "housing": {"kind": "none"}})["results"][0]

    assert this.year.toetsingsinkomen.item() == following.year.toetsingsinkomen.item()
    assert first(this, this.year.toetsingsinkomen) == without["toetsingsinkomen"]
    assert {"own_home", "kinderbijslag", "zorgtoeslag"}.isdisjoint(months(this).keys() | months(following).keys())
    assert this.left_out == following.left_out
    assert {part.part for part in this.left_out} >= {"eigen_woning", "kinderbijslag"}


def test_two_years_that_lack_nothing_keep_all_that_they_have():
    this, following = questions.two_years(copy.deepcopy(HOUSEHOLD), (2025, 2026))

    assert months(this)["own_home"] > 0
    assert months(following)["own_home"] > 0
    assert this.left_out == ()


def test_what_is_carried_forward_stays_the_same_and_is_named():
    this, following = questions.two_years({**copy.deepcopy(HOUSEHOLD), "carry_forward": True}, (2026, 2027))

    assert months(this)["kinderbijslag"] == months(following)["kinderbijslag"] > 0
    assert this.year.toetsingsinkomen.item() == following.year.toetsingsinkomen.item()
    assert this.left_out == following.left_out == ()
    assert {part.part for part in following.carried} >= {"eigen_woning", "kinderbijslag", "zorgtoeslag"}
    assert {part.from_year for part in following.carried} == {2026}


def test_it_stays_the_same_for_a_page_that_is_made_with_the_last_known_values():
    document = {**copy.deepcopy(HOUSEHOLD), "carry_forward": True}
    alone_asked = [months(calculation) for calculation in questions.two_years(document, (2026, 2027))]

    with last_known(True):
        on_the_page = [months(calculation) for calculation in questions.two_years(document, (2026, 2027))]

    assert on_the_page == alone_asked


def test_last_known_values_bear_the_version_of_what_they_follow_from():
    plain = parameters_fingerprint()

    with last_known(True):
        assert parameters_fingerprint() == plain


def test_the_rows_of_both_years_add_up():
    for calculation in questions.two_years({**copy.deepcopy(HOUSEHOLD), "carry_forward": True}, (2026, 2027)):
        assert sum(months(calculation).values()) == pytest.approx(first(calculation, calculation.year.disposable_year))


def test_documents_of_several_years_are_compared_on_equal_terms():
    ways = [{**copy.deepcopy(HOUSEHOLD), "year": year, "people": [alone()["people"][0]]} for year in (2025, 2026)]
    ways[1]["people"][0]["wage"]["step"] = ways[0]["people"][0]["wage"]["step"] = 12

    at_2025, at_2026 = questions.on_equal_terms(ways)

    assert at_2025.left_out == at_2026.left_out
    assert [part.part for part in at_2026.left_out] == ["toelage"]
    assert not at_2025.year.people[0].pay.allowance.any()


def test_nothing_is_carried_unless_asked():
    document = {**alone(), "year": 2027}

    with pytest.raises(Faults):
        bereken(document)
    answer = bereken({**document, "carry_forward": True}, explain=True)
    assert {part["part"] for part in answer["carried"]} >= {"brutoloon_jaar", "pensioenpremie", "zorgtoeslag"}
    assert answer["notes"][0].startswith(
        "Van 2027 zijn nog niet alle bedragen bekend. Met de laatste bekende bedragen:"
    )
    sure = {step["rule"]: step["zekerheid"] for step in answer["steps"]}
    assert sure["zorgtoeslag"] == sure["pensioenpremie"] == Zekerheid.LAATST_BEKEND
    assert sure["loonheffing"] == Zekerheid.VOORSTEL


def test_a_year_with_values_of_its_own_carries_nothing():
    plain, asked = (bereken({**alone(), "carry_forward": carries}) for carries in (False, True))

    assert asked["carried"] == []
    assert asked["results"] == plain["results"]


def test_the_pay_table_of_november_holds_all_next_year():
    this, following = (bereken({**alone(), "year": year, "carry_forward": True})["results"][0] for year in (2026, 2027))

    november = this["people"][0]["payroll"]["gross_month"]
    assert following["people"][0]["payroll"]["gross_month"] == november
    assert following["people"][0]["gross_year"] > 12 * november


def test_a_partner_does_not_lose_pay_when_the_deduction_moves_between_partners():
    document = family(housing=OWN, people=COUPLE, children=[], hours="all")
    curve = questions.calculate(questions.read_document(document)).curve

    partner = curve.parts[NET_PARTNER.key]
    assert (partner == partner[0]).all()
    total = sum(curve.parts.values())
    assert (total == curve.disposable_year).all()
    assert (curve.parts[OWN_HOME.key] > 0).any()
    assert NET.key in curve.parts
