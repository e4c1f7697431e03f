from datetime import timedelta

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import clock, retention, typed_again
from portal.health import is_well
from portal.jobs import alive, queue
from portal.people.models import SchoolRegion


@login_not_required
@require_safe
def home(request):
    return render(request, "home.html")


@login_not_required
@require_safe
def privacy(request):
    rules = sorted(retention.RULES.values(), key=lambda rule: rule.name)
    kept = [(rule.model._meta.verbose_name_plural, rule.long, rule.why) for rule in rules]
    return render(request, "portal/privacy.html", {"kept": kept})


@login_not_required
@require_safe
def accessibility(request):
    return render(request, "portal/accessibility.html", {"address": settings.CONTACT_EMAIL})


@login_not_required
@require_safe
def contact(request):
    return render(request, "portal/contact.html", {"address": settings.CONTACT_EMAIL})


@require_safe
def my_account(request):
    schools = request.user.schools.select_related("board").order_by("name", "pk")
    elsewhere = UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
    context = {
        "schools": schools,
        "regions": SchoolRegion.objects.with_contact_for(request.user),
        "has_second_step": is_mfa_enabled(request.user),
        "other_sessions": elsewhere.count(),
    }
    return render(request, "portal/my_account.html", context)


@login_not_required
@never_cache
@require_safe
def health(request):
    return _yes_or_no(is_well())


@login_not_required
@never_cache
@require_safe
def health_of_jobs(request):
    """Apart from the web server's own health: without a worker the pages still work."""
    now = timezone.now()
    return _yes_or_no(is_well() and not _work_waits(now) and not clock.seconds_off())


def _work_waits(now) -> bool:
    return queue.are_late(now=now) or alive.all_fell_silent(now=now)


def _yes_or_no(well):
    words, status = ("goed", 200) if well else ("niet goed", 503)
    return HttpResponse(words, content_type="text/plain; charset=utf-8", status=status)


@login_not_required
@require_safe
def robots(request):
    return render(request, "portal/robots.txt", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def security_txt(request):
    """Where someone who found a hole can tell us (RFC 9116). The address must be asked for anew within a year."""
    expires = timezone.localdate() + timedelta(days=180)
    context = {"address": settings.CONTACT_EMAIL, "expires": expires, "site": settings.SITE_URL}
    return render(request, "portal/security.txt", context, content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def manifest(request):
    return render(request, "portal/site.webmanifest", content_type="application/manifest+json")


def server_error(request):
    """Without a context that asks the database anything: it may be what broke."""
    context = {"number": getattr(request, "number", ""), **typed_again.context(request)}
    page = loader.render_to_string("500.html", context)
    return HttpResponse(page, status=500)
