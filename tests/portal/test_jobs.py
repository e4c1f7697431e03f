"""The Job table is the truth: nothing asked is lost, nothing is done twice."""

import os
import signal
import time
from datetime import timedelta

import pytest
from django.db import OperationalError as OperationalDatabaseError
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from portal.jobs import queue, tasks
from portal.jobs.lanes import Lane
from portal.jobs.models import Job
from tests.running import LONG


@pytest.fixture
def done(monkeypatch):
    """A kind of job that notes its calls; raise from it by putting an error in `done.errors`."""

    class Calls(list):
        errors: list = []

    calls = Calls()

    def run(*, number):
        calls.append(number)
        if calls.errors:
            raise calls.errors.pop(0)

    monkeypatch.setitem(queue.HANDLERS, "tests.note", queue.Handler(run, attempts=3, lane=Lane.WORK))
    return calls


@pytest.fixture
def woken(monkeypatch):
    keys = []
    monkeypatch.setattr(tasks.run_job, "apply_async", lambda *, kwargs, queue: keys.append(kwargs["key"]))
    return keys


@pytest.mark.django_db(transaction=True)
def test_a_job_wakes_the_worker_only_after_the_commit(done, woken):
    with transaction.atomic():
        job = queue.enqueue("tests.note", now=timezone.now(), number=1)
        before = list(woken)

    assert before == []
    assert woken == [str(job.key)]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_never_runs(done, woken):
    with transaction.atomic():
        queue.enqueue("tests.note", now=timezone.now(), number=1)
        transaction.set_rollback(True)

    assert (woken, Job.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_the_same_message_twice_has_one_effect(done, woken):
    job = queue.enqueue("tests.note", now=timezone.now(), number=7)

    tasks.run_job(key=str(job.key))
    tasks.run_job(key=str(job.key))

    job.refresh_from_db()
    assert (list(done), job.state, job.attempts) == ([7], Job.State.DONE, 1)


@pytest.mark.django_db
def test_a_job_that_someone_is_doing_is_left_to_them(done, woken):
    now = timezone.now()
    alive = {"state": Job.State.RUNNING, "attempts": 1, "heartbeat_at": now - queue.SILENT / 2}
    job = Job.objects.create(kind="tests.note", arguments={"number": 1}, created_at=now, run_after=now, **alive)

    queue.run(str(job.key), now=now)
    early = list(done)
    queue.run(str(job.key), now=now + queue.SILENT)

    job.refresh_from_db()
    assert (early, list(done), job.attempts) == ([], [1], 2)


@pytest.mark.django_db
def test_a_failed_job_is_tried_again_after_a_growing_pause_and_then_given_up(done, woken):
    done.errors = [ConnectionError("geheim"), ConnectionError("geheim"), ConnectionError("geheim")]
    now = timezone.now()
    job = queue.enqueue("tests.note", now=now, number=7)
    pauses = []

    for _ in range(3):
        job.refresh_from_db()
        queue.run(str(job.key), now=job.run_after)
        job.refresh_from_db()
        pauses.append(job.run_after)

    assert pauses[0] < pauses[1] - timedelta(seconds=30)
    assert (job.state, job.attempts, job.error) == (Job.State.FAILED, 3, "ConnectionError")


@pytest.mark.django_db
def test_a_job_is_not_run_before_its_time(done, woken):
    now = timezone.now()
    job = queue.enqueue("tests.note", now=now, after=now + timedelta(hours=1), number=7)

    queue.run(str(job.key), now=now)

    assert (list(done), woken) == ([], [])


@pytest.mark.django_db
def test_with_the_broker_away_the_job_waits_and_the_sweeper_wakes_it_later(done, monkeypatch):
    def away(*, kwargs, queue):
        raise OperationalError("weg")

    monkeypatch.setattr(tasks.run_job, "apply_async", away)
    now = timezone.now()
    job = queue.enqueue("tests.note", now=now, number=7)
    queue.wake(job)
    found_while_away = queue.sweep(now=now + timedelta(minutes=1))
    keys = []
    monkeypatch.setattr(tasks.run_job, "apply_async", lambda *, kwargs, queue: keys.append(kwargs["key"]))

    found_later = queue.sweep(now=now + timedelta(minutes=2))

    assert (found_while_away, found_later, keys) == (0, 1, [str(job.key)])


@pytest.mark.django_db
def test_the_sweeper_leaves_living_jobs_alone_and_forgets_old_ones(done, woken):
    now = timezone.now()
    common = {"kind": "tests.note", "created_at": now, "run_after": now}
    Job.objects.create(state=Job.State.RUNNING, heartbeat_at=now, **common)
    silent = Job.objects.create(state=Job.State.RUNNING, heartbeat_at=now - timedelta(minutes=2), **common)
    Job.objects.create(state=Job.State.DONE, finished_at=now - timedelta(days=8), **common)

    queue.sweep(now=now)

    assert woken == [str(silent.key)]
    assert Job.objects.count() == 2


@pytest.mark.django_db
def test_a_job_behind_a_long_row_is_not_woken_at_every_sweep(done, woken):
    now = timezone.now()
    job = Job.objects.create(kind="tests.note", created_at=now, run_after=now - timedelta(minutes=1))

    for seconds in (0, 15, 31, 46):
        queue.sweep(now=now + timedelta(seconds=seconds))

    assert woken == [str(job.key)] * 2


@pytest.mark.django_db
def test_a_job_of_a_kind_that_nobody_does_any_more_is_forgotten_after_a_week(woken):
    now = timezone.now()
    Job.objects.create(kind="tests.gone", created_at=now - timedelta(days=8), run_after=now)
    young = Job.objects.create(kind="tests.gone", created_at=now - timedelta(days=6), run_after=now)

    queue.sweep(now=now)

    assert (woken, list(Job.objects.values_list("key", flat=True))) == ([], [young.key])


@pytest.mark.django_db
def test_a_job_that_takes_its_worker_down_each_time_is_given_up(done, woken, caplog):
    now = timezone.now()
    dead = {"state": Job.State.RUNNING, "heartbeat_at": now - timedelta(minutes=5), "attempts": 3}
    job = Job.objects.create(kind="tests.note", arguments={"number": 1}, created_at=now, run_after=now, **dead)

    queue.run(str(job.key), now=now)

    job.refresh_from_db()
    assert list(done) == []
    assert (job.state, job.error, job.finished_at) == (Job.State.FAILED, "WorkerLost", now)


@pytest.mark.django_db
@pytest.mark.parametrize("error", [None, ValueError("te laat")])
@pytest.mark.parametrize("state", [Job.State.RUNNING, Job.State.DONE])
def test_a_worker_that_was_silent_for_too_long_leaves_the_job_to_its_successor(monkeypatch, woken, state, error):
    now = timezone.now()

    def slow():
        # Meanwhile the sweeper gave up on us and another worker took over.
        Job.objects.update(attempts=2, state=state, finished_at=now)
        if error:
            raise error

    monkeypatch.setitem(queue.HANDLERS, "tests.slow", queue.Handler(slow, attempts=3, lane=Lane.WORK))
    job = queue.enqueue("tests.slow", now=now)

    queue.run(str(job.key), now=now)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.finished_at, job.error) == (state, 2, now, "")


