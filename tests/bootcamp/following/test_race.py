"""Colleagues who do the same at the same moment, with real threads on real databases."""

import json
import subprocess
import sys

import pytest

from tests.bootcamp.following.rush import PEOPLE
from tests.running import ROOT, clean_environment


def rush(tmp_path, url, *arguments):
    environment = clean_environment() | {
        "EMBEDDED": "1",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.bootcamp.following.rush", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


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
def test_doing_the_same_at_once_is_doing_it_once_on_postgresql(tmp_path, postgres):
    check(rush(tmp_path, postgres.new_database()))


def test_doing_the_same_at_once_is_doing_it_once_on_sqlite(tmp_path):
    check(rush(tmp_path, f"sqlite:///{tmp_path / 'race.sqlite3'}"))


@pytest.mark.postgres
def test_without_the_lock_the_last_two_would_leave_together(tmp_path, postgres):
    """The control: with the lock taken out nobody would be left, so the tests above can fail."""
    assert min(rush(tmp_path, postgres.new_database(), "--without-lock")["left"] for _ in range(3)) == 0
