"""The facts of a school on one A4, made by the worker and kept until something in it changes."""

from datetime import date, datetime

from django.template.loader import render_to_string
from django.utils import timezone

from bootcamp.facts import sheets
from bootcamp.facts.models import FactsPaper
from bootcamp.facts.sheets import FactsSheet
from bootcamp.facts.what_if import WhatIfQuestion
from portal.papers import pdf, requests
from portal.papers.requests import PaperState
from portal.people.models import School

KIND = "bootcamp.facts.paper"
TIGHTNESS = ("", "facts-paper--tight", "facts-paper--tighter", "facts-paper--tightest")


def state(sheet: FactsSheet) -> PaperState:
    return requests.state(KIND, _about(sheet), is_kept=_is_kept(sheet))


def ask(sheet: FactsSheet, *, now: datetime) -> None:
    question = sheet.what_if.question
    arguments = {"school_id": sheet.school.pk, "share": question.share, "hours": question.hours}
    requests.ask(KIND, _about(sheet), is_kept=_is_kept(sheet), now=now, **arguments)


def _about(sheet: FactsSheet) -> str:
    question = sheet.what_if.question
    return f"facts {sheet.school.pk} {question.share} {question.hours}"


def _is_kept(sheet: FactsSheet) -> bool:
    return FactsPaper.objects.filter(school=sheet.school, made_of=sheet.mark).exists()


def make(school_id: int, *, share: int, hours: int, now: datetime) -> None:
    """Safe to run twice: it makes what is known at that moment."""
    school = School.objects.select_related("board").filter(pk=school_id).first()
    if school is None:
        return
    today = timezone.localdate(now)
    sheet = sheets.of(school, WhatIfQuestion(share, hours), today=today)
    paper = {"made_of": sheet.mark, "made_at": now, "content": render(sheet, today=today)}
    FactsPaper.objects.update_or_create(school=school, defaults=paper)


def render(sheet: FactsSheet, *, today: date) -> bytes:
    context = {"sheet": sheet, "made_on": today}
    versions = (render_to_string("bootcamp/facts/on_paper.html", {**context, "tightness": size}) for size in TIGHTNESS)
    return pdf.render_to_fit(versions, pages=1)
