"""Old and new side by side: a worker does no job whose arguments have a shape that it doesn't know. Real processes."""

import contextlib
import inspect
import subprocess
import sys
import time

import pytest
from celery import current_app
from django.utils import timezone

from portal.jobs import alive, queue
from portal.jobs.lanes import Lane
from portal.jobs.messages import AGAIN, TaskMessage
from portal.jobs.models import Job, Worker
from tests.running import ROOT

JOB = """
import tests.shaped_jobs
from django.utils import timezone
from portal.jobs import queue
print(queue.enqueue("tests.shaped", now=timezone.now(), name=1).key)
"""
MESSAGE = """
from tests.shaped_jobs import say
say.delay(name=1)
"""
LOOK = "from portal.jobs.models import Job; print(Job.objects.values_list('state', 'attempts', 'shape').get())"
LATER = """
import tests.shaped_jobs
from datetime import timedelta
from django.utils import timezone
from portal.jobs import queue
from portal.jobs.models import Job
queue.sweep(now=timezone.now() + queue.UNREADABLE + timedelta(seconds=60))
print(Job.objects.values_list("state", "error").get())
"""


def old_and_new(own_portal, *, worker, **environment):
    """A portal whose worker knows these shapes, and what was done."""
    environment |= {"CELERY_IMPORTS": "tests.shaped_jobs", "JOB_HEARTBEAT_SECONDS": "1", "LOG_LEVEL": "INFO"}
    portal = own_portal(SHAPES=worker, **environment)
    done = portal.data_dir / "shaped.txt"
    return portal, lambda: done.read_text().splitlines() if done.exists() else []


def ask(portal, *, web, what=JOB):
    """A job or a message from a web of another version."""
    own = portal.environment | {"SHAPES": web}
    asked = subprocess.run([sys.executable, "manage.py", "shell", "-c", what], cwd=ROOT, env=own, capture_output=True)
    assert asked.returncode == 0, asked.stderr.decode()


@contextlib.contextmanager
def new_worker(portal, *, shapes):
    own = portal.environment | {"SHAPES": shapes, "C_FORCE_ROOT": "1"}
    command = [sys.executable, "-m", "celery", "--app", "portal", "--quiet", "worker", "-n", "nieuw@%h", "-c", "1"]
    with (portal.data_dir / "log" / "nieuw.log").open("w") as log:
        new = subprocess.Popen(command, cwd=ROOT, env=own, stdout=log, stderr=log)
        try:
            yield
        finally:
            new.terminate()
            new.wait()


def test_an_old_worker_leaves_the_job_of_a_new_web_to_a_new_worker(own_portal):
    portal, done = old_and_new(own_portal, worker="1")

    ask(portal, web="2,1")
    portal.wait_for(lambda: "shape 2) is left to a worker that knows it" in portal.logs(), "het laten liggen")
    before = portal.manage("shell", "-c", LOOK)
    with new_worker(portal, shapes="2,1"):
        portal.wait_for(done, "de nieuwe worker")

    assert "('queued', 0, 2)" in before
    assert done() == ["2 deed ['name']"]


def test_an_old_worker_puts_the_message_of_a_new_web_back_for_a_new_worker(own_portal):
    portal, done = old_and_new(own_portal, worker="1")

    ask(portal, web="2,1", what=MESSAGE)
    portal.wait_for(lambda: "shape 2) is left to a worker that knows it" in portal.logs(), "het teruggeven")
    before = done()
    with new_worker(portal, shapes="2,1"):
        portal.wait_for(done, "de nieuwe worker")

    assert before == []
    assert done() == ["2 deed ['name']"]


@pytest.mark.parametrize("what", [JOB, MESSAGE], ids=["job", "message"])
def test_a_new_worker_does_the_job_of_an_old_web_when_it_reads_its_shape(own_portal, what):
    portal, done = old_and_new(own_portal, worker="2,1")

    ask(portal, web="1", what=what)
    portal.wait_for(done, "de taak")

    assert done() == ["2 deed ['name']"]


