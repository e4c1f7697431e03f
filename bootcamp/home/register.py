"""What someone can do now for a school, in one order; and what rooms show on the homes of schools and boards.

A room says in its todo.py what it has to do, and in its pieces.py what it shows:

    @register.todo(For.SCHOOL)
    def due_actions(mine: Mine) -> Iterable[Todo]: ...

    @register.piece("bootcamp/results/_figures.html", on=Page.SCHOOL)
    def figures(mine: Mine) -> dict | None: ...     # the context, or nothing to show

Both ask the database as often for one school as for many.
"""

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from bootcamp.seats.models import Seat, seats_followed_by
from portal.people import access
from portal.people.models import School, User, schools_led_by


class For(enum.Enum):
    SCHOOL = "school"
    """Whoever works on the plan of a school."""
    BOARD = "board"
    """Whoever keeps watch over the schools of a board."""


class Rank(enum.IntEnum):
    """Who waits for you comes before what is late, and that before what has a day."""

    WAITS = 0
    LATE = 1
    DATED = 2
    MONTHLY = 3
    READING = 4


@dataclass(frozen=True)
class TodoPart:
    """One of the steps of a thing to do, with a way straight to it."""

    what: str
    minutes: int | None = None
    url: str = ""


@dataclass(frozen=True)
class Todo:
    what: str
    url: str
    act: str
    """On the button, when it is the first of the list."""
    rank: Rank
    school_id: int
    about: str = ""
    minutes: int = 0
    """None are said of what takes as long as it takes."""
    on: date | None = None
    """The day that puts it in order within its rank."""
    late: str = ""
    postpone: str = ""
    """Where the day can be moved."""
    parts: tuple[TodoPart, ...] = ()


class Mine:
    """Someone, the schools for which they do this, and what all sources need of those, read once."""

    def __init__(self, user: User, *, now: datetime, schools: Iterable[int] | None = None) -> None:
        self.user, self.now = user, now
        self.today = timezone.localdate(now)
        self.followed = [seat for seat in seats_followed_by(user) if seat.is_active]
        all_schools = {*schools_led_by(user), *(seat.school_id for seat in self.followed)}
        if access.is_colleague(user):
            all_schools |= set(user.schools.values_list("pk", flat=True))
        self.school_ids = all_schools if schools is None else all_schools & set(schools)

    @cached_property
    def schools(self) -> dict[int, School]:
        return School.objects.select_related("board").in_bulk(self.school_ids)

    @cached_property
    def seats(self) -> list[Seat]:
        """The latest first."""
        here = [seat.pk for seat in self.followed if seat.school_id in self.school_ids]
        return list(Seat.objects.filter(pk__in=here).for_my_bootcamp()) if here else []

    @cached_property
    def worked_on(self) -> list[Seat]:
        """Of those, where this user does the work: takes part, or leads the school from within."""
        takes_part = {seat.pk for seat in self.followed if seat.takes_part}
        leads = access.leads_own_school(self.user)
        return [seat for seat in self.seats if leads or seat.pk in takes_part]

    @cached_property
    def seat_now(self) -> dict[int, Seat]:
        """Of each school the seat that matters now: one that goes on, else the next that begins, else the last."""
        by_school: dict[int, Seat] = {}
        for seat in sorted(self.seats, key=self._how_far_from_now):
            by_school.setdefault(seat.school_id, seat)
        return by_school

    def _how_far_from_now(self, seat: Seat) -> tuple[int, int]:
        days = abs((seat.bootcamp.starts_on - self.today).days)
        is_over = all(session.has_ended_at(self.now) for session in seat.held_sessions())
        if not seat.bootcamp.has_started_on(self.today):
            return 1, days
        return (2 if is_over else 0), days


Source = Callable[[Mine], Iterable[Todo]]
SOURCES: dict[For, list[Source]] = {For.SCHOOL: [], For.BOARD: []}


def todo(whose: For) -> Callable[[Source], Source]:
    def register(source: Source) -> Source:
        SOURCES[whose].append(source)
        return source

    return register


def todos(mine: Mine, whose: For) -> list[Todo]:
    """All there is to do, in the order in which to do it."""
    every = [one for source in SOURCES[whose] for one in source(mine)]
    return sorted(every, key=lambda one: (one.rank, one.on or date.max))


class Page(enum.Enum):
    SCHOOL = "school"
    BOARD = "board"
    COLLEAGUE = "colleague"
    """Of who works at a school that others lead."""


Show = Callable[[Mine], dict[str, Any] | None]


@dataclass(frozen=True)
class Piece:
    template: str
    on: Page
    show: Show
    in_rail: bool


PIECES: list[Piece] = []


def piece(template: str, *, on: Page, in_rail: bool = False) -> Callable[[Show], Show]:
    def register(show: Show) -> Show:
        PIECES.append(Piece(template, on, show, in_rail))
        return show

    return register


def pieces(mine: Mine, page: Page, *, in_rail: bool) -> list[tuple[str, dict[str, Any]]]:
    """(template, context) of what there is to show."""
    own = [one for one in PIECES if one.on is page and one.in_rail is in_rail]
    return [(one.template, context) for one in own if (context := one.show(mine)) is not None]
