"""A board asks for seats for more of its schools in one form."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bootcamp.seats import actions
from bootcamp.seats.forms import SeveralSchoolsForm
from bootcamp.seats.models import Bootcamp
from portal.people import access
from portal.people.access import leaders_only
from portal.text.words import listed


@leaders_only
@require_http_methods(["GET", "HEAD", "POST"])
def enrol_several(request, bootcamp_id):
    if not access.leads_from_board(request.user):
        raise Http404("Alleen voor wie een bestuur vertegenwoordigt.")
    code = request.POST.get("code", request.GET.get("code", ""))
    bootcamps = Bootcamp.objects.shown_to(request.user, code=code).with_seats_left()
    bootcamp = get_object_or_404(bootcamps, pk=bootcamp_id)
    form = SeveralSchoolsForm(
        request.POST or None,
        user=request.user,
        bootcamp=bootcamp,
        initial={"code": code or _own_code(request, bootcamp)},
    )
    if form.is_valid():
        try:
            applications = actions.enrol_several(
                **form.cleaned_data, by=request.user, bootcamp_id=bootcamp.pk, now=timezone.now()
            )
        except actions.NotPossible as reason:
            form.add_error(None, f"{reason} Er is niemand aangemeld.")
        else:
            _tell(request, bootcamp, applications)
            return redirect("bootcamp:my_bootcamp")
    context = {"bootcamp": bootcamp, "form": form, "is_open": bootcamp.is_open_on(timezone.localdate())}
    return render(request, "bootcamp/seats/enrol_several.html", context)


def _own_code(request, bootcamp):
    """Of the board itself, so that nobody types what we know."""
    own = bootcamp.invitations.valid().managed_by(request.user).first() if bootcamp.by_invitation else None
    return own.code if own else ""


def _tell(request, bootcamp, applications):
    seated = [application.school.name for application in applications if application.seat]
    waiting = [application.school.name for application in applications if not application.seat]
    if seated:
        verb = "doet" if len(seated) == 1 else "doen"
        messages.success(request, f"{listed(seated)} {verb} mee aan {bootcamp.title}.")
    if waiting:
        verb = "staat" if len(waiting) == 1 else "staan"
        messages.success(request, f"{listed(waiting)} {verb} op de lijst voor {bootcamp.title}.")