@pytest.mark.django_db(transaction=True)
def test_a_beat_that_the_database_refuses_does_not_stop_the_next(monkeypatch, done, woken, caplog):
    monkeypatch.setattr(queue, "HEARTBEAT", timedelta(seconds=0.02))
    refuse = [True, True]

    class Refusing:
        def update(self, **fields):
            if refuse:
                refuse.pop()
                raise OperationalDatabaseError("database is locked")
            return real(job).update(**fields)

    real = queue._ours
    monkeypatch.setattr(queue, "_ours", lambda job: Refusing())
    began = timezone.now() - timedelta(hours=1)
    job = Job.objects.create(
        kind="tests.note", state=Job.State.RUNNING, attempts=1, heartbeat_at=began, created_at=began, run_after=began
    )

    with queue.heartbeat(job):
        deadline = time.monotonic() + LONG
        while Job.objects.get().heartbeat_at == began and time.monotonic() < deadline:
            time.sleep(0.01)

    assert Job.objects.get().heartbeat_at > began
    assert [record.levelname for record in caplog.records] == ["WARNING"] * 2


@pytest.mark.django_db(transaction=True)
def test_whatever_goes_wrong_while_waking_is_no_fault_of_the_page(done, monkeypatch, caplog):
    def broken(*, kwargs, queue):
        raise RuntimeError("stuk")

    monkeypatch.setattr(tasks.run_job, "apply_async", broken)

    queue.enqueue("tests.note", now=timezone.now(), number=1)

    assert Job.objects.get().state == Job.State.QUEUED
    assert "stuk" in caplog.text


