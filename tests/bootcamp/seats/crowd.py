"""A crowd at the list: in each round every school does something at the same moment, on a real database.

`python -m tests.bootcamp.places.crowd [--without-lock]` prints as JSON what went wrong in the rounds, if anything; the
database comes from DATABASE_URL.
"""

import json
import random
import sys
import threading
from collections import Counter
from datetime import timedelta

import django

ROUNDS = 25
SEED = 5


def do(town, number, dice, now):
    """What this school does now, given where it stands. Counts as an answer: what it did, or why it couldn't."""
    from bootcamp.seats import actions

    school, director, bootcamp = town.schools[number], town.directors[number], town.bootcamps[0]
    seat = bootcamp.enrolments.active().filter(school=school).first()
    asked = bootcamp.applications.open().filter(school=school).first()
    if seat:
        return actions.cancel(enrolment_id=seat.pk, now=now) if dice.random() < 0.5 else None
    if asked is None:
        other = town.schools[(number + 1) % len(town.schools)]
        together = [other] if dice.random() < 0.3 else []
        return actions.enrol(school=school, by=director, bootcamp_id=bootcamp.pk, now=now, together_with=together)
    if asked.state == "samen":
        return actions.come_along(application_id=asked.pk, by=director, now=now)
    action = dice.choice([actions.accept, actions.accept, actions.decline, actions.leave])
    return action(application_id=asked.pk, now=now)


def play(town, heard, now):
    from django.db import connections

    from bootcamp.seats import actions

    gate, note = threading.Barrier(len(town.schools) + 1), threading.Lock()

    def act(work):
        try:
            gate.wait(60)
            work()
            answer = "gedaan"
        except actions.NotPossible:
            answer = "kan niet"
        except Exception as error:
            answer = type(error).__name__
        finally:
            connections.close_all()
        with note:
            heard[answer] += 1

    works = [
        lambda number=number: do(town, number, random.Random(f"{SEED} {now} {number}"), now)
        for number in range(len(town.schools))
    ]
    # The clock strikes in the middle of it: seats that nobody said yes to go on at the same moment.
    works.append(lambda: actions.pass_on_lapsed(now=now + timedelta(hours=47)))
    threads = [threading.Thread(target=act, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)


def main(*, without_lock):
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from portal.jobs import queue
    from tests.bootcamp.rush import take_the_lock_out
    from tests.bootcamp.seats.town import Look, Town, check

    call_command("migrate", verbosity=0, interactive=False)
    queue.wake = lambda job: True  # no worker is needed here
    if without_lock:
        take_the_lock_out()
    town, now, heard, wrong = Town(), timezone.now(), Counter(), []
    for _ in range(ROUNDS):
        play(town, heard, now)
        look = Look(town)
        try:
            # Who was passed is checked where one thing happens at a time: here nobody can tell what came first.
            check(look, look, now)
        except AssertionError:
            wrong.append(look.given(town.bootcamps[0]))
        now += timedelta(hours=2)
    json.dump({"heard": heard, "wrong": wrong, "seats": len(Look(town).seats)}, sys.stdout)


if __name__ == "__main__":
    main(without_lock="--without-lock" in sys.argv)
