"""The worked example of the year, for everyone: a page, and a card for the newsletter of a school."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from calculator.charts.card import draw
from calculator.web import example, example_papers
from calculator.web.poster_views import as_drawing
from calculator.web.presentation import tables, words
from calculator.web.presentation.outcome import Outcome
from portal import limits
from portal.papers import requests
from portal.public import public
from portal.reasons import NotPossible
from portal.text.dates import day_in_words


@public
@require_safe
def example_of_the_year(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    shown = example.of_today(today)
    context = {
        "example": shown,
        "households": [
            _household(shown.together, example.WHO_TOGETHER),
            _household(shown.alone, example.WHO_ALONE),
        ],
        "address": example.address(shown.scale),
        "now": example.NOW,
        "wish": example.WISH,
        "is_carried": example.is_carried(shown),
        "engine": shown.together.engine,
    }
    return render(request, "calculator/example.html", context)


@public
@require_safe
def example_card(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    card = example.card(example.of_today(today), made_on=day_in_words(today))
    return as_drawing(draw(card), f"rekenvoorbeeld-{today.year}")


@public
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("calculator.pdf", "40/minute", methods=("POST",))
def example_paper(request: HttpRequest) -> HttpResponse:
    """Without script the page loads itself anew while the worker makes it."""
    busy = ""
    if request.method == "POST":
        try:
            example_papers.ask(now=timezone.now())
            return redirect("calculator:example_paper")
        except NotPossible as reason:
            busy = str(reason)
    state = example_papers.state(today=timezone.localdate())
    return requests.waiting(
        render(request, "calculator/example_paper.html", {"state": state.value, "busy": busy}), state
    )


@public
@require_safe
def example_pdf(request: HttpRequest) -> HttpResponse:
    return _file(example_papers.PDF, "application/pdf")


@public
@require_safe
def example_png(request: HttpRequest) -> HttpResponse:
    return _file(example_papers.PNG, "image/png")


def _file(form: str, content_type: str) -> HttpResponse:
    """Who comes too early, or tomorrow, is shown where to ask for it."""
    today = timezone.localdate()
    content = example_papers.content(form, today=today)
    if content is None:
        return redirect("calculator:example_paper")
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="rekenvoorbeeld-{today.year}.{form}"'
    return response


def _household(outcome: Outcome, who: str) -> dict[str, Any]:
    return {
        "who": who,
        "title": words.title(outcome),
        "rows": [row for row in tables.parts(outcome) if row.direction != "soft"],
        "total": tables.total(outcome),
        "facts": example.taken_for_granted(outcome),
        "left_out": example.left_out(outcome),
    }
