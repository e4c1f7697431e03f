"""A seat for who signed up and waits until HPP lets them in: kept for a while, then theirs or free again."""

from datetime import datetime

from django.db import transaction

from bootcamp.seats.actions.locking import lock
from bootcamp.seats.actions.reasons import AlreadyAsked, AlreadyEnrolled, NotPossible
from bootcamp.seats.actions.seats import enrol
from bootcamp.seats.actions.turns import RoomLeft, hand_out, line
from bootcamp.seats.models import Bootcamp, Reservation
from portal.people.entrance.models import SignUp
from portal.people.models import School

PART_FOR_NEWCOMERS = 4
"""At most one in so many seats is kept for people whom nobody knows yet."""


@transaction.atomic
def keep(*, sign_up: SignUp, bootcamp_id: int, now: datetime) -> Reservation:
    """The turn counts from now; a seat is held when one is free, as long as for who gets an offer."""
    bootcamp = lock(bootcamp_id)
    has_room = RoomLeft(bootcamp).free > 0 and not line(bootcamp) and not bootcamp.admits_by_hand
    is_held = has_room and bootcamp.reservations.held().count() < max(1, bootcamp.seats // PART_FOR_NEWCOMERS)
    reservation, _ = Reservation.objects.get_or_create(
        sign_up=sign_up,
        defaults={
            "bootcamp": bootcamp,
            "asked_at": now,
            "held_until": bootcamp.holds_until(now) if is_held and now < bootcamp.start else None,
        },
    )
    return reservation


@transaction.atomic
def let_in(*, sign_up: SignUp, school: School, bootcamp_id: int, now: datetime) -> str:
    """What became of it, in a sentence for who came in."""
    bootcamp = lock(bootcamp_id)
    reservation = bootcamp.reservations.filter(sign_up=sign_up).first()
    asked_at = reservation.asked_at if reservation else now
    is_held = reservation is not None and reservation.held_until is not None
    bootcamp.reservations.filter(sign_up=sign_up).delete()
    if sign_up.user is None:
        raise LookupError(f"Sign-up {sign_up.pk} has no account.")
    try:
        application = enrol(
            school=school,
            by=sign_up.user,
            bootcamp_id=bootcamp.pk,
            now=now,
            asked_at=asked_at,
            has_turn=is_held,
            code=sign_up.code,
        )
    except (AlreadyEnrolled, AlreadyAsked) as already:
        hand_out(bootcamp, now=now)
        return f"{already} Vraag je collega om jou erbij te zetten."
    except NotPossible as reason:
        hand_out(bootcamp, now=now)
        return f"Een plek is nog niet gelukt. {reason}"
    if application.seat:
        return f"{school.name} doet mee aan {bootcamp.title}."
    return f"{school.name} staat op de lijst voor {bootcamp.title}."


@transaction.atomic
def let_go(*, sign_up: SignUp, bootcamp_id: int, now: datetime) -> None:
    bootcamp = lock(bootcamp_id)
    if bootcamp.reservations.filter(sign_up=sign_up).delete()[0]:
        hand_out(bootcamp, now=now)


def pass_on_lapsed(*, now: datetime) -> None:
    """A seat that was held too long for who still waits goes along the line; their turn stays."""
    late = Reservation.objects.lapsed_at(now).order_by("bootcamp_id").values_list("bootcamp_id", flat=True).distinct()
    for bootcamp_id in list(late):
        _pass_on(bootcamp_id, now)


@transaction.atomic
def _pass_on(bootcamp_id: int, now: datetime) -> None:
    bootcamp: Bootcamp = lock(bootcamp_id)
    bootcamp.reservations.lapsed_at(now).update(held_until=None)
    hand_out(bootcamp, now=now)
