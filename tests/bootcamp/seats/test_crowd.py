"""Everyone at once at the list: asking, cancelling, saying yes and no while the time runs out; real threads."""

import json
import subprocess
import sys

import pytest

from tests.bootcamp.seats.crowd import ROUNDS
from tests.bootcamp.seats.town import SCHOOLS
from tests.running import ROOT, clean_environment


def crowd(tmp_path, url, *arguments):
    environment = clean_environment() | {
        "EMBEDDED": "1",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.bootcamp.seats.crowd", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def check(outcome):
    """Everyone got an answer, none of them an error, and after no round was anything amiss."""
    assert outcome["wrong"] == []
    assert set(outcome["heard"]) == {"gedaan", "kan niet"}
    assert sum(outcome["heard"].values()) == ROUNDS * (SCHOOLS + 1)
    assert outcome["heard"]["gedaan"] > ROUNDS


@pytest.mark.postgres
def test_the_list_stays_right_on_postgresql(tmp_path, postgres):
    check(crowd(tmp_path, postgres.new_database()))


def test_the_list_stays_right_on_sqlite(tmp_path):
    check(crowd(tmp_path, f"sqlite:///{tmp_path / 'crowd.sqlite3'}"))


@pytest.mark.postgres
def test_without_the_lock_it_would_not(tmp_path, postgres):
    """The control: with the lock taken out something is amiss or someone gets an error, so the tests above can fail."""
    outcomes = [crowd(tmp_path, postgres.new_database(), "--without-lock") for _ in range(2)]

    assert any(outcome["wrong"] or set(outcome["heard"]) - {"gedaan", "kan niet"} for outcome in outcomes)
