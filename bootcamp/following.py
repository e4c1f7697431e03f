"""Following a bootcamp: the route, a session, the calendar file."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from bootcamp import calendars
from bootcamp.models import Enrolment
from bootcamp.route import Route


def my_bootcamp(request):
    """Straight to the only seat; with more seats, or none, a page to choose from."""
    mine = Enrolment.objects.visible_to(request.user).for_my_bootcamp()
    if len(mine) == 1:
        return redirect(mine[0])
    return render(request, "bootcamp/my_bootcamps.html", {"enrolments": mine})


def enrolment(request, enrolment_id):
    found = _enrolment(request.user, enrolment_id)
    now = timezone.now()
    context = {
        "enrolment": found,
        "bootcamp": found.bootcamp,
        "route": Route(found.bootcamp.work_sessions.all(), now=now),
        "can_cancel": found.can_be_cancelled_on(timezone.localdate(now)),
    }
    return render(request, "bootcamp/enrolment.html", context)


def session(request, enrolment_id, number):
    found = _enrolment(request.user, enrolment_id)
    now = timezone.now()
    chosen = get_object_or_404(found.bootcamp.work_sessions, number=number)
    context = {
        "enrolment": found,
        "bootcamp": found.bootcamp,
        "session": chosen,
        "can_join": chosen.can_be_joined_at(now),
        "has_ended": chosen.has_ended_at(now),
    }
    return render(request, "bootcamp/session.html", context)


def calendar_file(request, enrolment_id):
    found = _enrolment(request.user, enrolment_id)
    sessions = sorted(found.bootcamp.work_sessions.all(), key=lambda session: session.starts_at)
    content = calendars.calendar(found.bootcamp, sessions, now=timezone.now())
    response = HttpResponse(content, content_type=calendars.CONTENT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="bootcamp.ics"'
    return response


def _enrolment(user, enrolment_id):
    return get_object_or_404(Enrolment.objects.visible_to(user).for_my_bootcamp(), pk=enrolment_id)
