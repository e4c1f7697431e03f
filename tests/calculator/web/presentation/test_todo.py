"""Only what applies, and what to do about it."""

import pytest

from calculator.web.forms.answers import BY_SLUG
from calculator.web.presentation.todo import todo
from portal.text.money import euros
from tests.calculator.web.forms.typed import (
    children,
    elsewhere,
    gross,
    no_partner,
    other_home,
    own_home,
    partner,
    partner_with,
    rent,
    rest,
    work,
)
from tests.calculator.web.presentation.households import TYPED, outcome, outcome_of, plain

NOBODY = (no_partner(), children(), other_home())
CARE = children(("1-9-2018", "bso", "40", "9,80"))


def titles(result):
    return [task.title for task in todo(result)]


def text_of(result, title):
    return next(plain(task.text) for task in todo(result) if task.title == title)


@pytest.mark.parametrize("name", TYPED)
def test_everything_to_do_has_somewhere_to_go_or_someone_to_talk_to(name):
    for task in todo(outcome_of(name)):
        assert task.link.startswith("https://") or task.step in BY_SLUG or task.title.startswith("Praat")
        assert bool(task.link or task.step) == bool(task.link_text)


def test_without_a_change_only_what_goes_for_now_is_left():
    assert titles(outcome(work("28", "28"), *NOBODY, rest())) == []
    assert titles(outcome(work("28", "28"), partner(), CARE, rent(), rest())) == ["Vraag belastinggeld per maand terug"]


def test_what_grows_what_falls_and_what_stops_is_told_apart():
    result = outcome_of("starting")

    assert text_of(result, "Geef jullie nieuwe inkomen door").startswith(
        "Jullie kindgebonden budget wordt lager. Jullie zorgtoeslag en huurtoeslag stoppen."
    )
    assert text_of(result, "Vraag kinderopvangtoeslag aan") == (
        "Bij je wens hebben jullie recht op kinderopvangtoeslag. Jullie krijgen dat alleen als jullie het aanvragen."
    )


def test_kindgebonden_budget_often_comes_by_itself():
    result = outcome(
        work("32", "8", scale="LC", step="12"), partner("4.200", "40"), children("1-9-2018"), other_home(), rest()
    )
    asked = next(task for task in todo(result) if task.title.startswith("Vraag kindgebonden"))

    assert asked.text == (
        "Bij je wens hebben jullie recht op kindgebonden budget. Hebben jullie al een andere toeslag? Dan komt het "
        "kindgebonden budget vanzelf."
    )


@pytest.mark.parametrize(("now", "wish", "more"), [("20", "28", "meer"), ("28", "20", "minder")])
def test_childcare_is_asked_about_both_ways(now, wish, more):
    assert f"Kijk of je {more} opvang nodig hebt" in titles(outcome(work(now, wish), partner(), CARE, rent(), rest()))


def test_without_childcare_nobody_asks_about_it():
    assert not [
        title for title in titles(outcome(work(), partner(), children("1-9-2018"), rent(), rest())) if "opvang" in title
    ]


def test_money_back_and_money_to_pay_are_told_alike():
    back = outcome(work("24", "28"), no_partner(), children(), own_home("300.000", "9.000"), rest())
    pay = outcome(work("24", "28"), *NOBODY, rest(second_wage="12.000"))

    assert back.wish.settlement_year > 1000_00
    assert text_of(back, "Vraag belastinggeld per maand terug") == (
        f"Bij de aangifte krijg je ongeveer {plain(euros(back.wish.settlement_year))} terug. Wil je dat elke maand een "
        "stukje? Vraag dan een voorlopige aanslag aan."
    )
    assert pay.wish.settlement_year < -1000_00
    assert text_of(pay, "Zet geld opzij voor de aangifte") == (
        f"Bij de aangifte betaal je ongeveer {plain(euros(-pay.wish.settlement_year))} bij. Met een voorlopige aanslag "
        "betaal je dat in delen."
    )


def test_together_money_to_pay_is_told_to_both():
    result = outcome(work("24", "28"), partner(), children(), other_home(), rest(second_wage="12.000"))

    assert "betalen jullie ongeveer" in text_of(result, "Zet geld opzij voor de aangifte")


@pytest.mark.parametrize(
    ("of_partner", "more"),
    [
        (no_partner(), {"tax_credit": "no"}),
        (no_partner(), {"tax_credit": "no", "second_wage": "20.000"}),
        (no_partner(), {"other_income": "19.000"}),
        (partner_with("nothing", other_income="19.000"), {}),
    ],
)
def test_no_money_is_promised_where_another_payer_withholds_it(of_partner, more):
    advice = titles(outcome(work(), of_partner, children(), other_home(), rest(**more)))

    assert not {"Vraag belastinggeld per maand terug", "Zet geld opzij voor de aangifte"} & set(advice)


def test_a_wage_that_is_missing_is_asked_for_first():
    missing = outcome(work(), *NOBODY, rest(tax_credit="no"))
    known = outcome(work(), *NOBODY, rest(tax_credit="no", second_wage="20.000"))

    assert titles(missing)[0] == "Tel je andere loon erbij"
    assert todo(missing)[0].step == "overig"
    assert "Tel je andere loon erbij" not in titles(known)


@pytest.mark.parametrize(
    ("now", "wish", "scheme", "said"),
    [
        (
            "16", "32", "sf15",
            "Daarom hoef je eerst nog niets te betalen. Over twee jaar betaal je bij je wens ongeveer € 197 per maand.",
        ),
        (
            "32", "16", "sf15",
            "Daarom betaal je eerst nog € 197 per maand. Over twee jaar hoef je niets te betalen.",
        ),
    ],
)  # fmt: skip
def test_duo_follows_two_years_later(now, wish, scheme, said):
    result = outcome(work(now, wish), *NOBODY, rest(debt="30.000", debt_scheme=scheme))

    assert text_of(result, "Reken op DUO over twee jaar") == f"DUO kijkt naar je inkomen van twee jaar geleden. {said}"


def test_duo_is_not_named_when_nothing_changes():
    assert "Reken op DUO over twee jaar" not in titles(outcome(work("28", "28"), *NOBODY, rest(debt="30.000")))
    assert "Reken op DUO over twee jaar" not in titles(outcome(work(), *NOBODY, rest()))


@pytest.mark.parametrize(
    ("typed", "fund", "link"),
    [
        (work(), {"pension": "abp"}, "https://www.mijnabp.nl"),
        (elsewhere("2.600"), {"pension": "pfzw"}, "https://www.pfzw.nl"),
        (elsewhere("2.600"), {"pension": "none"}, None),
        (work(birth_year="1950"), {"pension": "abp"}, None),
    ],
)
def test_pension_is_looked_up_at_your_own_fund(typed, fund, link):
    links = [task.link for task in todo(outcome(typed, *NOBODY, rest(**fund))) if task.title == "Bekijk je pensioen"]

    assert links == ([link] if link else [])


def test_what_a_year_adds_to_the_pension_is_the_engines_estimate():
    result = outcome(work(), *NOBODY, rest())
    more = result.wish.pension_year - result.now.pension_year

    assert more > 0
    assert f"Naar schatting € {round(more / 100)} meer per jaar" in text_of(result, "Bekijk je pensioen")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        (work(), "Praat erover op school"),
        (gross("2.600"), "Praat erover op school"),
        (elsewhere("2.600"), "Praat erover op je werk"),
    ],
)
def test_the_talk_is_where_you_work(typed, title):
    assert titles(outcome(typed, *NOBODY, rest()))[-1] == title
