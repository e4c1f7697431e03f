"""Does this machine's clock go right? Jobs are asked for by one machine and done by another, by the time of each.

The database has one clock for all, so every machine is laid beside that. A worker that is off is seen at
/gezond/taken/ and in the log; its jobs may come too early or wait for the sweeper.
"""

import logging
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

log = logging.getLogger(__name__)

# What the queue takes into account (portal/jobs/queue.py).
ALLOWED = timedelta(seconds=2)
SEEN = "portal.clock.off"
REMEMBER = 5 * 60


def of_database() -> datetime:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp()")
            return cursor.fetchone()[0]
        cursor.execute("SELECT strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')")
        return datetime.fromisoformat(cursor.fetchone()[0])


def difference() -> timedelta:
    """How far this machine is ahead of the database; the time that asking takes is in it."""
    return timezone.now() - of_database()


def look() -> None:
    """Asked by each worker now and then. What it finds is remembered for a few minutes, so that others see it."""
    off = difference()
    if abs(off) <= ALLOWED:
        return
    log.error("The clock of this worker is %.1f s off from that of the database.", off.total_seconds())
    cache.set(SEEN, off.total_seconds(), REMEMBER)


def seconds_off() -> float:
    """Of the worker that was last seen with a wrong clock, in the last minutes; 0 if there was none."""
    return cache.get(SEEN, 0.0)
