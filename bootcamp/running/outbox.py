"""What goes out next by itself, what is on its way, and what got stuck."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from bootcamp.running import rules
from bootcamp.running.models import MailRule
from bootcamp.running.state import SeatFigures
from bootcamp.seats.actions.turns import line
from bootcamp.seats.models import Application, Bootcamp, Letter, Participation, Swap, WorkSession
from portal.jobs import queue
from portal.jobs.models import Job

# A mail that is on its way this long, isn't any more.
SLOW = timedelta(minutes=10)
NEXT = 4
PROOFS = ("bootcamp.proof_of_enrolment", "bootcamp.proof_of_cancellation")
MOST_PROOFS = 500
AFTERWARDS = (MailRule.Audience.PRESENT, MailRule.Audience.ABSENT)


@dataclass(frozen=True)
class Going:
    at: datetime
    rule: MailRule
    session: WorkSession
    number: int | None
    """How many schools it would go to now; unknown for who will be there or not."""


def next_to_go(
    bootcamp: Bootcamp, sessions: Iterable[WorkSession], figures: SeatFigures, *, now: datetime
) -> list[Going]:
    """The first few mails that go by themselves."""
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
    first = coming[:NEXT]
    guests = _guests({session.pk for _, _, session in first})
    return [
        Going(at, rule, session, _number(rule, session, bootcamp, figures, guests[session.pk]))
        for at, rule, session in first
    ]


def _guests(sessions: set[int]) -> Counter[int]:
    """How many seats more (or fewer) than those of the bootcamp attend each session, by swapping."""
    swaps = Swap.objects.filter(enrolment__cancelled_at=None)
    moves = swaps.filter(Q(session__in=sessions) | Q(instead__in=sessions)).values_list("session", "instead")
    more: Counter[int] = Counter()
    for left, came in moves:
        more[left] -= 1
        more[came] += 1
    return more


def _number(rule: MailRule, session: WorkSession, bootcamp: Bootcamp, figures: SeatFigures, guests: int) -> int | None:
    if rule.audience in AFTERWARDS:
        return None
    if rule.audience == MailRule.Audience.WAITING:
        return bootcamp.waiting
    if rule.audience == MailRule.Audience.NOT_PREPARED:
        return figures.number - (figures.ready or 0) if session == figures.upcoming else figures.number
    return figures.number + guests


def stuck(bootcamp: Bootcamp, *, now: datetime) -> QuerySet[Letter]:
    """Written a while ago, still not sent, and not too late."""
    return Letter.objects.to_send(now=now).filter(bootcamp=bootcamp, written_at__lt=now - SLOW)


def stuck_proofs(bootcamp: Bootcamp, *, now: datetime) -> list[Job]:
    """The jobs of mails that prove a seat was taken or given back, and that did not get away."""
    waiting = Job.objects.filter(kind__in=PROOFS, created_at__lt=now - SLOW).exclude(state=Job.State.DONE)
    by_person = {job.arguments["participation_id"]: job for job in waiting.order_by("created_at", "pk")[:MOST_PROOFS]}
    if not by_person:
        return []
    here = Participation.objects.filter(pk__in=by_person, enrolment__bootcamp=bootcamp, user__is_active=True)
    return [by_person[pk] for pk in here.order_by("pk").values_list("pk", flat=True)]


def number_stuck(bootcamp: Bootcamp, *, now: datetime) -> int:
    return stuck(bootcamp, now=now).count() + len(stuck_proofs(bootcamp, now=now))


def try_again(bootcamp: Bootcamp, *, now: datetime) -> int:
    """A fresh start for each mail that got stuck. Returns how many; a job that still runs is left alone."""
    proofs = stuck_proofs(bootcamp, now=now)
    for job in proofs:
        _wake(job, now)
    return len(proofs) + sum(_again(pk, now) for pk in stuck(bootcamp, now=now).values_list("pk", flat=True))


@transaction.atomic
def _again(letter_id: int, now: datetime) -> bool:
    # The lock: two who press at the same moment would otherwise each make a job.
    letter = Letter.objects.to_send(now=now).select_for_update(of=("self",)).filter(pk=letter_id).first()
    if letter is None:
        return False
    mine = Job.objects.filter(kind="bootcamp.letter", arguments__letter_id=letter.pk)
    job = mine.unfinished().first() or mine.filter(state=Job.State.FAILED).first()
    if job:
        _wake(job, now)
    else:
        queue.enqueue("bootcamp.letter", now=now, letter_id=letter.pk)
    return True


@transaction.atomic
def _wake(job: Job, now: datetime) -> None:
    if job.state == Job.State.FAILED:
        queue.try_again(job, now=now)
    elif Job.objects.filter(pk=job.pk, state=Job.State.QUEUED).update(run_after=now, heartbeat_at=None):
        queue.wake_after_commit(job)


def line_of(bootcamp: Bootcamp) -> list[Application]:
    """Who waits, first in line first."""
    return [application for party in line(bootcamp) for application in party.members]
