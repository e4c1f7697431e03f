"""Where someone stands in a bootcamp: what is behind, what is next, what comes later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from bootcamp.models import WorkSession


@dataclass(frozen=True)
class Stop:
    session: WorkSession
    is_done: bool
    is_next: bool


class Route:
    def __init__(self, sessions: Iterable[WorkSession], *, now: datetime):
        in_order = sorted(sessions, key=lambda session: (session.starts_at, session.pk))
        self.now = now
        self.next = next((session for session in in_order if not session.has_ended_at(now)), None)
        self.stops = [Stop(session, session.has_ended_at(now), session is self.next) for session in in_order]

    @property
    def days_left(self) -> int | None:
        """Days until the next session, 0 when it is today; nothing when there is none."""
        if self.next is None:
            return None
        days = (timezone.localdate(self.next.starts_at) - timezone.localdate(self.now)).days
        return max(days, 0)

    @property
    def can_join(self) -> bool:
        return self.next is not None and self.next.can_be_joined_at(self.now)

    @property
    def is_on(self) -> bool:
        """The next session has begun."""
        return self.next is not None and self.next.has_started_at(self.now)
