"""Two rounds of an invented school: one that has closed, and one that runs."""

from datetime import timedelta

from bootcamp.survey import actions, asked
from bootcamp.survey.models import Survey
from portal.people import access
from portal.people.models import School

ASKED = "91AA"
# How many of them, and which option of each question they chose.
CHOSEN = [(8, 0), (7, 1), (6, 2), (3, 3)]


def load(*, now):
    school = School.objects.get(brin=ASKED)
    director = school.people.get(access.directors())
    begun = now - timedelta(days=60)
    closed = actions.open_survey(
        school,
        way=Survey.Way.LINK,
        closes_at=begun + timedelta(days=20),
        own_questions=["We praten op school genoeg over uren."],
        by=director,
        now=begun,
    )
    for people, place in CHOSEN:
        for _ in range(people):
            actions.answer(closed, _answers(place), card="", now=begun)
    actions.publish_due(now=now)
    actions.open_survey(
        school,
        way=Survey.Way.LINK,
        closes_at=now + timedelta(days=21),
        own_questions=[],
        by=director,
        now=now,
    )


def _answers(place):
    questions = (*asked.QUESTIONS, *asked.own(["We praten op school genoeg over uren."]))
    return {number: [question.options[place % len(question.options)]] for number, question in enumerate(questions)}
