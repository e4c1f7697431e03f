"""However many clocks call at the same moment, each person gets each mail once: with real threads on real databases."""

import pytest

from tests.bootcamp.running.two_clocks import CLOCKS, PEOPLE

TWO_CLOCKS = "tests.bootcamp.running.two_clocks"


def check(outcome):
    assert all(isinstance(answer, int) for answer in outcome["said"])
    assert sum(outcome["said"]) == PEOPLE
    assert (outcome["letters"], outcome["people"], outcome["in_one_job"]) == (PEOPLE, PEOPLE, PEOPLE)


@pytest.mark.postgres
def test_once_on_postgresql(race):
    check(race(TWO_CLOCKS, on="postgresql"))


def test_once_on_sqlite(race):
    check(race(TWO_CLOCKS, on="sqlite"))


@pytest.mark.postgres
def test_without_the_key_each_clock_would_mail_everyone(race):
    """The control: with the key taken out the same calls write too many, so the tests above can fail."""
    assert race(TWO_CLOCKS, on="postgresql", without_lock=True)["letters"] == CLOCKS * PEOPLE
