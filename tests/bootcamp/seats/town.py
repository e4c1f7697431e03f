"""Two bootcamps, six schools of three boards, and a look at all seats that knows nothing of the code that gave them."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from bootcamp.seats.models import Application, Seat, Skip, Swap
from portal.people.access import Role
from tests.factories import make_board, make_bootcamp, make_school, make_user

SCHOOLS = 6
SEATS = 3
SEATS_PER_BOARD = 2
WAITS = {"samen", "wacht"}
HELD = "aanbod"
SEATED = "plek"
OPEN = {*WAITS, HELD}


class Town:
    """Made once for all sequences; each director speaks for one school."""

    def __init__(self):
        boards = [make_board() for _ in range(3)]
        self.schools = [make_school(board=boards[number % 3]) for number in range(SCHOOLS)]
        self.directors = [make_user(Role.DIRECTOR, schools=[school], password=None) for school in self.schools]
        starts_on = timezone.localdate() + timedelta(days=30)
        seats = {"seats": SEATS, "seats_per_board": SEATS_PER_BOARD}
        self.bootcamps = [make_bootcamp(sessions=1, starts_on=starts_on, **seats) for _ in range(2)]
        self.sessions = [bootcamp.work_sessions.get() for bootcamp in self.bootcamps]
        self.board_of = {school.pk: school.board_id for school in self.schools}
        self.start = self.bootcamps[0].start


@dataclass(frozen=True)
class Ask:
    pk: int
    bootcamp: int
    school: int
    party: object
    state: str
    asked_at: object
    held_until: object


class Look:
    """All seats, swaps and applications at one moment, in three queries."""

    def __init__(self, town: Town):
        self.town = town
        fields = ("pk", "bootcamp", "school", "party", "state", "asked_at", "held_until")
        self.asks = {row[0]: Ask(*row) for row in Application.objects.values_list(*fields)}
        self.seats = list(Seat.objects.active().values_list("bootcamp", "school", "pk"))
        swaps = Swap.objects.filter(seat__cancelled_at=None)
        self.guests = Counter(swaps.values_list("instead__bootcamp", flat=True))

    def given(self, bootcamp) -> list[int]:
        """The board of each seat that is taken or held."""
        taken = [school for of, school, _ in self.seats if of == bootcamp.pk]
        held = [ask.school for ask in self.asks.values() if ask.bootcamp == bootcamp.pk and ask.state == HELD]
        return [self.town.board_of[school] for school in (*taken, *held)]

    def party(self, ask: Ask) -> list[Ask]:
        """Who come together with this one and didn't step out."""
        return [
            other
            for other in self.asks.values()
            if other.party == ask.party and (other.state in OPEN or other.state == SEATED)
        ]

    def turn(self, ask: Ask):
        return max((other.asked_at, other.pk) for other in self.party(ask))

    def waiting(self, bootcamp) -> list[Ask]:
        return [ask for ask in self.asks.values() if ask.bootcamp == bootcamp.pk and ask.state in WAITS]


def check(before: Look, after: Look, now) -> None:
    for bootcamp in after.town.bootcamps:
        _never_too_many(after, bootcamp)
        _one_place_for_a_school(after, bootcamp)
        if now < after.town.start:
            _nobody_waits_for_a_seat_that_is_free(after, bootcamp)
    _together_or_not_at_all(after)
    _held_until_the_start_at_most(after)
    _who_was_passed_can_read_why(before, after)


def _never_too_many(look, bootcamp):
    given = look.given(bootcamp)
    assert len(given) + look.guests[bootcamp.pk] <= SEATS
    assert all(number <= SEATS_PER_BOARD for number in Counter(given).values())


def _one_place_for_a_school(look, bootcamp):
    places = [school for of, school, _ in look.seats if of == bootcamp.pk]
    places += [ask.school for ask in look.asks.values() if ask.bootcamp == bootcamp.pk and ask.state in OPEN]
    assert len(places) == len(set(places))


def _nobody_waits_for_a_seat_that_is_free(look, bootcamp):
    given = Counter(look.given(bootcamp))
    free = SEATS - given.total() - look.guests[bootcamp.pk]
    for ask in look.waiting(bootcamp):
        party = look.party(ask)
        boards = Counter(look.town.board_of[member.school] for member in party)
        is_complete = all(member.state == "wacht" for member in party)
        within_boards = all(given[board] + number <= SEATS_PER_BOARD for board, number in boards.items())
        assert not (is_complete and within_boards and len(party) <= free)


def _together_or_not_at_all(look):
    for ask in look.asks.values():
        if ask.state == SEATED:
            assert {member.state for member in look.party(ask)} == {SEATED}


def _held_until_the_start_at_most(look):
    for ask in look.asks.values():
        assert (ask.held_until is not None) == (ask.state == HELD)
        assert ask.held_until is None or ask.held_until <= look.town.start


def _who_was_passed_can_read_why(before, after):
    """Everyone who stood before the one who got a seat, and still stands there, has a line in the log for it."""
    for got in after.asks.values():
        was = before.asks.get(got.pk)
        if got.state not in (HELD, SEATED) or (was is not None and was.state not in WAITS):
            continue
        for passed in after.asks.values():
            if passed.bootcamp == got.bootcamp and passed.state in WAITS and _stood_before(passed, got, before, after):
                party = [member.pk for member in after.party(got)]
                assert Skip.objects.filter(application=passed.pk, passed_by__in=party).exists()


def _stood_before(passed, got, before, after) -> bool:
    was = before.asks.get(passed.pk)
    same = was is not None and (was.state, was.party) == (passed.state, passed.party)
    return same and after.turn(passed) < after.turn(got)
