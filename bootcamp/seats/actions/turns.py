"""Whose turn it is: free seats go along the line, each to the first party that fits.

A party is one school, or several that come together or not at all. A party that doesn't fit keeps its turn in line;
that someone else went first is written down with the reason (`Skip`). Everything here runs under the bootcamp's lock.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from uuid import UUID

from django.db.models import Count

from bootcamp.seats import letters
from bootcamp.seats.actions.seating import give_seat
from bootcamp.seats.models import Application, Bootcamp, Skip, Swap
from portal.people.models import School


@dataclass(frozen=True)
class Party:
    members: tuple[Application, ...]

    @property
    def turn(self) -> tuple[datetime, int]:
        """Counts from the moment the last of them asked."""
        return max((member.asked_at, member.pk) for member in self.members)

    @property
    def is_complete(self) -> bool:
        return all(member.state == Application.State.WAITING for member in self.members)

    @property
    def boards(self) -> Counter[int]:
        return Counter(member.school.board_id for member in self.members)


class RoomLeft:
    """The seats that nobody has and that are held for nobody, altogether and for each board.

    `given` is the number of those that are taken or held, a guest's too.
    """

    def __init__(self, bootcamp: Bootcamp):
        self._most_per_board = bootcamp.seats_per_board
        taken = [
            *bootcamp.school_seats.active().values_list("school__board_id", flat=True),
            *bootcamp.applications.held().values_list("school__board_id", flat=True),
        ]
        self._taken_by = Counter(taken)
        self.given = len(taken) + bootcamp.reservations.held().count() + most_guests(bootcamp)
        self.free = bootcamp.seats - self.given

    def why_not(self, party: Party) -> Skip.Reason | None:
        if not party.is_complete:
            return Skip.Reason.COLLEAGUE
        if self._most_per_board is not None and any(
            self._taken_by[board] + number > self._most_per_board for board, number in party.boards.items()
        ):
            return Skip.Reason.BOARD
        return Skip.Reason.SEATS if len(party.members) > self.free else None

    def take(self, party: Party) -> None:
        self.free -= len(party.members)
        self._taken_by += party.boards


def most_guests(bootcamp: Bootcamp) -> int:
    """Schools of parallel bootcamps that swapped into the session that most of them chose: their seats are given."""
    guests = Swap.objects.filter(instead__bootcamp=bootcamp, seat__cancelled_at=None)
    busiest = guests.values("instead").annotate(number=Count("pk")).order_by("-number").values_list("number", flat=True)
    return busiest.first() or 0


def party_of_one(school: School) -> Party:
    """As if this school stood in line alone."""
    return Party((Application(school=school, state=Application.State.WAITING),))


def position_in_line(application: Application) -> int:
    """1 for who is next; the schools of earlier parties count one by one."""
    before = takewhile(lambda party: application not in party.members, line(application.bootcamp))
    return 1 + sum(len(party.members) for party in before)


def line(bootcamp: Bootcamp) -> list[Party]:
    """Who waits, first in line first."""
    parties: dict[UUID, list[Application]] = {}
    waiting = bootcamp.applications.waiting().select_related("school__board", "asked_by")
    for application in waiting.order_by("asked_at", "pk"):
        parties.setdefault(application.party, []).append(application)
    return sorted((Party(tuple(members)) for members in parties.values()), key=lambda party: party.turn)


def hand_out(bootcamp: Bootcamp, *, now: datetime, asking: UUID | None = None) -> None:
    """Offer the free seats along the line; `asking` is the party that asks at this moment and needs no offer."""
    if not bootcamp.is_published or bootcamp.admits_by_hand or now >= bootcamp.start:
        return
    room = RoomLeft(bootcamp)
    passed: list[tuple[Party, Skip.Reason, int]] = []
    for party in line(bootcamp) if room.free > 0 else ():
        reason = room.why_not(party)
        if reason:
            passed.append((party, reason, room.free))
        else:
            _write_skips(passed, party, now)
            room.take(party)
            _give(party, bootcamp, now, at_once=party.members[0].party == asking)
        if room.free <= 0:
            break


def admit_first(bootcamp: Bootcamp, party: Party, *, now: datetime) -> None:
    """HPP lets this party in; whoever stood before it was passed by hand."""
    before = [other for other in line(bootcamp) if other.turn < party.turn]
    free = max(0, RoomLeft(bootcamp).free)
    _write_skips([(other, Skip.Reason.BY_HAND, free) for other in before], party, now)
    _give(party, bootcamp, now, at_once=True)


def _give(party: Party, bootcamp: Bootcamp, now: datetime, *, at_once: bool) -> None:
    for application in party.members:
        if at_once:
            give_seat(application, now=now)
        else:
            application.hold(until=bootcamp.holds_until(now), now=now)
            letters.offered(application, now=now)


def _write_skips(passed: Iterable[tuple[Party, Skip.Reason, int]], party: Party, now: datetime) -> None:
    Skip.objects.bulk_create(
        Skip(application=application, passed_by=party.members[0], reason=reason, seats_free=free, at=now)
        for other, reason, free in passed
        for application in other.members
    )
