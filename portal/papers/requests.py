"""A paper on request: someone asks, the worker makes it, it is kept where its room keeps it, and someone fetches it.

What a paper is about is a key, such as "plan 12", by which its job is found again.
"""

import enum
from datetime import datetime
from typing import Any

from django.http import HttpResponse

from portal.jobs import queue
from portal.jobs.lanes import Lane
from portal.jobs.models import Job
from portal.reasons import NotPossible


class PaperState(enum.StrEnum):
    NONE = "none"
    QUEUED = "queued"
    BUSY = "busy"
    READY = "ready"
    FAILED = "failed"

    @property
    def is_under_way(self) -> bool:
        return self in (PaperState.QUEUED, PaperState.BUSY)


MOST_WAITING = 200
"""Some minutes of work; who comes next hears that it's busy."""
OF_JOB = {Job.State.QUEUED: PaperState.QUEUED, Job.State.RUNNING: PaperState.BUSY, Job.State.FAILED: PaperState.FAILED}


def state(kind: str, about: str, *, is_kept: bool) -> PaperState:
    """How far the paper is; `is_kept` when what was made is still what is wanted."""
    if is_kept:
        return PaperState.READY
    job = queue.latest(kind, about=about)
    return OF_JOB.get(Job.State(job.state), PaperState.NONE) if job else PaperState.NONE


def ask(kind: str, about: str, *, is_kept: bool, now: datetime, **arguments: Any) -> None:
    """Asking twice is asking once; what failed is tried again. Raises NotPossible while very many wait."""
    if state(kind, about, is_kept=is_kept) in (PaperState.NONE, PaperState.FAILED):
        if queue.number_waiting(Lane.PAPERS) >= MOST_WAITING:
            raise NotPossible("Er staan nu veel pdf’s in de rij. Wacht een paar minuten en vraag hem dan opnieuw.")
        queue.enqueue(kind, now=now, about=about, **arguments)


def waiting(response: HttpResponse, state: PaperState) -> HttpResponse:
    """The page on which someone waits: without script it loads itself anew for as long as it takes."""
    if state.is_under_way:
        response["Refresh"] = "1"
    response["Cache-Control"] = "private, no-store"
    return response


def as_file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(bytes(content), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
