"""Who was there: a list to tick, on a phone, by two people at once if need be."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from bootcamp.running.views import form_methods
from bootcamp.seats.models import Attendance, Participation, Seat, WorkSession
from portal.audit import trail
from portal.listing import page_of
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
@form_methods
def attendance(request, bootcamp_id, session_id):
    session = get_object_or_404(WorkSession.objects.select_related("bootcamp"), pk=session_id, bootcamp=bootcamp_id)
    if request.method == "POST":
        ticked = note(session, request.POST, by=request.user, now=timezone.now())
        trail.about(request, ticked, what="aanwezigheid")
        saved = len(ticked)
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"bewaard": saved})
        messages.success(request, "De aanwezigheid is bewaard.")
        return redirect(request.get_full_path())
    page = page_of(request, expected(session), PAGE_SIZE)
    context = {
        "bootcamp": session.bootcamp,
        "session": session,
        "page": page,
        "rows": rows(session, list(page)),
        "choices": CHOICES,
        "present": Attendance.objects.filter(session=session, state=State.PRESENT).count(),
        "now": timezone.now(),
    }
    return render(request, "bootcamp/running/attendance.html", context)


def expected(session: WorkSession):
    """The people of this session by school: of the bootcamp itself, and guests who swapped. Not who came in later."""
    seats = Seat.objects.attending(session)
    return Participation.objects.filter(seat__in=seats).exclude(joined_at__gt=session.ends_at).by_school()


def rows(session: WorkSession, people: list[Participation]) -> list[AttendanceRow]:
    noted = Attendance.objects.filter(session=session, participation__in=people)
    states = dict(noted.values_list("participation", "state"))
    return [
        AttendanceRow(person, states.get(person.pk, UNKNOWN), person.seat.bootcamp_id != session.bootcamp_id)
        for person in people
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
        ticked, shown = answers.get(f"wie-{pk}"), answers.get(f"was-{pk}", UNKNOWN)
        if ticked in known and ticked != shown:
            changed[pk] = ticked
    for pk, ticked in changed.items():
        if ticked == UNKNOWN:
            Attendance.objects.filter(session=session, participation=pk).delete()
        else:
            Attendance.objects.update_or_create(
                session=session,
                participation_id=pk,
                defaults={"state": ticked, "noted_by": by, "noted_at": now},
            )
    return [whose[pk] for pk in changed]


def _named(answers) -> list[int]:
    return [number_in(name.removeprefix("wie-")) for name in answers if name.startswith("wie-")]
