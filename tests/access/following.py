from django.utils import timezone

from bootcamp.following.models import CalendarFeed, Certificate
from bootcamp.seats.models import Seat
from tests.access import EDITORS, a_file, everyone, members, only
from tests.access.bootcamp import OF_THE_SCHOOL, a_bootcamp, a_seat
from tests.factories import make_bootcamp, make_certificate, make_invitation_of_colleague, make_seat


def a_session(cast):
    return {**a_seat(cast), "number": 1}


def a_uid(cast):
    return {"uid": make_seat(director=cast["directeur"]).sessions()[0].uid}


def a_colleague(cast):
    seat = make_seat(director=cast["directeur"])
    return {"seat_id": seat.pk, "participation_id": seat.participations.get().pk}


def an_invitation(cast):
    invitation = make_invitation_of_colleague(seat=Seat.objects.get(pk=a_seat(cast)["seat_id"]))
    return {"seat_id": invitation.seat_id, "invitation_id": invitation.pk}


def a_certificate(cast):
    certificate: Certificate = make_certificate(director=cast["directeur"])
    return {"seat_id": certificate.seat_id}


def a_feed(cast):
    return {"token": CalendarFeed.objects.create(user=cast["directeur"], made_at=timezone.now()).token}


def a_staff_session(cast):
    bootcamp = make_bootcamp()
    return {"bootcamp_id": bootcamp.pk, "session_id": bootcamp.work_sessions.first().pk}


ROWS = {
    "bootcamp:my_calendar": members(),
    "bootcamp:calendar_feed": a_file(everyone(arguments=a_feed)),
    "bootcamp:session_calendar_file": a_file(only(*OF_THE_SCHOOL, arguments=a_session)),
    "bootcamp:session_of_mine": only("directeur", "hr", "bestuur", status=302, arguments=a_uid),
    "bootcamp:prepare": only(*OF_THE_SCHOOL, status=302, arguments=a_session),
    "bootcamp:field_work": only(*OF_THE_SCHOOL, status=302, arguments=a_session),
    "bootcamp:catch_up": only(*OF_THE_SCHOOL, status=302, arguments=a_session),
    "bootcamp:evaluate_session": only(*OF_THE_SCHOOL, arguments=a_session),
    "bootcamp:evaluate": only(*OF_THE_SCHOOL, arguments=a_seat),
    "bootcamp:certificate": only(*OF_THE_SCHOOL, arguments=a_seat),
    "bootcamp:certificate_file": a_file(only("directeur", arguments=a_certificate)),
    "bootcamp:check_certificate": everyone(),
    "bootcamp:colleagues": only(*OF_THE_SCHOOL, arguments=a_seat),
    "bootcamp:invite_colleague": only(*OF_THE_SCHOOL, status=302, arguments=a_seat),
    "bootcamp:withdraw_invitation": only(*OF_THE_SCHOOL, status=302, arguments=an_invitation),
    "bootcamp:colleague": only(*OF_THE_SCHOOL, arguments=a_colleague),
    "bootcamp:staff_following": only(*EDITORS, arguments=a_bootcamp),
    "bootcamp:staff_after_session": only(*EDITORS, arguments=a_staff_session),
    "bootcamp:staff_outcomes": only(*EDITORS, arguments=a_bootcamp),
    "bootcamp:staff_questions": only(*EDITORS, arguments=lambda cast: {**a_bootcamp(cast), "moment": "sessie"}),
}
