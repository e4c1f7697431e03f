"""People of one school who do the same at the same moment, in a process of its own on a real database.

`python -m tests.bootcamp.following.rush [--without-lock]` prints as JSON what is left; the database comes from
DATABASE_URL. Without the lock means: no row lock on a seat.
"""

import json
import sys
import threading
from collections import Counter
from datetime import timedelta

import django

PEOPLE = 6


def all_at_once(*todo):
    """Run these at the same moment; Counter of how they ended."""
    from django.db import connections

    ends, gate, note = Counter(), threading.Barrier(len(todo)), threading.Lock()

    def run(do):
        gate.wait(60)
        try:
            do()
            end = "gelukt"
        except Exception as error:
            end = type(error).__name__
        finally:
            connections.close_all()
        with note:
            ends[end] += 1

    threads = [threading.Thread(target=run, args=(do,)) for do in todo]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return ends


def take_the_lock_out():
    from bootcamp.seats.models.seats import EnrolmentQuerySet

    EnrolmentQuerySet.select_for_update = lambda self, **kwargs: self


def main(*, without_lock):
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from bootcamp.following import certificates, colleagues, evaluation, feeds, keeping_up, steps
    from bootcamp.following.models import CalendarFeed, EvaluationAnswer, PreparedStep
    from bootcamp.following.seat import Seat
    from bootcamp.seats.models import Enrolment
    from portal.jobs import queue
    from portal.jobs.models import Job
    from portal.people.access import Role
    from tests.factories import make_attendance, make_bootcamp, make_enrolment, make_school, make_user

    call_command("migrate", verbosity=0, interactive=False)
    queue.wake = lambda job: True  # no worker is needed here
    if without_lock:
        take_the_lock_out()
    now, school = timezone.now(), make_school()
    people = [make_user(Role.DIRECTOR, schools=[school], password=None) for _ in range(PEOPLE)]
    bootcamp = make_bootcamp(sessions=1, starts_on=timezone.localdate() - timedelta(days=5))
    session = bootcamp.work_sessions.get()
    seat = make_enrolment(director=people[0], colleagues=people[1:], bootcamp=bootcamp)
    first = seat.participations.get(user=people[0])
    make_attendance(enrolment=seat, session=session)
    keys = {step.key for step in steps.of(session)}

    def ask():
        loaded = Enrolment.objects.for_my_bootcamp().get(pk=seat.pk)
        certificates.ask(Seat(loaded, people[0], now), now=now)

    def leave(participation):
        colleagues.remove(enrolment_id=seat.pk, participation_id=participation.pk, by=people[0], now=now)

    def tick():
        keeping_up.tick(enrolment=seat, session=session, shown=keys, done=keys, by=people[0], now=now)

    def answer():
        evaluation.answer(first, bootcamp=bootcamp, session=session, scores={"Goed?": 4}, texts={})

    outcome = {
        "asking": all_at_once(*[ask] * PEOPLE),
        "papers": Job.objects.filter(kind=certificates.KIND).count(),
        "ticking": all_at_once(*[tick] * PEOPLE),
        "ticks": PreparedStep.objects.count(),
        "answering": all_at_once(*[answer] * PEOPLE),
        "answers": EvaluationAnswer.objects.count(),
        "renewing": all_at_once(*[lambda: feeds.renew(people[0], now=now)] * PEOPLE),
        "feeds": CalendarFeed.objects.count(),
        "leaving": all_at_once(*[lambda each=each: leave(each) for each in seat.participations.all()]),
        "left": seat.participations.count(),
    }
    print(json.dumps(outcome))


if __name__ == "__main__":
    main(without_lock="--without-lock" in sys.argv)
