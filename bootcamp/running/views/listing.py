"""All bootcamps, for HPP: to find one and see at a glance how it stands."""

from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bootcamp.running.forms import BootcampSearchForm
from bootcamp.seats.models import Bootcamp, Seat, WorkSession
from portal.people.access import hpp_only

PAGE_SIZE = 20


@hpp_only
@require_safe
def bootcamps(request):
    form = BootcampSearchForm(request.GET)
    wanted = form.wanted()
    today = timezone.localdate()
    found = _chosen(Bootcamp.objects.all(), wanted, today)
    page = Paginator(found.order_by("-starts_on", "-pk"), PAGE_SIZE).get_page(request.GET.get("bladzijde"))
    kept = request.GET.copy()
    kept.pop("bladzijde", None)
    context = {
        "form": form,
        "page": page,
        "rows": _rows(page, today),
        "is_searching": any(wanted.values()),
        "kept": kept.urlencode(),
    }
    return render(request, "bootcamp/running/list.html", context)


def _chosen(found: QuerySet[Bootcamp], wanted: dict[str, str], today: date) -> QuerySet[Bootcamp]:
    if wanted["zoek"]:
        seats = Seat.objects.active().filter(bootcamp=OuterRef("pk"), school__name__icontains=wanted["zoek"])
        found = found.filter(Q(title__icontains=wanted["zoek"]) | Exists(seats))
    if wanted["sector"]:
        found = found.filter(sector=wanted["sector"])
    to_come = WorkSession.objects.filter(bootcamp=OuterRef("pk"), ends_at__date__gte=today)
    if wanted["wanneer"] == "komt":
        return found.filter(starts_on__gt=today)
    if wanted["wanneer"] == "bezig":
        return found.filter(Exists(to_come), starts_on__lte=today)
    if wanted["wanneer"] == "geweest":
        return found.filter(~Exists(to_come), starts_on__lte=today)
    return found


def _rows(page, today: date) -> list[Bootcamp]:
    """Counted for this page alone, so that thousands of others cost nothing."""
    order = [bootcamp.pk for bootcamp in page]
    loaded = Bootcamp.objects.filter(pk__in=order).with_seats_left()
    sessions = Count("work_sessions", distinct=True)
    done = Count("work_sessions", filter=Q(work_sessions__ends_at__lt=timezone.now()), distinct=True)
    found = {bootcamp.pk: bootcamp for bootcamp in loaded.annotate(sessions=sessions, done=done)}
    return [found[pk] for pk in order if pk in found]
