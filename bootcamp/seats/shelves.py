"""Whose shelves a seat opens."""

from collections.abc import Iterable

from bootcamp.seats.models import seats_followed_by
from portal.files import shelves
from portal.files.models import Shelf
from portal.people import access


@shelves.opener
def shelves_of_participants(user) -> Iterable[int]:
    """The shelves of bootcamps in which the user or a school of the user has a seat; HPP opens them all."""
    if access.is_hpp(user):
        return Shelf.objects.filter(bootcamp__isnull=False).values_list("pk", flat=True)
    return [seat.shelf_id for seat in seats_followed_by(user) if seat.is_active and seat.shelf_id]
