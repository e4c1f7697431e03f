"""What may be typed, how it is kept, and what is said about what can't be."""

import pytest
from django.core.exceptions import ValidationError

from bootcamp.plan import examples, questions
from bootcamp.plan.forms.fields import month_in_words
from bootcamp.plan.questions import BY_KEY, QUESTIONS
from portal.goals import Goal


def read(key, typed):
    return BY_KEY[key].field.clean(typed)


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("team", " 31 ", "31"),
        ("team", "031", "31"),
        ("team", "", ""),
        ("team", "   ", ""),
        ("hiring", "€ 84.000", "84000"),
        ("hiring", "84.000,-", "84000"),
        ("job_size", "0.69", "0,69"),
        ("job_size", "0,70", "0,7"),
        ("job_size", "0,69 fte", "0,69"),
        ("vacancies", "1", "1"),
        ("by_month", "2028-05", "2028-05"),
        ("barrier_norm", "ja", "ja"),
        ("barrier_norm", "", ""),
        ("frames", "Tot\u0000 8\r\nuur\u202e mag", "Tot 8 uur mag"),
        ("responsible", "'t Hart-van den Äkker", "'t Hart-van den Äkker"),
    ],
)
def test_what_is_typed_is_kept_in_one_spelling(key, typed, kept):
    assert read(key, typed) == kept
    assert read(key, kept) == kept


@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [
        ("team", "-3", "heel getal"),
        ("team", "3,5", "heel getal"),
        ("team", "1e3", "heel getal"),
        ("team", "NaN", "heel getal"),
        ("team", "٣", "heel getal"),
        ("team", "1000", "van 0 tot en met 999"),
        ("team", "9" * 5000, "te groot"),
        ("hiring", "1,234.56", "heel getal"),
        ("hiring", "99.999.999", "van 0 tot en met 9.999.999"),
        ("job_size", "1,1", "van 0 tot en met 1"),
        ("job_size", "0,695", "twee cijfers"),
        ("job_size", "9" * 400, "te groot"),
        ("vacancies", "1.234,5", "twee cijfers"),
        ("by_month", "2028-13", "Kies een maand"),
        ("by_month", "0001-01", "Kies een maand"),
        ("year_10", "x" * 23, "Dit zijn 23 tekens. Op de pagina passen er 22."),
    ],
)
def test_what_cannot_be_is_explained(key, typed, says):
    with pytest.raises(ValidationError, match=says):
        read(key, typed)


def test_numbers_that_cannot_both_be_true_are_named():
    wrong = questions.check_together({"team": "20", "part_timers": "24", "small_jobs": "3", "more_hours": "25"})

    assert wrong == {
        ("part_timers", "team"): "Er werken 20 collega’s. Dan kunnen er geen 24 in deeltijd werken.",
        ("more_hours", "part_timers"): "Er zijn 24 parttimers. Dan kunnen er geen 25 meer uren gaan werken.",
    }


def test_every_example_fits_its_field():
    texts = [(question.key, example) for question in QUESTIONS for example in question.examples]
    texts += examples.YEAR

    assert all(read(key, words) == words for key, words in texts)
    assert {goal for goal in Goal if examples.ACTIONS[goal]} == set(Goal)
    assert max(len(words) for several in examples.ACTIONS.values() for words in several) <= 60


def test_the_year_runs_from_august_with_a_question_for_each_month():
    assert [key for key, _, _ in questions.YEAR][:6] == [
        "year_08",
        "year_09",
        "year_10",
        "year_11",
        "year_12",
        "year_01",
    ]
    assert month_in_words("2027-03") == "maart 2027"
    assert month_in_words("2027-08", short=True) == "aug ’27"
    assert all(key in BY_KEY for key, _, _ in questions.YEAR)
