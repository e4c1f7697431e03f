"""Two schools that change over to each other's bootcamp at the same moment."""

import threading
from collections import Counter

from django.utils import timezone

from bootcamp.seats import actions
from bootcamp.seats.actions import changing_over, locking
from bootcamp.seats.models import Seat
from portal.post.models import Letter
from tests.factories import make_bootcamp, make_offer, make_seat
from tests.race import at_once


def race():
    groups = [make_bootcamp(seats=2), make_bootcamp(seats=2)]
    seats = [make_seat(bootcamp=group) for group in groups]
    offers = [
        make_offer(school=seat.school, bootcamp=group) for seat, group in zip(seats, reversed(groups), strict=True)
    ]

    def change_over(offer, seat):
        return actions.change_over(application_id=offer.pk, seat_id=seat.pk, now=timezone.now())

    outcomes = at_once(*[lambda pair=pair: change_over(*pair) for pair in zip(offers, seats, strict=True)])
    return {
        "heard": Counter("over" if isinstance(outcome, Seat) else type(outcome).__name__ for outcome in outcomes),
        "crossed": [Seat.objects.get(pk=seat.pk).bootcamp_id for seat in seats] == [groups[1].pk, groups[0].pk],
        "seats": Seat.objects.active().count(),
        "mails": Letter.objects.filter(kind="seats.moved").count(),
    }


def take_the_lock_out():
    """Both are locked, but in the order of who asks."""
    gate = threading.Barrier(2)

    def as_asked(bootcamp_ids):
        first, second = bootcamp_ids
        locked = {first: locking.lock(first)}
        gate.wait()
        return locked | {second: locking.lock(second)}

    changing_over.lock_each = as_asked
