"""The shelves of a session: what to prepare with, and what opens once it is over."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bootcamp.following.models import AfterSession
from bootcamp.seats.models import WorkSession, seats_followed_by
from portal.files import shelves
from portal.files.models import Shelf
from portal.people import access


@shelves.opener
def shelves_of_sessions(user) -> Iterable[int]:
    """What to prepare with is open to the schools of a bootcamp and to its guests; what comes after, once the session
    has ended; to HPP always."""
    if access.is_hpp(user):
        of_sessions = Q(after_session__isnull=False) | Q(before_session__isnull=False)
        return Shelf.objects.filter(of_sessions).values_list("pk", flat=True)
    seats = [seat for seat in seats_followed_by(user) if seat.is_active]
    if not seats:
        return []
    theirs = Q(bootcamp__in={seat.bootcamp_id for seat in seats}) | Q(swapped_in__seat__in={seat.pk for seat in seats})
    sessions = WorkSession.objects.filter(theirs, after__isnull=False, cancelled_at=None)
    now = timezone.now()
    return {
        shelf
        for before, after, ends_at in sessions.values_list("after__shelf_before", "after__shelf", "ends_at")
        for shelf in (before, after if ends_at <= now else None)
        if shelf is not None
    }


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
