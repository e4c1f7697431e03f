"""Who was there: a list to tick, on a phone, by two people at once if need be."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bootcamp.seats.models import Attendance, Participation, Seat, WorkSession
from portal.audit import trail
from portal.people.access import hpp_only
from portal.people.models import User
from portal.text.numbers import number_in

State = Attendance.State
UNKNOWN = ""
# Two fields a person, and a request may hold 500.
PAGE_SIZE = 100
CHOICES = [(State.PRESENT, "Er"), (State.ABSENT, "Niet"), (State.CAUGHT_UP, "Ingehaald"), (UNKNOWN, "Weet niet")]


@dataclass(frozen=True)
class AttendanceRow:
    participation: Participation
    state: str
    is_guest: bool


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request, bootcamp_id, session_id):
    session = get_object_or_404(WorkSession.objects.select_related("bootcamp"), pk=session_id, bootcamp=bootcamp_id)
    if request.method == "POST":
        ticked = note(session, request.POST, by=request.user, now=timezone.now())
        trail.about(request, ticked, what="aanwezigheid")
        saved = len(ticked)
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"bewaard": saved})
        messages.success(request, "De aanwezigheid is bewaard.")
        return redirect(f"{request.path}?bladzijde={_page(request)}")
    page = Paginator(expected(session), PAGE_SIZE).get_page(_page(request))
    found = rows(session, list(page))
    context = {
        "bootcamp": session.bootcamp,
        "session": session,
        "page": page,
        "rows": found,
        "choices": CHOICES,
        "present": Attendance.objects.filter(session=session, state=State.PRESENT).count(),
        "now": timezone.now(),
    }
    return render(request, "bootcamp/running/attendance.html", context)


def _page(request) -> int:
    return number_in(request.GET.get("bladzijde", "")) or 1


def expected(session: WorkSession):
    """The people of this session by school: of the bootcamp itself, and guests who swapped."""
    seats = Seat.objects.attending(session)
    people = Participation.objects.filter(seat__in=seats).select_related("user", "seat__school")
    return people.order_by("seat__school__name", "user__last_name", "user__first_name", "pk")


def rows(session: WorkSession, people: list[Participation]) -> list[AttendanceRow]:
    noted = Attendance.objects.filter(session=session, participation__in=people)
    states = dict(noted.values_list("participation", "state"))
    return [
        AttendanceRow(each, states.get(each.pk, UNKNOWN), each.seat.bootcamp_id != session.bootcamp_id)
        for each in people
    ]


@transaction.atomic
def note(session: WorkSession, answers, *, by: User, now: datetime) -> list[int]:
    """Write down what this person changed: `wie-7=aanwezig`, where `was-7` is what the page showed.

    What somebody else ticked meanwhile and this page left alone stays as it is. Returns whose changed.
    """
    known = {value for value, _ in CHOICES}
    changed = {}
    whose = dict(expected(session).filter(pk__in=_named(answers)).values_list("pk", "user"))
    for pk in whose:
        wanted, shown = answers.get(f"wie-{pk}"), answers.get(f"was-{pk}", UNKNOWN)
        if wanted in known and wanted != shown:
            changed[pk] = wanted
    for pk, wanted in changed.items():
        if wanted == UNKNOWN:
            Attendance.objects.filter(session=session, participation=pk).delete()
        else:
            Attendance.objects.update_or_create(
                session=session,
                participation_id=pk,
                defaults={"state": wanted, "noted_by": by, "noted_at": now},
            )
    return [whose[pk] for pk in changed]


def _named(answers) -> list[int]:
    return [number_in(name.removeprefix("wie-")) for name in answers if name.startswith("wie-")]
