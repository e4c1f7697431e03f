"""Background work that survives: the Job table is the truth, the broker only wakes a worker.

    @queue.handler("bootcamp.certificate", lane=Lane.PAPERS)
    def make_certificate(*, certificate_id): ...            # safe to run twice

    queue.enqueue("bootcamp.certificate", now=now, certificate_id=certificate.pk)

A job that is lost (worker killed, broker away, crash between commit and message) is found by the sweeper and
woken again; one that fails is tried again after a growing pause, and staff see it at "Hoe gaat het".

A job says the shape of its arguments. Whoever changes the arguments of a kind raises its shape:

    @queue.handler("bootcamp.certificate", lane=Lane.PAPERS, shape=2, reads=(1,))      # does those of before as well

A worker leaves a shape that it doesn't know to one that does, so that old and new may run side by side.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from celery import shared_task
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError

from portal import trace
from portal.jobs.lanes import Lane
from portal.jobs.models import Job, Worker
from portal.trace import Cause

log = logging.getLogger(__name__)

HEARTBEAT = timedelta(seconds=settings.JOB_HEARTBEAT_SECONDS)
SILENT = 5 * HEARTBEAT
KEEP = timedelta(days=7)
# A job that was just queued has its own message on the way; after that it is woken this often.
ON_ITS_WAY = 2 * HEARTBEAT
WAKE_EVERY = 6 * HEARTBEAT
LATE = timedelta(minutes=5)
# So long a job may wait for a worker that knows its shape: an update with old and new side by side takes less.
UNREADABLE = 120 * HEARTBEAT
NOBODY_KNOWS = "geen worker kent deze soort of vorm; werk alle onderdelen bij naar dezelfde versie"
# The clocks of two servers differ a little, and a message may be quicker than that.
CLOCKS = timedelta(seconds=2)
PAUSES = [timedelta(minutes=minutes) for minutes in (0.2, 1, 5, 30, 120)]


Work = Callable[..., None]


@dataclass(frozen=True)
class Handler:
    run: Work
    attempts: int
    lane: Lane
    label: str = ""
    """In Dutch, as HPP reads it when it fails."""
    shape: int = 1
    """Of the arguments that are written now."""
    reads: tuple[int, ...] = ()
    """Earlier shapes that it also knows."""

    @property
    def shapes(self) -> list[int]:
        return [self.shape, *self.reads]


HANDLERS: dict[str, Handler] = {}


def handler(
    kind: str,
    *,
    lane: Lane = Lane.WORK,
    attempts: int = 8,
    label: str = "",
    shape: int = 1,
    reads: tuple[int, ...] = (),
) -> Callable[[Work], Work]:
    """Register the function that does this kind of job. It gets the job's arguments and must be repeatable."""

    def register(function: Work) -> Work:
        HANDLERS[kind] = Handler(function, attempts, lane, label, shape, reads)
        return function

    return register


def shapes() -> dict[str, list[int]]:
    """What this process knows how to do."""
    return {kind: handler.shapes for kind, handler in HANDLERS.items()}


def can_do(job: Job) -> bool:
    return job.kind in HANDLERS and job.shape in HANDLERS[job.kind].shapes


def enqueue(kind: str, *, now: datetime, after: datetime | None = None, about: str = "", **arguments: int | str) -> Job:
    """Write the job down in the caller's transaction and wake a worker once that is committed. By `about` it is found
    again (`latest`)."""
    if kind not in HANDLERS:
        raise LookupError(f"Geen taak die {kind} heet.")
    cause = trace.current()
    job = Job.objects.create(
        kind=kind,
        about=about,
        arguments=arguments,
        shape=HANDLERS[kind].shape,
        request=cause.request,
        asked_by=cause.who(),
        created_at=now,
        run_after=after or now,
    )
    if job.run_after <= now:
        wake_after_commit(job)
    return job


def number_waiting(lane: Lane) -> int:
    """How many jobs of this lane wait for a worker."""
    kinds = [kind for kind, handler in HANDLERS.items() if handler.lane == lane]
    return Job.objects.filter(state=Job.State.QUEUED, kind__in=kinds).count()


