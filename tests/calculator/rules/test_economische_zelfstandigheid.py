"""Whether someone can live on their own work: what an answer says of it, and when it says nothing."""

import pytest

from calculator.answers.bereken import bereken
from calculator.batch.answers import answers
from calculator.household.intake.document import read_document
from tests.calculator.documents import TEACHER, alone, family

NORM = {2021: 1080.00, 2023: 1216.62, 2024: 1283.83, 2025: 1345.45, 2026: 1401.50}
ON_PAY = {"month": 2500, "hours": 28, "fulltime_hours": 40}
WW = {"law": "ww", "month": 900, "old_wage_month": 3000}


def of(document, person=0, **options):
    return [result["people"][person].get("economic_independence") for result in bereken(document, **options)["results"]]


@pytest.mark.parametrize("year", NORM)
def test_net_from_work_stands_beside_the_norm_of_the_year(year):
    document = alone({"wage": ON_PAY, "pension": "none"}, year=year, hours=[8, 28])

    few, many = of(document)

    net = [result["people"][0]["net_year"] for result in bereken(document)["results"]]
    assert few == {"net_work_month": pytest.approx(net[0] / 12, abs=0.006), "norm_month": NORM[year]}
    assert few["net_work_month"] < NORM[year] < many["net_work_month"]


@pytest.mark.parametrize("year", [2022, 2027])
def test_a_year_without_a_norm_says_nothing(year):
    assert of(alone({"wage": ON_PAY, "pension": "none"}, year=year)) == [None]


@pytest.mark.parametrize("beside", [{"other_income_year": 1}, {"benefit": WW}])
def test_with_income_beside_work_nothing_is_said_of_that_person_alone(beside):
    document = family(people=[{**TEACHER, **beside}, family()["people"][1]])

    assert of(document) == [None]
    assert of(document, person=1)[0]["norm_month"] == NORM[2026]


def test_what_an_own_home_changes_is_no_work():
    home = {"kind": "own", "woz_value": 400_000, "mortgage_interest_year": 12_000}

    (owner,), (other) = of(alone(housing=home)), of(alone())[0]

    assert owner == other


def test_the_steps_say_it_with_its_norm():
    answer = bereken(alone(hours=[8, 28]), explain=True)

    said = [step["because"] for step in answer["steps"] if step["rule"] == "economische_zelfstandigheid"]

    assert ["minder dan de norm" in sentence for sentence in said] == [True, False]
    assert ["minstens de norm" in sentence for sentence in said] == [False, True]
    assert all("€\u00a01.401,50" in sentence for sentence in said)


def test_side_by_side_everyone_gets_what_they_get_alone():
    documents = [alone(), alone({"other_income_year": 100}), family(), alone({"benefit": WW}), alone(year=2027)]
    documents[-1]["people"][0] |= {"wage": ON_PAY, "pension": "none"}

    together = answers([read_document(document) for document in documents])

    assert [answer["results"] for answer in together] == [bereken(document)["results"] for document in documents]
    assert ["economic_independence" in answer["results"][0]["people"][0] for answer in together] == [
        True,
        False,
        True,
        False,
        False,
    ]
