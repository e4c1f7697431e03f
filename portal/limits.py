"""Not too often: how many times one visitor may ask for something that costs us work.

    @limits.limited("calculator.pdf", "10/minute", methods=("POST",))
    def ask_for_pdf(request): ...

Counted are the requests of one address within the last minute (hour, day). When the place where we count is away,
everyone gets through: a limit protects the portal and must not be what closes it.
"""

import functools
import logging
import math
import time
from collections.abc import Callable, Collection
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from portal import typed_again

log = logging.getLogger(__name__)

UNKNOWN = "unknown"
NO_ADDRESS = "0.0.0.0"  # nosec B104 # noqa: S104 (it stands for nobody; nothing listens there)
IPV6_HOME = 64

Refused = Callable[[HttpRequest, int], HttpResponse]
View = Callable[..., HttpResponse]


def limited(
    name: str, rate: str, *, methods: Collection[str] = (), refused: Refused | None = None
) -> Callable[[View], View]:
    """At most `rate` ("10/minute") for each visitor, together over all views with this name; without `methods` every
    request counts. `refused` makes the answer for who has to wait so many seconds, if not our page."""
    item = parse(rate)
    refuse = refused or too_many_requests

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def careful(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            wait = _seconds_to_wait(item, name, request) if not methods or request.method in methods else 0
            return refuse(request, wait) if wait else view(request, *args, **kwargs)

        return careful

    return decorate


def visitor(request: HttpRequest) -> str:
    """Where the request comes from, as allauth counts it: what a proxy says counts only when the proxy is ours."""
    address = ip_address(get_adapter().get_client_ip(request))
    if address.is_unspecified:
        # Nobody knows where it comes from: then all who come that way count as one.
        return UNKNOWN
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if isinstance(address, IPv6Address):
        # One home has a whole network of these and could take a new address for each request.
        return str(ip_network((address, IPV6_HOME), strict=False))
    return str(address)


def too_many_requests(request: HttpRequest, seconds: int) -> HttpResponse:
    response = render(request, "429.html", {"wait": in_words(seconds), **typed_again.context(request)}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def in_words(seconds: int) -> str:
    if seconds <= 90:
        return "1 seconde" if seconds == 1 else f"{seconds} seconden"
    minutes = math.ceil(seconds / 60)
    return f"{minutes} minuten" if minutes <= 90 else f"{math.ceil(minutes / 60)} uur"


def _seconds_to_wait(item: RateLimitItem, name: str, request: HttpRequest) -> int:
    limiter = _limiter(settings.RATE_LIMIT_STORAGE)
    who = visitor(request)
    try:
        if limiter.hit(item, name, who):
            return 0
        free_again = limiter.get_window_stats(item, name, who).reset_time
    except StorageError as away:
        log.warning("Requests can't be counted now, so %s lets everyone through: %s", name, away.storage_error)
        return 0
    return max(1, math.floor(free_again - time.time()) + 1)


def build() -> None:
    """Make what counts before the first request asks for it: `limits` can't be built by two threads at once."""
    _limiter(settings.RATE_LIMIT_STORAGE)


@functools.cache
def _limiter(address: str) -> MovingWindowRateLimiter:
    options = {} if address.startswith("memory") else _impatient()
    return MovingWindowRateLimiter(storage_from_string(address, wrap_exceptions=True, **options))


def _impatient() -> dict:
    """Nobody should wait long for being counted. Imported here: without Redis it would only slow the start down."""
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return {"socket_connect_timeout": 0.5, "socket_timeout": 0.5, "retry": Retry(NoBackoff(), 0)}
