"""What holds for every household, found by trying to break it."""

import copy

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from calculator.answers.bereken import bereken
from calculator.engine.steps import Stappen
from calculator.household.calculation import curve
from calculator.household.intake.build import build
from calculator.household.intake.document import read_document
from calculator.household.intake.faults import Faults
from calculator.household.jumps import find_jumps
from calculator.household.year import household_year
from tests.calculator.documents import BY_HOURS, WITHOUT_HOURS, households, people

FINE = tuple(range(0, 4001, 5))
"""Every three minutes of work a week."""
ROUNDING = 2_500
"""Cents: whole euros in some ten places, and the split of a home that may differ three euros."""


def at_every(hours, document):
    request = read_document(document)
    return household_year(build(request, hours), stap=Stappen.geen())


def row(array, hours):
    return np.broadcast_to(np.atleast_2d(array)[0], (len(hours),))


@given(households(st.one_of(BY_HOURS, WITHOUT_HOURS)), st.booleans())
def test_a_right_document_gets_an_answer_whatever_the_household(document, explain):
    answer = bereken(document, explain=explain)

    assert len(answer["results"]) == 1
    for step in answer.get("steps", []):
        assert step["because"]
        assert "{" not in step["because"]


@given(households())
def test_more_hours_never_lower_gross_pay_nor_taxable_wage(document):
    picture = curve(document)

    assert (np.diff(picture.gross_year) >= 0).all()
    assert (np.diff(picture.taxable_year) >= 0).all()
    assert (np.diff(picture.premium_year) >= 0).all()


@given(households())
def test_what_is_left_to_spend_is_exactly_the_sum_of_its_parts(document):
    picture = curve(document)

    assert (sum(picture.parts.values()) == picture.disposable_year).all()


@given(households(st.one_of(BY_HOURS, WITHOUT_HOURS)))
def test_the_sums_of_the_answer_add_up_to_the_cent(document):
    for result in bereken(document)["results"]:
        net = 0
        for person, asked in zip(result["people"], document["people"], strict=True):
            tax, slip = person["income_tax"], person["payroll"]
            credits = (
                tax["algemene_heffingskorting"]
                + tax["arbeidskorting"]
                + tax["inkomensafhankelijke_combinatiekorting"]
                + tax["ouderenkorting"]
                + tax["alleenstaande_ouderenkorting"]
            )
            due = max(0, tax["before_credits"] - credits) - tax["uitbetaalde_heffingskorting"]
            assert round(due, 2) == tax["due"]
            assert round(tax["due"] - slip["withheld_year"], 2) == tax["settlement"]
            assert round(person["gross_year"] - person["pension_premium_year"], 2) == person["taxable_wage_year"]
            assert round(slip["taxable_month"] - slip["loonheffing_month"], 2) == slip["net_month"]
            net_year = person["taxable_wage_year"] + asked.get("other_income_year", 0) - tax["due"]
            assert round(net_year, 2) == person["net_year"]
            net += person["net_year"]
        plus = sum(
            result[name]["year"]
            for name in ("zorgtoeslag", "huurtoeslag", "kindgebonden_budget", "kinderopvangtoeslag", "kinderbijslag")
        )
        minus = result["childcare_cost_year"] + result["student_debt_year"] + result["commute_cost_year"]
        assert round(net + plus - minus, 2) == result["disposable"]["year"]
        assert abs(12 * result["disposable"]["month"] - result["disposable"]["year"]) <= 0.061


@given(households())
def test_no_jump_in_what_is_left_goes_without_a_name(document):
    year = at_every(FINE, document)

    change = np.diff(row(year.disposable_year, FINE))
    more_wage = np.diff(row(year.people[0].payroll.taxable_year, FINE))
    named = {jump.hours for jump in find_jumps(year, FINE)}
    unnamed = np.array([hours not in named for hours in FINE[1:]])

    # Nobody keeps more than all of what comes in, and tax and tapers together take at most a good deal more than it.
    assert (change[unnamed] <= more_wage[unnamed] + ROUNDING).all()
    assert (change[unnamed] >= -0.5 * more_wage[unnamed] - ROUNDING).all()


@given(households())
def test_each_named_jump_is_a_change_in_the_part_it_names(document):
    picture = curve(document)

    for jump in picture.jumps:
        before, after = picture.at(jump.before), picture.at(jump.hours)
        assert after == before + 1
        if jump.kind != "moves":
            amounts = {part.key: amount for part, amount in picture.year.parts()}
            part = row(amounts[jump.rule], picture.hours)
            assert part[after] - part[before] == jump.amount_year != 0
        assert jump.sentence.startswith(("Bij ", "Vanaf "))


@given(households(), st.randoms())
def test_the_order_of_children_changes_nothing(document, random):
    shuffled = copy.deepcopy(document)
    random.shuffle(shuffled["children"])

    one, other = bereken(shuffled)["results"], bereken(document)["results"]
    for result in (*one, *other):
        result.get("childcare", {}).get("hours_per_month", []).sort()
    assert one == other


@given(households(WITHOUT_HOURS), people(WITHOUT_HOURS))
def test_the_order_of_the_partners_changes_nothing_for_the_household(document, partner):
    document["people"] = [document["people"][0], partner]
    document["people"][1]["birth_date"] = "1990-05-05"
    assume(document["people"][0]["birth_date"] != "1990-05-05")
    swapped = {**document, "people": document["people"][::-1]}

    one, other = bereken(document)["results"][0], bereken(swapped)["results"][0]

    assert one["toetsingsinkomen"] == other["toetsingsinkomen"]
    assert abs(one["disposable"]["year"] - other["disposable"]["year"]) <= 3


@given(households())
def test_one_answer_is_the_same_as_that_point_of_the_whole_picture(document):
    asked = {**document, "hours": [7, 28]}
    picture = curve(document)

    for result in bereken(asked)["results"]:
        place = picture.at(100 * result["hours"])
        assert round(result["disposable"]["year"] * 100) == picture.disposable_year[place]
        assert round(result["people"][0]["payroll"]["net_month"] * 100) == picture.net_month[place]


@given(households())
def test_explaining_changes_no_amount(document):
    assert bereken(document, explain=True)["results"] == bereken(document)["results"]


@given(households())
def test_only_one_partner_at_a_time_has_the_combinatiekorting(document):
    picture = curve(document)

    credits = [row(person.tax.combinatiekorting, picture.hours) for person in picture.year.people]
    assert not np.logical_and.reduce(credits).any() or len(credits) == 1


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=8),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.just([]),
    st.just({}),
    st.sampled_from(["all", "1e308", "\ud800", "1.234,56", "0001-01-01", "9999-12-31", -1, 99, 1e308, float("nan")]),
)


def replaced(value, path, junk):
    """The document with junk at one place; the path is a list of choices."""
    if not path or not isinstance(value, dict | list) or not value:
        return junk
    keys = sorted(value) if isinstance(value, dict) else list(range(len(value)))
    key = keys[path[0] % len(keys)]
    changed = copy.copy(value)
    changed[key] = replaced(value[key], path[1:], junk)
    return changed


@given(households(), st.lists(st.integers(0, 20), max_size=5), JUNK)
def test_junk_anywhere_in_a_document_is_answered_or_named_never_a_crash(document, path, junk):
    spoiled = replaced(document, path, junk)

    faults = faults_of(spoiled)

    assert all(fault.message.strip() for fault in faults)


def faults_of(document):
    """Nothing for a document that has an answer."""
    try:
        bereken(document)
    except Faults as wrong:
        return wrong.faults or ["Faults without a fault"]
    return []
