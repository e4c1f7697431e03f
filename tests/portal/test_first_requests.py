"""Right after a start the first requests come together, in threads: each gets its page."""

import json
import statistics
import subprocess
import sys

import pytest

from tests.running import ROOT, clean_environment

STARTS, AT_ONCE = 10, 4
LOOKS = 3


@pytest.mark.redis
def test_no_first_request_breaks_in_ten_starts_with_four_at_once(tmp_path, redis_server, databases):
    databases.copy(tmp_path / "db" / "portal.sqlite3")
    databases.copy_static(tmp_path)
    portal = {"EMBEDDED": "1", "DATA_DIR": str(tmp_path), "CACHE_URL": redis_server.url(3)}

    command = [sys.executable, "-m", "tests.first_requests", str(STARTS), str(AT_ONCE)]
    printed = subprocess.run(
        command, cwd=ROOT, env=clean_environment() | portal, check=True, capture_output=True, text=True
    ).stdout

    assert printed.splitlines() == [" ".join(["200"] * AT_ONCE)] * STARTS


def test_the_first_visitor_waits_at_most_twice_as_long_as_the_next(tmp_path):
    def run(*command):
        environment = clean_environment() | {"EMBEDDED": "1", "DATA_DIR": str(tmp_path)}
        return subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        ).stdout

    run("manage.py", "migrate", "-v", "0")
    run("manage.py", "createcachetable")
    run("manage.py", "collectstatic", "-v", "0", "--noinput")

    starts = [json.loads(run("-m", "tests.warm_requests")) for _ in range(LOOKS)]

    typical = {page: statistics.median(start[page] for start in starts) for page in starts[0]}
    assert {page: times for page, times in typical.items() if times > 2} == {}
    assert len(typical) == 4
