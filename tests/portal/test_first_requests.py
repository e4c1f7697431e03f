"""Right after a start the first requests come together, in threads: each gets its page."""

import subprocess
import sys

import pytest

from tests.running import ROOT, clean_environment

STARTS, AT_ONCE = 10, 4


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