def latest(kind: str, *, about: str) -> Job | None:
    """The job of this kind that was asked for last about the same thing."""
    return Job.objects.filter(kind=kind, about=about).order_by("-created_at").first()


def wake_after_commit(job: Job) -> None:
    # Robust: what the caller did is committed by then, so nothing may turn it into an error page.
    transaction.on_commit(lambda: wake(job), robust=True)


def wake(job: Job) -> bool:
    """Tell a worker; without a broker the job simply waits for the sweeper."""
    if job.kind not in HANDLERS:
        return False  # of a newer version, whose sweeper knows its lane
    try:
        run_job.apply_async(kwargs={"key": str(job.key)}, queue=HANDLERS[job.kind].lane)
    except (OperationalError, OSError):
        log.warning("Broker away; job %s waits for the sweeper.", job.key)
        return False
    return True


@shared_task(name="portal.jobs.tasks.run_job")
def run_job(*, key: str) -> None:
    run(key, now=timezone.now())


def run(key: str, *, now: datetime) -> None:
    """Do one job now, unless someone else is doing it or has done it."""
    job = _claim(key, now)
    if job is None:
        return
    handler, asked_by = HANDLERS[job.kind], job.asked_by
    with trace.caused_by(Cause(job.request, who=lambda: asked_by, job=str(job.key))):
        began = time.monotonic()
        try:
            with heartbeat(job):
                handler.run(**job.arguments)
        except Exception as error:
            log.exception("Job %s (%s) failed, attempt %s", job.key, job.kind, job.attempts)
            _failed(job, handler, error, timezone.now())
        else:
            _finish(job, state=Job.State.DONE, finished_at=timezone.now(), error="")
            ms = round(1000 * (time.monotonic() - began))
            log.info("Job %s done in %s ms", job.kind, ms, extra={"kind": job.kind, "ms": ms})


@transaction.atomic
def _claim(key: str, now: datetime) -> Job | None:
    job = Job.objects.select_for_update().filter(key=key).first()
    if job is None or not _is_free(job, now):
        return None
    if not can_do(job):
        log.warning("Job %s (%s, shape %s) is left to a worker that knows it", job.key, job.kind, job.shape)
        return None
    if job.attempts >= HANDLERS[job.kind].attempts:
        # It never got as far as failing: each try took its worker down.
        log.error("Job %s (%s) is given up: it stopped its worker %s times", job.key, job.kind, job.attempts)
        job.state, job.finished_at, job.error = Job.State.FAILED, now, "WorkerLost"
        job.save(update_fields=["state", "finished_at", "error"])
        return None
    job.state, job.heartbeat_at, job.attempts = Job.State.RUNNING, now, job.attempts + 1
    job.save(update_fields=["state", "heartbeat_at", "attempts"])
    return job


def _is_free(job: Job, now: datetime) -> bool:
    if job.state == Job.State.RUNNING:
        return job.heartbeat_at is None or job.heartbeat_at <= now - SILENT
    return job.state == Job.State.QUEUED and job.run_after <= now + CLOCKS


def _failed(job: Job, handler: Handler, error: Exception, now: datetime) -> None:
    # The kind of error only: its message could hold what someone typed.
    kind = type(error).__name__[:200]
    if job.attempts >= handler.attempts:
        _finish(job, state=Job.State.FAILED, finished_at=now, error=kind)
    else:
        pause = PAUSES[min(job.attempts, len(PAUSES)) - 1]
        _finish(job, state=Job.State.QUEUED, run_after=now + pause, heartbeat_at=None, error=kind)


def _finish(job: Job, **outcome: Any) -> None:
    """Write down how it went, unless we were silent for so long that another worker took the job over."""
    _ours(job).update(**outcome)


def _ours(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)


