"""The waiting list, invitations, swapping and moving."""

from tests.access import EDITORS, only
from tests.access.bootcamp import OF_THE_SCHOOL, a_bootcamp, a_seat
from tests.factories import make_application, make_bootcamp, make_invitation


def an_application(cast):
    school = cast["directeur"].schools.first()
    return {"application_id": make_application(school=school, bootcamp=make_bootcamp()).pk}


def an_invitation(cast):
    return {"code": make_invitation().code}


ROWS = {
    "bootcamp:application": only(*OF_THE_SCHOOL, arguments=an_application),
    # Open to each board as long as everyone may come; by invitation to who has a code (test_inviting.py).
    "bootcamp:invite": only("hr", "bestuur", "hr_elders", "bestuur_elders", *EDITORS, arguments=a_bootcamp),
    "bootcamp:invitation": only(others=302, bezoeker=302, arguments=an_invitation),
    "bootcamp:move": only(*OF_THE_SCHOOL, arguments=a_seat),
    "bootcamp:swap": only(*OF_THE_SCHOOL, arguments=lambda cast: {**a_seat(cast), "number": 1}),
}
