"""The page of one bootcamp: who is in, how they stand, what needs attention and what goes out next."""

from datetime import datetime

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bootcamp.experts import overview as experts
from bootcamp.following.route import next_session
from bootcamp.running import outbox, state
from bootcamp.running.forms import SeatSearchForm
from bootcamp.seats.models import Bootcamp
from portal.listing import kept, page_of
from portal.people.access import hpp_only

PAGE_SIZE = 25
FIRST = 5


@hpp_only
@require_safe
def bootcamp(request, bootcamp_id):
    bootcamp = state.overview_of(bootcamp_id)
    if bootcamp is None:
        raise Http404
    now = timezone.now()
    sessions = list(bootcamp.work_sessions.all())
    upcoming = next_session(sessions, now)
    form = SeatSearchForm(request.GET, bootcamp=bootcamp)
    is_searching = any(form.asked().values())
    ids = form.chosen(now=now).values_list("pk", flat=True)
    # A search costs more than what it finds, so it is done once and not again for the count.
    page = page_of(request, list(ids) if is_searching else ids, PAGE_SIZE)
    figures, requests = state.figures(bootcamp, upcoming), experts.open_requests(bootcamp)
    context = {
        "bootcamp": bootcamp,
        "form": form,
        "page": page,
        "rows": state.rows(list(page), sessions, requests, now=now),
        "is_searching": is_searching,
        "kept": kept(request),
        "upcoming": upcoming,
        "ended": [session for session in sessions if session.has_ended_at(now) and not session.cancelled_at],
        "number_of_sessions": len(sessions),
        "outbox": outbox.next_to_go(bootcamp, sessions, figures, now=now),
        "now": now,
        "figures": figures,
        "requests": requests,
        **_attention(bootcamp, now),
    }
    return render(request, "bootcamp/running/bootcamp.html", context)


def _attention(bootcamp: Bootcamp, now: datetime) -> dict:
    """What HPP looks at first."""
    held = bootcamp.applications.held()
    return {
        "missing": state.missed_most(bootcamp),
        "stuck": outbox.stuck(bootcamp, now=now).count(),
        "line": outbox.line_of(bootcamp)[:FIRST] if bootcamp.waiting else [],
        "held": list(held.select_related("school").order_by("held_until", "pk")[:FIRST]) if bootcamp.held else [],
    }
