"""Mijn bootcamp and the page of a session, with what someone ticks and writes there."""

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.following import attending, certificates, colleagues, keeping_up, letters
from bootcamp.following.forms import FieldWorkForm
from bootcamp.following.progress import Progress, Station
from bootcamp.following.route import Route
from bootcamp.seats import actions
from bootcamp.seats.models import Participation, Seat, WorkSession, may_see_seat, my_seat, seats_followed_by
from portal.people import access
from portal.people.models import schools_led_by


@require_safe
def my_bootcamp(request):
    """Straight to the only seat; with more seats, or none, a page to choose from."""
    mine = list(Seat.objects.followed_by(request.user).active().for_my_bootcamp())
    if len(mine) == 1:
        return redirect(mine[0])
    now = timezone.now()
    seats = [(seat, Route(seat.sessions(), now=now)) for seat in mine]
    return render(request, "bootcamp/following/my_bootcamps.html", {"seats": seats})


@require_safe
def seat(request, seat_id):
    seat = seat_of(request.user, seat_id)
    if seat.cancelled_at:
        return render(request, "bootcamp/following/cancelled.html", {"seat": seat})
    now = timezone.now()
    progress = Progress(seat, request.user, now)
    people, invited = colleagues.shown(seat)
    proved_on = letters.proved_on(seat)
    for participation in people:
        participation.proved_on = proved_on.get(participation.user_id)
    manages = manages_seat(request.user, seat)
    context = {
        "seat": seat,
        "bootcamp": seat.bootcamp,
        "progress": progress,
        "route": progress.route,
        "people": people,
        "invited": invited,
        "standing": certificates.standing(progress) if progress.me else None,
        "manages": manages,
        "can_cancel": manages and seat.can_be_cancelled_on(timezone.localdate(now)),
    }
    return render(request, "bootcamp/following/seat.html", context)


@require_safe
def session(request, seat_id, number):
    seat = seat_of(request.user, seat_id)
    if seat.cancelled_at:
        return redirect(seat)
    progress, station = _station(request.user, seat, number)
    return render(request, "bootcamp/following/session.html", _session_context(request.user, progress, station))


@require_safe
def session_of_mine(request, uid):
    """Where a calendar points: one address for everyone who follows the session, each to their own page of it."""
    session = get_object_or_404(WorkSession, uid=uid)
    seats = Seat.objects.attending(session).followed_by(request.user)
    # Who takes part goes before a school that the user only speaks for.
    mine = seats.order_by(Exists(Participation.objects.filter(seat=OuterRef("pk"), user=request.user)).desc(), "pk")
    seat = mine.first()
    if seat is None:
        raise Http404
    return redirect("bootcamp:session", seat.pk, session.number)


@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request, seat_id, number):
    progress, station = _open_station(request, seat_id, number)
    if request.method == "POST":
        keeping_up.tick(
            seat=progress.seat,
            session=station.session,
            shown=set(request.POST.getlist("getoond")),
            done=set(request.POST.getlist("gedaan")),
            by=request.user,
            now=timezone.now(),
        )
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"bewaard": True})
        messages.success(request, "Je voorbereiding is bewaard.")
    return redirect(_address(progress, station, "#voor"))


@require_http_methods(["GET", "HEAD", "POST"])
def field_work(request, seat_id, number):
    progress, station = _open_station(request, seat_id, number)
    if request.method != "POST":
        return redirect(_address(progress, station, "#daarna"))
    form = FieldWorkForm(request.POST, target=station.target)
    theirs = None
    if form.is_valid():
        try:
            keeping_up.work(
                seat=progress.seat,
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
            return redirect(_address(progress, station, "#daarna"))
    context = _session_context(request.user, progress, station) | {"form": form, "theirs": theirs}
    return render(request, "bootcamp/following/session.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def catch_up(request, seat_id, number):
    progress, station = _open_station(request, seat_id, number)
    if request.method == "POST":
        if progress.me is None:
            raise Http404
        try:
            attending.catch_up(progress.me, station.session, by=request.user, now=timezone.now())
        except actions.NotPossible as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, f"Werksessie {station.session.number} staat op ingehaald.")
    return redirect(_address(progress, station, "#inhalen"))


def seat_of(user, seat_id):
    seat = my_seat(seat_id) if may_see_seat(user, seat_id) else None
    if seat is None:
        raise Http404
    return seat


def progress_of(user, seat_id) -> Progress:
    """Of a seat that isn't cancelled."""
    seats = Seat.objects.visible_to(user).active().for_my_bootcamp()
    return Progress(get_object_or_404(seats, pk=seat_id), user, timezone.now())


def manages_seat(user, seat) -> bool:
    return access.is_hpp(user) or seat.school_id in schools_led_by(user)


def _station(user, seat, number) -> tuple[Progress, Station]:
    progress = Progress(seat, user, timezone.now())
    station = progress.station(number)
    if station is None:
        raise Http404
    return progress, station


def _open_station(request, seat_id, number) -> tuple[Progress, Station]:
    """For those whose school it is: HPP looks on, and ticks nothing for a school."""
    may = Seat.objects.followed_by if request.method == "POST" else Seat.objects.visible_to
    seat = get_object_or_404(may(request.user).active().for_my_bootcamp(), pk=seat_id)
    return _station(request.user, seat, number)


def _address(progress: Progress, station: Station, part: str) -> str:
    return reverse("bootcamp:session", args=[progress.seat.pk, station.session.number]) + part


def _session_context(user, progress: Progress, station: Station) -> dict:
    work, now = station.work, progress.now
    filled_in = {"times": work.times, "notes": work.notes, "is_done": work.done_at is not None} if work else {}
    chosen = station.session
    return {
        "seat": progress.seat,
        "bootcamp": chosen.bootcamp,
        "session": chosen,
        "station": station,
        "progress": progress,
        "form": FieldWorkForm(initial=filled_in, target=station.target),
        "version": keeping_up.version(work),
        "theirs": None,
        "is_of_school": any(followed.pk == progress.seat.pk for followed in seats_followed_by(user)),
        "manages": manages_seat(user, progress.seat),
        "can_cancel": progress.seat.can_be_cancelled_on(timezone.localdate(now)),
        "can_join": chosen.can_be_joined_at(now),
        "has_started": chosen.has_started_at(now),
        "has_ended": chosen.has_ended_at(now),
    }
