"""Changing a seat: one session with a parallel bootcamp, or all of it to another bootcamp."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bootcamp.seats import actions
from bootcamp.seats.actions import moving, swapping
from bootcamp.seats.forms import MoveForm, SwapForm
from bootcamp.seats.models import Seat
from portal.people import access


@require_http_methods(["GET", "HEAD", "POST"])
def swap(request, seat_id, number):
    """`number` is that of the session at home."""
    seat = _seat(request.user, seat_id)
    session = get_object_or_404(seat.bootcamp.work_sessions, number=number)
    current = seat.swaps.select_related("instead__bootcamp").filter(session=session).first()
    now = timezone.now()
    form = SwapForm(_posted(request), sessions=swapping.alternatives(session, now=now), chosen=current)
    reason = None
    try:
        if "terug" in request.POST:
            actions.swap_back(seat_id=seat.pk, session_id=session.pk, now=now)
            messages.success(request, f"Je volgt {session.title} weer met je eigen groep.")
            return redirect(seat)
        if form.is_valid():
            chosen = form.cleaned_data["instead"]
            actions.swap(seat_id=seat.pk, session_id=session.pk, instead_id=chosen.pk, by=request.user, now=now)
            messages.success(request, f"Je volgt {session.title} nu met {chosen.bootcamp.title}.")
            return redirect(seat)
    except actions.NotPossible as not_possible:
        reason = str(not_possible)
    followed = current.instead if current else session
    context = {
        "seat": seat,
        "session": session,
        "swap": current,
        "form": form,
        "reason": reason,
        "has_begun": followed.has_started_at(now),
        "can_go_back": current is not None and not session.has_started_at(now),
    }
    return render(request, "bootcamp/seats/swap.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request, seat_id):
    seat = _seat(request.user, seat_id)
    now = timezone.now()
    form = MoveForm(_posted(request), bootcamps=moving.parallel_to(seat, by=request.user, now=now))
    # HPP may also move a seat that missed its start.
    can_move = seat.can_be_cancelled_on(timezone.localdate(now)) or access.is_hpp(request.user)
    if can_move and form.is_valid():
        there = form.cleaned_data["bootcamp"]
        try:
            actions.move(seat_id=seat.pk, to_bootcamp_id=there.pk, now=now)
        except actions.NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"{seat.school.name} doet nu mee aan {there.title}.")
            return redirect(seat)
    return render(request, "bootcamp/seats/move.html", {"seat": seat, "form": form, "can_move": can_move})


def _posted(request):
    return request.POST if request.method == "POST" else None


def _seat(user, seat_id):
    mine = Seat.objects.managed_by(user).active().select_related("bootcamp", "school")
    return get_object_or_404(mine, pk=seat_id)
