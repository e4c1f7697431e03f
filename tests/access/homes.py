from datetime import date

from django.utils import timezone

from bootcamp.checkin import links
from bootcamp.checkin.models import CheckIn
from tests.access import EDITORS, everyone, members, only, pressed_by
from tests.factories import make_plan, make_seat


def a_plan(cast):
    return make_plan(seat=make_seat(director=cast["directeur"]), actions=[{"what": "Praten", "due": "2026-01"}])


def a_link(cast):
    """Which opens without an account, for whoever has it."""
    now = timezone.now()
    check_in = CheckIn.objects.create(plan=a_plan(cast), user=cast["directeur"], month=date(2026, 1, 1), asked_at=now)
    return {"token": links.path_of(check_in).rstrip("/").rpartition("/")[2]}


def of_the_school(cast):
    return {"school_id": a_plan(cast).school_id}


ROWS = {
    "today:today": only(*EDITORS),
    "school:mine": only("directeur", "directeur_elders", "hr", "hr_elders"),
    "school:one": only("directeur", "hr", arguments=lambda cast: {"school_id": cast.school.pk}),
    "school:month": everyone(arguments=a_link),
    "school:month_choice": pressed_by("directeur", row=members(405, arguments=of_the_school)),
    "school:hours": only("leerkracht"),
    "school:ours": only("bestuur", "bestuur_elders"),
}
