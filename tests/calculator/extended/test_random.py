"""Random households for each of the new questions: an answer or a fault of their own, nothing below zero that can't be,
and pay that never falls with hours. HOUSEHOLDS=10000 tries that many of each."""

import os
import random

import pytest

from calculator.answers.bereken import bereken
from calculator.household.intake.faults import Faults
from calculator.household.years import SUPPORTED
from tests.calculator.extended import questions

HOW_MANY = int(os.environ.get("HOUSEHOLDS", "40"))
HOURS = [0, 8, 20, 28, 32, 40]
NEVER_BELOW_ZERO = (
    "zorgtoeslag", "huurtoeslag", "kindgebonden_budget", "kinderopvangtoeslag", "kinderbijslag",
)  # fmt: skip
COSTS = ("childcare_cost_year", "commute_cost_year", "student_debt_year", "toetsingsinkomen")
REFUSED = ("others[", "people[0].pension", "people[1].pension", "people[0].jong", "people[1].jong")
"""Places of faults that a random document may have: a partner who wasn't entered as one, and what a year lacks."""


def _results(document):
    """None where the document is refused, at a place where a random one may be."""
    try:
        return bereken(document)["results"]
    except Faults as refused:
        wrong = [fault for fault in refused.faults if not fault.path.startswith(REFUSED)]
        if wrong:
            raise
        return None


@pytest.mark.parametrize("question", questions.ALL, ids=lambda question: question.__name__)
def test_random_households_get_a_sound_answer(question):
    pick, answered = random.Random(question.__name__), 0
    for number in range(HOW_MANY):
        document = question(SUPPORTED[number % len(SUPPORTED)], pick)
        document["hours"] = [hours for hours in HOURS if hours <= document["people"][0]["wage"]["fulltime_hours"]]
        results = _results(document)
        if results is None:
            continue
        answered += 1
        for result in results:
            assert all(result[name]["year"] >= 0 for name in NEVER_BELOW_ZERO), document
            assert all(result.get(name, 0) >= 0 for name in COSTS), document
            assert all(result[name].get("month", 0) >= 0 for name in NEVER_BELOW_ZERO), document
        gross = [result["people"][0]["gross_year"] for result in results]
        assert gross == sorted(gross), document
    assert answered > HOW_MANY / 2
