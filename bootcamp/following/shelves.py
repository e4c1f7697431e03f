"""Which shelves open after a session."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from bootcamp.seats.models import WorkSession, seats_followed_by
from portal.files import shelves
from portal.files.models import Shelf
from portal.people import access


@shelves.opener
def shelves_after_sessions(user) -> QuerySet[Shelf]:
    """Open to the schools of a bootcamp, and to its guests, from the moment the session has ended; to HPP always."""
    if access.is_hpp(user):
        return Shelf.objects.filter(after_session__isnull=False)
    seats = [seat for seat in seats_followed_by(user) if seat.is_active]
    if not seats:
        return Shelf.objects.none()
    theirs = Q(bootcamp__in={seat.bootcamp_id for seat in seats}) | Q(swapped_in__seat__in={seat.pk for seat in seats})
    ended = WorkSession.objects.filter(theirs, ends_at__lte=timezone.now(), cancelled_at=None)
    return Shelf.objects.filter(after_session__session__in=ended.values("pk"))
