"""Releases at the same moment, with real threads on real databases."""

import pytest

from tests.calculator.releases.rush import CLICKS

RUSH = "tests.calculator.releases.rush"


def check(outcome):
    """One is released, once, however often it was clicked; the other has to be checked again."""
    assert (outcome["released"], outcome["written"]) == (1, 1)
    assert sorted(outcome["heard"], key=str) == [{"opnieuw nakijken": CLICKS}, {"vrijgegeven": CLICKS}]


@pytest.mark.postgres
def test_releases_go_one_by_one_on_postgresql(race):
    check(race(RUSH, on="postgresql"))


def test_releases_go_one_by_one_on_sqlite(race):
    check(race(RUSH, on="sqlite"))


@pytest.mark.postgres
def test_without_the_lock_both_would_be_released(race):
    """The control: so the tests above can fail."""
    assert race(RUSH, on="postgresql", without_lock=True)["released"] == 2
