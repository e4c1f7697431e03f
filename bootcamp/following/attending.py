"""Who was where, and who caught up: of one person, or of a school as a whole."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps

from bootcamp.seats.actions import NotPossible
from bootcamp.seats.models import Attendance, Participation, Seat, WorkSession
from portal import kept
from portal.people.models import User

State = Attendance.State


@dataclass(frozen=True)
class Presence:
    """`by_other` is a session that someone else attended on this seat before it was handed over; `came_later` one that
    was over when this person came in."""

    state: str = ""
    by_other: bool = False
    came_later: bool = False

    @property
    def counts(self) -> bool:
        """For a certificate."""
        return self.state in (State.PRESENT, State.CAUGHT_UP) and not self.by_other

    @property
    def can_catch_up(self) -> bool:
        return self.state == State.ABSENT or self.by_other or (self.came_later and not self.counts)


def presence(sessions: Collection[WorkSession], people: Collection[Participation]) -> dict[int, Presence]:
    """By session; of more people the one who was there most counts. Two queries."""
    them = [person.pk for person in people]
    noted = Attendance.objects.filter(session__in=[session.pk for session in sessions], participation__in=them)
    return _presence(sessions, people, noted, _handed_at(people))


ON_SEAT = kept.Question(lambda seat: Attendance.objects.filter(participation__seat=seat))
HANDED_ON_SEAT = kept.Question(
    lambda seat: (
        apps.get_model("following.HandOver")
        .objects.filter(participation__seat=seat)
        .order_by("handed_at")
        .values_list("participation", "handed_at")
    )
)


def presence_on_seat(
    seat: Seat, sessions: Collection[WorkSession], people: Collection[Participation]
) -> dict[int, Presence]:
    """The same, of people on one seat."""
    return _presence(sessions, people, ON_SEAT(seat.pk), dict(HANDED_ON_SEAT(seat.pk)))


def _presence(
    sessions: Collection[WorkSession],
    people: Collection[Participation],
    noted: Iterable[Attendance],
    handed: dict[int, datetime],
) -> dict[int, Presence]:
    starts = {session.pk: session.starts_at for session in sessions}
    them = {person.pk for person in people}
    by_session: dict[int, list[Presence]] = defaultdict(list)
    for row in noted:
        if row.session_id not in starts or row.participation_id not in them:
            continue
        began, passed_on = starts[row.session_id], handed.get(row.participation_id)
        by_session[row.session_id].append(Presence(row.state, _is_of_other(row, began, passed_on)))
    return {session.pk: _best(by_session[session.pk], _came_later(people, session)) for session in sessions}


def _came_later(people: Collection[Participation], session: WorkSession) -> bool:
    return bool(people) and all(person.missed_by_joining_later(session) for person in people)


def _handed_at(people: Collection[Participation]) -> dict[int, datetime]:
    from bootcamp.following.models import HandOver

    rows = HandOver.objects.filter(participation__in=[person.pk for person in people]).order_by("handed_at")
    return dict(rows.values_list("participation", "handed_at"))


def _is_of_other(row: Attendance, began: datetime, handed_at: datetime | None) -> bool:
    if handed_at is None:
        return False
    return row.noted_at < handed_at if row.state == State.CAUGHT_UP else began < handed_at


def _best(presences: list[Presence], came_later: bool) -> Presence:
    ranks = {State.PRESENT: 0, State.CAUGHT_UP: 1, State.ABSENT: 2}
    nothing_noted = Presence(came_later=came_later)
    return min(presences, key=lambda presence: (presence.by_other, ranks[State(presence.state)]), default=nothing_noted)


def catch_up(participation: Participation, session: WorkSession, *, by: User, now: datetime) -> None:
    """What HPP noted as missed, or was before someone's time, becomes caught up; doing it twice is doing it once."""
    if not session.has_ended_at(now) or session.cancelled_at:
        raise NotPossible("Inhalen kan nadat de sessie is geweest.")
    here = presence([session], [participation])[session.pk]
    if here.counts:
        return
    if not here.can_catch_up:
        raise NotPossible("HPP heeft nog niet genoteerd wie er was. Kijk later nog eens.")
    Attendance.objects.update_or_create(
        session=session,
        participation=participation,
        defaults={"state": State.CAUGHT_UP, "noted_by": by, "noted_at": now},
    )
