"""What goes out next by itself, what is on its way, and what got stuck."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from bootcamp.running import rules
from bootcamp.running.models import MailRule
from bootcamp.running.state import SeatFigures
from bootcamp.seats.actions.turns import line
from bootcamp.seats.models import Application, Bootcamp, Seat, Swap, WorkSession
from portal.post.models import About, Letter, LetterQuerySet

NEXT = 4
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
    first = sorted(coming, key=lambda going: (going[0], going[2].pk, going[1].audience))[:NEXT]
    guests = _guests({session.pk for _, _, session in first})
    return [
        Going(at, rule, session, _number(rule, session, bootcamp, figures, guests[session.pk]))
        for at, rule, session in first
    ]


def _guests(sessions: set[int]) -> Counter[int]:
    """How many seats more (or fewer) than those of the bootcamp attend each session, by swapping."""
    swaps = Swap.objects.filter(seat__cancelled_at=None)
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


def stuck(bootcamp: Bootcamp, *, now: datetime) -> LetterQuerySet:
    return Letter.objects.about(bootcamp).stuck(now=now)


def name_schools(letters: Iterable[Letter]) -> None:
    """Beside each mail the school that it is about, with one query for all."""
    about = About.objects.filter(
        letter__in=[letter.pk for letter in letters],
        content_type__app_label=Seat._meta.app_label,
        content_type__model=Seat._meta.model_name,
    )
    seat_of = dict(about.values_list("letter", "object_id"))
    names = dict(Seat.objects.filter(pk__in=seat_of.values()).values_list("pk", "school__name"))
    for letter in letters:
        letter.school = names.get(seat_of.get(letter.pk, 0), "")


def line_of(bootcamp: Bootcamp) -> list[Application]:
    """Who waits, first in line first."""
    return [application for party in line(bootcamp) for application in party.members]
