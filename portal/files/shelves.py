"""Which shelves someone may open, and what lies on them. The rooms answer the first, materials the second; neither
needs to know the other.

@shelves.opener
def shelves_of_participants(user): return [numbers of shelves]

What isn't of one bootcamp but of the approach hangs on a stage: before or after its n-th session. Rooms that hold
sessions say at which stages someone is (`stager`), and when which group comes to one (`announcer`).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
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


LAST_SESSION = 12


def before(number: int) -> str:
    return f"voor-{number}"


def after(number: int) -> str:
    return f"na-{number}"


def stages() -> list[tuple[str, str]]:
    """(stage, in words), in the order in which someone comes by them."""
    numbers = range(1, LAST_SESSION + 1)
    return [
        stage
        for number in numbers
        for stage in ((before(number), f"vóór werksessie {number}"), (after(number), f"na werksessie {number}"))
    ]


Stager = Callable[[Any, datetime], Iterable[str]]
STAGERS: list[Stager] = []


def stager(function: Stager) -> Stager:
    STAGERS.append(function)
    return function


def stages_open_to(user: Any, *, now: datetime) -> list[str]:
    if not user.is_authenticated:
        return []
    return sorted({stage for function in STAGERS for stage in function(user, now)})


@dataclass(frozen=True)
class Opening:
    """From when a group is at a stage; `at` is None where that is as soon as someone has a seat."""

    group: str
    at: datetime | None


Announcer = Callable[[str, datetime], Iterable[Opening]]
ANNOUNCERS: list[Announcer] = []


def announcer(function: Announcer) -> Announcer:
    ANNOUNCERS.append(function)
    return function


def openings(stage: str, *, now: datetime) -> list[Opening]:
    """Of groups that are still to come or under way, the first one first."""
    coming = [opening for function in ANNOUNCERS for opening in function(stage, now)]
    return sorted(coming, key=lambda opening: (opening.at is not None, opening.at or now, opening.group))