def test_what_no_worker_knows_fails_with_a_clear_word_and_is_never_run(own_portal):
    portal, done = old_and_new(own_portal, worker="3")

    ask(portal, web="1")
    portal.wait_for(lambda: "shape 1) is left to a worker that knows it" in portal.logs(), "het laten liggen")
    at_last = portal.manage("shell", "-c", LATER)

    assert "('failed', 'geen worker kent deze soort of vorm" in at_last
    assert done() == []


def times_left(portal):
    return portal.logs().count("shape 1) is left to a worker that knows it")


def no_longer_left(portal):
    before = times_left(portal)
    time.sleep(4 * AGAIN)
    return times_left(portal) == before


def test_a_message_that_no_worker_knows_goes_round_no_longer_than_it_lasts(own_portal):
    portal, done = old_and_new(own_portal, worker="3", LASTS="8")

    ask(portal, web="1", what=MESSAGE)
    portal.wait_for(lambda: times_left(portal) > 1, "het teruggeven")
    portal.wait_for(lambda: no_longer_left(portal), "het einde")

    assert done() == []


# Without processes.


@pytest.fixture
def kind(monkeypatch):
    """`kind(2, 1)` lets this process know a kind in these shapes."""

    def know(shape, *reads):
        handler = queue.Handler(lambda: None, attempts=3, lane=Lane.WORK, shape=shape, reads=reads)
        monkeypatch.setitem(queue.HANDLERS, "tests.shaped", handler)

    return know


@pytest.mark.django_db
def test_a_job_says_the_shape_in_which_it_was_written(kind):
    kind(4, 3)

    assert queue.enqueue("tests.shaped", now=timezone.now()).shape == 4


@pytest.mark.django_db
@pytest.mark.parametrize(("shape", "state"), [(1, "queued"), (3, "done"), (4, "done"), (5, "queued")])
def test_only_the_shapes_that_are_known_are_done(kind, shape, state):
    kind(4, 3)
    now = timezone.now()
    job = Job.objects.create(kind="tests.shaped", shape=shape, created_at=now, run_after=now)

    queue.run(str(job.key), now=now)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (state, 1 if state == "done" else 0)


@pytest.mark.django_db
def test_as_long_as_another_worker_knows_the_shape_the_job_waits_for_it(kind):
    kind(1)
    now = timezone.now()
    long_ago = now - 2 * queue.UNREADABLE
    for name, shape in (("tests.shaped", 2), ("tests.newer", 1), ("tests.newest", 1)):
        Job.objects.create(kind=name, shape=shape, created_at=long_ago, run_after=long_ago)
    alive.seen("nieuw@school", now=now)
    Worker.objects.update(shapes={"tests.shaped": [2, 1], "tests.newer": [1]})

    queue.sweep(now=now)

    states = dict(Job.objects.values_list("kind", "state"))
    assert states == {"tests.shaped": "queued", "tests.newer": "queued", "tests.newest": "failed"}


def test_every_kind_has_words_for_who_reads_that_it_failed():
    ours = {kind: handler.label for kind, handler in queue.HANDLERS.items() if not kind.startswith("tests.")}

    assert len(ours) >= 9
    assert [kind for kind, label in ours.items() if not label] == []


def test_every_task_with_arguments_says_their_shape_and_for_how_long_it_is_asked():
    """A job says it in its row, which `run_job` looks up; any other task is a message."""
    current_app.loader.import_default_modules()
    ours = {name: task for name, task in current_app.tasks.items() if not name.startswith(("celery.", "tests."))}
    with_arguments = {name: task for name, task in ours.items() if inspect.signature(task.run).parameters}
    del with_arguments["portal.jobs.tasks.run_job"]

    assert set(with_arguments) == {"calculator.batch.tasks.do_chunk", "calculator.web.tasks.make_export"}
    assert all(isinstance(task, TaskMessage) and task.expires for task in with_arguments.values())
