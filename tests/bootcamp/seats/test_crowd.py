"""Everyone at once at the list: asking, cancelling, saying yes and no while the time runs out; real threads."""

import pytest

from tests.bootcamp.seats.crowd import ROUNDS
from tests.bootcamp.seats.town import SCHOOLS

CROWD = "tests.bootcamp.seats.crowd"


def check(outcome):
    """Everyone got an answer, none of them an error, and after no round was anything amiss."""
    assert outcome["wrong"] == []
    assert set(outcome["heard"]) == {"gedaan", "kan niet"}
    assert sum(outcome["heard"].values()) == ROUNDS * (SCHOOLS + 1)
    assert outcome["heard"]["gedaan"] > ROUNDS


@pytest.mark.postgres
@pytest.mark.fault("list crowd")
def test_the_list_stays_right_on_postgresql(race, seen):
    outcome = race(CROWD, on="postgresql")

    check(outcome)
    seen(f"{ROUNDS} rondes: {outcome['heard']}, {len(outcome['wrong'])} keer mis")


def test_the_list_stays_right_on_sqlite(race):
    check(race(CROWD, on="sqlite"))


@pytest.mark.postgres
def test_without_the_lock_it_would_not(race):
    """The control: with the lock taken out something is amiss or someone gets an error, so the tests above can fail."""
    outcome = race(CROWD, on="postgresql", without_lock=True)

    assert outcome["wrong"] or set(outcome["heard"]) - {"gedaan", "kan niet"}
