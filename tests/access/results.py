from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from bootcamp.results import actions, months
from bootcamp.results.models import Expansion
from tests.access import EDITORS, a_file, everyone, only, pressed_by

READERS = ("directeur", "hr", "bestuur", *EDITORS)
LEADERS = ("directeur", "directeur_elders", "hr", "hr_elders", "bestuur", "bestuur_elders")


def school(cast):
    return {"school_id": cast.school.pk}


def last_month():
    return months.later(months.first_day(timezone.localdate()), -1)


def a_month(cast):
    month = last_month()
    return {**school(cast), "year": month.year, "month": month.month}


def a_question(cast):
    """Of an expansion four months ago, so that it is asked after three."""
    month = months.later(months.first_day(timezone.localdate()), -4)
    now = timezone.now() - timedelta(days=1)
    values = {"permanent": 2, "permanent_hours": Decimal(8), "starts": month}
    actions.count(school=cast.school, month=month, values=values, part_timers=20, by=cast["directeur"], now=now)
    return {**school(cast), "expansion_id": Expansion.objects.get(month__school=cast.school).pk, "after": 3}


def results_list():
    """One school: straight to it; HPP has a list of all."""
    row = only(*LEADERS, *EDITORS)
    return type(row)({**row.expected, **dict.fromkeys(LEADERS, 302)}, row.arguments)


ROWS = {
    "bootcamp:numbers": everyone(),
    "bootcamp:numbers_csv": a_file(everyone()),
    "bootcamp:numbers_package": a_file(everyone()),
    "bootcamp:results_list": results_list(),
    "bootcamp:results": only(*READERS, arguments=school),
    "bootcamp:results_excel": a_file(only(*READERS, arguments=school)),
    "bootcamp:results_month": only("directeur", arguments=a_month),
    "bootcamp:results_reopen": pressed_by("directeur", row=only(*LEADERS, status=405, arguments=a_month)),
    "bootcamp:results_still": only("directeur", arguments=a_question),
}
