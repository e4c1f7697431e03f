"""Which shelves someone may open, and what lies on them. The rooms answer the first, materials the second; neither
needs to know the other.

@shelves.opener
def shelves_of_participants(user): return [numbers of shelves]
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from portal import once

Opener = Callable[..., Iterable[int]]
OPENERS: list[Opener] = []


def opener(function: Opener) -> Opener:
    OPENERS.append(function)
    return function


def open_to(user: Any) -> list[int]:
    """The numbers of the shelves that any room opens for this user."""
    return once.asked(("shelves", user.pk), lambda: _look_up(user)) if user.is_authenticated else []


def opens(user: Any, shelf_id: int) -> bool:
    """Whether it is one of those; asks no further room once one says yes."""
    return user.is_authenticated and any(shelf_id in function(user) for function in OPENERS)


def _look_up(user: Any) -> list[int]:
    return sorted({number for function in OPENERS for number in function(user)})


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
