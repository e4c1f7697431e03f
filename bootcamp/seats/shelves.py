"""Whose shelves a seat opens."""

from django.db.models import QuerySet

from bootcamp.seats.models import seats_followed_by
from portal.files import shelves
from portal.files.models import Shelf
from portal.people import access


@shelves.opener
def shelves_of_participants(user) -> QuerySet[Shelf]:
    """The shelves of bootcamps in which the user or a school of the user has a seat; HPP opens them all."""
    if access.is_hpp(user):
        return Shelf.objects.filter(bootcamp__isnull=False)
    mine = {seat.bootcamp_id for seat in seats_followed_by(user) if seat.is_active}
    return Shelf.objects.filter(bootcamp__in=mine)
