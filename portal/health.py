"""Is the portal well? Asked by monitoring, so it tells strangers yes or no and nothing else."""

import logging

from django.core.cache import cache
from django.db import connection

log = logging.getLogger(__name__)


def database_answers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def cache_remembers() -> None:
    cache.set("health", "well", 30)
    if cache.get("health") != "well":
        raise RuntimeError("The cache forgot what it was just told.")


def is_well() -> bool:
    well = True
    for check in (database_answers, cache_remembers):
        try:
            check()
        except Exception:
            # Whatever breaks, the answer is a plain no; the log has the reason.
            log.exception("Health check %s failed.", check.__name__)
            well = False
    return well
