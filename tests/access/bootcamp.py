from tests.access import EDITORS, LOGIN, a_file, admin_rows, everyone, exactly, only
from tests.factories import make_bootcamp, make_holiday, make_seat

SPEAK_FOR_A_SCHOOL = ("directeur", "directeur_elders", "hr", "bestuur", "hr_elders", "bestuur_elders")
OF_THE_SCHOOL = ("directeur", "hr", "bestuur", *EDITORS)


def a_bootcamp(cast):
    return {"bootcamp_id": make_bootcamp().pk}


def a_seat(cast):
    return {"seat_id": make_seat(director=cast["directeur"]).pk}


ROWS = {
    "bootcamp:bootcamp_list": everyone(),
    "bootcamp:bootcamp": everyone(arguments=a_bootcamp),
    "bootcamp:enrol": only(*SPEAK_FOR_A_SCHOOL, arguments=a_bootcamp),
    "bootcamp:my_bootcamp": exactly(others=200, bezoeker=LOGIN),
    "bootcamp:staff_holidays": only(*EDITORS),
    "bootcamp:staff_holiday": only(*EDITORS, arguments=lambda cast: {"holiday_id": make_holiday().pk}),
    "bootcamp:seat": only(*OF_THE_SCHOOL, arguments=a_seat),
    "bootcamp:calendar_file": a_file(only(*OF_THE_SCHOOL, arguments=a_seat)),
    "bootcamp:cancel": only(*OF_THE_SCHOOL, arguments=a_seat),
    "bootcamp:session": only(*OF_THE_SCHOOL, arguments=lambda cast: {**a_seat(cast), "number": 1}),
    **admin_rows("seats_bootcamp", lambda cast: make_bootcamp(), delete=EDITORS),
    **admin_rows("seats_seat", lambda cast: make_seat(), add=(), delete=()),
}
