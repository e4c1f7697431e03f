"""Which shelves open after a session."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from bootcamp.seats.models import WorkSession, seats_followed_by
from portal.files import shelves
from portal.files.models import Shelf
from portal.people import access


@shelves.opener
def shelves_after_sessions(user) -> Iterable[int]:
    """Open to the schools of a bootcamp, and to its guests, from the moment the session has ended; to HPP always."""
    if access.is_hpp(user):
        return Shelf.objects.filter(after_session__isnull=False).values_list("pk", flat=True)
    seats = [seat for seat in seats_followed_by(user) if seat.is_active]
    if not seats:
        return []
    theirs = Q(bootcamp__in={seat.bootcamp_id for seat in seats}) | Q(swapped_in__seat__in={seat.pk for seat in seats})
    ended = WorkSession.objects.filter(theirs, ends_at__lte=timezone.now(), cancelled_at=None)
    return ended.exclude(after__shelf=None).values_list("after__shelf", flat=True)
