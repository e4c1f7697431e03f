"""Releases at the same moment, with real threads on real databases."""

import json
import subprocess
import sys

import pytest

from tests.calculator.releases.rush import CLICKS
from tests.running import ROOT, clean_environment


def rush(tmp_path, url, *arguments):
    environment = clean_environment() | {
        "EMBEDDED": "1",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.calculator.releases.rush", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def check(outcome):
    """One is released, once, however often it was clicked; the other has to be checked again."""
    assert (outcome["released"], outcome["told"]) == (1, 1)
    assert sorted(outcome["heard"], key=str) == [{"opnieuw nakijken": CLICKS}, {"vrijgegeven": CLICKS}]


@pytest.mark.postgres
def test_releases_go_one_by_one_on_postgresql(tmp_path, postgres):
    check(rush(tmp_path, postgres.new_database()))


def test_releases_go_one_by_one_on_sqlite(tmp_path):
    check(rush(tmp_path, f"sqlite:///{tmp_path / 'race.sqlite3'}"))


@pytest.mark.postgres
def test_without_the_lock_both_would_be_released(tmp_path, postgres):
    """The control: so the tests above can fail."""
    assert rush(tmp_path, postgres.new_database(), "--without-lock")["released"] == 2
