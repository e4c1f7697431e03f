"""The worked example of the year, for everyone: a page, and a card for the newsletter of a school."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from calculator.charts.card import draw
from calculator.web import example
from calculator.web.poster_views import as_drawing
from calculator.web.presentation import tables, words
from calculator.web.presentation.outcome import Outcome
from portal.public import public
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


def _household(outcome: Outcome, who: str) -> dict[str, Any]:
    return {
        "who": who,
        "title": words.title(outcome),
        "rows": [row for row in tables.parts(outcome) if row.direction != "soft"],
        "total": tables.total(outcome),
        "facts": example.taken_for_granted(outcome),
        "left_out": example.left_out(outcome),
    }
