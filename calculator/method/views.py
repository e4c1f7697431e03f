"""The pages of "Zo rekenen wij": open to everyone, without a cookie or a query; and the list of doubts for HPP."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from calculator.household.years import SUPPORTED, shown_in
from calculator.method import bodies, doubts
from portal.people.access import hpp_only
from portal.public import public


@public
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    return show(request, bodies.overview(shown_in(timezone.localdate())))


@public
@require_safe
def rule(request: HttpRequest, slug: str) -> HttpResponse:
    return show(request, bodies.chapter(slug, shown_in(timezone.localdate())))


@public
@require_safe
def changes(request: HttpRequest, year: int) -> HttpResponse:
    return show(request, bodies.changes(year))


def show(request: HttpRequest, page: bodies.Page | None) -> HttpResponse:
    if page is None:
        raise Http404
    return render(request, "calculator/method/page.html", {"page": page})


@hpp_only
@require_safe
def value_check(request: HttpRequest) -> HttpResponse:
    """For HPP: what isn't certain, of all years or of one."""
    year = _asked_year(request)
    accepted = doubts.read_accepted()
    in_doubt = doubts.doubts(today=timezone.localdate(), year=year, accepted=accepted)
    context = {
        "year": year,
        "years": SUPPORTED,
        "open": [doubt for doubt in in_doubt if doubt.is_open],
        "accepted": [doubt for doubt in in_doubt if not doubt.is_open],
    }
    return render(request, "calculator/method/value_check.html", context)


def _asked_year(request: HttpRequest) -> int | None:
    """None for all years, also where the address asks for one that isn't there."""
    return next((year for year in SUPPORTED if request.GET.get("jaar") == str(year)), None)
