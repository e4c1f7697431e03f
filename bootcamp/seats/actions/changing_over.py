"""A school that has a seat in a parallel bootcamp takes this one instead: one seat moves, and none is given twice."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bootcamp.seats import letters
from bootcamp.seats.actions.locking import lock_each
from bootcamp.seats.actions.moving import move
from bootcamp.seats.actions.offers import check_is_held
from bootcamp.seats.actions.parties import others_with
from bootcamp.seats.actions.reasons import AlreadyEnrolled, NotPossible
from bootcamp.seats.actions.seats import check_may_ask
from bootcamp.seats.actions.turns import hand_out
from bootcamp.seats.models import Application, Bootcamp, Seat
from portal.people.models import School


def seats_to_leave(schools: Iterable[School], bootcamp: Bootcamp, *, now: datetime) -> dict[int, Seat]:
    """By school its seat in a parallel bootcamp that has yet to start; the first that starts if there are more."""
    seats = Seat.objects.active().filter(school__in=schools, bootcamp__starts_on__gt=timezone.localdate(now))
    seats = seats.filter(bootcamp__sector=bootcamp.sector, bootcamp__kind=bootcamp.kind).exclude(bootcamp=bootcamp)
    latest_first = seats.select_related("bootcamp", "school").order_by("-bootcamp__starts_on", "-pk")
    return {seat.school_id: seat for seat in latest_first}


def seat_to_leave(school: School, bootcamp: Bootcamp, *, now: datetime) -> Seat | None:
    return seats_to_leave([school], bootcamp, now=now).get(school.pk)


@transaction.atomic
def change_over(*, application_id: int, seat_id: int, now: datetime) -> Seat:
    """Say yes to the seat that is held, and give the other back, which goes along its line."""
    bootcamp_id = Application.objects.values_list("bootcamp_id", flat=True).get(pk=application_id)
    left_id = Seat.objects.values_list("bootcamp_id", flat=True).get(pk=seat_id)
    locked = lock_each([bootcamp_id, left_id])
    application = Application.objects.select_related("bootcamp", "school", "seat__bootcamp").get(pk=application_id)
    seat = Seat.objects.select_related("bootcamp", "school").get(pk=seat_id)
    if application.seat == seat:
        return seat
    if application.seat:
        raise AlreadyEnrolled(application.seat)
    check_is_held(application, now)
    if others_with(application):
        raise NotPossible("Overstappen kan alleen voor één school. Zeg ja, en meld je daarna daar af.")
    if seat.bootcamp_id != left_id or seat_to_leave(application.school, application.bootcamp, now=now) != seat:
        raise NotPossible("De plek om terug te geven is er niet meer. Kijk opnieuw wat je wilt.")
    followed = seat.sessions()
    # A seat belongs to one application: the one with which it came lets go of it.
    Application.objects.filter(seat=seat).update(seat=None)
    seat.bootcamp = locked[bootcamp_id]
    seat.save(update_fields=["bootcamp"])
    seat.swaps.all().delete()
    application.end(Application.State.SEATED, now=now, seat=seat)
    for bootcamp in locked.values():
        hand_out(bootcamp, now=now)
    letters.moved(seat, locked[left_id], followed, now=now)
    return seat


@transaction.atomic
def ask_instead(*, seat_id: int, bootcamp_id: int, now: datetime, code: str = "") -> Seat:
    """Ask for a seat where there is room, and give the other back."""
    left_id = Seat.objects.values_list("bootcamp_id", flat=True).get(pk=seat_id)
    bootcamp = lock_each([left_id, bootcamp_id])[bootcamp_id]
    seat = Seat.objects.select_related("school").get(pk=seat_id)
    check_may_ask(bootcamp, [seat.school], code, now)
    if seat.bootcamp_id != bootcamp_id and seat_to_leave(seat.school, bootcamp, now=now) != seat:
        raise NotPossible("De plek om terug te geven is er niet meer. Kijk opnieuw wat je wilt.")
    return move(seat_id=seat_id, to_bootcamp_id=bootcamp_id, now=now)
