"""HPP at the door: the waiting list, codes for boards, and what can be done with one seat."""

from collections import defaultdict
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bootcamp.running import outbox, state
from bootcamp.running.views import form_methods
from bootcamp.seats import actions
from bootcamp.seats.actions.moving import parallel_to
from bootcamp.seats.actions.swapping import alternatives
from bootcamp.seats.forms import InvitationForm
from bootcamp.seats.models import Application, Attendance, Bootcamp, Seat, Skip
from portal.listing import page_of
from portal.people.access import hpp_only
from portal.people.models import User
from portal.post.models import Letter
from portal.text.numbers import number_in

PAGE_SIZE = 50


class MoveSeatForm(forms.Form):
    bootcamp = forms.ModelChoiceField(
        label="Naar welke bootcamp?",
        queryset=Bootcamp.objects.none(),
        empty_label="Kies een bootcamp",
        error_messages={"required": "Kies een bootcamp.", "invalid_choice": "Daar is geen plek meer. Kies een andere."},
    )

    def __init__(self, *args, seat: Seat, by: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bootcamp"].queryset = parallel_to(seat, by=by, now=timezone.now())


@hpp_only
@require_safe
def waiting(request, bootcamp_id):
    bootcamp = get_object_or_404(Bootcamp.objects.with_seats_left(), pk=bootcamp_id)
    line = outbox.line_of(bootcamp)
    page = page_of(request, list(enumerate(line, 1)), PAGE_SIZE)
    shown = [application.pk for _, application in page]
    ended = bootcamp.applications.exclude(state__in=Application.OPEN).select_related("school__board")
    context = {
        "bootcamp": bootcamp,
        "page": page,
        "skips": _skips(shown),
        "together": _together(line, shown),
        "held": bootcamp.applications.held().select_related("school__board").order_by("held_until", "pk"),
        "ended": ended.order_by("-ended_at", "-pk")[:PAGE_SIZE],
        "invitations": bootcamp.invitations.select_related("board", "made_by").order_by("board__name", "pk"),
        "form": InvitationForm(user=request.user),
        "now": timezone.now(),
    }
    return render(request, "bootcamp/running/waiting.html", context)


def _skips(applications: list[int]) -> dict[int, list[Skip]]:
    by_application: dict[int, list[Skip]] = {}
    skips = Skip.objects.filter(application__in=applications).select_related("passed_by__school").order_by("-at", "pk")
    for skip in skips:
        by_application.setdefault(skip.application_id, []).append(skip)
    return by_application


def _together(line: list[Application], shown: list[int]) -> dict[int, list[Application]]:
    """Per application the others that come together with it."""
    parties: dict = {}
    for application in line:
        parties.setdefault(application.party, []).append(application)
    return {
        application.pk: [other for other in parties[application.party] if other != application]
        for application in line
        if application.pk in shown
    }


@hpp_only
@require_POST
def admit(request, application_id):
    return _decide(request, application_id, actions.admit, "{school} heeft een plek.")


@hpp_only
@require_POST
def refuse(request, application_id):
    return _decide(request, application_id, actions.refuse, "{school} is niet toegelaten en krijgt een mail.")


def _decide(request, application_id: int, action: Callable, done: str):
    application = get_object_or_404(Application.objects.select_related("school"), pk=application_id)
    try:
        action(application_id=application.pk, now=timezone.now())
    except actions.NotPossible as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, done.format(school=application.school.name))
    return redirect("bootcamp:staff_waiting", application.bootcamp_id)


@hpp_only
@require_POST
def invite(request, bootcamp_id):
    bootcamp = get_object_or_404(Bootcamp, pk=bootcamp_id)
    form = InvitationForm(request.POST, user=request.user)
    if form.is_valid():
        board = form.cleaned_data["board"]
        try:
            invitation = actions.invite(bootcamp_id=bootcamp.pk, board=board, by=request.user, now=timezone.now())
        except actions.NotPossible as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, f"De code voor {board.name} is {invitation.code}.")
    else:
        messages.error(request, " ".join(form.errors["board"]))
    return redirect("bootcamp:staff_waiting", bootcamp.pk)


