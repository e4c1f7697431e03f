"""The page of one bootcamp: who is in, how they stand, what needs attention and what goes out next."""

from datetime import datetime

from django import forms
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bootcamp.experts import overview as experts
from bootcamp.running import outbox, state
from bootcamp.seats.models import Bootcamp
from portal.people.access import hpp_only
from portal.people.models import Board
from portal.widgets import LongSelect

PAGE_SIZE = 25
FIRST = 5
MISSED_TOO_MANY = 2


class SeatSearchForm(forms.Form):
    """The seats of one bootcamp. What makes no sense is as if it wasn't asked."""

    STATES = [
        ("", "Alle scholen"),
        ("klaar", "Voorbereid"),
        ("niet-klaar", "Nog niet voorbereid"),
        ("gemist", "Miste een sessie"),
        ("afgemeld", "Afgemeld"),
    ]
    zoek = forms.CharField(
        label="Zoek een school of naam", required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    bestuur = forms.ModelChoiceField(
        label="Bestuur",
        required=False,
        queryset=Board.objects.none(),
        empty_label="Alle besturen",
        widget=LongSelect,
    )
    stand = forms.ChoiceField(label="Stand", required=False, choices=STATES)

    def __init__(self, *args, bootcamp: Bootcamp, **kwargs):
        super().__init__(*args, **kwargs)
        taking_part = bootcamp.school_seats.filter(school__board=OuterRef("pk"))
        self.fields["bestuur"].queryset = Board.objects.filter(Exists(taking_part)).order_by("name", "pk")

    def wanted(self) -> dict:
        self.is_valid()
        cleaned = self.cleaned_data
        words = (cleaned.get("zoek") or "").replace("\x00", "")[:100].strip()
        return {"zoek": words, "bestuur": cleaned.get("bestuur"), "stand": cleaned.get("stand", "")}


@hpp_only
@require_safe
def bootcamp(request, bootcamp_id):
    found = get_object_or_404(Bootcamp.objects.for_overview(), pk=bootcamp_id)
    now = timezone.now()
    sessions = sorted(found.work_sessions.all(), key=lambda session: (session.starts_at, session.pk))
    upcoming = state.next_session(sessions, now)
    form = SeatSearchForm(request.GET, bootcamp=found)
    wanted = form.wanted()
    ids = state.chosen(found, wanted, upcoming).values_list("pk", flat=True)
    # A search costs more than what it finds, so it is done once and not again for the count.
    page = Paginator(list(ids) if any(wanted.values()) else ids, PAGE_SIZE).get_page(request.GET.get("bladzijde"))
    kept = request.GET.copy()
    kept.pop("bladzijde", None)
    figures, requests = state.figures(found, upcoming), experts.open_requests(found)
    context = {
        "bootcamp": found,
        "form": form,
        "page": page,
        "rows": state.rows(list(page), sessions, requests, now=now),
        "is_searching": any(wanted.values()),
        "kept": kept.urlencode(),
        "upcoming": upcoming,
        "ended": [each for each in sessions if each.has_ended_at(now) and not each.cancelled_at],
        "number_of_sessions": len(sessions),
        "outbox": outbox.next_to_go(found, sessions, figures, now=now),
        "now": now,
        "figures": figures,
        "requests": requests,
        **_attention(found, now),
    }
    return render(request, "bootcamp/running/bootcamp.html", context)


def _attention(bootcamp: Bootcamp, now: datetime) -> dict:
    """What HPP looks at first."""
    return {
        "missing": state.missed_most(bootcamp, least=MISSED_TOO_MANY, first=FIRST),
        "stuck": outbox.stuck(bootcamp, now=now).count(),
        "line": outbox.line_of(bootcamp)[:FIRST],
        "held": list(bootcamp.applications.held().select_related("school").order_by("held_until", "pk")[:FIRST]),
    }
