"""A group of 5,000 with 10,000 posts, on PostgreSQL."""

import json
import subprocess
import sys

import pytest

from tests.bootcamp.exchange.large import PEOPLE, POSTS, SUBJECTS
from tests.running import ROOT, clean_environment


@pytest.fixture(scope="module")
def measured(tmp_path_factory, postgres):
    environment = clean_environment() | {
        "DATA_DIR": str(tmp_path_factory.mktemp("groot")),
        "DATABASE_URL": postgres.migrated_database(),
        "EMBEDDED": "1",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    command = [sys.executable, "-m", "tests.bootcamp.exchange.large"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    print(done.stdout.splitlines()[-1])
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.postgres
def test_every_page_takes_less_than_100_ms(measured):
    limit = 100 * measured["slowness"]
    assert {name: took for name, took in measured["pages"].items() if took >= limit} == {}
    assert len(measured["pages"]) == 7


@pytest.mark.postgres
def test_searching_knows_dutch_and_uses_its_index(measured):
    about = sum(1 for n in range(POSTS) if "gesprekken" in SUBJECTS[n % len(SUBJECTS)])

    assert measured["vendor"] == "postgresql"
    assert measured["found"] == {"gesprek": about, "xyzzy": 0}
    assert measured["uses_index"]


@pytest.mark.postgres
def test_five_thousand_get_one_digest_each_in_chunks(measured):
    # Nobody wrote all of yesterday's posts, so everyone has something to read.
    assert measured["made"] == PEOPLE
    assert measured["chunks"] == PEOPLE / 100
    assert measured["mails_per_person"] == {"1": PEOPLE}
    assert measured["states"] == {"verstuurd": PEOPLE}
