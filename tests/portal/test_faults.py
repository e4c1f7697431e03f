"""What breaks on a server, and what people notice of it. Real servers and real processes, broken on purpose."""

import os
import signal
import threading
import time
from collections import deque

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.jobs.models import Job
from tests.breaking import ask_for_password, at_work
from tests.factories import make_user
from tests.speed import check_within


@pytest.mark.postgres
@pytest.mark.redis
@pytest.mark.fault("delivered twice")
def test_the_same_task_delivered_five_times_at_once_is_done_once(broken, seen):
    key = broken.write_job(seconds=1)

    for _ in range(5):
        broken.wake(key)
    broken.wait_until_done(key)
    time.sleep(1)

    assert broken.noted() == ["begonnen", "klaar"]
    assert broken.job(key) == ("done", 1)
    seen(f"op Redis: {broken.noted().count('klaar')} keer gedaan")


@pytest.mark.postgres
@pytest.mark.redis
@pytest.mark.fault("child killed")
def test_a_process_of_the_worker_that_is_killed_in_a_job_has_it_redone_once(broken, seen):
    key = broken.write_job(seconds=3)
    broken.wake(key)
    broken.portal.wait_for(lambda: broken.noted() == ["begonnen"], "het begin")

    os.kill(at_work(broken), signal.SIGKILL)
    broken.wait_until_done(key)

    assert broken.noted() == ["begonnen", "begonnen", "klaar"]
    assert broken.job(key) == ("done", 2)
    seen(f"taak: {broken.job(key)[1]} pogingen, {broken.noted().count('klaar')} keer klaar")


@pytest.mark.postgres
@pytest.mark.redis
@pytest.mark.fault("deploy")
def test_a_worker_that_is_asked_to_stop_finishes_its_job_first(broken, seen):
    key = broken.write_job(seconds=2)
    broken.wake(key)
    broken.portal.wait_for(lambda: broken.noted() == ["begonnen"], "het begin")
    main = min(broken.portal.worker_processes())

    os.kill(main, signal.SIGTERM)
    broken.portal.wait_for(lambda: not os.path.exists(f"/proc/{main}"), "het einde van de worker")

    assert broken.noted() == ["begonnen", "klaar"]
    assert broken.job(key) == ("done", 1)
    broken.portal.wait_for(lambda: len(broken.portal.worker_processes()) >= 3, "de volgende worker")
    seen(f"{broken.noted().count('klaar')} keer klaar, {broken.job(key)[1]} poging")


@pytest.mark.postgres
@pytest.mark.redis
@pytest.mark.fault("redis away")
def test_while_redis_is_away_pages_work_and_jobs_wait_and_then_they_drain_within_a_minute(broken, seen):
    broken.redis.stop()
    with check_within(10):
        statuses = [broken.status(path) for path in ("/", "/account/login/", "/bootcamps/", "/gezond/")]
        asked, _ = ask_for_password(broken.portal.url)
    waiting = broken.ask("SELECT state FROM jobs_job WHERE kind = 'people.password_link'")

    broken.redis.start()
    back = time.monotonic()
    drained = "SELECT count(*) FROM jobs_job WHERE state <> 'done'"
    with check_within(60):
        broken.portal.wait_for(lambda: broken.ask(drained) == [(0,)], "het legen van de rij")
    seconds = time.monotonic() - back

    assert statuses == [200, 200, 200, 503]
    assert asked == 200
    assert waiting == [("queued",)]
    assert broken.status("/gezond/") == 200
    seen(f"zonder Redis: {statuses}; rij leeg na {seconds:.0f} s")


@pytest.mark.postgres
@pytest.mark.redis
@pytest.mark.fault("database restarted")
def test_a_database_that_is_restarted_hard_under_load_costs_a_request_per_connection_and_none_later(broken, seen):
    visitors, answers, stop = 8, [], threading.Event()

    def visit():
        while not stop.is_set():
            asked = time.monotonic()
            status = broken.status("/bootcamps/")
            answers.append((asked, time.monotonic(), status))
            time.sleep(0.05)

    threads = [threading.Thread(target=visit) for _ in range(visitors)]
    for thread in threads:
        thread.start()
    broken.portal.wait_for(lambda: len(answers) > 5 * visitors, "de eerste antwoorden")
    time.sleep(0.5)
    leaving = time.monotonic()
    broken.postgres.stop()
    sick = broken.status("/gezond/")
    broken.postgres.start()
    back = time.monotonic()
    time.sleep(2)
    at_its_best = len(answers)
    broken.portal.wait_for(lambda: len(answers) > at_its_best + 5 * visitors, "de antwoorden daarna")
    stop.set()
    for thread in threads:
        thread.join()

    before = [status for _, answered, status in answers if answered < leaving]
    at_its_return = [status for asked, _, status in answers if back <= asked < back + 2]
    later = [status for asked, _, status in answers if asked >= back + 2]
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
    failed = sum(status != 200 for status in at_its_return)
    seen(f"/gezond/ {sick}; na terugkomst {failed} mislukt van {len(at_its_return)}, na 2 s 0 van {len(later)}")


@pytest.mark.django_db(transaction=True)
@pytest.mark.ignore_template_errors
@pytest.mark.fault("disk full")
def test_a_database_without_room_gives_a_readable_page_and_works_again_with_room(seen):
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
    seen(f"SQLite: eerst {full.status_code} in het Nederlands, lezen {reading.status_code}, dan {after.status_code}")


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
