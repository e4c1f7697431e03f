"""What every request needs, made while a process starts: without it the first requests make it, all at once."""

from django.core.cache import caches
from django.template import engines
from django.urls import get_resolver

from portal import limits


def prepare_for_requests() -> None:
    """Opens no connection, so that a process also starts while a store is away."""
    limits.build()
    caches["default"]  # imports what talks to it
    engines.all()
    get_resolver().url_patterns  # noqa: B018 (imports every page)
