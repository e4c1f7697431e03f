"""However many clocks call at the same moment, each person gets each mail once: with real threads on real databases."""

import json
import subprocess
import sys

import pytest

from tests.bootcamp.running.two_clocks import CLOCKS, PEOPLE
from tests.running import ROOT, clean_environment


def outcome(tmp_path, url, *arguments):
    environment = clean_environment() | {
        "EMBEDDED": "1",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.bootcamp.running.two_clocks", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def check(found):
    assert all(isinstance(answer, int) for answer in found["said"])
    assert sum(found["said"]) == PEOPLE
    assert (found["letters"], found["people"], found["in_one_job"]) == (PEOPLE, PEOPLE, PEOPLE)


@pytest.mark.postgres
def test_once_on_postgresql(tmp_path, postgres):
    check(outcome(tmp_path, postgres.new_database()))


def test_once_on_sqlite(tmp_path):
    check(outcome(tmp_path, f"sqlite:///{tmp_path / 'clocks.sqlite3'}"))


@pytest.mark.postgres
def test_without_the_key_each_clock_would_mail_everyone(tmp_path, postgres):
    """The control: with the key taken out the same calls write too many, so the tests above can fail."""
    found = outcome(tmp_path, postgres.new_database(), "--without-key")

    assert found["letters"] == CLOCKS * PEOPLE
