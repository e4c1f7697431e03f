"""Where HPP begins: what waits, over all bootcamps, in the order in which to do it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.people.access import hpp_only
from portal.people.models import signed_in
from portal.today import register
from portal.today.register import Waiting, WaitingSource, When

MINE = "van-mij"


@dataclass(frozen=True)
class TodayLine:
    source: WaitingSource
    waiting: Waiting


@dataclass(frozen=True)
class Tab:
    name: str
    label: str
    number: int


@hpp_only
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    user, now = signed_in(request), timezone.now()
    lines = [
        TodayLine(source, waiting)
        for source in register.SOURCES.values()
        for waiting in source.look(user, now)
        if waiting
    ]
    tabs = _tabs(lines)
    tab = next((tab.name for tab in tabs if tab.name == request.GET.get("toon")), "")
    chosen = sorted((line for line in lines if _is_in(line, tab)), key=_order)
    first, rest = (chosen[0], chosen[1:]) if chosen else (None, [])
    context = {
        "now": now,
        "number": _number(lines),
        "mine": _number(line for line in lines if line.waiting.is_mine),
        "tabs": tabs,
        "tab": tab,
        "first": first,
        "parts": [(when, part) for when in When if (part := [line for line in rest if line.waiting.when is when])],
        "asides": register.beside(user, now=now),
    }
    return render(request, "portal/today/today.html", context)


def _order(line: TodayLine) -> tuple[int, float]:
    """The longest waiting first."""
    since = line.waiting.since
    return line.waiting.when, since.timestamp() if since else float("inf")


def _number(lines) -> int:
    return sum(line.waiting.number for line in lines)


def _is_in(line: TodayLine, tab: str) -> bool:
    return line.waiting.is_mine if tab == MINE else tab in ("", line.source.name)


def _tabs(lines: list[TodayLine]) -> list[Tab]:
    """Only of what there is."""
    by_source = [
        Tab(source.name, source.label, _number(line for line in lines if line.source is source))
        for source in register.SOURCES.values()
    ]
    mine = Tab(MINE, "Van jou", _number(line for line in lines if line.waiting.is_mine))
    with_lines = [tab for tab in [mine, *by_source] if tab.number]
    return [Tab("", "Alles", _number(lines)), *with_lines] if len(with_lines) > 1 else []
