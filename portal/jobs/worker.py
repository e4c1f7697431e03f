"""What a worker needs. Missing something at its start, it says so in one line and stays away; losing its clock, it
makes way for one that has one."""

import logging
import os
import re
import signal
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from celery.signals import worker_init, worker_ready
from celery.worker import state
from django.contrib.staticfiles import finders

log = logging.getLogger(__name__)

# From sysexits.h: started wrongly. Whoever starts us needn't try again (portal/supervisor.py).
REFUSES = 78


class NotReady(Exception):
    """The text is for whoever starts the worker."""


@worker_init.connect
def refuse_when_not_ready(**kwargs: Any) -> None:
    try:
        for check in (temporary_folder, pdf_library, fonts):
            check()
    except NotReady as reason:
        sys.stderr.write(f"De worker start niet. {reason}\n")
        sys.exit(REFUSES)


def temporary_folder() -> None:
    """The broker's files and WeasyPrint pass through it; Python would quietly take another one."""
    folder = os.environ.get("TMPDIR")
    try:
        with tempfile.NamedTemporaryFile(dir=folder) as file:
            file.write(b"x")
            file.flush()
    except OSError as error:
        where = folder or "van het systeem"
        raise NotReady(f"In de tijdelijke map {where} kan niet geschreven worden: {error.strerror}.") from error


def pdf_library() -> None:
    """Imported before the worker splits up, so that its processes share one copy."""
    try:
        import weasyprint  # noqa: F401 (only whether it can be)
    except OSError as error:
        raise NotReady(f"Pango ontbreekt, nodig voor pdf's. Draai deploy/setup.sh run. ({error})") from error


def fonts() -> None:
    style = finders.find("css/portal.css")
    if style is None:
        raise NotReady("static/css/portal.css ontbreekt, nodig voor pdf's.")
    for name in re.findall(r"fonts/[\w-]+\.woff2", Path(style).read_text()):
        file = finders.find(name)
        if file is None or not Path(file).stat().st_size:
            raise NotReady(f"Het lettertype static/{name} ontbreekt of is leeg.")


@worker_ready.connect
def watch_clock(sender: Any, **kwargs: Any) -> None:
    """With `--beat` the worker carries the clock in a process of its own, which Celery leaves dead when it dies."""
    clock = sender.controller.beat
    if clock is not None:
        threading.Thread(target=_stop_without, args=[clock], daemon=True).start()


def _stop_without(clock: Any) -> None:
    clock.join()
    if state.should_stop is None and state.should_terminate is None:
        log.error("The clock of this worker died; it stops, so that a new one with a clock takes over.")
        os.kill(os.getpid(), signal.SIGTERM)
