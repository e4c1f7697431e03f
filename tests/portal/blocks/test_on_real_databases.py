"""What a copy of the database says, on SQLite and on PostgreSQL: nobody's answers, and nothing of what was wiped."""

import json
import signal
import subprocess
import sys

import pytest

from tests.portal.blocks.joining import PEOPLE
from tests.portal.blocks.remnants import WORDS
from tests.running import ROOT, clean_environment


def run(tmp_path, url, module, *arguments):
    environment = clean_environment() | {
        "EMBEDDED": "1",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    (tmp_path / "static").mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-m", f"tests.portal.blocks.{module}", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )


def printed(done):
    assert done.returncode == 0, done.stderr[-3000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request, tmp_path, databases):
    """Of a database that is migrated and empty."""
    if request.param == "sqlite":
        return databases.copy(tmp_path / "proef.sqlite3")
    return request.getfixturevalue("postgres").migrated_database()


def test_nobody_s_answers_can_be_joined_to_them_as_they_could_before(tmp_path, url):
    """By row version, by place in the table, by place in the list, by number. The control is the same attack on
    answers as they were stored before. Chance gets one in twenty right; ten or more, by any way, is one in a million.
    """
    [right] = printed(run(tmp_path, url, "joining"))

    assert set(right["now"]) == {"place", "position", "id", "version"}
    assert max(right["now"].values()) < PEOPLE / 2
    assert max(right["before"].values()) == PEOPLE


def test_what_was_wiped_is_in_no_file_of_the_database(tmp_path, url):
    """Without the wipe it would still be there: so the test can find something."""
    assert printed(run(tmp_path, url, "remnants")) == [{"bare": WORDS["bare"], "wiped": []}]


def test_a_worker_that_is_killed_while_publishing_leaves_the_round_as_it_was(tmp_path, url):
    killed = run(tmp_path, url, "dying", "die")
    after_the_kill, once, twice = printed(run(tmp_path, url, "dying", "publish"))

    assert killed.returncode == -signal.SIGKILL
    assert json.loads(killed.stdout) == after_the_kill
    assert after_the_kill["counts"] == {"Release": 1, "Block": 0, "Figure": 0, "Texts": 0, "Pile": 1, "Turnout": 1}
    # One block, seven figures, its texts; nothing of an answer.
    assert once["counts"] == {"Release": 1, "Block": 1, "Figure": 7, "Texts": 1, "Pile": 0, "Turnout": 0}
    assert twice == once
