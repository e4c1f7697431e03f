"""Thirty experts, each pressing twice at once on the same request, in a process of its own on a real database.

`python -m tests.bootcamp.experts.rush [--without-lock]` prints as JSON what each got to hear, and who has the request;
the database comes from DATABASE_URL.
"""

import json
import sys
import threading
from collections import Counter

import django

EXPERTS = 30


def rush(asked, experts):
    from django.db import connections
    from django.utils import timezone

    from bootcamp.experts import actions
    from bootcamp.seats.actions import NotPossible

    heard, gate, note = Counter(), threading.Barrier(2 * len(experts)), threading.Lock()

    def press(expert):
        try:
            gate.wait(60)
            actions.pick_up(request_id=asked.pk, by=expert, now=timezone.now())
            answer = "van jou"
        except NotPossible as reason:
            answer = str(reason)
        except Exception as error:
            answer = type(error).__name__
        finally:
            connections.close_all()
        with note:
            heard[answer] += 1

    threads = [threading.Thread(target=press, args=(expert,)) for expert in experts for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return heard


def take_the_lock_out():
    from bootcamp.experts.models import ExpertRequestQuerySet

    ExpertRequestQuerySet.select_for_update = lambda self, **kwargs: self


def main(*, without_lock):
    django.setup()
    from django.core.management import call_command

    from bootcamp.seats.models import Letter
    from portal.jobs import queue
    from portal.people.access import Role
    from tests.factories import make_expert, make_expert_request, make_user

    call_command("migrate", verbosity=0, interactive=False)
    queue.wake = lambda job: True  # no worker is needed here
    if without_lock:
        take_the_lock_out()
    asked = make_expert_request()
    # Without a password: hashing thirty of them would take longer than the rush.
    experts = [make_expert(user=make_user(Role.EXPERT, password=None)).user for _ in range(EXPERTS)]
    heard = rush(asked, experts)
    asked.refresh_from_db()
    outcome = {
        "heard": heard,
        "picked_up": asked.events.filter(kind="opgepakt").count(),
        "letters": Letter.objects.filter(kind="expert-picked_up").count(),
        "has_it": asked.expert_id is not None,
    }
    json.dump(outcome, sys.stdout)


if __name__ == "__main__":
    main(without_lock="--without-lock" in sys.argv)
