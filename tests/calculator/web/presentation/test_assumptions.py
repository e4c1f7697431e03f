"""What the answer takes for granted."""

import pytest

from calculator.web.forms.answers import BY_SLUG
from calculator.web.presentation.assumptions import facts, left_out, not_answered
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


def stated_in(result):
    return {fact.name: plain(fact.value) for fact in facts(result)}


def test_what_was_skipped_is_said_and_what_stands_in_its_place():
    result = outcome_of("skipped")

    assert not_answered(result) == ["je partner", "kinderen", "hoe je woont", "spaargeld"]
    assert stated_in(result) == {
        "Je loon": "cao PO, schaal LB, trede 8",
        "Je partner": "niet ingevuld, we rekenen zonder partner",
        "Kinderen": "niet ingevuld, we rekenen zonder kinderen",
        "Wonen": "niet ingevuld, we rekenen zonder huurtoeslag of hypotheek",
        "Spaargeld": "niet ingevuld, we rekenen onder de grens voor toeslagen",
        "Pensioenfonds": "ABP",
    }


def test_what_was_answered_with_no_is_no():
    result = outcome(work(), no_partner(), children(), other_home(), rest(assets=""))

    assert not_answered(result) == []
    assert [stated_in(result)[name] for name in ("Je partner", "Kinderen", "Wonen")] == ["geen", "geen", "anders"]
    assert stated_in(result)["Spaargeld"] == "niet ingevuld, we rekenen onder de grens voor toeslagen"


@pytest.mark.parametrize(
    ("typed", "wage"),
    [
        (work(), "cao PO, schaal LB, trede 8"),
        (
            gross("3.211,50"),
            "€ 3.212 bruto per maand bij 28 uur, met 8 procent vakantiegeld en 8,33 procent eindejaarsuitkering",
        ),
        (elsewhere("2.600", "24", "30", holiday_percent="0"), "€ 2.600 bruto per maand bij 24 uur"),
    ],
)
def test_your_wage(typed, wage):
    assert stated_in(outcome(typed, no_partner(), children(), other_home(), rest()))["Je loon"] == wage


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (partner(), "€ 3.400 bruto per maand bij 36 uur, met 8 procent vakantiegeld"),
        (partner_with("year", year_income="32.000"), "€ 32.000 belastbaar per jaar"),
        (partner_with("scale", scale="LC", step="3", hours="30"), "cao PO, schaal LC, trede 3, 30 uur"),
        (partner_with("nothing"), "geen loon"),
        (partner_with("nothing", other_income="9.000"), "geen loon, en € 9.000 ander inkomen per jaar"),
        (partner("0", "0"), "geen loon"),
    ],
)
def test_your_partner(typed, said):
    assert stated_in(outcome(work(), typed, children(), other_home(), rest()))["Je partner"] == said


def test_children_and_their_care():
    typed = children(
        "1-9-2018",
        ("1-3-2021", "bso", "40", "9,80"),
        ("1-3-2021", "bso", "40", "9,80"),
        ("2-2-2025", "dagopvang", "61,5", ""),
    )

    stated = stated_in(outcome(work(), partner(), typed, rent(), rest()))

    assert stated["Kinderen"] == "vier, geboren in 2018, 2021, 2021 en 2025"
    assert stated["Opvang"] == (
        "bso, 40 uur per maand, € 9,80 per uur; kinderdagverblijf, 61,5 uur per maand, € 11,23 per uur"
    )


@pytest.mark.parametrize(
    ("typed", "year", "said"),
    [
        (rent("780,50", "30"), 2026, "kale huur € 781 per maand"),
        (rent("780", "30"), 2025, "kale huur € 780 per maand, servicekosten € 30"),
        (own_home(), 2026, "koophuis, WOZ € 380.000, rente € 6.400 per jaar"),
        (other_home(), 2026, "anders"),
    ],
)
def test_home(typed, year, said):
    assert stated_in(outcome(work(), no_partner(), children(), typed, rest(), year=year))["Wonen"] == said


def test_the_rest():
    result = outcome(
        work(), no_partner(), children(), other_home(),
        rest(
            debt="30.000", km="25", km_cost="0,35", pension="none", tax_credit="no", other_income="900",
            second_wage="12.000",
        ),
    )  # fmt: skip

    assert {
        name: value
        for name, value in stated_in(result).items()
        if name not in ("Je loon", "Je partner", "Kinderen", "Wonen")
    } == {
        "Spaargeld": "€ 12.000",
        "Pensioenfonds": "een ander fonds of geen, we rekenen zonder premie",
        "Ander inkomen": "€ 900 per jaar",
        "Andere baan": "€ 12.000 belastbaar per jaar",
        "Studieschuld": "€ 30.000",
        "Reizen": "25 km enkele reis, € 0,35 per km, vergoed volgens de cao",
        "Loonheffingskorting": "niet bij deze werkgever",
    }


@pytest.mark.parametrize("name", TYPED)
def test_every_fact_can_be_changed_somewhere(name):
    assert all(fact.step in BY_SLUG for fact in facts(outcome_of(name)))


def test_what_is_left_out_is_what_was_not_asked_or_not_known():
    asked = {"debt": "30.000", "km": "25", "km_cost": "0,35", "tax_credit": "no", "second_wage": "9.000"}
    everything = outcome(work(), no_partner(), children(), other_home(), rest(**asked))

    assert left_out(everything) == ["het pensioen dat je later krijgt", "regelingen van je gemeente"]
    assert "extra opvang" in left_out(outcome_of("breadwinner"))
    assert "minder opvang" in left_out(outcome_of("fewer hours"))
    assert not [omission for omission in left_out(outcome_of("no change")) if "opvang" in omission]
    assert "het loon van een andere baan" in left_out(outcome_of("other job"))
