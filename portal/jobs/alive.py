"""The sign of life of each worker: a row in the database, by which the web and the watch from outside see it.

The worker's own process writes it, apart from what its pool does. So a worker that is busy lives, and work that waits
is seen at the queue. A tick of the clock reaches a worker through the queue, and is noted beside it.
"""

import logging
import threading
from datetime import datetime, timedelta
from typing import Any

from celery.signals import worker_ready, worker_shutdown
from django.db import DatabaseError, connection
from django.utils import timezone

from portal.jobs import queue
from portal.jobs.models import Worker
from portal.versions import PORTAL

log = logging.getLogger(__name__)

EVERY = 2 * queue.HEARTBEAT
SILENT = max(10 * queue.HEARTBEAT, timedelta(seconds=30))
TICKS = max(20 * queue.HEARTBEAT, timedelta(minutes=1))
"""The clock ticks every fifteen seconds; this long without is too long."""
FORGET = timedelta(hours=1)
_stop = threading.Event()


@worker_ready.connect
def begin(sender: Any, **kwargs: Any) -> None:
    _stop.clear()
    threading.Thread(target=_beat, args=[sender.hostname], daemon=True).start()


@worker_shutdown.connect
def end(sender: Any, **kwargs: Any) -> None:
    """Who goes on purpose leaves no row that would look like a worker that died."""
    _stop.set()
    try:
        Worker.objects.filter(name=sender.hostname).delete()
    except DatabaseError:
        log.warning("The worker could not say that it stops.")


def _beat(name: str) -> None:
    while True:
        try:
            seen(name, now=timezone.now())
        except DatabaseError:
            # The database may be back for the next one.
            log.warning("The worker could not show that it is alive.")
        finally:
            connection.close()
        if _stop.wait(EVERY.total_seconds()):
            return


def seen(name: str, *, now: datetime) -> None:
    fields = {"seen_at": now, "version": PORTAL, "shapes": queue.shapes()}
    Worker.objects.update_or_create(name=name, defaults=fields)


def ticked(name: str, *, now: datetime) -> None:
    """A tick of the clock came through the queue to this worker."""
    Worker.objects.filter(name=name).update(ticked_at=now)
    # Another one took its place long ago.
    if Worker.objects.filter(seen_at__gt=now - SILENT).exists():
        Worker.objects.filter(seen_at__lt=now - FORGET).delete()


def is_any(*, now: datetime) -> bool:
    return Worker.objects.filter(seen_at__gt=now - SILENT).exists()


def is_at_work(*, now: datetime) -> bool:
    """It lives, and what the clock asks reaches it."""
    return is_any(now=now) and Worker.objects.filter(ticked_at__gt=now - TICKS).exists()


def all_fell_silent(*, now: datetime) -> bool:
    """There was one, and it didn't go on purpose."""
    return Worker.objects.exists() and not is_any(now=now)
