from datetime import timedelta

from django.utils import timezone

from bootcamp.survey import actions
from bootcamp.survey.models import Survey
from tests.access import a_file, everyone, only, pressed_by

ASKERS = ("directeur", "directeur_elders")


def school(cast):
    return {"school_id": cast.school.pk}


def open_at_school(cast, way=Survey.Way.LINK):
    now = timezone.now()
    return actions.open_survey(
        cast.school, way=way, closes_at=now + timedelta(days=20), own_questions=[], by=cast["directeur"], now=now
    )


def a_running_one(cast):
    open_at_school(cast, Survey.Way.CARDS)
    return school(cast)


def its_code(cast):
    return {"code": open_at_school(cast).code}


def survey_list():
    """One school: straight to it."""
    row = only(*ASKERS)
    return type(row)({**row.expected, **dict.fromkeys(ASKERS, 302)}, row.arguments)


def a_button():
    return pressed_by("directeur", row=only(*ASKERS, status=405, arguments=a_running_one))


ROWS = {
    "bootcamp:survey_list": survey_list(),
    "bootcamp:survey_who_sees_what": everyone(),
    "bootcamp:survey": only("directeur", arguments=school),
    "bootcamp:survey_open": only("directeur", arguments=school),
    "bootcamp:survey_pause": a_button(),
    "bootcamp:survey_postpone": a_button(),
    "bootcamp:survey_cards": a_button(),
    "bootcamp:survey_excel": a_file(only("directeur", arguments=school)),
    "bootcamp:survey_answer": everyone(arguments=its_code),
    "bootcamp:survey_done": everyone(arguments=its_code),
}
