"""A benefit in the house: what may go off once you earn more."""

import re

import pytest

from calculator.rules.uitkeringen import WETTEN
from calculator.web.presentation import tables
from calculator.web.presentation.assumptions import facts
from calculator.web.presentation.page import shared
from calculator.web.presentation.todo import todo
from calculator.web.presentation.words import figures
from tests.calculator.web.forms.typed import answers, children, no_partner, other_home, partner, rest, work
from tests.calculator.web.presentation.households import outcome, plain


def with_benefit(law, month="800", wish="32"):
    typed = rest(benefit=law, benefit_month=month)
    return outcome(work("24", wish), no_partner(), children(), other_home(), typed)


@pytest.mark.parametrize("law", WETTEN)
def test_a_benefit_is_said_as_the_engine_asks_it(law):
    mine = answers(work(), partner(benefit=law, benefit_month="1.250,50"), rest(benefit=law, benefit_month="800"))
    assert mine.first_wrong is None

    people = mine.document()["people"]

    assert [one["benefit"] for one in people] == [{"law": law, "month": 800}, {"law": law, "month": 1250.5}]


@pytest.mark.parametrize(("law", "month"), [("none", "800"), ("", "onzin"), ("ww", "0")])
def test_who_has_no_benefit_has_none_in_the_document(law, month):
    typed = answers(work(), partner(benefit=law, benefit_month=month), rest(benefit=law, benefit_month=month))
    assert typed.first_wrong is None

    assert not any("benefit" in one for one in typed.document()["people"])


def test_the_board_warns_and_gives_the_range_at_the_wish():
    answer = with_benefit("ww")
    low, high = answer.calculation.year.range
    at = answer.calculation.hours.index(3200)

    (caution,) = shared(answer)["cautions"]

    said = re.findall(r"€ ([\d.]+)", plain(caution))
    assert [int(amount.replace(".", "")) for amount in said] == [round(low[0][at] / 1200), round(high[0][at] / 1200)]
    assert "Verdien je meer, dan gaat daar meestal een deel af." in caution
    assert "Vraag het na bij UWV." in caution


def test_of_a_partner_only_a_benefit_of_the_household_goes_down():
    def said(law):
        typed = partner("500", "8", benefit=law, benefit_month="900")
        return shared(outcome(work("24", "32"), typed, children(), other_home(), rest()))["cautions"]

    assert "Die blijft gelijk als jij meer verdient" in said("ww")[0]
    assert "gaat daar meestal een deel af" in said("bijstand")[0]


@pytest.mark.parametrize("law", WETTEN)
def test_the_rows_of_the_year_add_up_with_a_benefit(law):
    answer = with_benefit(law)
    for side in (answer.now, answer.wish):
        payroll = side.me.payroll
        months = side.at(payroll.taxable_year) - side.at(payroll.withheld_year)
        assert months + side.benefit_year + side.settlement_year == side.net_year
    names = [row.name for row in tables.year(answer)]
    assert "uitkering, voor belasting" in names
    assert "belasting daarover, en terug of bij na je aangifte" in names
    assert tables.part_names(answer)["net"] == "jouw inkomen, na belasting"


def test_a_provisional_assessment_is_not_advised_where_we_do_not_know_what_was_withheld():
    titles = [item.title for item in todo(with_benefit("ww"))]

    assert not any("aangifte" in title or "belastinggeld" in title for title in titles)


def test_the_assumptions_name_the_benefit():
    answer = outcome(work(), partner(benefit="anw", benefit_month="700"), rest(benefit="ww", benefit_month="800"))
    said = {fact.name: plain(fact.value) for fact in facts(answer)}

    assert said["Uitkering"] == "WW-uitkering van € 800 per maand"
    assert said["Je partner"].endswith(", en een Anw-uitkering van € 700 per maand")


def test_the_answer_says_that_the_benefit_goes_down_and_where_the_tax_on_it_is():
    answer = with_benefit("ww")

    assert "De uitkering wordt lager." in " ".join(shared(answer)["lead"])
    assert any(
        label.endswith("de belasting over de uitkering rekenen we bij de aangifte") for _, label in figures(answer)
    )
