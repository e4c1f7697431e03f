"""Eight people who save in one plan at the same moment, with real threads on real databases."""

import pytest

from tests.bootcamp.plan.rush import ROUNDS, WRITERS

RUSH = "tests.bootcamp.plan.rush"


def check(outcome):
    """In each round one text stays and everyone else is shown it; what nobody else touched is saved for all."""
    assert outcome["errors"] == []
    saved, conflicts = dict(outcome["saved"]), outcome["conflicts"]
    assert sorted(saved) == list(range(ROUNDS))
    assert len(outcome["saved"]) == ROUNDS
    assert len(conflicts) == ROUNDS * (WRITERS - 1)
    assert outcome["answers"]["frames"] == [saved[ROUNDS - 1], ROUNDS + 1]
    own = [outcome["answers"][f"year_{number + 1:02}"] for number in range(WRITERS)]
    assert own == [[f"{number}.{ROUNDS - 1}", ROUNDS] for number in range(WRITERS)]
    assert outcome["per_goal"] == [4, 4, 4, 4, 4]
    assert outcome["numbers"] == list(range(1, len(outcome["numbers"]) + 1))
    texts = {key: text for key, (text, _) in outcome["answers"].items()}
    assert outcome["latest"]["answers"] == texts


@pytest.mark.postgres
def test_nothing_is_overwritten_unseen_on_postgresql(race):
    check(race(RUSH, on="postgresql"))


def test_nothing_is_overwritten_unseen_on_sqlite(race):
    check(race(RUSH, on="sqlite"))


@pytest.mark.postgres
def test_without_the_lock_texts_would_get_lost(race):
    """The control: with the lock taken out the same rush overwrites or fails, so the tests above can fail."""
    outcome = race(RUSH, on="postgresql", without_lock=True)

    assert outcome["errors"] or len(outcome["saved"]) > ROUNDS
