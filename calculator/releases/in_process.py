"""Every process uses what was released within seconds, without a restart and without asking at every page.

A web process looks from a thread of its own; a worker looks before a task; `manage.py bereken` looks as it begins. All
of them ask one thing: which releases are in use today. Only when that differs are the values fetched and put together,
and then they take the place of the former at once (`engine.in_use`). Whatever goes wrong, a process keeps what it has.
"""

import logging
import os
import threading
import time
from datetime import date

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from calculator.engine import in_use
from calculator.releases import layers

log = logging.getLogger(__name__)

WHEN_AWAY = 60.0
"""Seconds; asking a database that is away takes seconds itself."""
_lock = threading.Lock()
_looked_at = 0.0
_is_away = False


def look(today: date | None = None) -> bool:
    """Use what is released today; False when that couldn't be found out."""
    global _looked_at, _is_away
    with _lock:
        _looked_at = time.monotonic()
        try:
            values = _other_values(today or timezone.localdate())
        except (DatabaseError, InterfaceError, OSError) as fault:
            if not (_is_away or _is_not_laid_out()):  # said once, however long it lasts
                log.warning("Released values can't be looked up (%s); what is in use stays.", type(fault).__name__)
            _is_away = True
            return False
        _is_away = False
        if values is not None:
            in_use.switch_to(values)
            log.warning("The calculator uses other values from now on: version %s", values.version[:8] or "of the code")
    return True


def _is_not_laid_out() -> bool:
    """A database without our tables yet: then nothing can have been released, and the values of the code are right."""
    from calculator.releases.models import Release

    try:
        return Release._meta.db_table not in connection.introspection.table_names()
    except (DatabaseError, InterfaceError, OSError):
        return False


def _other_values(today: date) -> in_use.ValueSet | None:
    """None when they are the ones in use."""
    from calculator.releases.models import Release  # when the apps are there

    released = Release.objects.in_use_on(today)
    if layers.version_of(released.values_list("mark", flat=True)) == in_use.latest().version:
        return None
    return layers.value_set(released.values_list("document", flat=True))


def look_now_and_then() -> None:
    """At most once every few seconds, less often while nobody answers; for who computes for longer than that."""
    global _looked_at
    if settings.VALUES_LOOK_SECONDS and time.monotonic() - _looked_at >= settings.VALUES_LOOK_SECONDS and not look():
        _looked_at += WHEN_AWAY


class Watch:
    """Looks every few seconds from a thread of its own, so that no visitor waits for it."""

    def __init__(self) -> None:
        self.process = 0
        self.lock = threading.Lock()

    def be_there(self) -> None:
        """Called before each page; the first time in a process it looks at once."""
        if self.process == os.getpid() or not settings.VALUES_LOOK_SECONDS:
            return
        with self.lock:
            if self.process == os.getpid():
                return
            look()
            threading.Thread(target=self._look_on, name="released-values", daemon=True).start()
            self.process = os.getpid()

    def _look_on(self) -> None:
        while True:
            time.sleep(settings.VALUES_LOOK_SECONDS)
            try:
                look()
            except Exception:
                # The thread is never missed until values should change, so it doesn't end.
                log.exception("Looking for released values failed.")
            finally:
                connection.close()


watch = Watch()
