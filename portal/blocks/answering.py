"""Keeping what people answer while a round is open, so that nothing ties it to them."""

import secrets
from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from portal.blocks.models import Release
from portal.blocks.models.piles import Pile, Turnout
from portal.blocks.rule import SMALLEST, Key
from portal.blocks.settling import NO_ANSWER, Answer, SubjectKind
from portal.reasons import NotPossible

CLOSED = "Deze vragen zijn gesloten."
_chance = secrets.SystemRandom()


@transaction.atomic
def answer(
    release: Release,
    *,
    group: Key,
    rest: Key = (),
    who: str,
    school: str,
    said: Mapping[int, str | int],
    now: datetime,
) -> bool:
    """Keep what someone said per subject, by its number; False when `who` had answered already.

    A group has one pile and, when its key goes on with `rest`, one school. `school` may be any word that is the same
    for the same school. Everyone counts once in each subject: who says nothing counts as no answer.
    """
    # The lock comes first: one answer at a time, and none beside publishing.
    release = Release.objects.select_for_update().get(pk=release.pk)
    if release.is_closed(now):
        raise NotPossible(CLOSED)
    answers = _answers(release, group, rest, said)
    turnout, _ = Turnout.objects.get_or_create(release=release, group=list(group))
    if any(person == who for person, _ in turnout.people):
        return False
    if rest and any(other != school for _, other in turnout.people):
        raise ValueError("A pile with a finer part in its key holds one school.")
    pile, _ = Pile.objects.get_or_create(release=release, group=list(group))
    turnout.people = _shuffled([*turnout.people, [who, school]])
    pile.answers = _shuffled([*pile.answers, *answers])
    turnout.save(update_fields=["people"])
    pile.save(update_fields=["answers"])
    return True


def _answers(release: Release, group: Key, rest: Key, said: Mapping[int, str | int]) -> list[Answer]:
    if len(group) + len(rest) != len(release.layout):
        raise ValueError("This key is none of the layout.")
    answers = []
    for number, subject in enumerate(release.subjects):
        is_text = subject.kind == SubjectKind.TEXT
        value = said.get(number, "" if is_text else 0 if subject.kind == SubjectKind.HOURS else NO_ANSWER)
        if is_text and not value:
            continue
        if not subject.accepts(value):
            raise ValueError("This is no answer to this subject.")
        answers.append(Answer(() if is_text else rest, number, value))
    return answers


def _shuffled(rows: list) -> list:
    _chance.shuffle(rows)
    return rows


def answered_by(who: str, releases: list[int]) -> set[int]:
    """In which of these rounds that are still open this person answered."""
    open_now = Turnout.objects.filter(release__in=releases)
    return {turnout.release_id for turnout in open_now if any(person == who for person, _ in turnout.people)}


def renew_turnouts() -> None:
    """How many answered so far, in steps of five. Once a night."""
    people: Counter[int] = Counter()
    for turnout in Turnout.objects.all():
        people[turnout.release_id] += len(turnout.people)
    for release, number in people.items():
        open_now = Release.objects.filter(pk=release, published_at=None)
        open_now.update(at_least=number - number % SMALLEST)


@transaction.atomic
def postpone(release: Release, closes_at: datetime, *, now: datetime) -> None:
    """Later only, and only as long as it hasn't closed."""
    open_now = Release.objects.filter(pk=release.pk, published_at=None, closes_at__gt=now, closes_at__lt=closes_at)
    open_now.update(closes_at=closes_at)
