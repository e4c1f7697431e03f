"""Four clocks that call for the same mails at the same moment, in a process of its own on a real database.

`python -m tests.bootcamp.running.two_clocks [--without-key]` prints as JSON how many letters and jobs there are; the
database comes from DATABASE_URL. Without the key means: a letter is written without looking whether it is there.
"""

import json
import sys
import threading

import django

PEOPLE, CLOCKS = 40, 4


def call_at_once(now):
    """How many letters each clock says it wrote."""
    from django.db import connections

    from bootcamp.running import rules

    gate, said, note = threading.Barrier(CLOCKS), [], threading.Lock()

    def call():
        try:
            gate.wait(60)
            answer = rules.write_due(now=now)
        except Exception as error:
            answer = type(error).__name__
        finally:
            connections.close_all()
        with note:
            said.append(answer)

    threads = [threading.Thread(target=call) for _ in range(CLOCKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return said


def take_the_key_out():
    """As if nobody looked whether a letter is there: every clock writes to all."""
    import uuid

    from bootcamp.running import rules

    write = rules.letters.write

    def write_to_all(rule, session, now):
        rows = list(rules.unwritten(rule, session))
        return rules._write(rule, session, rows, now)

    rules.letters.write = lambda **fields: write(**{**fields, "key": uuid.uuid4().hex})
    rules._write_all = write_to_all


def main(*, without_key):
    django.setup()
    from datetime import timedelta

    from django.core.management import call_command
    from django.utils import timezone

    from bootcamp.seats.models import Letter
    from portal.jobs import queue
    from portal.jobs.models import Job
    from portal.people.access import Role
    from tests.factories import make_bootcamp, make_enrolment, make_school, make_user

    call_command("migrate", verbosity=0, interactive=False)
    queue.wake = lambda job: True  # no worker is needed here
    if without_key:
        take_the_key_out()
    now = timezone.now()
    bootcamp = make_bootcamp(sessions=1, starts_on=timezone.localdate(now) + timedelta(days=5))
    for _ in range(PEOPLE):
        director = make_user(Role.DIRECTOR, schools=[make_school()], password=None)
        make_enrolment(bootcamp=bootcamp, director=director, enrolled_at=now - timedelta(days=30))
    said = call_at_once(now)
    letters = Letter.objects.filter(kind="vanzelf")
    people = letters.values("to").distinct().count()
    jobs_of_letters = Job.objects.filter(kind="bootcamp.letter").count()
    print(json.dumps({"said": said, "letters": letters.count(), "people": people, "jobs": jobs_of_letters}))


if __name__ == "__main__":
    main(without_key="--without-key" in sys.argv)
