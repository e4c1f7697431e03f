"""Four clocks that call for the same mails at the same moment: how many letters there are, and how many of
them exactly one job sends."""

import uuid
from collections import Counter
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from bootcamp.running import rules
from portal.jobs.models import Job
from portal.people.access import Role
from portal.post.models import Letter
from tests.factories import make_bootcamp, make_school, make_seat, make_user
from tests.race import at_once, meet_after

PEOPLE, CLOCKS = 40, 4


def race():
    now = timezone.now()
    bootcamp = make_bootcamp(sessions=1, starts_on=timezone.localdate(now) + timedelta(days=5))
    for _ in range(PEOPLE):
        director = make_user(Role.DIRECTOR, schools=[make_school()], password=None)
        make_seat(bootcamp=bootcamp, director=director, enrolled_at=now - timedelta(days=30))
    outcomes = at_once(*[lambda: rules.write_due(now=now)] * CLOCKS)
    letters = Letter.objects.filter(kind="running.automatic")
    jobs = Counter(Job.objects.filter(kind="post.normal").values_list("about", flat=True))
    return {
        "said": [outcome if isinstance(outcome, int) else type(outcome).__name__ for outcome in outcomes],
        "letters": letters.count(),
        "people": letters.values("to").distinct().count(),
        "in_one_job": sum(jobs[str(letter.parcel)] == 1 for letter in letters),
    }


def take_the_lock_out():
    """As if nobody looked whether a letter is there: every clock writes to all, under a key of its own."""
    write_all, unwritten = rules.writing.write_all, rules.unwritten

    def write_without_key(kind, drafts, *, now):
        return write_all(kind, [replace(draft, once=uuid.uuid4().hex) for draft in drafts], now=now)

    rules.writing.write_all = write_without_key
    rules.to_everyone = lambda rule, session: list(unwritten(rule, session))
    meet_after(rules, "to_everyone", number=CLOCKS)
    rules._write_all = lambda rule, session, now: rules._write(rule, session, rules.to_everyone(rule, session), now)
