"""Pages about being signed in, beside those of allauth."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.people import sessions, typed


@login_not_required
@require_safe
def session_left(request):
    """For the script that warns in time. Asking doesn't count as being there."""
    return JsonResponse({"left": sessions.seconds_left(request.session) if request.user.is_authenticated else 0})


@require_POST
def session_stay(request):
    """Asked for by someone who is there; the middleware has written that down by now."""
    return JsonResponse({"left": sessions.seconds_left(request.session)})


@require_http_methods(["GET", "HEAD", "POST"])
def session_resume(request):
    """What you sent after your session had run out, to send it once more or to throw it away."""
    kept = typed.of(request)
    if kept is None or request.method == "POST":
        typed.forget(request)
        return redirect("home")
    return render(request, "portal/session_resume.html", {"kept": kept})
