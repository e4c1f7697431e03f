"""Where someone stands in a bootcamp: what is behind, what is next, what comes later."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from bootcamp.seats.models import WorkSession


@dataclass(frozen=True)
class Stop:
    session: WorkSession
    is_done: bool
    is_next: bool

    @property
    def is_cancelled(self) -> bool:
        return self.session.cancelled_at is not None


@dataclass
class Route:
    """Sessions by time. One that doesn't take place stays in sight, yet is never the next."""

    sessions: Iterable[WorkSession]
    now: datetime
    next: WorkSession | None = field(init=False)
    stops: list[Stop] = field(init=False)

    def __post_init__(self) -> None:
        in_order = sorted(self.sessions, key=_by_time)
        self.next = next_session(in_order, self.now)
        self.stops = [Stop(session, session.has_ended_at(self.now), session is self.next) for session in in_order]

    @property
    def days_left(self) -> int | None:
        """Days until the next session, 0 when it is today; nothing when there is none."""
        return days_between(self.now, self.next.starts_at) if self.next else None

    @property
    def can_join(self) -> bool:
        return self.next is not None and self.next.can_be_joined_at(self.now)

    @property
    def is_on(self) -> bool:
        """The next session has begun."""
        return self.next is not None and self.next.has_started_at(self.now)


def _by_time(session: WorkSession) -> tuple[datetime, int]:
    return session.starts_at, session.pk


def next_session(sessions: Iterable[WorkSession], now: datetime) -> WorkSession | None:
    """The first that goes on and isn't over."""
    to_come = [session for session in sessions if not session.cancelled_at and not session.has_ended_at(now)]
    return min(to_come, key=_by_time, default=None)


def days_between(now: datetime, moment: datetime) -> int:
    today: date = timezone.localdate(now)
    return max((timezone.localdate(moment) - today).days, 0)
