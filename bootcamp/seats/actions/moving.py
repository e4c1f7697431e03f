"""A seat moves to another bootcamp, with all that belongs to it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from bootcamp.seats import letters
from bootcamp.seats.actions.locking import lock_each
from bootcamp.seats.actions.reasons import AlreadyEnrolled, NotPossible
from bootcamp.seats.actions.turns import RoomLeft, hand_out, party_of_one
from bootcamp.seats.models import Bootcamp, Invitation, Seat, Skip
from portal.people import access
from portal.people.models import User


@transaction.atomic
def move(*, seat_id: int, to_bootcamp_id: int, now: datetime) -> Seat:
    """Participants and plan come along; swaps stay behind. The seat that comes free goes to the next in line, and
    nobody in the line of the other bootcamp is passed."""
    here = Seat.objects.values_list("bootcamp_id", flat=True).get(pk=seat_id)
    locked = lock_each([here, to_bootcamp_id])
    seat = Seat.objects.select_related("bootcamp", "school__board").get(pk=seat_id)
    there = locked[to_bootcamp_id]
    if seat.bootcamp_id == there.pk:
        return seat
    _check_can_move(seat, there, now)
    left = locked[seat.bootcamp_id]
    followed = seat.sessions()
    seat.bootcamp = there
    seat.save(update_fields=["bootcamp"])
    seat.swaps.all().delete()
    hand_out(left, now=now)
    letters.moved(seat, left, followed, now=now)
    return seat


def _check_can_move(seat: Seat, there: Bootcamp, now: datetime) -> None:
    if seat.cancelled_at is not None:
        raise NotPossible(f"{seat.school.name} is afgemeld voor {seat.bootcamp.title}.")
    if not there.is_published or now >= there.start:
        raise NotPossible(f"{there.title} is al begonnen. Kies een bootcamp die nog moet beginnen.")
    existing = there.school_seats.active().filter(school=seat.school_id).select_related("school", "bootcamp").first()
    if existing:
        raise AlreadyEnrolled(existing)
    if there.applications.open().filter(school=seat.school_id).exists():
        raise NotPossible(f"{seat.school.name} staat op de lijst voor {there.title}. Haal de school daar eerst af.")
    reason = RoomLeft(there).why_not(party_of_one(seat.school))
    if reason == Skip.Reason.BOARD:
        raise NotPossible(f"Het bestuur heeft al zijn plekken in {there.title} gebruikt.")
    if reason or there.applications.waiting().exists():
        raise NotPossible(f"In {there.title} is geen plek vrij, of er wachten nog scholen.")


def parallel_to(seat: Seat, *, by: User, now: datetime) -> QuerySet[Bootcamp]:
    """Bootcamps to which `by` could move this seat. One by invitation only where the board of the school is invited,
    or when HPP moves it."""
    here = seat.bootcamp
    soon = Bootcamp.objects.published().filter(sector=here.sector, starts_on__gt=timezone.localdate(now))
    if not access.is_hpp(by):
        invited = Invitation.objects.valid().filter(board=seat.school.board_id)
        soon = soon.filter(Q(by_invitation=False) | Q(pk__in=invited.values("bootcamp")))
    return soon.exclude(pk=here.pk).with_seats_left().filter(seats_left__gt=0).order_by("starts_on", "pk")
