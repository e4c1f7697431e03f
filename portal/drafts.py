"""Which forms were taken, so that the browser forgets what it kept of them (static/js/drafts.js).

A long form is sent with a number. When its page took it, the session remembers that number, and the next page says it.
The text itself stays with the visitor.
"""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from portal.typed_again import UNREADABLE

FIELD, TAKEN = "concept", "drafts_taken"
REACHED = "portal.drafts.reached_its_page"
NUMBER = re.compile(r"[0-9a-f-]{36}")
MOST = 5
# Where someone first has to show who they are.
NOT_YET = ("account_", "mfa_")


class TakenDraftsMiddleware:
    """Comes after all that may hold a request up before its page has seen it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        number = _number_of(request) if _was_taken(response) else ""
        # Who isn't signed in is asked last: looking there says that the answer depends on cookies.
        if number and request.user.is_authenticated:
            request.session[TAKEN] = [*request.session.get(TAKEN, []), number][-MOST:]
        return response

    def process_view(self, request: HttpRequest, view: Callable, args: list, kwargs: dict) -> None:
        request.META[REACHED] = True


def _number_of(request: HttpRequest) -> str:
    if request.method != "POST" or not request.META.get(REACHED):
        return ""
    try:
        number = request.POST.get(FIELD, "")
    except UNREADABLE:
        return ""
    return number if NUMBER.fullmatch(number) else ""


def _was_taken(response: HttpResponse) -> bool:
    """A form with something wrong comes back as a page; one that was taken sends its visitor on."""
    if response.status_code not in (302, 303):
        return False
    try:
        name = resolve(urlsplit(response["Location"]).path).view_name
    except Resolver404:
        return True
    return not name.startswith(NOT_YET)
