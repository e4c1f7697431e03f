"""Whose shelves a seat opens."""

from django.db.models import QuerySet

from bootcamp.seats.models import Seat
from portal.files import shelves
from portal.files.models import Shelf
from portal.people import access


@shelves.opener
def shelves_of_participants(user) -> QuerySet[Shelf]:
    """The shelves of bootcamps in which the user or a school of the user has a seat; HPP opens them all."""
    if access.is_hpp(user):
        return Shelf.objects.filter(bootcamp__isnull=False)
    seats = Seat.objects.active().followed_by(user)
    return Shelf.objects.filter(bootcamp__in=seats.values("bootcamp"))
