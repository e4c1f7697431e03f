"""What is typed about care at the wish and a partner's business reaches the engine and the page."""

from calculator.answers.bereken import bereken
from calculator.web.presentation import todo
from calculator.web.presentation.words import figures
from tests.calculator.web.forms.typed import (
    children,
    no_partner,
    other_home,
    partner_with,
    rest,
    work,
)
from tests.calculator.web.presentation.households import outcome


def with_wish(hours, **more):
    typed = children(("12-4-2023", "dagopvang", "95", "10,80"))
    return {**typed, "children-0-hours_wish": hours, **more}


def test_care_at_the_wish_goes_into_the_document_and_the_whole_curve_follows():
    asked = outcome(work(), no_partner(), with_wish("119"), other_home(), rest())

    (care,) = [asked.document["children"][0]["childcare"]]
    assert care["follows"] == {"wish_hours": 32, "hours_per_month": 119}
    assert asked.calculation.year.household.children.care_hours(0)[asked.wish.place] == [119]
    assert asked.calculation.year.household.children.care_hours(0)[asked.now.place] == [95]


def test_without_an_answer_care_stays_as_it_is_now():
    plain = outcome(work(), no_partner(), with_wish(""), other_home(), rest())

    assert "follows" not in plain.document["children"][0]["childcare"]


def test_the_answer_says_what_the_extra_care_costs():
    asked = outcome(work(), no_partner(), with_wish("119"), other_home(), rest())
    (care,) = [item for item in todo.todo(asked) if "opvang" in item.title]

    own = asked.changed(lambda side: side.parts_year["childcare"])
    assert care.text.startswith("Bij 32 uur werk je 4 dagen, met 119 uur opvang per maand. Die kost je zelf €")
    assert str(round(-own / 1200)) in care.text
    assert "meer." in care.text


def test_a_partner_with_a_business_keeps_the_childcare_allowance():
    business = partner_with("business", profit="40.000", criterion="yes")
    care = children(("12-4-2023", "dagopvang", "95", "10,80"))

    asked = outcome(work(), business, care, other_home(), rest())

    assert asked.document["people"][1]["business"] == {"profit_year": 40_000, "hours_criterion": True}
    result = bereken(asked.document)["results"][0]
    assert result["kinderopvangtoeslag"]["year"] > 0
    assert result["people"][1]["income_tax"]["arbeidskorting"] > 0


def test_holiday_pay_year_end_pay_and_the_tax_return_are_one_figure():
    asked = outcome(work("28", "36"), no_partner(), children(), other_home(), rest())

    amount, words = figures(asked)[2]
    together = asked.changed(lambda side: side.special_net_year + side.household_settlement_year)
    assert amount.replace("\u00a0", " ").split("€ ")[1].replace(".", "") == str(abs(round(together / 100)))
    assert "en je aangifte samen, netto per jaar" in words
