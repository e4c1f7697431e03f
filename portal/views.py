from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.health import is_well


@login_not_required
@require_safe
def home(request):
    return render(request, "home.html")


@login_not_required
@require_safe
def privacy(request):
    return render(request, "portal/privacy.html")


@login_not_required
@require_safe
def accessibility(request):
    return render(request, "portal/accessibility.html")


@login_not_required
@require_safe
def contact(request):
    return render(request, "portal/contact.html")


@require_safe
def my_account(request):
    return render(request, "portal/my_account.html")


@login_not_required
@never_cache
@require_safe
def health(request):
    words, status = ("goed", 200) if is_well() else ("niet goed", 503)
    return HttpResponse(words, content_type="text/plain; charset=utf-8", status=status)


@login_not_required
@require_safe
def robots(request):
    return render(request, "portal/robots.txt", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def manifest(request):
    return render(request, "portal/site.webmanifest", content_type="application/manifest+json")
