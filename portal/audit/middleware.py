from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal.audit import trail


class AuditMiddleware:
    """Writes down each change by someone who may change what is of others (portal/audit/trail.py).

    Here and not in each action: so a new page is in the trail without anybody thinking of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        by = getattr(request, "audit_by", None)
        if by is not None and trail.is_change(request, response):
            trail.write(request, by, now=timezone.now())
        return response

    def process_view(self, request: Any, view_func: object, view_args: object, view_kwargs: object) -> None:
        # After this comes the page itself; whoever was sent away before it changed nothing.
        if trail.is_watched(request.user) and (request.method == "POST" or _takes_along(request)):
            request.audit_by = request.user


def _takes_along(request: Any) -> bool:
    return request.resolver_match.view_name in trail.TAKES_ALONG
