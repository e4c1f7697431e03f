"""Asking for a seat and giving it back."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import formats, timezone

from bootcamp.seats import leaving, letters
from bootcamp.seats.actions.locking import lock
from bootcamp.seats.actions.reasons import AlreadyAsked, AlreadyEnrolled, NotPossible
from bootcamp.seats.actions.seating import give_seat
from bootcamp.seats.actions.turns import Party, RoomLeft, hand_out
from bootcamp.seats.models import Application, Bootcamp, Seat
from portal.people.models import School, User


@transaction.atomic
def enrol(
    *,
    school: School,
    by: User,
    bootcamp_id: int,
    now: datetime,
    together_with: Iterable[School] = (),
    code: str = "",
    asked_at: datetime | None = None,
    has_turn: bool = False,
) -> Application:
    """Ask for a seat: `application.seat` is the seat when there was one, otherwise the school waits.

    With others in `together_with` they come together or not at all; a school that `by` doesn't speak for is asked
    first. `code` is the invitation of a board, for a bootcamp that takes no others. Who asked earlier, when nobody knew
    them yet, has the turn of then; with `has_turn` a seat was kept for them, so that it's theirs before the line.
    """
    bootcamp = lock(bootcamp_id)
    together_with = list(together_with)
    schools = [school, *together_with]
    for newcomer in schools:
        _check_is_new(bootcamp, newcomer)
    check_may_ask(bootcamp, schools, code, now)
    spoken_for = {school, *School.objects.led_by(by).filter(pk__in=[other.pk for other in together_with])}
    party = uuid.uuid4()
    applications = [
        bootcamp.applications.create(
            school=newcomer, asked_at=asked_at or now, party=party, **_asked(by, newcomer in spoken_for)
        )
        for newcomer in schools
    ]
    if has_turn and RoomLeft(bootcamp).why_not(Party(tuple(applications))) is None:
        for application in applications:
            give_seat(application, now=now)
    hand_out(bootcamp, now=now, asking=party)
    for application in applications:
        application.refresh_from_db(fields=["state", "seat", "ended_at", "held_until"])
        letters.asked(application, now=now)
    return applications[0]


@transaction.atomic
def enrol_several(
    *, schools: Iterable[School], by: User, bootcamp_id: int, now: datetime, code: str = ""
) -> list[Application]:
    """A seat for each, in this order, as if they had asked one after another: what is full gives the rest a turn in
    line. All of them or none."""
    return [enrol(school=school, by=by, bootcamp_id=bootcamp_id, now=now, code=code) for school in schools]


def _asked(by: User, speaks_for_it: bool) -> dict:
    if speaks_for_it:
        return {"asked_by": by, "state": Application.State.WAITING}
    return {"asked_by": None, "state": Application.State.ASKED_ALONG}


def _check_is_new(bootcamp: Bootcamp, school: School) -> None:
    seat = bootcamp.school_seats.active().filter(school=school).select_related("school", "bootcamp").first()
    if seat:
        raise AlreadyEnrolled(seat)
    asked = bootcamp.applications.open().filter(school=school).select_related("school", "bootcamp").first()
    if asked:
        raise AlreadyAsked(asked)


def check_may_ask(bootcamp: Bootcamp, schools: list[School], code: str, now: datetime) -> None:
    today = timezone.localdate(now)
    if bootcamp.is_published and today < bootcamp.enrolment_opens:
        opens = formats.date_format(bootcamp.enrolment_opens, "j F")
        raise NotPossible(f"Aanmelden voor {bootcamp.title} kan vanaf {opens}.")
    if not bootcamp.is_open_on(today):
        raise NotPossible(f"Aanmelden voor {bootcamp.title} kan niet meer.")
    if len(schools) > bootcamp.seats:
        raise NotPossible(f"{bootcamp.title} heeft minder plekken dan de scholen die je samen aanmeldt.")
    _check_is_invited(bootcamp, schools, code)


def _check_is_invited(bootcamp: Bootcamp, schools: list[School], code: str) -> None:
    if not bootcamp.by_invitation:
        return
    invited = bootcamp.invitations.valid().filter(code=code.strip().lower()).values_list("board_id", flat=True)
    if not invited:
        raise NotPossible(f"Voor {bootcamp.title} heb je een code van je bestuur nodig. Deze code kennen we niet.")
    outside = [school.name for school in schools if school.board_id not in invited]
    if outside:
        raise NotPossible(f"Deze code is van een ander bestuur dan dat van {outside[0]}.")


@transaction.atomic
def cancel(*, seat_id: int, now: datetime, by: User | None = None) -> Seat:
    """Give the seat back, to whoever is next in line. Cancelling twice is cancelling once."""
    bootcamp = lock(Seat.objects.values_list("bootcamp_id", flat=True).get(pk=seat_id))
    seat = Seat.objects.select_related("bootcamp", "school").get(pk=seat_id)
    if seat.cancelled_at is not None:
        return seat
    if not seat.can_be_cancelled_on(timezone.localdate(now)):
        raise NotPossible("De bootcamp is al begonnen. Neem contact op met HPP als je niet verder kunt.")
    seat.cancelled_at = now
    seat.save(update_fields=["cancelled_at"])
    seat.swaps.all().delete()
    letters.cancelled(seat, by=by, now=now)
    leaving.follow(seat, by=by, now=now)
    hand_out(bootcamp, now=now)
    return seat
