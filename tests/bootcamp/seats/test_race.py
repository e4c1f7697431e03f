"""Many schools for the last seats at the same moment, with real threads on real databases."""

import json
import subprocess
import sys

import pytest

from tests.bootcamp.rush import SCHOOLS, SEATS
from tests.running import ROOT, clean_environment


def rush(tmp_path, url, *arguments):
    environment = clean_environment() | {
        "EMBEDDED": "1",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.bootcamp.rush", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def check(outcome):
    """Ten schools hear once that they have a seat and once that they are in already; the others wait, and hear so."""
    heard = outcome["heard"]
    left = SCHOOLS - SEATS
    assert heard == {"plek": SEATS, "doet al mee": SEATS, "wacht": left, "wacht al": left}
    assert (outcome["seats"], outcome["schools"], outcome["proofs"], outcome["waiting"]) == (SEATS, SEATS, SEATS, left)


@pytest.mark.postgres
def test_capacity_holds_on_postgresql(tmp_path, postgres):
    check(rush(tmp_path, postgres.new_database()))


def test_capacity_holds_on_sqlite(tmp_path):
    check(rush(tmp_path, f"sqlite:///{tmp_path / 'race.sqlite3'}"))


@pytest.mark.postgres
def test_without_the_lock_there_would_be_too_many(tmp_path, postgres):
    """The control: with the lock taken out the same rush breaks the capacity, so the tests above can fail."""
    taken = [rush(tmp_path, postgres.new_database(), "--without-lock")["seats"] for _ in range(2)]

    assert max(taken) > SEATS


def test_without_the_immediate_transaction_sqlite_would_turn_people_away_without_an_answer(tmp_path):
    """The control on SQLite, whose file is locked as a whole: nobody comes too many, but most get an error page."""
    outcome = rush(tmp_path, f"sqlite:///{tmp_path / 'race.sqlite3'}", "--without-lock")

    assert outcome["heard"].get("OperationalError", 0) > 0