@contextlib.contextmanager
def heartbeat(job: Job) -> Iterator[None]:
    """Show signs of life while the work lasts, so that the sweeper leaves it alone."""
    stop = threading.Event()

    def beat() -> None:
        while not stop.wait(HEARTBEAT.total_seconds()):
            try:
                _ours(job).update(heartbeat_at=timezone.now())
            except DatabaseError:
                # The database may be back for the next beat; the work itself goes on.
                log.warning("Job %s could not show that it is alive.", job.key)
            finally:
                connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def sweep(*, now: datetime) -> int:
    """Wake what waits or fell silent; forget what ended over a week ago. Returns how many were woken."""
    _forget(now)
    _give_up_what_nobody_knows(now)
    silent = Q(state=Job.State.RUNNING, heartbeat_at__lt=now - SILENT)
    not_just_woken = Q(heartbeat_at=None) | Q(heartbeat_at__lt=now - WAKE_EVERY)
    waiting = Q(state=Job.State.QUEUED, run_after__lte=now - ON_ITS_WAY) & not_just_woken
    woken = []
    for job in _most_urgent(Job.objects.filter(silent | waiting)):
        if not wake(job):
            break
        woken.append(job.pk)
    # Behind a long row each job would otherwise get a new message at every sweep.
    Job.objects.filter(pk__in=woken, state=Job.State.QUEUED).update(heartbeat_at=now)
    return len(woken)


def _most_urgent(jobs: QuerySet[Job], most: int = 500) -> list[Job]:
    """Lane by lane, so that behind ten thousand papers a mail is woken in the same sweep."""
    urgent: list[Job] = []
    for lane in Lane:
        kinds = [kind for kind, handler in HANDLERS.items() if handler.lane == lane]
        urgent += jobs.filter(kind__in=kinds).order_by("run_after", "pk")[: most - len(urgent)]
    return urgent


def _give_up_what_nobody_knows(now: datetime) -> None:
    """Rather a clear word at "Hoe gaat het" than a job that waits for a worker that never comes."""
    waiting = Job.objects.filter(
        state=Job.State.QUEUED, run_after__lt=now - UNREADABLE, created_at__lt=now - UNREADABLE
    )
    strange = {pair for pair in waiting.values_list("kind", "shape").distinct() if not _one_knows(*pair, now=now)}
    for kind, shape in sorted(strange):
        log.error("No worker knows jobs of the kind %s in shape %s", kind, shape)
        rows = waiting.filter(kind=kind, shape=shape)
        rows.update(state=Job.State.FAILED, finished_at=now, error=NOBODY_KNOWS)


def _one_knows(kind: str, shape: int, *, now: datetime) -> bool:
    if kind in HANDLERS and shape in HANDLERS[kind].shapes:
        return True
    others = Worker.objects.filter(seen_at__gt=now - UNREADABLE).values_list("shapes", flat=True)
    return any(shape in known.get(kind, []) for known in others)


def _forget(now: datetime) -> None:
    nobody_does_it = ~Q(kind__in=HANDLERS) & Q(created_at__lt=now - KEEP)
    Job.objects.filter(Q(finished_at__lt=now - KEEP) | nobody_does_it).delete()


def are_late(*, now: datetime) -> bool:
    """Whether work waits so long that no worker can be at it."""
    return Job.objects.filter(state=Job.State.QUEUED, run_after__lt=now - LATE, kind__in=HANDLERS).exists()


def try_again(job: Job, *, now: datetime) -> bool:
    """Give a job that failed for good a fresh start; false when it was no longer so."""
    failed = Job.objects.filter(pk=job.pk, state=Job.State.FAILED)
    fresh = {"state": Job.State.QUEUED, "attempts": 0, "run_after": now, "finished_at": None, "heartbeat_at": None}
    is_fresh = bool(failed.update(**fresh))
    if is_fresh:
        wake_after_commit(job)
    return is_fresh


def let_go(job: Job) -> bool:
    """Of a job that failed for good and that nobody needs any more."""
    return bool(Job.objects.filter(pk=job.pk, state=Job.State.FAILED).delete()[0])
