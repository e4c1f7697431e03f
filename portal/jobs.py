"""Background work that survives: the Job table is the truth, the broker only wakes a worker.

    @jobs.handler("bootcamp.proof_of_enrolment")
    def send_proof(*, enrolment_id): ...            # safe to run twice

    jobs.enqueue("bootcamp.proof_of_enrolment", now=now, enrolment_id=enrolment.pk)

A job that is lost (worker killed, broker away, crash between commit and message) is found by the sweeper and
woken again; one that fails is tried again after a growing pause, and staff see it in the admin.
"""

import contextlib
import functools
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from kombu.exceptions import OperationalError

from portal.models import Job

log = logging.getLogger(__name__)

HEARTBEAT = timedelta(seconds=settings.JOB_HEARTBEAT_SECONDS)
SILENT = 5 * HEARTBEAT
KEEP = timedelta(days=7)
PAUSES = [timedelta(minutes=minutes) for minutes in (0.2, 1, 5, 30, 120)]


@dataclass(frozen=True)
class Handler:
    run: Callable[..., None]
    attempts: int


HANDLERS: dict[str, Handler] = {}


def handler(kind: str, *, attempts: int = 8):
    """Register the function that does this kind of job. It gets the job's arguments and must be repeatable."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        HANDLERS[kind] = Handler(function, attempts)
        return function

    return register


def enqueue(kind: str, *, now: datetime, after: datetime | None = None, **arguments: int | str) -> Job:
    """Write the job down in the caller's transaction and wake a worker once that is committed."""
    if kind not in HANDLERS:
        raise LookupError(f"Geen taak die {kind} heet.")
    job = Job.objects.create(kind=kind, arguments=arguments, created_at=now, run_after=after or now)
    if job.run_after <= now:
        transaction.on_commit(functools.partial(wake, job))
    return job


def wake(job: Job) -> bool:
    """Tell a worker; without a broker the job simply waits for the sweeper."""
    from portal.tasks import run_job

    try:
        run_job.delay(key=str(job.key))
    except (OperationalError, OSError):
        log.warning("Broker away; job %s waits for the sweeper.", job.key)
        return False
    return True


def run(key: str, *, now: datetime) -> None:
    """Do one job now, unless someone else is doing it or has done it."""
    job = _claim(key, now)
    if job is None:
        return
    handler = HANDLERS[job.kind]
    try:
        with heartbeat(job):
            handler.run(**job.arguments)
    except Exception as error:
        log.exception("Job %s (%s) failed, attempt %s", job.key, job.kind, job.attempts)
        _failed(job, handler, error, timezone.now())
    else:
        job.state, job.finished_at, job.error = Job.State.DONE, timezone.now(), ""
        job.save(update_fields=["state", "finished_at", "error"])


@transaction.atomic
def _claim(key: str, now: datetime) -> Job | None:
    job = Job.objects.select_for_update().filter(key=key).first()
    if job is None or job.kind not in HANDLERS:
        return None
    alive = job.heartbeat_at and job.heartbeat_at > now - SILENT
    if job.state not in (Job.State.QUEUED, Job.State.RUNNING) or (job.state == Job.State.RUNNING and alive):
        return None
    if job.run_after > now:
        return None
    job.state, job.heartbeat_at, job.attempts = Job.State.RUNNING, now, job.attempts + 1
    job.save(update_fields=["state", "heartbeat_at", "attempts"])
    return job


def _failed(job: Job, handler: Handler, error: Exception, now: datetime) -> None:
    # The kind of error only: its message could hold what someone typed.
    job.error = type(error).__name__[:200]
    if job.attempts >= handler.attempts:
        job.state, job.finished_at = Job.State.FAILED, now
    else:
        job.state = Job.State.QUEUED
        job.run_after = now + PAUSES[min(job.attempts, len(PAUSES)) - 1]
    job.save(update_fields=["state", "finished_at", "run_after", "error"])


@contextlib.contextmanager
def heartbeat(job: Job) -> Iterator[None]:
    """Show signs of life while the work lasts, so that the sweeper leaves it alone."""
    stop = threading.Event()

    def beat() -> None:
        try:
            while not stop.wait(HEARTBEAT.total_seconds()):
                Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now())
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
    Job.objects.filter(finished_at__lt=now - KEEP).delete()
    silent = Q(state=Job.State.RUNNING) & Q(heartbeat_at__lt=now - SILENT)
    # A job that was just queued has its own message on the way.
    waiting = Q(state=Job.State.QUEUED, run_after__lte=now - timedelta(seconds=10))
    woken = 0
    for job in Job.objects.filter(silent | waiting, kind__in=HANDLERS).order_by("run_after", "pk")[:500]:
        if not wake(job):
            break
        woken += 1
    return woken


def try_again(job: Job, *, now: datetime) -> None:
    """Give a job that failed for good a fresh start."""
    job.state, job.attempts, job.run_after, job.finished_at = Job.State.QUEUED, 0, now, None
    job.save(update_fields=["state", "attempts", "run_after", "finished_at"])
    wake(job)
