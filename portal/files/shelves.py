"""Which shelves someone may open. The rooms answer; materials asks here and needn't know the rooms.

@shelves.opener
def shelves_of_participants(user): return [numbers of shelves]
"""

from collections.abc import Callable, Iterable
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
