"""Which shelves someone may open, and what lies on them. The rooms answer the first, materials the second; neither
needs to know the other.

@shelves.opener
def shelves_of_participants(user): return Shelf.objects.filter(bootcamp__...)
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
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


@dataclass(frozen=True)
class OnShelf:
    shelf_id: int
    title: str
    url: str


Lister = Callable[[Collection[int], Any], list[OnShelf]]
LISTERS: list[Lister] = []


def lister(function: Lister) -> Lister:
    LISTERS.append(function)
    return function


def lying_on(shelf_ids: Collection[int], user: Any) -> dict[int, list[OnShelf]]:
    """By shelf, what this user may take from it; as many queries for many shelves as for one."""
    lying: dict[int, list[OnShelf]] = defaultdict(list)
    for function in LISTERS:
        for one in function(shelf_ids, user):
            lying[one.shelf_id].append(one)
    return lying
