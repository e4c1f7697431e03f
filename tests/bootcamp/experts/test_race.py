"""Many experts pick up the same request at the same moment, with real threads on real databases."""

import json
import subprocess
import sys

import pytest

from tests.bootcamp.experts.rush import EXPERTS
from tests.running import ROOT, clean_environment

TOO_LATE = "Een andere expert was je net voor en pakte deze vraag op."


def rush(tmp_path, url, *arguments):
    environment = clean_environment() | {
        "EMBEDDED": "1",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.bootcamp.experts.rush", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


ONE_HAS_IT = {
    # Who has it pressed twice too, and hears twice that it is theirs.
    "heard": {"van jou": 2, TOO_LATE: 2 * (EXPERTS - 1)},
    "picked_up": 1,
    "letters": 1,
    "has_it": True,
}


@pytest.mark.postgres
def test_one_expert_picks_it_up_on_postgresql(tmp_path, postgres):
    assert rush(tmp_path, postgres.new_database()) == ONE_HAS_IT


def test_one_expert_picks_it_up_on_sqlite(tmp_path):
    assert rush(tmp_path, f"sqlite:///{tmp_path / 'race.sqlite3'}") == ONE_HAS_IT


@pytest.mark.postgres
def test_without_the_lock_more_would_think_it_is_theirs(tmp_path, postgres):
    """The control: with the lock taken out the same rush hands it out more than once, so the tests above can fail."""
    assert rush(tmp_path, postgres.new_database(), "--without-lock")["picked_up"] > 1
