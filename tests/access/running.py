from django.utils import timezone

from bootcamp.seats.models import Application
from tests.access import EDITORS, a_file, only
from tests.factories import make_bootcamp, make_letter, make_school, make_seat

ONLY_POST = 405


def a_bootcamp(cast):
    """Alive: one school is in, one waits, a board has a code, a mail went out."""
    bootcamp = make_bootcamp()
    make_seat(bootcamp=bootcamp, director=cast["directeur"])
    asked = {"asked_by": cast["directeur_elders"], "asked_at": timezone.now()}
    Application.objects.create(bootcamp=bootcamp, school=make_school(), **asked)
    bootcamp.invitations.create(board=cast.board, made_by=cast["hpp"], made_at=timezone.now())
    make_letter(to=cast["directeur"], owner=bootcamp, about=[bootcamp.school_seats.first()])
    return bootcamp


def one(cast):
    return {"bootcamp_id": a_bootcamp(cast).pk}


def session(cast):
    bootcamp = a_bootcamp(cast)
    return {"bootcamp_id": bootcamp.pk, "session_id": bootcamp.work_sessions.first().pk}


def seat(cast):
    return {"seat_id": a_bootcamp(cast).school_seats.first().pk}


def swap(cast):
    bootcamp = a_bootcamp(cast)
    make_bootcamp(kind=bootcamp.kind)
    return {"seat_id": bootcamp.school_seats.first().pk, "session_id": bootcamp.work_sessions.first().pk}


def invitation(cast):
    bootcamp = a_bootcamp(cast)
    return {"bootcamp_id": bootcamp.pk, "invitation_id": bootcamp.invitations.first().pk}


def application(cast):
    return {"application_id": a_bootcamp(cast).applications.first().pk}


def rule(cast):
    return {**one(cast), "moment": "week", "audience": "allen"}


def staff(arguments):
    return only(*EDITORS, arguments=arguments)


def pressed(arguments):
    """What only happens on a press; just looking at the address gives nothing."""
    return only(*EDITORS, status=ONLY_POST, others=404, arguments=arguments)


ROWS = {
    "bootcamp:staff_list": only(*EDITORS),
    "bootcamp:staff_new": only(*EDITORS),
    "bootcamp:staff_bootcamp": staff(one),
    "bootcamp:staff_excel": a_file(staff(one)),
    "bootcamp:staff_details": staff(one),
    "bootcamp:staff_dates": staff(one),
    "bootcamp:staff_shift": staff(one),
    "bootcamp:staff_add_session": staff(one),
    "bootcamp:staff_session": staff(session),
    "bootcamp:staff_cancel_session": staff(session),
    "bootcamp:staff_delete_session": pressed(session),
    "bootcamp:staff_attendance": staff(session),
    "bootcamp:staff_waiting": staff(one),
    "bootcamp:staff_invite": pressed(one),
    "bootcamp:staff_revoke": pressed(invitation),
    "bootcamp:staff_admit": pressed(application),
    "bootcamp:staff_refuse": pressed(application),
    "bootcamp:staff_seat": staff(seat),
    "bootcamp:staff_move": pressed(seat),
    "bootcamp:staff_swap": staff(swap),
    "bootcamp:staff_mails": staff(one),
    "bootcamp:staff_try_again": pressed(one),
    "bootcamp:staff_add_rule": staff(one),
    "bootcamp:staff_rule": staff(rule),
    "bootcamp:staff_write": staff(one),
}
