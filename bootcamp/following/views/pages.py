"""Mijn bootcamp and the page of a session, with what someone ticks and writes there."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.following import attending, certificates, colleagues, keeping_up, letters
from bootcamp.following.forms import FieldWorkForm
from bootcamp.following.route import Route
from bootcamp.following.seat import Seat, Station
from bootcamp.seats import actions
from bootcamp.seats.models import Enrolment


@require_safe
def my_bootcamp(request):
    """Straight to the only seat; with more seats, or none, a page to choose from."""
    mine = list(Enrolment.objects.followed_by(request.user).active().for_my_bootcamp())
    if len(mine) == 1:
        return redirect(mine[0])
    now = timezone.now()
    seats = [(enrolment, Route(enrolment.sessions(), now=now)) for enrolment in mine]
    return render(request, "bootcamp/following/my_bootcamps.html", {"seats": seats})


@require_safe
def enrolment(request, enrolment_id):
    found = enrolment_of(request.user, enrolment_id)
    if found.cancelled_at:
        return render(request, "bootcamp/following/cancelled.html", {"enrolment": found})
    now = timezone.now()
    seat = Seat(found, request.user, now)
    people, invited = colleagues.shown(found)
    proved_on = letters.proved_on(found)
    for participation in people:
        participation.proved_on = proved_on.get(participation.user_id)
    manages = manages_seat(request.user, found)
    context = {
        "enrolment": found,
        "bootcamp": found.bootcamp,
        "seat": seat,
        "route": seat.route,
        "people": people,
        "invited": invited,
        "standing": certificates.standing(seat) if seat.me else None,
        "manages": manages,
        "can_cancel": manages and found.can_be_cancelled_on(timezone.localdate(now)),
    }
    return render(request, "bootcamp/following/enrolment.html", context)


@require_safe
def session(request, enrolment_id, number):
    found = enrolment_of(request.user, enrolment_id)
    if found.cancelled_at:
        return redirect(found)
    seat, station = _station(request.user, found, number)
    return render(request, "bootcamp/following/session.html", _session_context(request.user, seat, station))


@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request, enrolment_id, number):
    seat, station = _open_station(request, enrolment_id, number)
    if request.method == "POST":
        keeping_up.tick(
            enrolment=seat.enrolment,
            session=station.session,
            shown=set(request.POST.getlist("getoond")),
            done=set(request.POST.getlist("gedaan")),
            by=request.user,
            now=timezone.now(),
        )
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"bewaard": True})
        messages.success(request, "Je voorbereiding is bewaard.")
    return redirect(_address(seat, station, "#voor"))


@require_http_methods(["GET", "HEAD", "POST"])
def field_work(request, enrolment_id, number):
    seat, station = _open_station(request, enrolment_id, number)
    if request.method != "POST":
        return redirect(_address(seat, station, "#daarna"))
    form = FieldWorkForm(request.POST, target=station.target)
    theirs = None
    if form.is_valid():
        try:
            keeping_up.work(
                enrolment=seat.enrolment,
                session=station.session,
                seen=request.POST.get("gezien", ""),
                by=request.user,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except actions.NotPossible as reason:
            form.add_error(None, str(reason))
            theirs = getattr(reason, "theirs", None)
        else:
            messages.success(request, "Bewaard. Iedereen van je school die meedoet ziet dit.")
            return redirect(_address(seat, station, "#daarna"))
    context = _session_context(request.user, seat, station) | {"form": form, "theirs": theirs}
    return render(request, "bootcamp/following/session.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def catch_up(request, enrolment_id, number):
    seat, station = _open_station(request, enrolment_id, number)
    if request.method == "POST":
        if seat.me is None:
            raise Http404
        try:
            attending.catch_up(seat.me, station.session, by=request.user, now=timezone.now())
        except actions.NotPossible as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, f"Werksessie {station.session.number} staat op ingehaald.")
    return redirect(_address(seat, station, "#inhalen"))


def enrolment_of(user, enrolment_id):
    return get_object_or_404(Enrolment.objects.visible_to(user).for_my_bootcamp(), pk=enrolment_id)


def seat_of(user, enrolment_id) -> Seat:
    """A seat that isn't cancelled."""
    found = Enrolment.objects.visible_to(user).active().for_my_bootcamp()
    return Seat(get_object_or_404(found, pk=enrolment_id), user, timezone.now())


def manages_seat(user, enrolment) -> bool:
    return Enrolment.objects.managed_by(user).filter(pk=enrolment.pk).exists()


def _station(user, enrolment, number) -> tuple[Seat, Station]:
    seat = Seat(enrolment, user, timezone.now())
    station = seat.station(number)
    if station is None:
        raise Http404
    return seat, station


def _open_station(request, enrolment_id, number) -> tuple[Seat, Station]:
    """For those whose school it is: HPP looks on, and ticks nothing for a school."""
    may = Enrolment.objects.followed_by if request.method == "POST" else Enrolment.objects.visible_to
    seats = may(request.user)
    found = get_object_or_404(seats.active().for_my_bootcamp(), pk=enrolment_id)
    return _station(request.user, found, number)


def _address(seat: Seat, station: Station, part: str) -> str:
    return reverse("bootcamp:session", args=[seat.enrolment.pk, station.session.number]) + part


def _session_context(user, seat: Seat, station: Station) -> dict:
    work, now = station.work, seat.now
    filled_in = {"times": work.times, "notes": work.notes, "is_done": work.done_at is not None} if work else {}
    chosen = station.session
    return {
        "enrolment": seat.enrolment,
        "bootcamp": chosen.bootcamp,
        "session": chosen,
        "station": station,
        "seat": seat,
        "form": FieldWorkForm(initial=filled_in, target=station.target),
        "version": keeping_up.version(work),
        "theirs": None,
        "is_of_school": Enrolment.objects.followed_by(user).filter(pk=seat.enrolment.pk).exists(),
        "manages": manages_seat(user, seat.enrolment),
        "can_join": chosen.can_be_joined_at(now),
        "has_started": chosen.has_started_at(now),
        "has_ended": chosen.has_ended_at(now),
    }
