"""The card of the worked example as PDF and as PNG, for newsletters.

Made by the worker when someone asks, once for everyone, and anew as soon as anything on it changes: a release of
values makes another card of it.
"""

import hashlib
from datetime import date, datetime

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone

from calculator.charts.card import draw, in_words
from calculator.household.calculation import parameters_fingerprint
from calculator.web import example
from portal.papers import pdf, photos, requests
from portal.papers.requests import PaperState
from portal.pictures import with_title
from portal.text.dates import day_in_words

KIND = "calculator.example"
KEPT = 24 * 60 * 60
"""Seconds."""
PDF, PNG = "pdf", "png"
WIDTH = 1680
"""Dots: twice as many as a newsletter shows, so that small letters stay sharp."""


def state(*, today: date) -> PaperState:
    return requests.state(KIND, _about(today), is_kept=_is_kept(today))


def ask(*, now: datetime) -> None:
    today = timezone.localdate(now)
    requests.ask(KIND, _about(today), is_kept=_is_kept(today), now=now)


def make(*, now: datetime) -> None:
    """Safe to run twice."""
    today = timezone.localdate(now)
    paper = render(today=today)
    cache.set_many({_key(PDF, today): paper, _key(PNG, today): photos.png(paper, width=WIDTH)}, KEPT)


def content(form: str, *, today: date) -> bytes | None:
    """As long as everything on it is still so."""
    return cache.get(_key(form, today))


def render(*, today: date) -> bytes:
    card = example.card(example.of_today(today), made_on=day_in_words(today))
    drawing = with_title(draw(card), in_words(card))
    return pdf.render(
        render_to_string("calculator/example_on_paper.html", {"card": card, "drawing": drawing, "made_on": today})
    )


def _is_kept(today: date) -> bool:
    return content(PDF, today=today) is not None and content(PNG, today=today) is not None


def _about(today: date) -> str:
    """All that may be another tomorrow."""
    shown = example.of_today(today)
    said = "|".join((today.isoformat(), str(shown.year), parameters_fingerprint(), example.address(shown.scale)))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _key(form: str, today: date) -> str:
    return f"{KIND}.{form}.{_about(today)}"
