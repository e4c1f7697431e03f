"""The same code on PostgreSQL and Redis, by environment variables alone."""

import subprocess
import sys

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

    notes = portal.data_dir / "slow.txt"
    portal.wait_for(lambda: notes.exists() and "klaar" in notes.read_text(), "de taak")
    assert "postgresql" in engine
    assert list((portal.data_dir / "queue").glob("messages/*")) == []
