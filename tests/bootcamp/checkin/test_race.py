"""Nobody is mailed twice, also with more workers; and a link works once, also when it is pressed by many."""

import pytest

from tests.bootcamp.checkin.rush import PLANS, WORKERS

RUSH = "tests.bootcamp.checkin.rush"
ONCE = {
    "written": PLANS,
    "errors": [],
    "letters": PLANS,
    "asked": PLANS,
    "answered": 1,
    "refused": WORKERS - 1,
    "versions": 1,
}


@pytest.mark.postgres
def test_each_is_asked_and_answers_once_on_postgresql(race):
    assert race(RUSH, on="postgresql") == ONCE


def test_each_is_asked_and_answers_once_on_sqlite(race):
    assert race(RUSH, on="sqlite") == ONCE


@pytest.mark.postgres
def test_without_the_lock_they_run_into_each_other(race):
    """The control: the keys still forbid a second mail, but the work fails, so the tests above can fail."""
    outcome = race(RUSH, on="postgresql", without_lock=True)

    assert outcome["errors"]
    assert outcome["letters"] <= PLANS
