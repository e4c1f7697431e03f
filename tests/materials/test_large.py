"""Searching in many materials, on PostgreSQL."""

import json
import subprocess
import sys

import pytest

from tests.materials.large import MANY, WORDS
from tests.running import ROOT, clean_environment


@pytest.fixture(scope="module")
def measured(tmp_path_factory, postgres):
    environment = clean_environment() | {
        "DATA_DIR": str(tmp_path_factory.mktemp("materialen")),
        "DATABASE_URL": postgres.migrated_database(),
        "EMBEDDED": "1",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    command = [sys.executable, "-m", "tests.materials.large"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    print(done.stdout.splitlines()[-1])
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.postgres
def test_searching_ten_thousand_takes_at_most_twice_as_long_as_a_hundred(measured):
    assert measured["many"] <= 2 * measured["few"]


@pytest.mark.postgres
def test_searching_knows_dutch_and_uses_its_index(measured):
    about = MANY // len(WORDS)

    assert measured["numbers"] == [about, 1, 1, 0, 0]
    assert measured["uses_index"]
