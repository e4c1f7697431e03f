"""The lines of a preparation as steps, and how far schools are with them."""

import pytest

from bootcamp.following import steps
from bootcamp.following.steps import PreparationStep
from bootcamp.seats.models import WorkSession


def steps_of(preparation):
    return steps.of(WorkSession(preparation=preparation))


@pytest.mark.parametrize(
    ("line", "text", "minutes"),
    [
        ("Lees het infopakket (10 minuten)", "Lees het infopakket", 10),
        ("Lees het infopakket, 10 min.", "Lees het infopakket", 10),
        ("Bel HR (1 minuut).", "Bel HR", 1),
        ("Lees (vooraf) het pakket, 120 minuten", "Lees (vooraf) het pakket", 120),
        ("Praat 10 minuten met een collega", "Praat 10 minuten met een collega", None),
        ("Neem 5 minuten", "Neem 5 minuten", None),
        ("Lees alles (0 minuten)", "Lees alles (0 minuten)", None),
        ("Lees alles (9999 minuten)", "Lees alles (9999 minuten)", None),
    ],
)
def test_a_step_says_how_long_it_takes(line, text, minutes):
    assert steps_of(line) == [PreparationStep(text, minutes)]


def test_a_line_that_stands_there_twice_is_one_step():
    steps = steps_of("Lees het pakket\n\n  lees  het pakket (5 minuten)\nBel HR")

    assert [step.text for step in steps] == ["lees  het pakket", "Bel HR"]


def test_other_words_are_another_step_and_other_minutes_are_not():
    (before,) = steps_of("Lees het pakket (5 minuten)")
    (longer,) = steps_of("Lees het pakket (10 minuten)")
    (other,) = steps_of("Lees het hele pakket (5 minuten)")

    assert before.key == longer.key != other.key


def test_half_a_letter_does_not_break_a_step():
    assert len(steps_of("Lees \ud83d het pakket")[0].key) == 16
