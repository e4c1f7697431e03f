"""What breaks on a server, and what people notice of it. Real servers and real processes, broken on purpose."""

import os
import signal
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections import deque

import psycopg
import pytest
from celery import Celery
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.jobs.lanes import Lane
from portal.jobs.models import Job
from tests.factories import make_user
from tests.running import LONG, RunningPortal
from tests.servers import Postgres, Redis, folder_for_server
from tests.speed import check_within


@pytest.fixture(scope="module")
def servers(databases):
    with folder_for_server() as one, folder_for_server() as two:
        postgres, redis = Postgres(one).copy(databases.cluster).start(), Redis(two).start()
        yield postgres, redis
        redis.stop()
        postgres.stop()


class OnServers:
    """A portal on a PostgreSQL and a Redis that tests may stop, with a look at its jobs past the portal itself."""

    def __init__(self, portal, postgres, redis):
        self.portal, self.postgres, self.redis = portal, postgres, redis
        self.notes = portal.data_dir / "slow.txt"

    def ask(self, query, *values):
        with psycopg.connect(self.portal.environment["DATABASE_URL"], autocommit=True) as database:
            rows = database.execute(query, values)
            return rows.fetchall() if rows.description else None

    def write_job(self, *, seconds):
        key = uuid.uuid4()
        self.ask(
            "INSERT INTO jobs_job (key, kind, about, arguments, state, attempts, run_after, created_at, error)"
            " VALUES (%s, 'tests.slow', '', %s, 'queued', 0, now(), now(), '')",
            key,
            f'{{"seconds": {seconds}}}',
        )
        return key

    def wake(self, key):
        app = Celery(broker=self.portal.environment["CELERY_BROKER_URL"], set_as_current=False)
        app.send_task("portal.jobs.tasks.run_job", kwargs={"key": str(key)}, queue=Lane.PAPERS.value)
        app.close()

    def job(self, key):
        return self.ask("SELECT state, attempts FROM jobs_job WHERE key = %s", key)[0]

    def noted(self):
        return self.notes.read_text().split() if self.notes.exists() else []

    def wait_until_done(self, key):
        self.portal.wait_for(lambda: self.job(key)[0] == "done", "het einde van de taak")

    def status(self, path):
        try:
            with urllib.request.urlopen(self.portal.url + path, timeout=LONG) as response:
                return response.status
        except urllib.error.HTTPError as answer:
            return answer.code


@pytest.fixture(scope="module")
def on_servers(servers, tmp_path_factory):
    postgres, redis = servers
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


@pytest.mark.postgres
@pytest.mark.redis
def test_the_same_task_delivered_five_times_at_once_is_done_once(broken):
    key = broken.write_job(seconds=1)

    for _ in range(5):
        broken.wake(key)
    broken.wait_until_done(key)
    time.sleep(1)

    assert broken.noted() == ["begonnen", "klaar"]
    assert broken.job(key) == ("done", 1)


@pytest.mark.postgres
@pytest.mark.redis
def test_a_process_of_the_worker_that_is_killed_in_a_job_has_it_redone_once(broken):
    key = broken.write_job(seconds=3)
    broken.wake(key)
    broken.portal.wait_for(lambda: broken.noted() == ["begonnen"], "het begin")

    os.kill(at_work(broken), signal.SIGKILL)
    broken.wait_until_done(key)

    assert broken.noted() == ["begonnen", "begonnen", "klaar"]
    assert broken.job(key) == ("done", 2)


def at_work(broken):
    """The process that holds the job's file open: the one at work."""
    for pid in broken.portal.worker_processes():
        opened = [os.readlink(f"/proc/{pid}/fd/{number}") for number in os.listdir(f"/proc/{pid}/fd")]
        if str(broken.notes) in opened:
            return pid
    raise AssertionError("Geen proces is met de taak bezig.")


@pytest.mark.postgres
@pytest.mark.redis
def test_a_worker_that_is_asked_to_stop_finishes_its_job_first(broken):
    key = broken.write_job(seconds=2)
    broken.wake(key)
    broken.portal.wait_for(lambda: broken.noted() == ["begonnen"], "het begin")
    main = min(broken.portal.worker_processes())

    os.kill(main, signal.SIGTERM)
    broken.portal.wait_for(lambda: not os.path.exists(f"/proc/{main}"), "het einde van de worker")

    assert broken.noted() == ["begonnen", "klaar"]
    assert broken.job(key) == ("done", 1)
    broken.portal.wait_for(lambda: len(broken.portal.worker_processes()) >= 3, "de volgende worker")


