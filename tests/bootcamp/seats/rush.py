"""Thirty schools, each asking twice at once for ten seats: what each got to hear and who got a seat."""

from collections import Counter

from django.db import connection
from django.utils import timezone

from bootcamp.seats import actions
from bootcamp.seats.actions import seats, turns
from bootcamp.seats.models import BootcampQuerySet
from portal.people.access import Role
from portal.post.models import Letter
from tests.factories import make_board, make_bootcamp, make_school, make_user
from tests.race import at_once, meet_after

SCHOOLS, SEATS = 30, 10


def race():
    board = make_board()
    bootcamp = make_bootcamp(seats=SEATS)
    schools = [make_school(board=board) for _ in range(SCHOOLS)]
    # Without a password: hashing thirty of them would take longer than the rush.
    directors = {make_user(Role.DIRECTOR, schools=[school], password=None): school for school in schools}

    def ask(director, school):
        try:
            asked = actions.enrol(school=school, by=director, bootcamp_id=bootcamp.pk, now=timezone.now())
        except actions.AlreadyEnrolled:
            return "doet al mee"
        except actions.AlreadyAsked:
            return "wacht al"
        return "plek" if asked.seat else "wacht"

    outcomes = at_once(*[lambda pair=pair: ask(*pair) for pair in directors.items() for _ in range(2)])
    seated = list(bootcamp.school_seats.active().values_list("school", flat=True))
    return {
        "heard": Counter(outcome if isinstance(outcome, str) else type(outcome).__name__ for outcome in outcomes),
        "seats": len(seated),
        "schools": len(set(seated)),
        "proofs": Letter.objects.filter(kind="seats.enrolled").count(),
        "waiting": bootcamp.applications.waiting().count(),
    }


def take_the_lock_out():
    """No row lock, and on SQLite, where the immediate transaction takes its place, a deferred one."""
    BootcampQuerySet.select_for_update = lambda self, **kwargs: self
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
        connection.close()
        meet_after(seats, "_check_is_new", number=2 * SCHOOLS)
    else:
        # The second question of a school waits for the end of the first, so half of them meet.
        meet_after(turns.RoomLeft, "__init__", number=SCHOOLS)
