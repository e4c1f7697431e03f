"""Sessions in one's own calendar: a file of one session or one bootcamp, and an address that keeps up by itself."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.following import feeds
from bootcamp.following.models import CalendarFeed
from bootcamp.following.views.pages import progress_of
from bootcamp.seats import calendars
from portal import limits


@require_safe
def bootcamp_file(request, seat_id):
    progress = progress_of(request.user, seat_id)
    return _file(calendars.calendar(progress.seat.bootcamp, progress.sessions, now=progress.now), "bootcamp.ics")


@require_safe
def session_file(request, seat_id, number):
    progress = progress_of(request.user, seat_id)
    station = progress.station(number)
    if station is None:
        raise Http404
    content = calendars.calendar(station.session.bootcamp, [station.session], now=progress.now)
    return _file(content, f"werksessie-{number}.ics")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=calendars.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar(request):
    """One's own address: make it, make another, or stop it."""
    if request.method == "POST":
        if "stop" in request.POST:
            feeds.revoke(request.user)
            messages.success(request, "Het adres werkt niet meer. Haal de agenda zelf nog weg uit je agendaprogramma.")
        else:
            feeds.renew(request.user, now=timezone.now())
            messages.success(request, "Je adres staat klaar. Een adres dat je eerder had, werkt niet meer.")
        return redirect("bootcamp:my_calendar")
    feed = CalendarFeed.objects.filter(user=request.user).first()
    path = reverse("bootcamp:calendar_feed", args=[feed.token]) if feed else ""
    context = {
        "feed": feed,
        "address": settings.SITE_URL + path if feed else "",
        "subscribe": "webcal://" + settings.SITE_URL.partition("://")[2] + path if feed else "",
    }
    response = render(request, "bootcamp/following/my_calendar.html", context)
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
@require_safe
@limits.limited("bootcamp.calendar_feed", "120/minute")
def calendar_feed(request, token):
    """For whoever has the address. One that was revoked is unknown, like any other."""
    feed = get_object_or_404(CalendarFeed.objects.select_related("user"), token=token, user__is_active=True)
    content = calendars.feed(feeds.sessions_of(feed.user), now=timezone.now())
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=calendars.CONTENT_TYPE)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-store"
    # The address is a secret: it belongs in no index, and no page that is opened from it may learn it.
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return get_conditional_response(request, etag=etag, response=response)