@pytest.mark.postgres
@pytest.mark.redis
def test_while_redis_is_away_pages_work_and_jobs_wait_and_then_they_drain_within_a_minute(broken):
    broken.redis.stop()
    with check_within(10):
        statuses = [broken.status(path) for path in ("/", "/account/login/", "/bootcamps/", "/gezond/")]
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        asked = ask_for_password(browser, broken.portal.url)
    waiting = broken.ask("SELECT state FROM jobs_job WHERE kind = 'people.password_link'")

    broken.redis.start()
    drained = "SELECT count(*) FROM jobs_job WHERE state <> 'done'"
    with check_within(60):
        broken.portal.wait_for(lambda: broken.ask(drained) == [(0,)], "het legen van de rij")

    assert statuses == [200, 200, 200, 503]
    assert asked == 200
    assert waiting == [("queued",)]
    assert broken.status("/gezond/") == 200


def ask_for_password(browser, url):
    """Through the form, as a browser does; returns the status of the page after it."""
    page = browser.open(f"{url}/account/password/reset/").read().decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    fields = {"email": "niemand@school.example", "csrfmiddlewaretoken": token}
    return browser.open(f"{url}/account/password/reset/", urllib.parse.urlencode(fields).encode()).status


@pytest.mark.postgres
@pytest.mark.redis
def test_a_database_that_is_restarted_hard_under_load_costs_a_request_per_connection_and_none_later(broken):
    visitors, answers, stop = 8, [], threading.Event()

    def visit():
        while not stop.is_set():
            asked = time.monotonic()
            answers.append((asked, broken.status("/bootcamps/")))
            time.sleep(0.05)

    threads = [threading.Thread(target=visit) for _ in range(visitors)]
    for thread in threads:
        thread.start()
    broken.portal.wait_for(lambda: len(answers) > 5 * visitors, "de eerste antwoorden")
    time.sleep(0.5)
    broken.postgres.stop()
    away = time.monotonic()
    sick = broken.status("/gezond/")
    broken.postgres.start()
    back = time.monotonic()
    time.sleep(2)
    at_its_best = len(answers)
    broken.portal.wait_for(lambda: len(answers) > at_its_best + 5 * visitors, "de antwoorden daarna")
    stop.set()
    for thread in threads:
        thread.join()

    before = [status for asked, status in answers if asked < away - 0.5]
    at_its_return = [status for asked, status in answers if back <= asked < back + 2]
    later = [status for asked, status in answers if asked >= back + 2]
    assert sick == 503
    assert set(before) == {200}
    assert sum(status != 200 for status in at_its_return) <= visitors
    assert len(later) > 10
    assert set(later) == {200}
    assert broken.status("/gezond/") == 200
    # The worker takes up work again too.
    key = broken.write_job(seconds=0)
    broken.wake(key)
    broken.wait_until_done(key)


@pytest.mark.django_db(transaction=True)
@pytest.mark.ignore_template_errors
def test_a_database_without_room_gives_a_readable_page_and_works_again_with_room():
    user, client = make_user(email="sanne@school.example"), Client(raise_request_exception=False)
    fields = {"email": user.email}

    fillers = fill_database()
    full = client.post(reverse("account_reset_password"), fields)
    reading = client.get(reverse("bootcamp:bootcamp_list"))
    jobs_then = Job.objects.count()
    make_room()
    after = client.post(reverse("account_reset_password"), fields)

    assert full.status_code == 500
    assert "<h1>Het lukte niet</h1>" in full.text
    assert reading.status_code == 200
    assert (jobs_then, after.status_code, Job.objects.count()) == (fillers, 302, 1)


def fill_database():
    """SQLite gets no page more than it has; what it has is filled with jobs like the one to come."""
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    now = timezone.now()
    filler = {"kind": "people.password_link", "arguments": {"user_id": 0}, "created_at": now, "run_after": now}
    with pytest.raises(OperationalError, match="full"):
        deque(Job.objects.create(**filler) for _ in range(10_000))
    return Job.objects.count()


def make_room():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")
    Job.objects.all().delete()
