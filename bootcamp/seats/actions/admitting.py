"""HPP lets a school in, or not."""

from datetime import datetime

from django.db import transaction

from bootcamp.seats import letters
from bootcamp.seats.actions.locking import locked_application
from bootcamp.seats.actions.parties import others_with, step_out
from bootcamp.seats.actions.reasons import NotPossible
from bootcamp.seats.actions.seating import give_seat
from bootcamp.seats.actions.turns import Party, RoomLeft, admit_first
from bootcamp.seats.models import Application, Skip

State = Application.State
WHY_NOT = {
    Skip.Reason.SEATS: "Er zijn te weinig plekken vrij. Geef de bootcamp eerst meer plekken.",
    Skip.Reason.BOARD: "Dit bestuur heeft al zijn plekken in deze bootcamp gebruikt.",
    Skip.Reason.COLLEAGUE: "De school waarmee deze samen wil, heeft nog geen antwoord gegeven.",
}


@transaction.atomic
def admit(*, application_id: int, now: datetime) -> Application:
    """A seat at once for this school, and for those that it comes together with. Whoever stood before it in line was
    passed by hand, which is written down."""
    application = locked_application(application_id)
    bootcamp = application.bootcamp
    if application.state == State.SEATED:
        return application
    if not application.is_open:
        raise NotPossible(f"{application.school.name} staat niet meer op de lijst.")
    if now >= bootcamp.start:
        raise NotPossible(f"{bootcamp.title} is al begonnen.")
    party = Party((application, *others_with(application)))
    if application.state == State.OFFERED:
        for member in party.members:
            give_seat(member, now=now)
        return application
    reason = RoomLeft(bootcamp).why_not(party)
    if reason:
        raise NotPossible(WHY_NOT[reason])
    admit_first(bootcamp, party, now=now)
    return application


@transaction.atomic
def refuse(*, application_id: int, now: datetime) -> Application:
    """HPP doesn't let this school in; it gets a mail. Refusing twice is refusing once."""
    application = locked_application(application_id)
    if application.state == State.SEATED:
        raise NotPossible(f"{application.school.name} heeft al een plek.")
    if application.is_open:
        step_out(application, State.REFUSED, now=now)
        letters.refused(application, now=now)
    return application
