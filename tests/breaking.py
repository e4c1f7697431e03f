"""A portal on a PostgreSQL and a Redis of its own, for tests that stop, kill and starve its parts."""

import contextlib
import json
import os
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import uuid

import psycopg
import pytest
from celery import Celery

from portal.jobs.lanes import Lane
from tests.running import LONG, ROOT, RunningPortal
from tests.servers import Postgres, Redis, folder_for_server

SLOW = "tests.slow"


class OnServers:
    """Such a portal, with a look at its jobs past the portal itself."""

    def __init__(self, portal, postgres, redis):
        self.portal, self.postgres, self.redis = portal, postgres, redis
        self.notes = portal.data_dir / "slow.txt"

    def ask(self, query, *values):
        with psycopg.connect(self.portal.environment["DATABASE_URL"], autocommit=True) as database:
            rows = database.execute(query, values)
            return rows.fetchall() if rows.description else None

    def write_job(self, kind=SLOW, **arguments):
        key = uuid.uuid4()
        self.ask(
            "INSERT INTO jobs_job (key, kind, about, arguments, state, attempts, run_after, created_at, error)"
            " VALUES (%s, %s, '', %s, 'queued', 0, now(), now(), '')",
            key,
            kind,
            json.dumps(arguments),
        )
        return key

    def wake(self, *keys):
        self.send("portal.jobs.tasks.run_job", *({"key": str(key)} for key in keys))

    def send(self, task, *arguments):
        app = self.celery()
        for named in arguments or ({},):
            app.send_task(task, kwargs=named, queue=Lane.PAPERS.value)
        app.close()

    def job(self, key):
        return self.ask("SELECT state, attempts FROM jobs_job WHERE key = %s", key)[0]

    def noted(self):
        return self.notes.read_text().split() if self.notes.exists() else []

    def wait_until_done(self, key):
        self.portal.wait_for(lambda: self.job(key)[0] == "done", "het einde van de taak")

    def status(self, path):
        return status_of(self.portal.url + path)

    def celery(self):
        return Celery(broker=self.portal.environment["CELERY_BROKER_URL"], set_as_current=False)

    def children_of_worker(self):
        """(the processes that do its jobs, its clock)"""
        asked = self.portal.wait_for(lambda: self.celery().control.inspect().stats(), "een antwoord van de worker")
        [stats] = asked.values()
        pool, workers = stats["pool"]["processes"], self.portal.worker_processes()
        [clock] = [pid for pid in workers if parent_of(pid) in workers and pid not in pool]
        return pool, clock

    @contextlib.contextmanager
    def second_worker(self, **environment):
        own = self.portal.environment | {"C_FORCE_ROOT": "1", **environment}
        command = ["-m", "celery", "--app", "portal", "--quiet", "worker", "--concurrency", "2", "--hostname", "b@%h"]
        log = self.portal.data_dir / "log" / "second.log"
        with log.open("ab") as file:
            worker = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=own, stdout=file, stderr=file)
        try:
            yield worker
        finally:
            worker.terminate()
            worker.wait(LONG)


def parent_of(pid):
    with open(f"/proc/{pid}/stat") as file:
        return int(file.read().rpartition(")")[2].split()[1])


def status_of(url, fields=None):
    body = urllib.parse.urlencode(fields).encode() if fields is not None else None
    try:
        with urllib.request.urlopen(url, body, timeout=LONG) as response:
            return response.status
    except urllib.error.HTTPError as answer:
        return answer.code


def ask_for_password(url, email="niemand@school.example"):
    return _send(f"{url}/account/password/reset/", email=email)


def sign_in(url, email, password):
    return _send(f"{url}/account/login/", login=email, password=password)


def _send(url, **fields):
    """Through the form, as a browser does; returns the status of the page after it, and its text."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    page = browser.open(url, timeout=LONG).read().decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
    try:
        answer = browser.open(url, body, timeout=LONG)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.read().decode()


@pytest.fixture(scope="session")
def breakable_servers(databases):
    with folder_for_server() as one, folder_for_server() as two:
        postgres, redis = Postgres(one).copy(databases.cluster).start(), Redis(two).start()
        yield postgres, redis
        redis.stop()
        postgres.stop()


@pytest.fixture(scope="session")
def on_servers(breakable_servers, tmp_path_factory):
    postgres, redis = breakable_servers
    running = RunningPortal(
        tmp_path_factory.mktemp("storing"),
        demo=False,
        DATABASE_URL=postgres.migrated_database(),
        CELERY_BROKER_URL=redis.url(0),
        CACHE_URL=redis.url(1),
        CELERY_IMPORTS="tests.slow_jobs",
        JOB_HEARTBEAT_SECONDS="1",
    ).start()
    ready = OnServers(running, postgres, redis)
    running.wait_for(lambda: len(running.worker_processes()) >= 3, "de worker")
    yield ready
    running.kill()


@pytest.fixture
def broken(on_servers):
    on_servers.notes.unlink(missing_ok=True)
    return on_servers


def at_work(broken):
    """The process that holds the job's file open: the one at work."""
    for pid in broken.portal.worker_processes():
        opened = [os.readlink(f"/proc/{pid}/fd/{number}") for number in os.listdir(f"/proc/{pid}/fd")]
        if str(broken.notes) in opened:
            return pid
    raise AssertionError("Geen proces is met de taak bezig.")
