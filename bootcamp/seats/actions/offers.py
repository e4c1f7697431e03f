"""What a school on the list can do, and what happens when it does nothing."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bootcamp.seats import letters
from bootcamp.seats.actions.locking import lock, locked_application
from bootcamp.seats.actions.parties import let_go, others_with, step_out
from bootcamp.seats.actions.reasons import AlreadyEnrolled, NotPossible
from bootcamp.seats.actions.seating import give_seat
from bootcamp.seats.actions.turns import hand_out
from bootcamp.seats.models import Application, Bootcamp
from portal.people.models import User

State = Application.State


@transaction.atomic
def accept(*, application_id: int, now: datetime) -> Application:
    """Say yes to the seat that is held. Schools that come together all say yes before any of them has a seat."""
    application = locked_application(application_id)
    if application.state == State.SEATED:
        return application
    _check_is_held(application, now)
    application.said_yes_at = application.said_yes_at or now
    application.save(update_fields=["said_yes_at"])
    party = [application, *others_with(application)]
    if all(member.said_yes_at for member in party):
        for member in party:
            give_seat(member, now=now)
    return application


def _check_is_held(application: Application, now: datetime) -> None:
    if application.state == State.OFFERED and application.is_held_at(now):
        return
    title = application.bootcamp.title
    if application.state in (State.OFFERED, State.LAPSED):
        raise NotPossible(f"De tijd om ja te zeggen is voorbij. De plek bij {title} gaat naar de volgende school.")
    if application.state == State.WAITING:
        raise NotPossible(f"Er is nu geen plek voor je vrij bij {title}. Je staat nog op de lijst.")
    raise NotPossible(f"Je school staat niet meer op de lijst voor {title}.")


@transaction.atomic
def decline(*, application_id: int, now: datetime) -> Application:
    """Say no to the seat, or to coming along. It goes on to the next in line."""
    application = locked_application(application_id)
    if application.seat:
        raise AlreadyEnrolled(application.seat)
    if application.state in (State.OFFERED, State.ASKED_ALONG):
        step_out(application, State.DECLINED, now=now)
    return application


@transaction.atomic
def leave(*, application_id: int, now: datetime) -> Application:
    """Off the list at one's own wish. Leaving twice is leaving once."""
    application = locked_application(application_id)
    if application.seat:
        raise AlreadyEnrolled(application.seat)
    if application.is_open:
        step_out(application, State.LEFT, now=now)
    return application


@transaction.atomic
def come_along(*, application_id: int, by: User, now: datetime) -> Application:
    """A school that was asked along says yes. The turn of those who come together counts from now."""
    application = locked_application(application_id)
    if application.state == State.ASKED_ALONG:
        _check_has_not_started(application.bootcamp, now)
        application.state, application.asked_by, application.asked_at = State.WAITING, by, now
        application.save(update_fields=["state", "asked_by", "asked_at"])
        hand_out(application.bootcamp, now=now, asking=application.party)
        application.refresh_from_db()
        letters.asked(application, now=now)
    return application


def _check_has_not_started(bootcamp: Bootcamp, now: datetime) -> None:
    if now >= bootcamp.start:
        raise NotPossible(f"{bootcamp.title} is al begonnen.")


@transaction.atomic
def go_alone(*, application_id: int, now: datetime) -> Application:
    """Wait no longer for the others."""
    application = locked_application(application_id)
    if application.state != State.WAITING:
        raise NotPossible("Alleen verdergaan kan zolang je school wacht.")
    others = others_with(application)
    application.go_on_alone()
    let_go(others, now=now)
    hand_out(application.bootcamp, now=now, asking=application.party)
    application.refresh_from_db()
    return application


@transaction.atomic
def fill(*, bootcamp_id: int, now: datetime) -> None:
    """After a change of seats or dates: no seat is held past the start, and what is free goes along the line."""
    bootcamp = lock(bootcamp_id)
    bootcamp.applications.held().filter(held_until__gt=bootcamp.start).update(held_until=bootcamp.start)
    hand_out(bootcamp, now=now)


def pass_on_lapsed(*, now: datetime) -> None:
    """Seats whose time to say yes is over go to the next in line."""
    late = Application.objects.lapsed_at(now).order_by("bootcamp_id").values_list("bootcamp_id", flat=True).distinct()
    for bootcamp_id in list(late):
        _pass_on(bootcamp_id, now)


@transaction.atomic
def _pass_on(bootcamp_id: int, now: datetime) -> None:
    bootcamp = lock(bootcamp_id)
    late = bootcamp.applications.lapsed_at(now).select_related("school", "bootcamp", "asked_by").order_by("pk")
    for application in late:
        if application.said_yes_at:
            application.go_on_alone()
            letters.alone_again(application, now=now)
        else:
            application.end(State.LAPSED, now=now)
            letters.lapsed(application, now=now)
    hand_out(bootcamp, now=now)


def remind(*, now: datetime) -> None:
    """Once, whoever hasn't answered yet."""
    late = Application.objects.to_remind_at(now).order_by("bootcamp_id")
    for bootcamp_id in list(late.values_list("bootcamp_id", flat=True).distinct()):
        _remind(bootcamp_id, now)


@transaction.atomic
def _remind(bootcamp_id: int, now: datetime) -> None:
    bootcamp = lock(bootcamp_id)
    late = bootcamp.applications.to_remind_at(now).select_related("school", "bootcamp", "asked_by").order_by("pk")
    for application in late:
        application.remind_at = None
        application.save(update_fields=["remind_at"])
        letters.reminded(application, now=now)


def close_lists(*, now: datetime) -> None:
    """Whoever still waits when a bootcamp starts hears so."""
    started = Bootcamp.objects.filter(starts_on__lte=timezone.localdate(now))
    waiting = Application.objects.open().filter(bootcamp__in=started)
    for bootcamp_id in list(waiting.order_by("bootcamp_id").values_list("bootcamp_id", flat=True).distinct()):
        _close(bootcamp_id, now)


@transaction.atomic
def _close(bootcamp_id: int, now: datetime) -> None:
    bootcamp = lock(bootcamp_id)
    if now < bootcamp.start:
        return  # it was put off while we waited for the lock
    for application in bootcamp.applications.open().select_related("school", "bootcamp", "asked_by").order_by("pk"):
        application.end(State.CLOSED, now=now)
        letters.closed(application, now=now)
