"""Opening a survey, answering it, and the moment at which figures arise."""

import logging
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from bootcamp.survey import asked
from bootcamp.survey.models import Survey, SurveyCard
from portal.blocks import answering, publishing
from portal.blocks.models import Release
from portal.blocks.rule import Key
from portal.people.models import School, User
from portal.reasons import NotPossible

log = logging.getLogger(__name__)
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what looks alike on paper."""
SHORTEST, LONGEST = timedelta(days=14), timedelta(days=42)
MOST_CARDS = 200
MOST_ROUNDS, WITHIN = 3, timedelta(days=730)
# Cells of one school join those of the same board; further they don't go.
LAYOUT, DEPTHS = ["bestuur", "school"], [2, 1]

ALREADY_OPEN = "Er loopt al een vragenlijst. Open een nieuwe als deze gesloten is."
TOO_OFTEN = (
    "Dezelfde vragen stel je hoogstens drie keer in twee jaar. Wie alle anderen kent, zou anders kunnen raden wat één "
    "collega antwoordde."
)
PAUSED = "De vragenlijst staat even stil. Probeer het later nog eens; wat je koos staat er dan nog."
NO_CARD = "Deze code kennen we niet. Kijk op je kaartje en typ hem opnieuw."
CARD_USED = "Met dit kaartje is al geantwoord. Elk kaartje werkt één keer."


def key_of(school: School) -> Key:
    return (str(school.board_id or f"school {school.pk}"), str(school.pk))


@transaction.atomic
def open_survey(
    school: School, *, way: str, closes_at: datetime, own_questions: Sequence[str], by: User, now: datetime
) -> Survey:
    """Raises NotPossible while one runs, and after three in two years. What it asks is fixed from now on."""
    School.objects.select_for_update().get(pk=school.pk)
    earlier = list(Survey.objects.filter(school=school).select_related("release"))
    if any(survey.is_open(now) for survey in earlier):
        raise NotPossible(ALREADY_OPEN)
    if sum(survey.opened_at > now - WITHIN for survey in earlier) >= MOST_ROUNDS:
        raise NotPossible(TOO_OFTEN)
    if not SHORTEST - timedelta(days=1) <= closes_at - now <= LONGEST + timedelta(days=1):
        raise ValueError("The form keeps closing between two and six weeks from now.")
    survey = Survey(school=school, way=way, code=_code(10), opened_by=by, opened_at=now)
    survey.release = _release(asked.SERIES, asked.QUESTIONS, closes_at)
    if own_questions:
        survey.own_release = _release(f"eigen vragen {survey.code}", asked.own(own_questions), closes_at)
    survey.save()
    return survey


def _release(series: str, questions: Sequence[asked.SurveyQuestion], closes_at: datetime) -> Release:
    release = Release(series=series, layout=LAYOUT, depths=DEPTHS, closes_at=closes_at)
    release.subjects = asked.subjects(questions)
    release.save()
    return release


def own_questions(survey: Survey) -> tuple[asked.SurveyQuestion, ...]:
    return asked.own([subject.name for subject in survey.own_release.subjects]) if survey.own_release else ()


def all_questions(survey: Survey) -> tuple[asked.SurveyQuestion, ...]:
    return (*asked.QUESTIONS, *own_questions(survey))


def _code(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


@transaction.atomic
def make_cards(survey: Survey, count: int, *, now: datetime) -> list[str]:
    """The codes, which are told only now: we keep what they can be recognised by."""
    survey = Survey.objects.select_for_update().select_related("release").get(pk=survey.pk)
    if not survey.is_open(now):
        raise NotPossible(answering.CLOSED)
    if survey.cards.count() + count > MOST_CARDS:
        raise NotPossible(f"Meer dan {MOST_CARDS} kaartjes maken we niet voor één vragenlijst.")
    codes = [_code(12) for _ in range(count)]
    # In an order of their own, so that no row tells which card it was.
    SurveyCard.objects.bulk_create(
        SurveyCard(survey=survey, code_hash=mark) for mark in sorted(_mark(code) for code in codes)
    )
    return codes


def _mark(code: str) -> str:
    return salted_hmac("bootcamp.survey.card", code, algorithm="sha256").hexdigest()


def plain_code(typed: str) -> str:
    """As it stands on the card, however it was typed."""
    return "".join(typed.lower().split()).replace("-", "")[:40]


def check_card(survey: Survey, code: str) -> None:
    mark = _mark(code)
    if not survey.cards.filter(code_hash=mark).exists():
        raise NotPossible(NO_CARD)
    if answering.answered_by(mark, [survey.release_id]):
        raise NotPossible(CARD_USED)


@transaction.atomic
def answer(survey: Survey, chosen: Mapping[int, Sequence[str]], *, card: str, now: datetime) -> None:
    """`chosen`: options per question, by its number over all of them. Raises NotPossible when it is closed or stands
    still, and for a card that isn't one or was used."""
    survey = Survey.objects.select_related("release", "own_release", "school").get(pk=survey.pk)
    if survey.paused_at and survey.is_open(now):
        raise NotPossible(PAUSED)
    if survey.way == Survey.Way.CARDS:
        check_card(survey, card)
    who = _mark(card) if survey.way == Survey.Way.CARDS else secrets.token_hex(16)
    rounds = [(survey.release, asked.QUESTIONS, 0)]
    if survey.own_release:
        rounds.append((survey.own_release, own_questions(survey), len(asked.QUESTIONS)))
    for release, questions, first in rounds:
        here = {number: chosen.get(first + number, ()) for number in range(len(questions))}
        is_new = answering.answer(
            release,
            group=key_of(survey.school),
            who=who,
            school=_label(survey.school_id),
            said=asked.said(questions, here),
            now=now,
        )
        if not is_new:
            raise NotPossible(CARD_USED)


def _label(school_id: int) -> str:
    return salted_hmac("bootcamp.survey.school", str(school_id), algorithm="sha256").hexdigest()[:16]


@transaction.atomic
def pause(survey: Survey, *, now: datetime) -> None:
    Survey.objects.filter(pk=survey.pk, paused_at=None).update(paused_at=now)


@transaction.atomic
def go_on(survey: Survey) -> None:
    Survey.objects.filter(pk=survey.pk).update(paused_at=None)


@transaction.atomic
def postpone(survey: Survey, closes_at: datetime, *, now: datetime) -> None:
    """Only later, and only before it closes."""
    for release in (survey.release, survey.own_release):
        if release:
            answering.postpone(release, closes_at, now=now)


def publish_due(*, now: datetime) -> int:
    """Publish what has closed; returns how many."""
    due = Release.objects.filter(published_at=None, closes_at__lte=now)
    ours = due.filter(survey__isnull=False) | due.filter(survey_of_own_questions__isnull=False)
    published = 0
    for release in ours.distinct().order_by("pk"):
        try:
            published += publishing.publish(release, now=now)
        except ValueError:
            # One that can't be counted must not keep the others.
            log.exception("The survey with release %s can't be published.", release.pk)
    SurveyCard.objects.filter(survey__release__published_at__isnull=False).delete()
    return published
