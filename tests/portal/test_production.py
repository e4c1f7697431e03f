"""The same code on PostgreSQL and Redis, by environment variables alone."""

import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.running import ROOT, clean_environment

PRODUCTION = {
    "SECRET_KEY": "een-lange-willekeurige-sleutel-voor-deze-test-0123456789-abcdefghij",
    "DATABASE_URL": "postgres://portaal@127.0.0.1:1/portaal",
    "CELERY_BROKER_URL": "redis://127.0.0.1:1/0",
    "CACHE_URL": "redis://127.0.0.1:1/1",
    "ALLOWED_HOSTS": "portaal.example",
    "SITE_URL": "https://portaal.example",
    "DEFAULT_FROM_EMAIL": "portaal@portaal.example",
    "EMAIL_HOST": "mail.portaal.example",
}


def manage(*arguments, tmp_path, without=(), **more):
    environment = clean_environment() | PRODUCTION | {"DATA_DIR": str(tmp_path)} | more
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={name: value for name, value in environment.items() if name not in without},
        capture_output=True,
        text=True,
    )


def test_the_deployment_check_is_silent(tmp_path):
    checked = manage("check", "--deploy", "--fail-level", "WARNING", tmp_path=tmp_path)

    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_missing_setting_is_one_sentence_without_a_traceback(tmp_path):
    checked = manage("check", tmp_path=tmp_path, without=["SECRET_KEY"])

    assert checked.returncode == 1
    assert checked.stderr == "Stop: Zet SECRET_KEY in de omgeving. Zie docs/beheer.md voor wat erin hoort.\n"


@pytest.mark.postgres
@pytest.mark.redis
def test_web_and_worker_run_on_postgresql_and_redis(own_portal, postgres, redis_server):
    portal = own_portal(
        demo=False,
        DATABASE_URL=postgres.migrated_database(),
        CELERY_BROKER_URL=redis_server.url(0),
        CACHE_URL=redis_server.url(1),
        CELERY_IMPORTS="tests.slow_jobs",
    )
    engine = portal.manage("shell", "-c", "from django.db import connection; print(connection.vendor)")

    portal.manage(
        "shell",
        "-c",
        "from django.utils import timezone; import tests.slow_jobs; from portal.jobs import queue; "
        "queue.enqueue('tests.slow', now=timezone.now(), seconds=0)",
    )

    portal.wait_for(lambda: "klaar" in (portal.data_dir / "slow.txt").read_text(), "de taak")
    assert "postgresql" in engine
    assert list((portal.data_dir / "queue").glob("messages/*")) == []


def documented_commands(heading):
    """The shell commands that docs/beheer.md gives under a heading, a block each."""
    text = (ROOT / "docs" / "beheer.md").read_text().split(f"## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"```sh\n(.*?)```", text, re.DOTALL)


@pytest.mark.postgres
def test_a_backup_made_and_put_back_as_described_holds_everything(postgres, tmp_path):
    old, new = postgres.migrated_database(), postgres.new_database()
    data = {"old": tmp_path / "old", "new": tmp_path / "new"}
    (data["old"] / "media").mkdir(parents=True)
    (data["old"] / "media" / "pakket.pdf").write_bytes(b"%PDF-1.7")
    data["new"].mkdir()
    backup, restore = documented_commands("Back-up en terugzetten")
    python = f"{Path(sys.executable).parent}:{postgres.programs}:{os.environ['PATH']}"

    def run(script, url, folder):
        environment = clean_environment() | PRODUCTION | {"DATABASE_URL": url, "DATA_DIR": str(folder), "PATH": python}
        script = script.replace("python manage.py", f"python {ROOT}/manage.py").replace("2026-11-24", "$(date +%F)")
        subprocess.run(["sh", "-euc", script], cwd=tmp_path, env=environment, check=True, capture_output=True)

    with psycopg.connect(old, autocommit=True) as database:
        database.execute("INSERT INTO people_board (name) VALUES ('Stichting Kleurrijk')")
    run(backup, old, data["old"])
    run(restore, new, data["new"])

    with psycopg.connect(old) as before, psycopg.connect(new) as after:
        assert contents(before) == contents(after)
        assert contents(after)["people_board"] == 1
    assert (data["new"] / "media" / "pakket.pdf").read_bytes() == b"%PDF-1.7"


def contents(database):
    """How many rows each table has."""
    tables = database.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}
