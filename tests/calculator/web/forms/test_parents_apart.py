"""A child of whom the other parent gets the kinderbijslag."""

import pytest

from calculator.web.presentation.assumptions import facts
from tests.calculator.web.forms.typed import answers, no_partner, other_home, parents_apart, rest, work
from tests.calculator.web.presentation.households import outcome, plain

YOUNG = "1-9-2018"


def outcome_of(where):
    return outcome(work(), no_partner(), parents_apart(where, YOUNG), other_home(), rest())


def children_of(typed):
    several = answers(work(), typed)
    assert several.first_wrong is None
    return several.document()["children"]


@pytest.mark.parametrize(
    ("where", "lives"),
    [
        ("here", {"kinderbijslag": "other"}),
        ("shared", {"kinderbijslag": "other", "registered": "other", "days_year": 156}),
        ("there", {"kinderbijslag": "other", "registered": "other", "days_year": 0}),
        ("", {"kinderbijslag": "other"}),
    ],
)
def test_where_a_child_lives_is_said_as_the_engine_asks_it(where, lives):
    (child,) = children_of(parents_apart(where, YOUNG))

    assert child == {"birth_date": "2018-09-01", "lives": lives}


@pytest.mark.parametrize("where", ["here", "shared", "there"])
def test_there_is_no_kindgebonden_budget_or_kinderbijslag_and_the_answer_says_so(where):
    answer = outcome_of(where)

    year = answer.wish.stack_year
    assert (year["kindgebonden_budget"], year["kinderbijslag"]) == (0, 0)
    assert [caution.code for caution in answer.calculation.cautions] == ["kinderbijslag_elders"]


def test_the_combinatiekorting_goes_by_where_the_child_lives():
    def credit(where):
        return outcome_of(where).wish.tax(lambda tax: tax.combinatiekorting)

    assert credit("here") == credit("shared") > 0 == credit("there")


def test_what_was_typed_about_the_other_parent_is_not_looked_at_once_the_kinderbijslag_comes_here():
    typed = parents_apart("there", YOUNG) | {"children-0-kinderbijslag": "us"}

    assert children_of(typed) == [{"birth_date": "2018-09-01"}]


@pytest.mark.parametrize("name", ["children-0-kinderbijslag", "children-0-lives"])
def test_what_is_no_choice_is_said_at_its_field(name):
    typed = answers(work(), parents_apart("there", YOUNG) | {name: "elders"})

    assert typed.first_wrong.slug == "kinderen"
    assert typed.form(typed.first_wrong).forms[0].errors == {
        name.rpartition("-")[2]: ["Kies een van de mogelijkheden."]
    }


def test_the_assumptions_say_it():
    said = {fact.name: plain(fact.value) for fact in facts(outcome_of("there"))}

    assert said["Kinderen"] == "één, geboren in 2018; bij één gaat de kinderbijslag naar de andere ouder"
