"""An invented conversation in the bootcamp that is on its way: questions, an offer, a file, a result, and thanks."""

import io
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from openpyxl import Workbook

from bootcamp.exchange import actions, digests
from bootcamp.exchange.models import Thread
from bootcamp.plan.models import Plan
from bootcamp.seats.models import Bootcamp
from portal.jobs.models import Job
from portal.people import access
from portal.people.models import User

QUESTIONS = ["Hoe tevreden ben je met je uren?", "Zou je meer willen werken?", "Wat is daarvoor nodig?"]


def load(*, now):
    """All of it is some days old, so that no mail goes about it."""
    running = (
        Bootcamp.objects.filter(starts_on__lt=now.date(), school_seats__isnull=False).order_by("starts_on").first()
    )
    seats = list(running.school_seats.active().select_related("school").order_by("school__brin"))
    first, second, third = [(seat.enrolled_by, seat.school) for seat in seats[:3]]
    leader = (User.objects.filter(access.hpp_people(), is_superuser=False).first(), None)
    group = _Group(running, timezone.localtime(now - timedelta(days=13)).replace(hour=16, minute=12))
    question = group.thread(
        first,
        Thread.Kind.QUESTION,
        "Op vrijdag een ander gezicht: hoe vertel je dat ouders?",
        "<p>Twee collega's willen van drie naar vier dagen. Groep 4 krijgt dan op vrijdag iemand anders.</p>"
        "<p>Hoe vertellen jullie dat aan ouders?</p>",
    )
    answer = group.reply(
        question,
        third,
        "<p>Wij zeggen: <strong>vier dagen dezelfde leerkracht, één vast ander gezicht</strong>.</p>"
        "<ul><li><p>Vertel het vóór de zomer.</p></li>"
        "<li><p>Laat beide leerkrachten samen op de ouderavond komen.</p></li></ul>",
    )
    group.reply(
        question, leader, "<p>In de brief aan ouders bij de materialen staat een voorbeeld dat je kunt aanpassen.</p>"
    )
    for person in (first[0], second[0], leader[0]):
        actions.set_helped(post=answer, by=person, helped=True, now=now)
    group.thread(
        second,
        Thread.Kind.FILE,
        "Onze vragenlijst voor het team",
        "<p>Drie vragen, vijf minuten. Vrij te gebruiken. Wij kregen van iedereen antwoord.</p>",
        files=[_questions()],
    )
    group.thread(
        third,
        Thread.Kind.OFFER,
        "Kom kijken bij onze dialoogsessie",
        "<p>We houden hem op dinsdagmiddag. Twee mensen van een andere school kunnen meekijken.</p>",
    )
    result = group.thread(
        third,
        Thread.Kind.RESULT,
        "Twee collega's kozen voor een dag erbij",
        "<p>We begonnen met de vraag wat iemand nodig heeft. Vaak was dat een vaste dag, niet meer geld.</p>",
        figure="16 uur per week erbij",
        seat=seats[2],
    )
    group.reply(result, first, "<p>Mooi. Heb je dat in een Goed Gesprek gevraagd of met het hele team?</p>")
    shown = next((seat for seat in seats if Plan.objects.filter(school=seat.school_id).exists()), None)
    if shown:
        shown.school.plan.shared_with.add(running)
        group.advise(
            shown, third, "<p>Begin met één actie per maand. Wij wilden alles tegelijk, en dat was te veel.</p>"
        )
    Job.objects.filter(kind="bootcamp.exchange.announce").delete()
    day = timezone.localdate(question.started_at) + timedelta(days=1)
    digests.make(today=day, now=question.started_at + timedelta(days=1))


class _Group:
    """Each next post comes the day after the one before."""

    def __init__(self, bootcamp, moment):
        self.bootcamp, self.moment = bootcamp, moment

    def _next(self):
        self.moment += timedelta(hours=23)
        return self.moment

    def thread(self, who, kind, title, body, **more):
        by, school = who
        return actions.start_thread(
            bootcamp=self.bootcamp, kind=kind, title=title, body=body, by=by, school=school, now=self._next(), **more
        )

    def advise(self, seat, who, body):
        by, school = who
        return actions.advise(seat=seat, body=body, by=by, school=school, now=self._next())

    def reply(self, thread, who, body):
        by, school = who
        return actions.reply(thread_id=thread.pk, body=body, by=by, school=school, now=self._next())


def _questions():
    book, written = Workbook(), io.BytesIO()
    for question in QUESTIONS:
        book.active.append([question])
    book.save(written)
    return ContentFile(written.getvalue(), name="vragenlijst-team.xlsx")
