"""Which shelves someone may open. The rooms answer; materials asks here and needn't know the rooms.

@shelves.opener
def shelves_of_participants(user): return Shelf.objects.filter(bootcamp__...)
"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from portal.files.models import Shelf

Opener = Callable[..., QuerySet[Shelf]]
OPENERS: list[Opener] = []


def opener(function: Opener) -> Opener:
    OPENERS.append(function)
    return function


def open_to(user: Any) -> QuerySet[Shelf]:
    """The shelves that any room opens for this user, as one subquery."""
    shelves = Shelf.objects.none()
    if user.is_authenticated:
        for function in OPENERS:
            shelves = shelves | function(user)
    return shelves.distinct()
