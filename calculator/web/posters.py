"""A poster for the staff room of one school: its name, and a code that opens the calculator with its scale filled in.

A director asks for the PDF, the worker makes it, and it is kept for a day: what is on it is no secret of anyone, and
making it anew gives the same.
"""

import hashlib
from datetime import date, datetime

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from calculator.charts import qr
from calculator.charts.card import Poster
from calculator.charts.drawing import drawn
from calculator.household.calculation import parameters_fingerprint
from calculator.web import example
from portal.papers import pdf, requests
from portal.papers.requests import PaperState
from portal.people.models import School
from portal.pictures import rekenrek, with_title

KIND = "calculator.poster"
KEPT = 24 * 60 * 60
"""Seconds."""
# From the usual size to what the longest name of a school needs.
SIZES = ("", "poster--long")
TITLE = "Wat levert een halve dag meer jou op?"
SCAN = "Scan en reken. In 3 minuten, zonder account. We bewaren niets."
TALK = "Meer, minder of gelijk? Praat erover op school."


def state(school: School, scale: str, *, today: date) -> PaperState:
    return requests.state(KIND, _about(school, scale), is_kept=content(school, scale, today=today) is not None)


def ask(school: School, scale: str, *, now: datetime) -> None:
    kept = content(school, scale, today=timezone.localdate(now)) is not None
    requests.ask(KIND, _about(school, scale), is_kept=kept, now=now, school_id=school.pk, scale=scale)


def make(school_id: int, scale: str, *, now: datetime) -> None:
    """Safe to run twice."""
    school = School.objects.filter(pk=school_id).first()
    if school is not None:
        today = timezone.localdate(now)
        cache.set(_key(school, scale, today), render(school, scale, today=today), KEPT)


def content(school: School, scale: str, *, today: date) -> bytes | None:
    """The PDF, as long as everything on it is still so."""
    return cache.get(_key(school, scale, today))


def render(school: School, scale: str, *, today: date) -> bytes:
    poster = of(school, scale, today=today)
    context = {
        "poster": poster,
        "made_on": today,
        "rekenrek": with_title(rekenrek(example.NOW, example.WISH, on_board=True, large=True)),
        "qr": with_title(_code(poster.address)),
        "shown_address": example.shown_address(),
    }
    versions = (render_to_string("calculator/poster/on_paper.html", {**context, "size": size}) for size in SIZES)
    return pdf.render_to_fit(versions, pages=1)


def of(school: School, scale: str, *, today: date) -> Poster:
    shown = example.of_today(today, scale)
    return Poster(
        school=school.name,
        kicker=f"{example.NOW} uur nu, {example.WISH - example.NOW} uur erbij",
        title=TITLE,
        lead=(
            f"Voor de één {example.gain(shown.alone)} per maand, voor de ander {example.gain(shown.together)}. "
            "Reken het uit voor jouw huishouden."
        ),
        scan=SCAN,
        talk=TALK,
        small=(
            f"{example.rules(shown)} Van {example.NOW} naar {example.WISH} uur. {example.gain(shown.alone)}: "
            f"{example.WHO_ALONE}. {example.gain(shown.together)}: {example.WHO_TOGETHER}. "
            "Uren-portaal, stichting Het Potentieel Pakken."
        ),
        address=example.address(scale),
        rekenrek=rekenrek(example.NOW, example.WISH, on_board=True, large=True),
    )


def _code(address: str) -> SafeString:
    return drawn(qr.draw(address, f"QR-code naar de berekenaar: {address}"))


def _about(school: School, scale: str) -> str:
    return f"poster {school.pk} {scale}"


def _key(school: School, scale: str, today: date) -> str:
    shown = example.of_today(today, scale)
    said = "|".join((school.name, scale, str(shown.year), parameters_fingerprint(), example.address(scale)))
    return f"{KIND}.{school.pk}.{hashlib.sha256(said.encode()).hexdigest()[:32]}"
