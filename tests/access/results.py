from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from bootcamp.results import actions, months, years
from bootcamp.results.models import BoardReport, Expansion
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
    return type(row)({**row.expected, "directeur": 302, "directeur_elders": 302}, row.arguments)


def board(cast):
    return {"board_id": cast.board.pk}


def board_year(cast):
    return {**board(cast), "year": years.year_of(timezone.localdate())}


def a_report(cast):
    report = {"made_of": "x", "made_at": timezone.now(), "content": b"%PDF-1.7"}
    BoardReport.objects.create(**board_year(cast), **report)
    return board_year(cast)


OF_BOARD = ("hr", "bestuur", *EDITORS)
ROWS = {
    "bootcamp:programme": only(*EDITORS),
    "bootcamp:programme_excel": a_file(only(*EDITORS)),
    "bootcamp:board_unseen": only("hr", "hr_elders", "bestuur", "bestuur_elders", *EDITORS),
    "bootcamp:board_results": only(*OF_BOARD, arguments=board),
    "bootcamp:board_results_of_year": only(*OF_BOARD, arguments=board_year),
    "bootcamp:board_excel": a_file(only(*OF_BOARD, arguments=board_year)),
    "bootcamp:board_paper": only(*OF_BOARD, arguments=board_year),
    "bootcamp:board_paper_file": a_file(only(*OF_BOARD, arguments=a_report)),
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
