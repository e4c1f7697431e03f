"""What a household is told, compared whole with words that were read and agreed on."""

import tomllib
from pathlib import Path

import pytest

from calculator.web.presentation import assumptions, todo, words
from calculator.web.presentation.jumps import jumps
from portal.text.words import listed
from tests.calculator.web.presentation.households import TYPED, outcome_of, plain

TOLD = tomllib.loads(Path(__file__).with_name("told.toml").read_text())


def all_that_is_said(outcome):
    summary = jumps(outcome)
    return {
        "question": plain(words.question(outcome)),
        "title": plain(words.title(outcome)),
        "lead": [plain(sentence) for sentence in words.lead(outcome)],
        "figures": [plain(f"{amount} {label}") for amount, label in words.figures(outcome)],
        "jumps": [plain(f"{jump.number}. {jump.short}: {' '.join(jump.sentences)}") for jump in summary.numbered],
        "small": plain(summary.band_sentence),
        "todo": [plain(f"{task.title}: {task.text}") for task in todo.todo(outcome)],
        "facts": [plain(f"{fact.name}: {fact.value}") for fact in assumptions.facts(outcome)],
        "left_out": plain(listed(assumptions.left_out(outcome))),
    }


def test_every_household_has_its_words():
    assert set(TOLD) == set(TYPED)


@pytest.mark.parametrize("name", TYPED)
def test_a_household_is_told_exactly_this(name):
    assert all_that_is_said(outcome_of(name)) == TOLD[name]
