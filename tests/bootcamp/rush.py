"""Thirty schools, each asking twice at once for ten seats, in a process of its own on a real database.

`python -m tests.bootcamp.rush [--without-lock]` prints as JSON what each got to hear and who got a seat; the database
comes from DATABASE_URL. Without the lock means: no row lock, and on SQLite, where the immediate transaction takes its
place, a deferred one.
"""

import json
import sys
import threading
from collections import Counter

import django

SCHOOLS, SEATS = 30, 10


def rush(bootcamp, directors):
    """Every director asks twice at the same moment; Counter of what they got to hear."""
    from django.db import connections
    from django.utils import timezone

    from bootcamp.seats import actions

    heard, gate, note = Counter(), threading.Barrier(2 * len(directors)), threading.Lock()

    def ask(director, school):
        try:
            gate.wait(60)
            asked = actions.enrol(school=school, by=director, bootcamp_id=bootcamp.pk, now=timezone.now())
            answer = "plek" if asked.enrolment else "wacht"
        except actions.AlreadyEnrolled:
            answer = "doet al mee"
        except actions.AlreadyAsked:
            answer = "wacht al"
        except Exception as error:
            answer = type(error).__name__
        finally:
            connections.close_all()
        with note:
            heard[answer] += 1

    threads = [
        threading.Thread(target=ask, args=(director, school))
        for director, school in directors.items()
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return heard


def take_the_lock_out():
    from django.db import connection

    from bootcamp.seats.models import BootcampQuerySet

    BootcampQuerySet.select_for_update = lambda self, **kwargs: self
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
        connection.close()


def main(*, without_lock):
    django.setup()
    from django.core.management import call_command

    from portal.jobs import queue
    from portal.jobs.models import Job
    from portal.people.access import Role
    from tests.factories import make_board, make_bootcamp, make_school, make_user

    call_command("migrate", verbosity=0, interactive=False)
    queue.wake = lambda job: True  # no worker is needed here
    if without_lock:
        take_the_lock_out()
    board = make_board()
    bootcamp = make_bootcamp(seats=SEATS)
    schools = [make_school(board=board) for _ in range(SCHOOLS)]
    # Without a password: hashing thirty of them would take longer than the rush.
    directors = {make_user(Role.DIRECTOR, schools=[school], password=None): school for school in schools}
    heard = rush(bootcamp, directors)
    seats = list(bootcamp.enrolments.active().values_list("school", flat=True))
    proofs = Job.objects.filter(kind="bootcamp.proof_of_enrolment").count()
    waiting = bootcamp.applications.waiting().count()
    outcome = {
        **{"heard": heard, "seats": len(seats), "schools": len(set(seats))},
        **{"proofs": proofs, "waiting": waiting},
    }
    json.dump(outcome, sys.stdout)


if __name__ == "__main__":
    main(without_lock="--without-lock" in sys.argv)
