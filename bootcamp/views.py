"""Choosing a bootcamp and taking a seat. Following it is in following.py."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from bootcamp import actions
from bootcamp.forms import EnrolForm
from bootcamp.models import Bootcamp, Enrolment
from portal.models import Role

MAY_ENROL = [Role.DIRECTOR, Role.HR, Role.BOARD]


@login_not_required
def bootcamp_list(request):
    upcoming = Bootcamp.objects.published().filter(starts_on__gt=timezone.localdate())
    return render(request, "bootcamp/bootcamp_list.html", {"bootcamps": upcoming.for_overview()})


@login_not_required
def bootcamp(request, bootcamp_id):
    found = get_object_or_404(Bootcamp.objects.published().for_overview(), pk=bootcamp_id)
    context = {
        "bootcamp": found,
        "is_open": found.is_open_on(timezone.localdate()),
        "may_enrol": not request.user.is_authenticated or request.user.role in MAY_ENROL,
        "enrolments": _own_enrolments(request.user, found),
    }
    return render(request, "bootcamp/bootcamp.html", context)


def _own_enrolments(user, bootcamp):
    if not user.is_authenticated or user.role == Role.HPP:
        return []
    return bootcamp.enrolments.active().visible_to(user).select_related("school")


def enrol(request, bootcamp_id):
    """Open to who speaks for a school. A school that is in already is led to its seat, however often it's asked."""
    if request.user.role not in MAY_ENROL:
        raise PermissionDenied("Alleen een directeur, HR of bestuur kan een school aanmelden.")
    found = get_object_or_404(Bootcamp.objects.published().with_seats_left(), pk=bootcamp_id)
    form = EnrolForm(request.POST or None, user=request.user)
    if form.is_valid():
        school = form.cleaned_data["school"]
        try:
            enrolment = actions.enrol(school=school, by=request.user, bootcamp_id=found.pk, now=timezone.now())
        except actions.AlreadyEnrolled as already:
            messages.info(request, str(already))
            return redirect(already.enrolment)
        except actions.NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"{school.name} doet mee. Je krijgt een mail met de data voor in je agenda.")
            return redirect(enrolment)
    context = {"bootcamp": found, "form": form, "is_open": found.is_open_on(timezone.localdate())}
    return render(request, "bootcamp/enrol.html", context)


def cancel(request, enrolment_id):
    enrolment = get_object_or_404(
        Enrolment.objects.visible_to(request.user).select_related("bootcamp", "school"), pk=enrolment_id
    )
    reason = None
    if request.method == "POST":
        try:
            actions.cancel(enrolment_id=enrolment.pk, now=timezone.now())
        except actions.NotPossible as not_possible:
            reason = str(not_possible)
        else:
            messages.success(request, f"{enrolment.school.name} is afgemeld voor {enrolment.bootcamp.title}.")
            return redirect("bootcamp:my_bootcamp")
    possible = enrolment.can_be_cancelled_on(timezone.localdate())
    context = {"enrolment": enrolment, "reason": reason, "possible": possible}
    return render(request, "bootcamp/cancel.html", context)
