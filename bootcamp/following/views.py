"""Following a bootcamp: the route, a session, the calendar file."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bootcamp.following import calendars
from bootcamp.following.route import Route
from bootcamp.models import Enrolment


@require_safe
def my_bootcamp(request):
    """Straight to the only seat; with more seats, or none, a page to choose from."""
    mine = list(Enrolment.objects.followed_by(request.user).active().for_my_bootcamp())
    if len(mine) == 1:
        return redirect(mine[0])
    now = timezone.now()
    seats = [(enrolment, Route(enrolment.bootcamp.work_sessions.all(), now=now)) for enrolment in mine]
    return render(request, "bootcamp/my_bootcamps.html", {"seats": seats})


@require_safe
def enrolment(request, enrolment_id):
    found = _enrolment(request.user, enrolment_id)
    if found.cancelled_at:
        return render(request, "bootcamp/cancelled.html", {"enrolment": found})
    now = timezone.now()
    may_cancel = Enrolment.objects.managed_by(request.user).filter(pk=found.pk).exists()
    context = {
        "enrolment": found,
        "bootcamp": found.bootcamp,
        "route": Route(found.bootcamp.work_sessions.all(), now=now),
        "can_cancel": may_cancel and found.can_be_cancelled_on(timezone.localdate(now)),
    }
    return render(request, "bootcamp/enrolment.html", context)


@require_safe
def session(request, enrolment_id, number):
    found = _enrolment(request.user, enrolment_id)
    if found.cancelled_at:
        return redirect(found)
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


@require_safe
def calendar_file(request, enrolment_id):
    found = get_object_or_404(Enrolment.objects.visible_to(request.user).active(), pk=enrolment_id)
    sessions = found.bootcamp.work_sessions.order_by("starts_at", "pk")
    content = calendars.calendar(found.bootcamp, sessions, now=timezone.now())
    response = HttpResponse(content, content_type=calendars.CONTENT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="bootcamp.ics"'
    return response


def _enrolment(user, enrolment_id):
    return get_object_or_404(Enrolment.objects.visible_to(user).for_my_bootcamp(), pk=enrolment_id)