@hpp_only
@require_POST
def revoke(request, bootcamp_id, invitation_id):
    bootcamp = get_object_or_404(Bootcamp, pk=bootcamp_id)
    invitation = get_object_or_404(bootcamp.invitations.select_related("board"), pk=invitation_id)
    actions.revoke_invitation(invitation_id=invitation.pk, now=timezone.now())
    messages.success(request, f"De code van {invitation.board.name} werkt niet meer. Wie al meedoet, blijft meedoen.")
    return redirect("bootcamp:staff_waiting", bootcamp.pk)


@hpp_only
@require_safe
def seat(request, seat_id):
    return _seat_page(request, _seat(seat_id))


def _seat(seat_id: int) -> Seat:
    seats = state.loaded([seat_id])
    if not seats:
        raise Http404
    return seats[0]


def _seat_page(request, seat: Seat, *, move: MoveSeatForm | None = None):
    bootcamp, now = seat.bootcamp, timezone.now()
    sessions = list(bootcamp.work_sessions.order_by("starts_at", "pk"))
    swaps = {swap.session_id: swap for swap in seat.swaps.select_related("instead__bootcamp")}
    noted = Attendance.objects.filter(participation__seat=seat).select_related("session")
    noted = noted.select_related("participation__user").prefetch_related("participation__hand_overs__from_user")
    by_session: dict[int, list[Attendance]] = defaultdict(list)
    for attendance in noted.order_by("participation__user__last_name", "pk"):
        by_session[attendance.session_id].append(attendance)
    rows = []
    for session in sessions:
        followed = swaps[session.pk].instead if session.pk in swaps else session
        can_swap = seat.cancelled_at is None and not followed.has_started_at(now)
        rows.append((session, swaps.get(session.pk), by_session[followed.pk], can_swap))
    context = {
        "bootcamp": bootcamp,
        "seat": seat,
        "rows": rows,
        "letters": Letter.objects.about(seat).latest_first()[:PAGE_SIZE],
        "move": move or MoveSeatForm(seat=seat, by=request.user),
        "can_move": seat.cancelled_at is None,
        "now": now,
    }
    return render(request, "bootcamp/running/seat.html", context)


@hpp_only
@require_POST
def move(request, seat_id):
    seat = _seat(seat_id)
    form = MoveSeatForm(request.POST, seat=seat, by=request.user)
    if form.is_valid():
        there = form.cleaned_data["bootcamp"]
        try:
            actions.move(seat_id=seat.pk, to_bootcamp_id=there.pk, now=timezone.now())
        except actions.NotPossible as reason:
            form.add_error("bootcamp", str(reason))
        else:
            messages.success(request, f"{seat.school.name} gaat naar {there.title}. De deelnemers krijgen een mail.")
            return redirect("bootcamp:staff_seat", seat.pk)
    return _seat_page(request, seat, move=form)


@hpp_only
@form_methods
def swap_session(request, seat_id, session_id):
    seat = _seat(seat_id)
    session = get_object_or_404(
        seat.bootcamp.work_sessions.select_related("bootcamp"), pk=session_id, bootcamp=seat.bootcamp_id
    )
    swap = seat.swaps.filter(session=session).select_related("instead__bootcamp").first()
    if request.method == "POST":
        try:
            done = _swap(request, seat, session)
        except actions.NotPossible as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, done)
            return redirect("bootcamp:staff_seat", seat.pk)
    context = {
        "bootcamp": seat.bootcamp,
        "seat": seat,
        "session": session,
        "swap": swap,
        "choices": alternatives(session, now=timezone.now()),
    }
    return render(request, "bootcamp/running/swap.html", context)


def _swap(request, seat: Seat, session) -> str:
    now, instead = timezone.now(), request.POST.get("sessie", "")
    if instead == "terug":
        actions.swap_back(seat_id=seat.pk, session_id=session.pk, now=now)
        return "De school volgt de sessie weer in de eigen bootcamp."
    chosen = alternatives(session, now=now).filter(pk=number_in(instead)).first()
    if chosen is None:
        raise actions.NotPossible("Kies een sessie uit de lijst.")
    actions.swap(seat_id=seat.pk, session_id=session.pk, instead_id=chosen.pk, by=request.user, now=now)
    return "De sessie is geruild. De deelnemers krijgen een mail."
