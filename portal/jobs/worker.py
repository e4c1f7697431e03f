"""What a worker needs before it starts. Missing something, it says so in one line and stays away."""

import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from celery.signals import worker_init
from django.contrib.staticfiles import finders

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
        import weasyprint  # noqa: F401
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
