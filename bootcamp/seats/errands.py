"""A bootcamp as what someone comes for when they sign up (portal/people/entrance/errands.py)."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import formats, timezone

from bootcamp.seats.actions import newcomers
from bootcamp.seats.models import Bootcamp, Invitation, Reservation
from portal.people.entrance import errands
from portal.people.entrance.errands import Errand
from portal.people.entrance.models import SignUp
from portal.people.models import Board, School
from portal.text.dates import day_in_words

NAME = "bootcamp"


def find(number: int, code: str) -> Errand | None:
    bootcamps = Bootcamp.objects.shown_to(AnonymousUser(), code=code).open_on(timezone.localdate())
    bootcamp = bootcamps.with_seats_left().filter(pk=number).first()
    return _errand(bootcamp) if bootcamp else None


def _errand(bootcamp: Bootcamp) -> Errand:
    lines = (
        f"De eerste keer is {day_in_words(bootcamp.starts_on)}, {bootcamp.place}. Meedoen kost niets.",
        _seats_in_words(bootcamp),
    )
    return Errand(NAME, bootcamp.pk, bootcamp.title, lines, bootcamp.get_absolute_url(), bootcamp.sector)


def _seats_in_words(bootcamp: Bootcamp) -> str:
    if bootcamp.admits_by_hand:
        return "HPP kiest wie meedoet."
    if bootcamp.is_full:
        return "De bootcamp is vol. Je komt op de wachtlijst."
    return "1 plek vrij." if bootcamp.seats_left == 1 else f"{bootcamp.seats_left} plekken vrij."


def with_code(code: str) -> tuple[Board, Errand] | None:
    invitations = Invitation.objects.valid().filter(code=code).select_related("board", "bootcamp")
    invitation = invitations.first()
    errand = find(invitation.bootcamp_id, code) if invitation else None
    return (invitation.board, errand) if invitation and errand else None


def ask(sign_up: SignUp, now: datetime) -> None:
    if errand := errands.find(sign_up.errand, sign_up.code):
        newcomers.keep(sign_up=sign_up, bootcamp_id=errand.number, now=now)


def carry_out(sign_up: SignUp, school: School, now: datetime) -> str:
    number = int(sign_up.errand.rpartition("-")[2])
    if not Bootcamp.objects.filter(pk=number).exists():
        return ""
    return newcomers.let_in(sign_up=sign_up, school=school, bootcamp_id=number, now=now)


def let_go(sign_up: SignUp, now: datetime) -> None:
    reservation = Reservation.objects.filter(sign_up=sign_up).first()
    if reservation:
        newcomers.let_go(sign_up=sign_up, bootcamp_id=reservation.bootcamp_id, now=now)


def standing(sign_up: SignUp) -> str:
    reservation = Reservation.objects.filter(sign_up=sign_up).first()
    if reservation is None:
        return ""
    if reservation.held_until:
        until = timezone.localtime(reservation.held_until)
        when = f"{formats.date_format(until, 'l j F')} om {formats.date_format(until, 'H.i')} uur"
        return f"We houden een plek voor je vast tot {when}."
    return "Op dit moment is er geen plek vrij. Je beurt telt vanaf het moment dat je je aanmeldde."


errands.register(
    errands.ErrandKind(
        name=NAME, find=find, with_code=with_code, ask=ask, carry_out=carry_out, let_go=let_go, standing=standing
    )
)
