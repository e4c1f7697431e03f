"""A seat that is given back. Rooms above say here what becomes of theirs; the action needn't know the rooms.

@leaving.goes_along
def end_requests(seat, *, by, now): ...     # in the transaction of the action
"""

from collections.abc import Callable
from datetime import datetime

from bootcamp.seats.models import Seat
from portal.people.models import User

Follow = Callable[..., None]
FOLLOWS: list[Follow] = []


def goes_along(function: Follow) -> Follow:
    FOLLOWS.append(function)
    return function


def follow(seat: Seat, *, by: User | None, now: datetime) -> None:
    for function in FOLLOWS:
        function(seat, by=by, now=now)
