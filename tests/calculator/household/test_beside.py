"""What is said once for many households is what would be said of each by itself."""

import random

import pytest
from hypothesis import given, settings

from calculator.household import beside as module
from calculator.household.beside import Beside, beside, looked_at
from calculator.household.carried import carried
from calculator.household.cautions import cautions
from calculator.household.intake.document import read_document
from calculator.household.intake.faults import Faults
from calculator.household.last_known import last_known
from calculator.household.left_out import left_out
from calculator.household.notes import notes
from calculator.household.years import SUPPORTED
from tests.bench.teachers import teachers
from tests.calculator.documents import alone, family, households
from tests.calculator.extended import questions

ON_PAY = {"month": 2500, "hours": 28, "fulltime_hours": 40}


def by_itself(request):
    missing = left_out(request)
    return missing, carried(request), cautions(request), notes(request, missing)


def as_tuple(said):
    return said.left_out, said.carried, said.cautions, said.notes


def read(document):
    try:
        return read_document(document)
    except Faults:
        return None


def check(document):
    request = read(document)
    if request is None:
        return
    with last_known(request.carry_forward):
        assert as_tuple(beside(request)) == by_itself(request)


@given(households())
@settings(max_examples=400)
def test_of_any_household(document):
    check(document)


@pytest.mark.parametrize("question", questions.ALL, ids=lambda question: question.__name__)
def test_of_every_kind_of_question_and_year(question):
    pick = random.Random(question.__name__)
    for number in range(140):
        document = question(SUPPORTED[number % len(SUPPORTED)], pick)
        check(document)
        check({**document, "carry_forward": True})


def test_of_a_sector_it_is_worked_out_a_few_times():
    requests = [read_document(teacher) for teacher in teachers(2_000, seed=7)]

    assert len({looked_at(request) for request in requests}) < len(requests) / 2
    assert len({id(beside(request)) for request in requests}) == len({looked_at(request) for request in requests})


@pytest.mark.parametrize(
    ("document", "other"),
    [
        (alone(), alone({"student_debt": {"amount": 1}})),
        (alone({"wage": ON_PAY}), alone({"wage": {**ON_PAY, "month": 250}})),
        (alone(), alone({"commute": {"km_one_way": 5, "cost_per_km": 0.1}})),
        (alone(), alone(assets=90_000)),
        (family(), family(children=[{"birth_date": "2008-01-01"}])),
        (family(children=[{"birth_date": "2008-01-01"}]), family(children=[{"birth_date": "2008-01-02"}])),
        (alone(year=2024), alone({"paww": True}, year=2024)),
    ],
)
def test_what_makes_a_sentence_different_is_looked_at(document, other):
    one, two = read_document(document), read_document(other)

    assert looked_at(one) != looked_at(two)


def test_the_memory_has_an_end(monkeypatch):
    monkeypatch.setattr(module, "MOST", 3)
    people = [
        alone({"wage": {**ON_PAY, "month": 300}}),
        alone({"wage": ON_PAY}),
        alone(),
        alone(assets=90_000),
        family(),
    ]
    requests = [read_document(document) for document in people]

    said = [beside(request) for request in requests]

    assert all(isinstance(one, Beside) for one in said)
    assert len(module._memory()) <= 3
