"""Choosing a bootcamp, asking for a seat and giving it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.seats import actions
from bootcamp.seats.forms import EnrolForm
from bootcamp.seats.models import Bootcamp, Seat
from portal.people import access
from portal.people.access import leaders_only
from portal.people.models import School


@login_not_required
@require_safe
def bootcamp_list(request):
    upcoming = Bootcamp.objects.shown_to(request.user).filter(starts_on__gt=timezone.localdate())
    return render(request, "bootcamp/seats/bootcamp_list.html", {"bootcamps": upcoming.for_overview()})


@login_not_required
@require_safe
def bootcamp(request, bootcamp_id):
    code = request.GET.get("code", "")
    bootcamp = get_object_or_404(Bootcamp.objects.shown_to(request.user, code=code).for_overview(), pk=bootcamp_id)
    seats, applications = _of_the_user(bootcamp, request.user)
    context = {
        "bootcamp": bootcamp,
        "code": code,
        "is_open": bootcamp.is_open_on(timezone.localdate()),
        "is_full": bootcamp.is_full,
        "all_in": bool(seats or applications) and _all_are_in(request.user, seats, applications),
        "may_enrol": not request.user.is_authenticated or access.leads_schools(request.user),
        "may_invite": _may_invite(request.user, bootcamp),
        "seats": seats,
        "applications": applications,
    }
    return render(request, "bootcamp/seats/bootcamp.html", context)


def _may_invite(user, bootcamp):
    return user.is_authenticated and Bootcamp.objects.inviting_for(user).filter(pk=bootcamp.pk).exists()


def _of_the_user(bootcamp, user):
    """The seats and what waits of the schools that the user speaks for or takes part for."""
    if not user.is_authenticated or access.is_hpp(user):
        return [], []
    seats = bootcamp.school_seats.active().followed_by(user).select_related("school").order_by("school__name", "pk")
    asked = bootcamp.applications.open().managed_by(user).select_related("school").order_by("asked_at", "pk")
    return list(seats), list(asked)


def _all_are_in(user, seats, applications):
    schools = [seat_or_application.school_id for seat_or_application in (*seats, *applications)]
    return not School.objects.led_by(user).exclude(pk__in=schools).exists()


@leaders_only
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request, bootcamp_id):
    """Open to who speaks for a school. Asking again for a seat that is there gives the same answer."""
    code = request.POST.get("code", request.GET.get("code", ""))
    bootcamps = Bootcamp.objects.shown_to(request.user, code=code).with_seats_left()
    bootcamp = get_object_or_404(bootcamps, pk=bootcamp_id)
    form = EnrolForm(request.POST or None, user=request.user, bootcamp=bootcamp, initial={"code": code})
    if form.is_valid():
        try:
            if form.seat_to_leave:
                return _change_over(request, form, bootcamp)
            application = actions.enrol(
                **form.cleaned_data, by=request.user, bootcamp_id=bootcamp.pk, now=timezone.now()
            )
        except actions.AlreadyEnrolled as already:
            if already.seat.school == form.cleaned_data["school"]:
                return _to_the_seat(request, already.seat)
            form.add_error("together_with", str(already))
        except actions.AlreadyAsked as already:
            if already.application.school == form.cleaned_data["school"]:
                return _to_the_list(request, already.application)
            form.add_error("together_with", str(already))
        except actions.NotPossible as reason:
            form.add_error(None, str(reason))
            bootcamp = bootcamps.get(pk=bootcamp.pk)  # someone else may just have taken a seat
        else:
            seat = application.seat
            return _to_the_seat(request, seat) if seat else _to_the_list(request, application)
    context = {
        "bootcamp": bootcamp,
        "form": form,
        "is_full": bootcamp.is_full,
        "is_open": bootcamp.is_open_on(timezone.localdate()),
        "is_director": access.leads_own_school(request.user),
    }
    return render(request, "bootcamp/seats/enrol.html", context)


def _change_over(request, form, bootcamp):
    left = form.seat_to_leave.bootcamp
    code = form.cleaned_data.get("code", "")
    seat = actions.ask_instead(seat_id=form.seat_to_leave.pk, bootcamp_id=bootcamp.pk, now=timezone.now(), code=code)
    messages.success(
        request, f"{seat.school.name} stapt over naar {bootcamp.title}. De plek in {left.title} is teruggegeven."
    )
    return redirect(seat)


def _to_the_seat(request, seat):
    messages.success(request, f"{seat.school.name} doet mee aan {seat.bootcamp.title}.")
    return redirect(seat)


def _to_the_list(request, application):
    messages.success(request, f"{application.school.name} staat op de lijst voor {application.bootcamp.title}.")
    return redirect("bootcamp:application", application.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, seat_id):
    seat = get_object_or_404(Seat.objects.managed_by(request.user).select_related("bootcamp", "school"), pk=seat_id)
    reason = None
    if request.method == "POST":
        try:
            actions.cancel(seat_id=seat.pk, by=request.user, now=timezone.now())
        except actions.NotPossible as not_possible:
            reason = str(not_possible)
        else:
            messages.success(request, f"{seat.school.name} is afgemeld voor {seat.bootcamp.title}.")
            return redirect("bootcamp:my_bootcamp")
    possible = seat.can_be_cancelled_on(timezone.localdate())
    context = {"seat": seat, "reason": reason, "possible": possible}
    return render(request, "bootcamp/seats/cancel.html", context)
