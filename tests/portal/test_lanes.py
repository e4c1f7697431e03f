"""Nothing starves: what is urgent goes before what is much."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.jobs import queue, tasks
from portal.jobs.lanes import Lane
from portal.jobs.models import Job

PAPERS = 200
AT_ONCE = 2
"""Processes of the worker."""
ASK = f"""
from django.db import transaction
from django.utils import timezone
import tests.slow_jobs
from portal.jobs import queue
with transaction.atomic():
    for number in range({PAPERS}):
        queue.enqueue("tests.slow", now=timezone.now(), seconds=0)
    queue.enqueue("tests.mail", now=timezone.now())
"""


@pytest.mark.redis
@pytest.mark.parametrize("broker", ["files", "redis"])
def test_a_mail_goes_before_two_hundred_papers_that_were_asked_for_earlier(own_portal, redis_server, broker):
    redis = {"CELERY_BROKER_URL": redis_server.url(7), "CACHE_URL": redis_server.url(8)} if broker == "redis" else {}
    portal = own_portal(CELERY_IMPORTS="tests.slow_jobs", SLOWLY="0.5", **redis)

    def number_begun():
        notes = portal.data_dir / "slow.txt"
        return notes.read_text().count("begonnen") if notes.exists() else 0

    portal.manage("shell", "-c", ASK)
    asked = number_begun()
    portal.wait_for((portal.data_dir / "mailed.txt").exists, "de mail")
    before_the_mail = number_begun() - asked

    # What was under way or handed to the worker already goes on; nothing else went before the mail.
    assert asked < PAPERS
    assert before_the_mail <= 4 * AT_ONCE


@pytest.fixture
def lanes(monkeypatch):
    """A kind of job in each lane, and the kinds in the order in which they were woken."""
    woken = []
    for lane in Lane:
        monkeypatch.setitem(queue.HANDLERS, f"tests.{lane}", queue.Handler(print, attempts=1, lane=lane))
    monkeypatch.setattr(tasks.run_job, "apply_async", lambda *, kwargs, queue: woken.append(queue))
    return woken


@pytest.mark.django_db
def test_the_sweeper_wakes_a_mail_of_now_before_a_paper_of_an_hour_ago(lanes):
    now = timezone.now()
    for minutes, lane in enumerate([Lane.CLOCK, Lane.MAIL, Lane.PAPERS, Lane.WORK], 1):
        Job.objects.create(kind=f"tests.{lane}", created_at=now, run_after=now - timedelta(minutes=20 * minutes))

    queue.sweep(now=now)

    assert lanes == [Lane.CLOCK, Lane.MAIL, Lane.PAPERS, Lane.WORK]


@pytest.mark.django_db
def test_a_job_is_woken_in_its_own_lane(lanes, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for lane in reversed(Lane):
            queue.enqueue(f"tests.{lane}", now=timezone.now())

    assert lanes == list(reversed(Lane))
    assert queue.number_waiting(Lane.MAIL) == 1
