"""The page with who takes part for a school: add, invite, take out, hand the seat over."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bootcamp.following import colleagues
from bootcamp.following.forms import AddColleagueForm, HandOverForm, InviteColleagueForm
from bootcamp.seats import actions
from bootcamp.seats.models import Participation, Seat
from portal import limits
from portal.audit import trail


def _seat(user, seat_id):
    mine = Seat.objects.managed_by(user).active().for_my_bootcamp()
    return get_object_or_404(mine, pk=seat_id)


def _page(request, seat, **forms):
    people, invited = colleagues.shown(seat)
    could = colleagues.who_could_join(seat)
    context = {
        "seat": seat,
        "people": people,
        "invited": invited,
        "add_form": AddColleagueForm(people=could),
        "invite_form": InviteColleagueForm(),
        "most": colleagues.MOST_PEOPLE,
        **forms,
    }
    return render(request, "bootcamp/following/colleagues.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def people(request, seat_id):
    """Posting adds someone of the list."""
    seat = _seat(request.user, seat_id)
    if request.method != "POST":
        return _page(request, seat)
    form = AddColleagueForm(request.POST, people=colleagues.who_could_join(seat))
    if form.is_valid():
        user = form.cleaned_data["colleague"]
        try:
            colleagues.add(seat_id=seat.pk, user_id=user.pk, by=request.user, now=timezone.now())
        except actions.NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            trail.about(request, [user], what="doet mee")
            messages.success(request, f"{user.full_name} doet nu ook mee en krijgt een mail met alle data.")
            return redirect("bootcamp:colleagues", seat.pk)
    return _page(request, seat, add_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("bootcamp.colleague", "20/hour", methods=("POST",))
def invite(request, seat_id):
    seat = _seat(request.user, seat_id)
    if request.method != "POST":
        return redirect("bootcamp:colleagues", seat.pk)
    form = InviteColleagueForm(request.POST)
    if form.is_valid():
        try:
            invitation = colleagues.invite(seat_id=seat.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
        except actions.NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"{invitation} krijgt een mail op {invitation.email}.")
            return redirect("bootcamp:colleagues", seat.pk)
    return _page(request, seat, invite_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, seat_id, invitation_id):
    seat = _seat(request.user, seat_id)
    if request.method == "POST":
        colleagues.withdraw(seat_id=seat.pk, invitation_id=invitation_id)
        messages.success(request, "De uitnodiging is ingetrokken.")
    return redirect("bootcamp:colleagues", seat.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def colleague(request, seat_id, participation_id):
    """One colleague: hand the seat to someone else, or take this person out."""
    seat = _seat(request.user, seat_id)
    here = Participation.objects.select_related("user").filter(seat=seat, pk=participation_id).first()
    if here is None:
        return redirect("bootcamp:colleagues", seat.pk)  # taken out meanwhile
    is_handing = request.method == "POST" and "weg" not in request.POST
    form = HandOverForm(request.POST if is_handing else None, people=colleagues.who_could_join(seat))
    who = {"seat_id": seat.pk, "participation_id": here.pk, "by": request.user, "now": timezone.now()}
    reason = None
    try:
        if request.method == "POST" and not is_handing:
            colleagues.remove(**who)
            trail.about(request, [here.user], what="doet niet meer mee")
            messages.success(request, f"{here.user.full_name} doet niet meer mee.")
            return redirect("bootcamp:colleagues", seat.pk)
        if form.is_valid():
            to = form.cleaned_data["to"]
            colleagues.hand_over(to_id=to.pk, **who)
            gave = here.user.full_name
            trail.about(request, [here.user, to], what="plek doorgegeven")
            messages.success(request, f"{to.full_name} heeft nu de plek van {gave}. Beiden krijgen een mail.")
            return redirect("bootcamp:colleagues", seat.pk)
    except actions.NotPossible as not_possible:
        reason = str(not_possible)
    is_last = len(seat.participations.all()) == 1
    context = {"seat": seat, "participation": here, "form": form, "reason": reason, "is_last": is_last}
    return render(request, "bootcamp/following/colleague.html", context)
