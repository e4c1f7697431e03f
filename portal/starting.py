"""What every request needs, made while a process starts: without it the first requests make it, all at once.

A room that has something slow to make says so in its `ready.py`:

    @starting.ready
    def make_a_first_outcome(): ...
"""

import logging
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import caches
from django.db import connection
from django.template import engines
from django.template.loader import get_template
from django.urls import get_resolver, reverse
from django.utils.module_loading import import_string

from portal import limits

log = logging.getLogger(__name__)
Make = Callable[[], None]
MAKERS: list[Make] = []


def ready(make: Make) -> Make:
    MAKERS.append(make)
    return make


def prepare_for_requests() -> None:
    """Opens no connection, so that a process also starts while a store is away."""
    limits.build()
    caches["default"]  # imports what talks to it
    engines.all()
    import_string(settings.MESSAGE_STORAGE)
    import_string(settings.SESSION_SERIALIZER)
    connection.ops.compiler("SQLCompiler")
    for model in apps.get_models():
        model._meta.get_fields()  # lays out what points at what
    get_resolver().url_patterns  # noqa: B018 (imports every page)
    reverse("home")  # lays out the addresses
    if not settings.DEBUG:
        staticfiles_storage.url("css/portal.css")  # reads which files there are
        _read_templates()
    for make in MAKERS:
        try:
            make()
        except Exception:
            # Then the first visitor waits for it, or gets the error page that tells what is wrong.
            log.exception("What %s makes isn't ready.", make.__module__)


def _read_templates() -> None:
    """Those of our own; they are kept for as long as the process lives."""
    folder = Path(settings.BASE_DIR) / "templates"
    for file in sorted(folder.rglob("*.html")):
        get_template(str(file.relative_to(folder)))
