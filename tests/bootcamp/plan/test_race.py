"""Eight people who save in one plan at the same moment, with real threads on real databases."""

import json
import subprocess
import sys

import pytest

from tests.bootcamp.plan.rush import ROUNDS, WRITERS
from tests.running import ROOT, clean_environment


def rush(tmp_path, url, *arguments):
    environment = clean_environment() | {
        "EMBEDDED": "1",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    command = [sys.executable, "-m", "tests.bootcamp.plan.rush", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


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
def test_nothing_is_overwritten_unseen_on_postgresql(tmp_path, postgres):
    check(rush(tmp_path, postgres.new_database()))


def test_nothing_is_overwritten_unseen_on_sqlite(tmp_path):
    check(rush(tmp_path, f"sqlite:///{tmp_path / 'rush.sqlite3'}"))


@pytest.mark.postgres
def test_without_the_lock_texts_would_get_lost(tmp_path, postgres):
    """The control: with the lock taken out the same rush overwrites or fails, so the tests above can fail."""
    outcome = rush(tmp_path, postgres.new_database(), "--without-lock")

    assert outcome["errors"] or len(outcome["saved"]) > ROUNDS
