"""The pages of a certificate: how far you are, asking for it, saving it, and checking a number."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.following import certificates
from bootcamp.following.forms import CheckForm
from bootcamp.following.models import Certificate
from bootcamp.following.views.pages import progress_of
from bootcamp.seats import actions
from portal import limits
from portal.papers import requests
from portal.papers.requests import PaperState


@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request, seat_id):
    """Without script the page loads itself anew while the PDF is made."""
    progress = progress_of(request.user, seat_id)
    if request.method == "POST":
        try:
            certificates.ask(progress, now=timezone.now())
        except actions.NotPossible as reason:
            messages.error(request, str(reason))
        return redirect("bootcamp:certificate", seat_id)
    certificate = certificates.of(progress)
    state = certificates.state(certificate) if certificate else PaperState.NONE
    context = {
        "seat": progress.seat,
        "progress": progress,
        "standing": certificates.standing(progress),
        "certificate": certificate,
        "state": state.value,
    }
    response = render(request, "bootcamp/following/certificate.html", context)
    return requests.waiting(response, state)


@require_safe
def certificate_file(request, seat_id):
    """One's own, also after the seat was handed over."""
    certificate = get_object_or_404(Certificate, seat=seat_id, user=request.user, content__isnull=False)
    return requests.as_file(certificate.content, f"certificaat-{certificate.number}")


@login_not_required
@require_safe
@limits.limited("bootcamp.check_certificate", "20/minute")
def check_certificate(request):
    """For anyone who holds a certificate: is this number one of ours, and for whom?"""
    form = CheckForm(request.GET if "nummer" in request.GET else None)
    was_asked = form.is_bound and form.is_valid()
    certificate = certificates.find(form.cleaned_data["nummer"]) if was_asked else None
    context = {"form": form, "certificate": certificate, "was_asked": was_asked}
    response = render(request, "bootcamp/following/check.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response
