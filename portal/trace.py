"""What all of this is for: the request or the job that causes it. Log lines carry its number, and so does a job that a
request asks for, so that one number leads from the page of an error to the work behind it.

    with trace.caused_by(Cause("4f1c…", who=lambda: 7)):
        log.info("…")          # with this number in it
"""

import contextlib
import uuid
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve

# What opens a door by itself is written down nowhere.
SECRET = ("token", "code", "key", "ticket")
NO_PAGE = "(geen pagina)"


def nobody() -> int | None:
    return None


@dataclass(frozen=True)
class Cause:
    request: str = ""
    """Number of the request that began it."""
    who: Callable[[], int | None] = nobody
    """Number of the account that did that; asked when it's needed, since a page knows it only after a while."""
    job: str = ""


_current: ContextVar[Cause] = ContextVar("cause")
NOTHING = Cause()


def current() -> Cause:
    return _current.get(NOTHING)


@contextlib.contextmanager
def caused_by(cause: Cause) -> Iterator[None]:
    token = _current.set(cause)
    try:
        yield
    finally:
        _current.reset(token)


def new_number() -> str:
    """Short enough to read out on the telephone."""
    return uuid.uuid4().hex[:12]


def account_of(request: HttpRequest) -> int | None:
    """Who is signed in, if something asked for that already: a log line is no reason for a query."""
    user = getattr(request, "_cached_user", None)
    return user.pk if user is not None else None


def path_of(request: HttpRequest) -> str:
    """Without its query and without what is secret in it. An address that leads nowhere is just what someone typed."""
    match = _match(request)
    if match is None:
        return NO_PAGE
    path = request.path
    for name, value in match.kwargs.items():
        if name in SECRET:
            path = path.replace(str(value), "…")
    return path


def _match(request: HttpRequest) -> ResolverMatch | None:
    if request.resolver_match is None:
        with contextlib.suppress(Resolver404):
            return resolve(request.path_info)
    return request.resolver_match
