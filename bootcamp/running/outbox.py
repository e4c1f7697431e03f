"""What goes out next by itself, what is on its way, and what got stuck."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from bootcamp.actions.turns import line
from bootcamp.models import Application, Bootcamp, Letter, WorkSession
from bootcamp.running import rules
from bootcamp.running.models import MailRule
from portal import jobs
from portal.models import Job

# A mail that is on its way this long, isn't any more.
SLOW = timedelta(minutes=10)
NEXT = 4
AFTERWARDS = (MailRule.Audience.PRESENT, MailRule.Audience.ABSENT)


@dataclass(frozen=True)
class Going:
    at: datetime
    rule: MailRule
    session: WorkSession
    number: int | None
    """How many people it would go to now; unknown for who will be there or not."""


def next_to_go(bootcamp: Bootcamp, sessions: Iterable[WorkSession], *, now: datetime) -> list[Going]:
    """The first few mails that go by themselves, with how many people they would go to now."""
    if not bootcamp.is_published:
        return []
    own = [rule for rule in rules.of_bootcamp(bootcamp) if rule.is_on]
    coming = [
        (at, rule, session)
        for session in sessions
        for rule in own
        if not session.cancelled_at and rules.is_for(rule, session) and (at := rules.goes_at(rule, session)) > now
    ]
    coming.sort(key=lambda each: (each[0], each[2].pk, each[1].audience))
    count = functools.cache(_count)
    return [
        Going(at, rule, session, None if rule.audience in AFTERWARDS else count(rule.audience, session, bootcamp))
        for at, rule, session in coming[:NEXT]
    ]


def _count(audience: str, session: WorkSession, bootcamp: Bootcamp) -> int:
    # As the last mail before the session would find them: whoever is in now.
    rule = MailRule(bootcamp=bootcamp, moment=MailRule.Moment.DAY_BEFORE, audience=audience)
    return rules.recipients(rule, session).order_by().values("to_id_").distinct().count()


def stuck(bootcamp: Bootcamp, *, now: datetime) -> QuerySet[Letter]:
    """Written a while ago, still not sent, and not too late."""
    return Letter.objects.to_send(now=now).filter(bootcamp=bootcamp, written_at__lt=now - SLOW)


def number_stuck(bootcamp: Bootcamp, *, now: datetime) -> int:
    return stuck(bootcamp, now=now).count()


def try_again(bootcamp: Bootcamp, *, now: datetime) -> int:
    """A fresh start for each mail that got stuck. Returns how many; a job that still runs is left alone."""
    return sum(_again(pk, now) for pk in stuck(bootcamp, now=now).values_list("pk", flat=True))


@transaction.atomic
def _again(letter_id: int, now: datetime) -> bool:
    # The lock: two who press at the same moment would otherwise each make a job.
    letter = Letter.objects.to_send(now=now).select_for_update(of=("self",)).filter(pk=letter_id).first()
    if letter is None:
        return False
    mine = Job.objects.filter(kind="bootcamp.letter", arguments__letter_id=letter.pk)
    if job := mine.unfinished().first():
        if job.state == Job.State.QUEUED:
            Job.objects.filter(pk=job.pk, state=Job.State.QUEUED).update(run_after=now, heartbeat_at=None)
            jobs.wake_after_commit(job)
        return True
    if failed := mine.filter(state=Job.State.FAILED).first():
        jobs.try_again(failed, now=now)
    else:
        jobs.enqueue("bootcamp.letter", now=now, letter_id=letter.pk)
    return True


def line_of(bootcamp: Bootcamp) -> list[Application]:
    """Who waits, first in line first."""
    return [application for party in line(bootcamp) for application in party.members]
