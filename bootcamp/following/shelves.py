"""Which shelves open after a session, and which stages of the approach."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from bootcamp.seats.models import WorkSession, seats_followed_by
from portal import once
from portal.files import shelves
from portal.files.models import Shelf
from portal.files.shelves import Opening
from portal.people import access


@shelves.opener
def shelves_after_sessions(user) -> Iterable[int]:
    """Open to the schools of a bootcamp, and to its guests, from the moment the session has ended; to HPP always."""
    if access.is_hpp(user):
        return Shelf.objects.filter(after_session__isnull=False).values_list("pk", flat=True)
    now = timezone.now()
    return [shelf for _, ends_at, shelf in _sessions_of(user) if shelf and ends_at <= now]


@shelves.stager
def stages_of_participants(user, now: datetime) -> Iterable[str]:
    """Before the first from the moment there is a seat, before another from the end of the one before it. A session
    that falls out holds nothing back: the next one opens what it would have opened."""
    if not _active_seats(user):
        return []
    last = max((number for number, ends_at, _ in _sessions_of(user) if ends_at <= now), default=0)
    return [
        *(shelves.after(number) for number in range(1, last + 1)),
        *(shelves.before(number) for number in range(1, last + 2)),
    ]


@shelves.announcer
def when_groups_come_to(stage: str, now: datetime) -> Iterable[Opening]:
    side, number = stage.split("-")
    ended = int(number) if side == "na" else int(number) - 1
    sessions = WorkSession.objects.filter(bootcamp__is_published=True, cancelled_at=None)
    by_group: dict[tuple[int, str], list[tuple[int, datetime]]] = defaultdict(list)
    for bootcamp, title, session, ends_at in sessions.filter(
        bootcamp__in=sessions.filter(ends_at__gt=now).values("bootcamp")
    ).values_list("bootcamp", "bootcamp__title", "number", "ends_at"):
        by_group[bootcamp, title].append((session, ends_at))
    for (_, title), moments in by_group.items():
        opens = [ends_at for session, ends_at in moments if session >= ended]
        if ended == 0:
            yield Opening(title, None)
        elif opens:
            yield Opening(title, min(opens))


def _active_seats(user) -> list:
    return [seat for seat in seats_followed_by(user) if seat.is_active]


def _sessions_of(user) -> list[tuple[int, datetime, int | None]]:
    """(number, end, shelf) of the sessions of this user's bootcamps, and of those followed elsewhere instead."""
    return once.asked(("sessions with shelves", user.pk), lambda: _look_up(user))


def _look_up(user) -> list[tuple[int, datetime, int | None]]:
    seats = _active_seats(user)
    if not seats:
        return []
    theirs = Q(bootcamp__in={seat.bootcamp_id for seat in seats}) | Q(swapped_in__seat__in={seat.pk for seat in seats})
    sessions = WorkSession.objects.filter(theirs, cancelled_at=None)
    return list(sessions.values_list("number", "ends_at", "after__shelf"))
