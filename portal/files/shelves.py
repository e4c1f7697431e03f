"""Which shelves someone may open. The rooms answer; materials asks here and needn't know the rooms.

@shelves.opener
def shelves_of_participants(user): return Shelf.objects.filter(bootcamp__...)
"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from portal import once
from portal.files.models import Shelf

Opener = Callable[..., QuerySet[Shelf]]
OPENERS: list[Opener] = []


def opener(function: Opener) -> Opener:
    OPENERS.append(function)
    return function


def open_to(user: Any) -> list[int]:
    """The numbers of the shelves that any room opens for this user."""
    return once.asked(("shelves", user.pk), lambda: _look_up(user)) if user.is_authenticated else []


def _look_up(user: Any) -> list[int]:
    shelves = Shelf.objects.none()
    for function in OPENERS:
        shelves = shelves | function(user)
    return list(shelves.distinct().values_list("pk", flat=True))
