"""What a teacher reads when the engine refuses: in words of her own, whatever the refusal."""

import copy
import re

import pytest

from calculator.answers.bereken import bereken
from calculator.household.intake.faults import Fault, Faults
from calculator.web.forms.faults import IN_WORDS, OTHERWISE, in_words
from tests.calculator.documents import FAMILY, alone, with_wage

FOR_PROGRAMMERS = re.compile(
    r"[{}\[\]_]|\b(none|true|false|null|JSON|UTF|object|sleutel|cao-\w+|month|hours|fulltime|pension|premium|year|wage|"
    r"scale|step|employee|abp, pfzw)\b"
)
WRONG = (None, "x", -1, 10**20, True, [], {}, {"employee_premium_year": 90_000})
MONTH = {"month": 3000, "hours": 28, "fulltime_hours": 40, "holiday_percent": 8, "year_end_percent": 0}
DOCUMENTS = (
    FAMILY,
    alone({"birth_date": "1988-04-12", "wage": MONTH, "pension": "abp", "bonus": {"gross_year": 100}}),
    with_wage({"taxable_year": 30_000}, pension="abp"),
    with_wage({"cao": "po", "scale": "LB", "step": 99, "hours": 28}),
    with_wage({"cao": "po", "scale": "LZ", "step": 3, "hours": 28}),
    {**FAMILY, "year": 2027},
    {**FAMILY, "year": 2021},
    {**FAMILY, "year": 2022},
)


def places(document, path=()):
    """Every key of a document, however deep."""
    inner = document.items() if isinstance(document, dict) else enumerate(document)
    for key, value in list(inner):
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from places(value, (*path, key))


def broken(document):
    """Each key in turn missing, wrong in several ways, or with a strange one beside it."""
    yield document
    for *path, key in places(document):
        for value in ("gone", "strange", *WRONG):
            copied = copy.deepcopy(document)
            at = copied
            for part in path:
                at = at[part]
            if value == "gone":
                del at[key]
            elif value == "strange":
                if isinstance(at, dict):
                    at["unknown_key"] = 1
            else:
                at[key] = value
            yield copied


def refusals():
    for document in DOCUMENTS:
        for wrong in broken(document):
            try:
                bereken(wrong)
            except Faults as faults:
                yield from faults.faults


@pytest.fixture(scope="module")
def all_refusals():
    return sorted(set(refusals()))


def test_no_refusal_reaches_a_teacher_as_the_engine_wrote_it(all_refusals):
    assert len(all_refusals) > 150
    assert sum(bool(FOR_PROGRAMMERS.search(fault.message)) for fault in all_refusals) > 30

    for fault in all_refusals:
        assert in_words(fault) in [OTHERWISE, *(sentence for _, sentence in IN_WORDS)]
        assert in_words(fault) != fault.message


@pytest.mark.parametrize("sentence", [OTHERWISE, *(sentence for _, sentence in IN_WORDS)])
def test_what_stands_in_its_place_is_for_a_teacher(sentence):
    assert not FOR_PROGRAMMERS.search(sentence)
    assert "“" not in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("path", "begins"),
    [
        ("people[0].wage.cao", "Van deze schaal en trede"),
        ("people[1].wage.step", "Van deze schaal en trede"),
        ("people[0].pension", "De pensioenpremie bij dit loon"),
        ("people[1].pension.employee_premium_year", "De pensioenpremie is hoger"),
        ("people[0].wage.month", "Met dit loon en deze uren"),
        ("children[1].childcare[0].rate", "Met wat je over je kinderen"),
        ("hours[1]", "Met deze uren"),
        ("", "Met een van je antwoorden"),
        ("peoples", "Met een van je antwoorden"),
    ],
)
def test_the_sentence_is_about_the_place(path, begins):
    assert in_words(Fault(path, "…")).startswith(begins)
