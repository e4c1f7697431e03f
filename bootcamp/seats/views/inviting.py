"""A board invites its schools with a code or a link."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.seats import actions
from bootcamp.seats.forms import InvitationForm
from bootcamp.seats.models import Bootcamp, Invitation
from portal import limits
from portal.people.access import inviters_only, is_hpp
from portal.text.numbers import number_in


@login_not_required
@require_safe
@limits.limited("bootcamp.invitation", "30/minute")
def invitation(request, code):
    """The link that a board sends around: to the page of the bootcamp, which keeps the code."""
    upcoming = Invitation.objects.valid().filter(bootcamp__is_published=True)
    invitation = get_object_or_404(upcoming.select_related("bootcamp"), code=code.lower())
    return redirect(f"{invitation.bootcamp.get_absolute_url()}?code={invitation.code}")


@inviters_only
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request, bootcamp_id):
    """HR and board for their own board, HPP for each."""
    bootcamp = get_object_or_404(Bootcamp.objects.inviting_for(request.user), pk=bootcamp_id)
    if "intrekken" in request.POST:
        return _revoke(request, bootcamp)
    if "vernieuwen" in request.POST:
        return _renew(request, bootcamp)
    form = InvitationForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            actions.invite(
                bootcamp_id=bootcamp.pk, board=form.cleaned_data["board"], by=request.user, now=timezone.now()
            )
        except actions.NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("bootcamp:invite", bootcamp.pk)
    mine = bootcamp.invitations.valid().managed_by(request.user).select_related("board").order_by("board__name", "pk")
    invitations = [(invitation, _link(invitation)) for invitation in mine]
    may_make = is_hpp(request.user) or not invitations
    context = {"bootcamp": bootcamp, "form": form, "invitations": invitations, "may_make": may_make}
    return render(request, "bootcamp/seats/invite.html", context)


def _revoke(request, bootcamp):
    invitation = _chosen(request, bootcamp, request.POST["intrekken"])
    actions.revoke_invitation(invitation_id=invitation.pk, now=timezone.now())
    messages.success(request, "De code werkt niet meer. Scholen die al meedoen, blijven meedoen.")
    if Bootcamp.objects.inviting_for(request.user).filter(pk=bootcamp.pk).exists():
        return redirect("bootcamp:invite", bootcamp.pk)
    return redirect("bootcamp:bootcamp_list")  # without a code the board is out


def _renew(request, bootcamp):
    invitation = _chosen(request, bootcamp, request.POST["vernieuwen"])
    try:
        actions.renew_invitation(invitation_id=invitation.pk, by=request.user, now=timezone.now())
    except actions.NotPossible as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, "Hier is de nieuwe code. De oude werkt niet meer.")
    return redirect("bootcamp:invite", bootcamp.pk)


def _chosen(request, bootcamp, pk: str) -> Invitation:
    mine = bootcamp.invitations.managed_by(request.user)
    return get_object_or_404(mine, pk=number_in(pk))


def _link(invitation):
    return f"{settings.SITE_URL}{reverse('bootcamp:invitation', args=[invitation.code])}"
