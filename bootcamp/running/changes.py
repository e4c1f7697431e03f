"""Changes that touch people: shown first with who is affected, done after confirmation, told by mail.

A change is a list of sessions as they are and as they will be. Nothing is stored until `make` does it all at once;
`version` says which state was shown, so that what someone else changed meanwhile is never overwritten unseen.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from bootcamp.running import clock, letters, words
from bootcamp.seats import actions
from bootcamp.seats.letters import leader_of
from bootcamp.seats.models import Application, Bootcamp, Participation, Seat, WorkSession
from bootcamp.seats.models.sessions import IN_CALENDARS
from portal.people.models import User
from portal.post import writing
from portal.post.models import Letter
from portal.post.writing import Draft

# What people plan their day by; a change of any of these is told.
TOLD = ("title", "starts_at", "ends_at", "place", "join_link", "cancelled_at")


class Outdated(Exception):
    """Someone else changed the dates since they were shown."""


@dataclass(frozen=True)
class ChangedLine:
    """What changes, was and becomes, in words."""

    what: str
    before: str
    after: str
    is_decision: bool = False
    """That a session doesn't go on, or does after all: `after` says so by itself."""

    def __str__(self) -> str:
        if self.is_decision:
            return f"{self.what}, op {self.before}: {self.after}"
        return f"{self.what}: was {self.before}, wordt {self.after}" if self.before else f"{self.what}: {self.after}"


@dataclass(frozen=True)
class Addressee:
    """Someone who hears of the change: who takes part, or waits for a seat."""

    letterhead: words.Letterhead
    seat: Seat | None

    @property
    def user(self) -> User:
        return self.letterhead.to


@dataclass
class DateChange:
    bootcamp: Bootcamp
    before: list[WorkSession]
    after: list[WorkSession]
    subject: str
    intro: str
    title_before: str = ""
    place_before: str = ""
    also: Callable[[], object] | None = None
    """What else is saved in the same transaction, such as texts that nobody needs to hear of."""
    version: str = field(init=False)

    def __post_init__(self) -> None:
        self.version = version_of(self.bootcamp)
        self.title_before = self.title_before or self.bootcamp.title
        self.place_before = self.place_before or self.bootcamp.place

    @property
    def _pairs(self) -> list[tuple[WorkSession | None, WorkSession]]:
        old = {session.pk: session for session in self.before}
        return [(old.get(session.pk), session) for session in self.after]

    @cached_property
    def sessions(self) -> list[tuple[WorkSession | None, WorkSession]]:
        """(before, after) of those that change for people; a new one has no before."""
        return [(old, new) for old, new in self._pairs if old is None or _differ(old, new, TOLD)]

    @cached_property
    def lines(self) -> list[ChangedLine]:
        lines = [ChangedLine("titel", self.title_before, self.bootcamp.title)] if self._new_title else []
        lines += [ChangedLine("plaats", self.place_before, self.bootcamp.place)] if self._new_place else []
        for old, new in self.sessions:
            lines += list(_lines(old, new, self.bootcamp))
        return lines

    @property
    def _new_title(self) -> bool:
        return self.title_before != self.bootcamp.title

    @property
    def _new_place(self) -> bool:
        return self.place_before != self.bootcamp.place

    @property
    def is_told(self) -> bool:
        return bool(self.lines)

    @property
    def text(self) -> str:
        lines = "\n".join(f"- {line}" for line in self.lines)
        return (
            f"Hallo {{voornaam}},\n\n{self.intro}\n\n{lines}\n\n"
            "Doe je mee? Open dan de bijlagen. Je agenda past zich aan: wat verschuift, verschuift, en wat niet "
            "doorgaat, gaat eruit. Alles staat ook op je eigen pagina:\n{link}"
        )

    @property
    def seats(self) -> QuerySet[Seat]:
        """Seats whose people are touched, guests among them."""
        changed = [old or new for old, new in self.sessions]
        if self._new_title or self._new_place or any(session.pk is None for session in changed):
            touched = Q(bootcamp=self.bootcamp)
        else:
            touched = Q(pk=None)
        for session in changed:
            if session.pk:
                touched |= Q(pk__in=Seat.objects.attending(session).values("pk"))
        return Seat.objects.active().filter(touched)

    @property
    def waiting(self) -> QuerySet[Application]:
        """Who waits for a seat only needs to know when it is."""
        moves = any(old is None or _differ(old, new, ("starts_at", "cancelled_at")) for old, new in self.sessions)
        waiting = self.bootcamp.applications.open().filter(asked_by__is_active=True)
        return waiting if moves else waiting.none()

    @property
    def touches_people(self) -> bool:
        return self.is_told and (self.seats.exists() or self.waiting.exists())

    def people(self) -> list[Addressee]:
        """Each person once, by school."""
        addressees: dict[int, Addressee] = {}
        for participation in Participation.objects.filter(seat__in=self.seats, user__is_active=True).by_school():
            letterhead = words.to_participant(participation, bootcamp=self.bootcamp)
            addressees.setdefault(participation.user_id, Addressee(letterhead, participation.seat))
        for application in self.waiting.select_related("asked_by", "school").order_by("school__name", "pk"):
            letterhead = words.to_who_waits(application, bootcamp=self.bootcamp)
            addressees.setdefault(letterhead.to.pk, Addressee(letterhead, None))
        return list(addressees.values())


