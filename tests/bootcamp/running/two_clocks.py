"""Four clocks that call for the same mails at the same moment: how many letters and jobs there are."""

import uuid
from datetime import timedelta

from django.utils import timezone

from bootcamp.running import rules
from bootcamp.seats.models import Letter
from portal.jobs.models import Job
from portal.people.access import Role
from tests.factories import make_bootcamp, make_enrolment, make_school, make_user
from tests.race import at_once, meet_after

PEOPLE, CLOCKS = 40, 4


def race():
    now = timezone.now()
    bootcamp = make_bootcamp(sessions=1, starts_on=timezone.localdate(now) + timedelta(days=5))
    for _ in range(PEOPLE):
        director = make_user(Role.DIRECTOR, schools=[make_school()], password=None)
        make_enrolment(bootcamp=bootcamp, director=director, enrolled_at=now - timedelta(days=30))
    outcomes = at_once(*[lambda: rules.write_due(now=now)] * CLOCKS)
    letters = Letter.objects.filter(kind="vanzelf")
    return {
        "said": [each if isinstance(each, int) else type(each).__name__ for each in outcomes],
        "letters": letters.count(),
        "people": letters.values("to").distinct().count(),
        "jobs": Job.objects.filter(kind="bootcamp.letter").count(),
    }


def take_the_lock_out():
    """As if nobody looked whether a letter is there: every clock writes to all, under a key of its own."""
    write, unwritten = rules.letters.write, rules.unwritten
    rules.letters.write = lambda **fields: write(**{**fields, "key": uuid.uuid4().hex})
    rules.to_everyone = lambda rule, session: list(unwritten(rule, session))
    meet_after(rules, "to_everyone", number=CLOCKS)
    rules._write_all = lambda rule, session, now: rules._write(rule, session, rules.to_everyone(rule, session), now)
