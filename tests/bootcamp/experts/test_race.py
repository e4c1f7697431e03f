"""Many experts pick up the same request at the same moment, with real threads on real databases."""

import pytest

from tests.bootcamp.experts.rush import EXPERTS

RUSH = "tests.bootcamp.experts.rush"
TOO_LATE = "Een andere expert was je net voor en pakte deze vraag op."
ONE_HAS_IT = {
    # Who has it pressed twice too, and hears twice that it is theirs.
    "heard": {"van jou": 2, TOO_LATE: 2 * (EXPERTS - 1)},
    "picked_up": 1,
    "letters": 1,
    "has_it": True,
}


@pytest.mark.postgres
def test_one_expert_picks_it_up_on_postgresql(race):
    assert race(RUSH, on="postgresql") == ONE_HAS_IT


def test_one_expert_picks_it_up_on_sqlite(race):
    assert race(RUSH, on="sqlite") == ONE_HAS_IT


@pytest.mark.postgres
def test_without_the_lock_more_would_think_it_is_theirs(race):
    """The control: with the lock taken out the same rush hands it out more than once, so the tests above can fail."""
    assert race(RUSH, on="postgresql", without_lock=True)["picked_up"] > 1