@transaction.atomic
def make(
    change: DateChange,
    *,
    seen: str,
    now: datetime,
    by: User | None = None,
    subject: str = "",
    text: str = "",
    tell: bool = True,
) -> int:
    """Do it and write the mails. Returns how many people will get one."""
    Bootcamp.objects.select_for_update(of=("self",)).get(pk=change.bootcamp.pk)
    if version_of(change.bootcamp) != seen:
        raise Outdated
    people = change.people() if tell and change.is_told else []
    if change.also:
        change.also()
    for old, new in change._pairs:
        _save(change, old, new, now)
    let_start_follow(change.bootcamp)
    sessions = [new for _, new in change.sessions]
    reply_to = by or leader_of(change.bootcamp)
    drafts = [
        Draft(
            to=person.user,
            once=f"{change.bootcamp.pk}:{seen}",
            subject=words.filled_in(subject, person.letterhead),
            text=words.letter_text(text, person.letterhead, by=by),
            owner=change.bootcamp,
            about=[*filter(None, [person.seat]), *sessions],
            by=by,
            reply_to=reply_to,
        )
        for person in people
    ]
    writing.write_all(letters.CHANGE, drafts, now=now)
    # More seats, or another start, may be for who waits.
    actions.fill(bootcamp_id=change.bootcamp.pk, now=now)
    return len(people)


def _save(change: DateChange, old: WorkSession | None, new: WorkSession, now: datetime) -> None:
    if old is None:
        new.save()
        return
    in_calendars = change._new_title or change._new_place or _differ(old, new, IN_CALENDARS)
    if in_calendars:
        new.sequence = old.sequence
        new.changes_in_calendars(now=now)
    if in_calendars or _differ(old, new, [field.attname for field in WorkSession._meta.concrete_fields]):
        new.save()
    if _differ(old, new, ("starts_at", "ends_at", "place", "cancelled_at")):
        # A reminder that still waits for the mail server would name the old time; the rule writes it anew.
        reminders = Letter.objects.about(old).filter(kind=letters.AUTOMATIC.name)
        reminders.exclude(state=Letter.State.SENT).delete()


def let_start_follow(bootcamp: Bootcamp) -> None:
    """The start is the day of the first session; enrolment closes before it, and no seat is held past it."""
    first = bootcamp.work_sessions.order_by("starts_at", "pk").first()
    if first:
        bootcamp.starts_on = timezone.localdate(first.starts_at)
        bootcamp.save(update_fields=["starts_on", "enrolment_closes"])
    bootcamp.applications.held().filter(held_until__gt=bootcamp.start).update(held_until=bootcamp.start)


def version_of(bootcamp: Bootcamp) -> str:
    """Another one whenever anyone changed anything of this bootcamp or its sessions."""
    state = [
        *Bootcamp.objects.filter(pk=bootcamp.pk).values_list(),
        *WorkSession.objects.filter(bootcamp=bootcamp.pk).order_by("pk").values_list(),
    ]
    return hashlib.sha256(repr(state).encode()).hexdigest()[:16]


def _differ(old: WorkSession, new: WorkSession, names: Iterable[str]) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in names)


def _lines(old: WorkSession | None, new: WorkSession, bootcamp: Bootcamp) -> Iterable[ChangedLine]:
    name = f"Werksessie {new.number}, {new.title}"
    if old is None:
        yield ChangedLine(name, "", f"nieuw, op {when(new)}")
        return
    if bool(old.cancelled_at) != bool(new.cancelled_at):
        yield ChangedLine(name, when(old), "gaat niet door" if new.cancelled_at else "gaat toch door", True)
    if (old.starts_at, old.ends_at) != (new.starts_at, new.ends_at):
        yield ChangedLine(name, when(old), when(new))
    if old.title != new.title:
        yield ChangedLine(f"Werksessie {new.number}, titel", old.title, new.title)
    if old.place != new.place:
        yield ChangedLine(f"{name}, plek", old.place or bootcamp.place, new.place or bootcamp.place)
    if old.join_link != new.join_link:
        yield ChangedLine(name, "", "er is een andere link om mee te doen" if new.join_link else "er is geen link meer")


def when(session: WorkSession) -> str:
    year = timezone.localtime(session.starts_at).year
    return f"{words.day_of(session)} {year}, {words.time_of(session)}"


def shifted(session: WorkSession, days: int) -> WorkSession:
    """A copy of the session so many days later, at the same time by the clock."""
    moved = WorkSession.objects.get(pk=session.pk)
    moved.starts_at, moved.ends_at = clock.later(session.starts_at, days), clock.later(session.ends_at, days)
    return moved