@pytest.mark.django_db
def test_work_that_waits_too_long_is_noticed(done, woken):
    now = timezone.now()
    queue.enqueue("tests.note", now=now, number=1)
    queue.enqueue("tests.note", now=now, after=now + timedelta(hours=1), number=1)
    long_ago = now - timedelta(hours=1)
    for state in (Job.State.RUNNING, Job.State.DONE, Job.State.FAILED):
        Job.objects.create(kind="tests.note", state=state, created_at=long_ago, run_after=long_ago)

    assert not queue.are_late(now=now + timedelta(minutes=4))
    assert queue.are_late(now=now + timedelta(minutes=6))


@pytest.mark.django_db(transaction=True)
def test_only_a_job_that_failed_for_good_can_be_tried_again(done, woken):
    now = timezone.now()
    failed, busy = (
        Job.objects.create(kind="tests.note", state=state, attempts=3, created_at=now, run_after=now, finished_at=end)
        for state, end in ((Job.State.FAILED, now), (Job.State.RUNNING, None))
    )

    for job in (failed, busy, failed):
        queue.try_again(job, now=now)

    assert woken == [str(failed.key)]
    assert dict(Job.objects.values_list("state", "attempts")) == {Job.State.QUEUED: 0, Job.State.RUNNING: 3}


def test_an_unknown_kind_is_refused():
    with pytest.raises(LookupError, match="heet"):
        queue.enqueue("tests.unknown", now=timezone.now())


@pytest.mark.fault("worker killed")
def test_a_job_under_a_killed_worker_is_done_by_the_next_one_which_still_goes_down_with_the_rest(own_portal, seen):
    portal = own_portal(CELERY_IMPORTS="tests.slow_jobs", JOB_HEARTBEAT_SECONDS="1")
    notes = portal.data_dir / "slow.txt"
    portal.manage(
        "shell",
        "-c",
        "from django.utils import timezone; import tests.slow_jobs; from portal.jobs import queue; "
        "queue.enqueue('tests.slow', now=timezone.now(), seconds=4)",
    )
    portal.wait_for(notes.exists, "het begin van de taak")

    for pid in portal.worker_processes():
        os.kill(pid, signal.SIGKILL)
    began = time.monotonic()
    portal.wait_for(lambda: "klaar" in notes.read_text(), "de tweede keer")
    seconds = time.monotonic() - began

    look = "from portal.jobs.models import Job; print(Job.objects.values_list('state', 'attempts').get())"
    outcome = portal.wait_for(lambda: "done" in (said := portal.manage("shell", "-c", look)) and said, "de afloop")
    portal.stop()
    assert notes.read_text().split() == ["begonnen", "begonnen", "klaar"]
    assert "('done', 2)" in outcome
    assert "De worker stopte onverwacht en is opnieuw gestart." in portal.output
    assert portal.processes() == []
    seen(f"taak: {notes.read_text().count('klaar')} keer klaar, {seconds:.0f} s na de klap")
