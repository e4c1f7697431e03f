"""Someone else who lives in with a household that rents."""

import pytest

from calculator.web.presentation.assumptions import facts
from tests.calculator.web.forms.typed import answers, children, no_partner, own_home, rent, rent_with, rest, work
from tests.calculator.web.presentation.households import outcome, plain

ALONE = (work("16", "20"), no_partner(), children())


def others_of(typed, year=2026):
    several = answers(work(), typed, year=year)
    assert several.first_wrong is None
    return several.document().get("others", [])


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        (
            rent_with("child", "9.000", mate_born="2005"),
            {"birth_date": "2005-07-01", "income_year": 9000, "relation": "child"},
        ),
        (rent_with("parent", "0"), {"birth_date": "1986-07-01", "income_year": 0, "relation": "parent"}),
        (
            rent_with("other"),
            {"birth_date": "1986-07-01", "income_year": 20000, "relation": "other", "lease": "third_party"},
        ),
    ],
)
def test_who_lives_in_is_said_as_the_engine_asks_it(typed, other):
    assert others_of(typed) == [other]


@pytest.mark.parametrize("typed", [rent(), rent_with("none", "onzin"), rent_with(""), rent_with("child") | own_home()])
def test_nobody_else_lives_in(typed):
    assert others_of(typed) == []


def test_it_is_not_asked_of_a_year_in_which_family_could_be_a_partner_for_the_toeslagen():
    assert others_of(rent_with("parent"), year=2024) == []


def rent_allowance(home):
    return outcome(*ALONE, home, rest()).now.stack_year["huurtoeslag"]


def test_their_income_lowers_the_huurtoeslag_and_of_a_young_child_less_of_it():
    alone = rent_allowance(rent())

    assert alone > rent_allowance(rent_with("child", "15.000", mate_born="2005")) > 0
    assert rent_allowance(rent_with("child", "15.000", mate_born="2005")) > rent_allowance(
        rent_with("child", "15.000", mate_born="1995")
    )
    assert rent_allowance(rent_with("parent", "60.000")) == 0


def test_the_answer_says_with_whom_it_reckons():
    said = {fact.name: plain(fact.value) for fact in facts(outcome(*ALONE, rent_with("parent"), rest()))}

    assert said["Wonen"] == "kale huur € 780 per maand; met je vader of moeder in huis, inkomen € 20.000 per jaar"


def test_what_is_no_choice_is_said_at_its_field():
    typed = answers(work(), rent_with("buren"))

    assert typed.first_wrong.slug == "wonen"
    assert typed.form(typed.first_wrong).errors == {"mate": ["Kies een van de mogelijkheden."]}
