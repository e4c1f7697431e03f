"""Colleagues who do the same at the same moment, with real threads on real databases."""

import pytest

from tests.bootcamp.following.rush import PEOPLE

RUSH = "tests.bootcamp.following.rush"


def check(outcome):
    everyone = {"gelukt": PEOPLE}
    assert outcome == {
        **{"asking": everyone, "papers": 1},
        **{"ticking": everyone, "ticks": 2},
        **{"answering": everyone, "answers": 1},
        **{"renewing": everyone, "feeds": 1},
        **{"leaving": {"gelukt": PEOPLE - 1, "NotPossible": 1}, "left": 1},
    }


@pytest.mark.postgres
def test_doing_the_same_at_once_is_doing_it_once_on_postgresql(race):
    check(race(RUSH, on="postgresql"))


def test_doing_the_same_at_once_is_doing_it_once_on_sqlite(race):
    check(race(RUSH, on="sqlite"))


@pytest.mark.postgres
def test_without_the_lock_the_last_two_would_leave_together(race):
    """The control: with the lock taken out nobody would be left, so the tests above can fail."""
    assert race(RUSH, on="postgresql", without_lock=True)["left"] == 0
