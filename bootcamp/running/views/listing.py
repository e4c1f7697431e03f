"""All bootcamps, for HPP: to find one and see at a glance how it stands."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bootcamp.running.forms.searching import BootcampSearchForm
from bootcamp.seats.models import Bootcamp, Seat, WorkSession
from portal.listing import kept, page_of
from portal.people.access import hpp_only

PAGE_SIZE = 20


@hpp_only
@require_safe
def bootcamps(request):
    form = BootcampSearchForm(request.GET)
    asked = form.asked()
    chosen = _chosen(Bootcamp.objects.all(), asked, timezone.localdate())
    context = {
        "form": form,
        "page": page_of(request, chosen.order_by("-starts_on", "-pk"), PAGE_SIZE, load=_with_counts),
        "is_searching": any(asked.values()),
        "kept": kept(request),
    }
    return render(request, "bootcamp/running/list.html", context)


def _chosen(bootcamps: QuerySet[Bootcamp], asked: dict[str, Any], today: date) -> QuerySet[Bootcamp]:
    if asked["zoek"]:
        seats = Seat.objects.active().filter(bootcamp=OuterRef("pk"), school__name__icontains=asked["zoek"])
        bootcamps = bootcamps.filter(Q(title__icontains=asked["zoek"]) | Exists(seats))
    if asked["sector"]:
        bootcamps = bootcamps.filter(sector=asked["sector"])
    to_come = WorkSession.objects.filter(bootcamp=OuterRef("pk"), ends_at__date__gte=today, cancelled_at=None)
    if asked["wanneer"] == "komt":
        return bootcamps.filter(starts_on__gt=today)
    if asked["wanneer"] == "bezig":
        return bootcamps.filter(Exists(to_come), starts_on__lte=today)
    if asked["wanneer"] == "geweest":
        return bootcamps.filter(~Exists(to_come), starts_on__lte=today)
    return bootcamps


def _with_counts(bootcamps: QuerySet[Bootcamp]) -> QuerySet[Bootcamp]:
    held = Q(work_sessions__cancelled_at=None)
    sessions = Count("work_sessions", filter=held, distinct=True)
    done = Count("work_sessions", filter=held & Q(work_sessions__ends_at__lt=timezone.now()), distinct=True)
    return bootcamps.with_seats_left().annotate(sessions=sessions, done=done)
