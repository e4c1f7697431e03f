"""What a view says about a change, and the writing of it.

Every change by someone of HPP, a board or HR is written down by the middleware, with the page and its numbers. A view
that knows more says so:

    trail.about(request, [user], what="rol, bestuur")
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse

from portal import trace
from portal.audit.models import Entry
from portal.people import access

# Nothing is changed for anyone else there, or it is about the own account.
OWN = ("account_", "mfa_", "usersessions_", "session_", "my_")
# Plans keep who wrote what themselves (their versions); a script saves there each second.
OWN_VERSIONS = {"bootcamp:plan_goal", "bootcamp:plan_actions"}
# Reading that takes the data of many along.
TAKES_ALONG = {"bootcamp:staff_excel"}
MOST_PEOPLE = 500
MOST_FAILURES, HOUR = 20, timedelta(hours=1)


def about(request: HttpRequest, people: Iterable[AbstractBaseUser | int], *, what: str = "") -> None:
    """Whom the change is about and what it is, for a page whose address doesn't tell."""
    numbers = [person if isinstance(person, int) else person.pk for person in people]
    kept: Any = request  # so long lives what is said here
    kept.audit_people = [*getattr(request, "audit_people", []), *numbers][:MOST_PEOPLE]
    kept.audit_choice = "; ".join(filter(None, [getattr(request, "audit_choice", ""), what]))


def is_watched(user: Any) -> bool:
    return user.is_authenticated and (access.is_above_schools(user) or user.is_staff)


def is_change(request: HttpRequest, response: HttpResponse) -> bool:
    """A form that was right leads on to another page, and a script gets data; what was refused shows the form again."""
    match = request.resolver_match
    if match is None or match.view_name in OWN_VERSIONS or (match.view_name or "").startswith(OWN):
        return False
    if request.method in ("GET", "HEAD"):
        return match.view_name in TAKES_ALONG and response.status_code == 200
    return response.status_code in (302, 303) or (
        response.status_code == 200 and not response.headers["Content-Type"].startswith("text/html")
    )


def write(request: HttpRequest, by: Any, *, now: datetime) -> Entry:
    return Entry.objects.create(
        at=now,
        by_number=by.pk,
        by_role=by.role,
        path=trace.path_of(request)[:300],
        choice=getattr(request, "audit_choice", "")[:1000],
        people=getattr(request, "audit_people", []),
    )


def failed_to_sign_in(request: HttpRequest, people: list[int], *, what: str, now: datetime) -> None:
    """Nothing of what was typed, and not from where: only when, and at whose account, if the address has one.

    Of the same account no more than so many in an hour, since what is written here can't be taken away again.
    """
    earlier = Entry.objects.filter(at__gt=now - HOUR, by_number=None, people=people).count()
    if earlier >= MOST_FAILURES:
        return
    last = "; wat er dit uur nog bij komt, staat er niet bij" if earlier == MOST_FAILURES - 1 else ""
    Entry.objects.create(at=now, path=trace.path_of(request)[:300], choice=f"{what}{last}", people=people)
