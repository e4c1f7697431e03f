"""The shelves of a session, which of them open when, and which stages of the approach do."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bootcamp.following.models import AfterSession
from bootcamp.seats.models import WorkSession, seats_followed_by
from portal import once
from portal.files import shelves
from portal.files.models import Shelf
from portal.files.shelves import Opening
from portal.people import access


@shelves.opener
def shelves_of_sessions(user) -> Iterable[int]:
    """What to prepare with is open to the schools of a bootcamp and to its guests; what comes after, once the session
    has ended; to HPP always."""
    if access.is_hpp(user):
        of_sessions = Q(after_session__isnull=False) | Q(before_session__isnull=False)
        return Shelf.objects.filter(of_sessions).values_list("pk", flat=True)
    now = timezone.now()
    return {
        shelf
        for _, ends_at, before, after in _sessions_of(user)
        for shelf in (before, after if ends_at <= now else None)
        if shelf is not None
    }


@shelves.stager
def stages_of_participants(user, now: datetime) -> Iterable[str]:
    """Before the first from the moment there is a seat, before another from the end of the one before it. A session
    that falls out holds nothing back: the next one opens what it would have opened."""
    if not _active_seats(user):
        return []
    last = max((number for number, ends_at, _, _ in _sessions_of(user) if ends_at <= now), default=0)
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


def _sessions_of(user) -> list[tuple[int, datetime, int | None, int | None]]:
    """(number, end, shelf before, shelf after) of the sessions of this user's bootcamps, and of those elsewhere."""
    return once.asked(("sessions with shelves", user.pk), lambda: _look_up(user))


def _look_up(user) -> list[tuple[int, datetime, int | None, int | None]]:
    seats = _active_seats(user)
    if not seats:
        return []
    theirs = Q(bootcamp__in={seat.bootcamp_id for seat in seats}) | Q(swapped_in__seat__in={seat.pk for seat in seats})
    sessions = WorkSession.objects.filter(theirs, cancelled_at=None)
    return list(sessions.values_list("number", "ends_at", "after__shelf_before", "after__shelf"))


@transaction.atomic
def make(session: WorkSession, *, before: bool = False) -> AfterSession:
    """Twice is once."""
    after, _ = AfterSession.objects.select_for_update().get_or_create(session=session)
    name = "shelf_before" if before else "shelf"
    if getattr(after, name) is None:
        title = f"{'Voor' if before else 'Na'} werksessie {session.number}, {session.bootcamp.shelf.title}"
        setattr(after, name, Shelf.objects.create(title=title[:160]))
        after.save(update_fields=[name])
    return after
