"""One session followed with a parallel bootcamp: the same session, on another day."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from bootcamp.seats import letters
from bootcamp.seats.actions.locking import lock_each
from bootcamp.seats.actions.reasons import NotPossible
from bootcamp.seats.models import Seat, Swap, WorkSession
from portal.people.models import User


def alternatives(session: WorkSession, *, now: datetime) -> QuerySet[WorkSession]:
    """The same session in parallel bootcamps that still has to begin, by time; a full one is among them."""
    home = session.bootcamp
    return (
        WorkSession.objects.filter(
            bootcamp__is_published=True,
            bootcamp__kind=home.kind,
            bootcamp__sector=home.sector,
            bootcamp__by_invitation=False,
            number=session.number,
            goal=session.goal,
            starts_at__gt=now,
            cancelled_at=None,
        )
        .exclude(bootcamp=home)
        .select_related("bootcamp")
        .order_by("starts_at", "pk")
    )


@transaction.atomic
def swap(*, seat_id: int, session_id: int, instead_id: int, by: User, now: datetime) -> Swap:
    """Asking again for the same swap changes nothing; another one takes its place."""
    session = WorkSession.objects.select_related("bootcamp").get(pk=session_id)
    there = WorkSession.objects.values_list("bootcamp_id", flat=True).get(pk=instead_id)
    lock_each([session.bootcamp_id, there])
    seat = Seat.objects.select_related("bootcamp", "school").get(pk=seat_id)
    existing = seat.swaps.select_related("instead").filter(session=session).first()
    if existing and existing.instead_id == instead_id:
        return existing
    instead = _check_can_swap(seat, existing.instead if existing else session, session, instead_id, now)
    swapped, _ = Swap.objects.update_or_create(
        seat=seat, session=session, defaults={"instead": instead, "swapped_by": by, "swapped_at": now}
    )
    letters.swapped(seat, session, instead, followed=existing.instead if existing else session, now=now)
    return swapped


def _check_can_swap(
    seat: Seat, followed: WorkSession, session: WorkSession, instead_id: int, now: datetime
) -> WorkSession:
    if seat.cancelled_at is not None or seat.bootcamp_id != session.bootcamp_id:
        raise NotPossible("Deze sessie hoort niet bij je bootcamp.")
    if followed.has_started_at(now):
        raise NotPossible("Deze sessie is al begonnen. Ruilen kan tot hij begint.")
    instead = alternatives(session, now=now).filter(pk=instead_id).first()
    if instead is None:
        raise NotPossible("Met deze sessie kun je niet ruilen. Kies er een uit de lijst.")
    if not has_room(instead):
        raise NotPossible("Deze sessie zit net vol. Kies een andere.")
    return instead


def has_room(session: WorkSession) -> bool:
    """A school that swapped this session away may come back, and schools in line go before guests."""
    bootcamp = session.bootcamp
    guests = session.swapped_in.filter(seat__cancelled_at=None).count()
    given = bootcamp.school_seats.active().count() + bootcamp.applications.held().count() + guests
    return given < bootcamp.seats and not bootcamp.applications.waiting().exists()


@transaction.atomic
def swap_back(*, seat_id: int, session_id: int, now: datetime) -> None:
    """Follow the session at home again; the seat there was kept."""
    seat = Seat.objects.select_related("bootcamp").get(pk=seat_id)
    lock_each([seat.bootcamp_id])
    swapped = seat.swaps.select_related("session", "instead").filter(session=session_id).first()
    if swapped is None:
        return
    if swapped.session.has_started_at(now) or swapped.instead.has_started_at(now):
        raise NotPossible("Een van de twee sessies is al begonnen. Terugruilen kan niet meer.")
    swapped.delete()
    letters.swapped_back(seat, swapped.session, followed=swapped.instead, now=now)
