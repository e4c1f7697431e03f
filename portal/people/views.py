"""Pages about being signed in, beside those of allauth."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal import homes, limits, retention
from portal.people import accounts, letters, own_data, sent_too_late, sessions
from portal.people.models import signed_in


@login_not_required
@require_safe
def session_left(request: HttpRequest) -> HttpResponse:
    """For the script that warns in time. Asking doesn't count as being there."""
    return JsonResponse({"left": sessions.seconds_left(request.session) if request.user.is_authenticated else 0})


@require_POST
def session_stay(request: HttpRequest) -> HttpResponse:
    """Asked for by someone who is there; the middleware has written that down by now."""
    return JsonResponse({"left": sessions.seconds_left(request.session)})


@require_http_methods(["GET", "HEAD", "POST"])
def session_resume(request: HttpRequest) -> HttpResponse:
    """What you sent after your session had run out, to send it once more or to throw it away."""
    kept = sent_too_late.of(request)
    if kept is None or request.method == "POST":
        sent_too_late.forget(request)
        return redirect(homes.address_of(request.user))
    return render(request, "portal/session_resume.html", {"kept": kept})


@require_POST
@reauthentication_required
@limits.limited("people.own_data", "10/hour")
def my_data(request: HttpRequest) -> HttpResponse:
    """All that is kept about you, to take along."""
    response = HttpResponse(own_data.archive(signed_in(request)), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="mijn-gegevens.zip"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def my_removal(request: HttpRequest) -> HttpResponse:
    """Shows what goes and what stays before anything goes."""
    user = signed_in(request)
    if request.method == "POST" and accounts.may_leave(user):
        letters.tell_who_leaves(user)
        logout(request)
        user.delete()
        messages.success(request, "Je account is weg, met alles wat erbij hoorde. Dank je wel dat je meedeed.")
        return redirect("home")
    context = {"may_leave": accounts.may_leave(user), "goes": sorted(retention.WITH_ACCOUNT.values())}
    return render(request, "portal/my_removal.html", context)
