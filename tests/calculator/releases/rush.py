"""Two colleagues, each releasing another file several times at the same moment, in a process of its own.

`python -m tests.calculator.releases.rush [--without-lock]` prints as JSON what each got to hear and what is released;
the database comes from DATABASE_URL. Both files were checked over the same values, so only one of them may be released:
the other has to be checked again. Without the lock both would be.
"""

import json
import sys
import threading
from collections import Counter

import django

CLICKS = 4


def rush(found, people):
    """Everyone clicks at once; what they got to hear, by file."""
    from django.db import connections
    from django.utils import timezone

    from calculator.releases import actions

    heard = {each.pk: Counter() for each in found}
    gate, note = threading.Barrier(CLICKS * len(found)), threading.Lock()
    today = timezone.localdate()

    def click(release, person):
        try:
            gate.wait(60)
            actions.release(release.pk, by=person, uses_from=today, has_looked=True, now=timezone.now(), today=today)
            answer = "vrijgegeven"
        except actions.NotPossible as reason:
            answer = "opnieuw nakijken" if "opnieuw nakijken" in str(reason) else str(reason)
        except Exception as error:
            answer = type(error).__name__
        finally:
            connections.close_all()
        with note:
            heard[release.pk][answer] += 1

    threads = [
        threading.Thread(target=click, args=pair) for pair in zip(found, people, strict=True) for _ in range(CLICKS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return list(heard.values())


def take_the_lock_out():
    """Everyone looks first and writes a moment later, so that they're sure to meet."""
    import time

    from calculator.releases import actions

    refuse = actions._refuse_release

    def slowly(*args, **kwargs):
        refuse(*args, **kwargs)
        time.sleep(0.5)

    actions._lock_all = lambda: None
    actions._refuse_release = slowly


def main(*, without_lock):
    django.setup()
    from django.core.management import call_command

    from calculator.releases.models import Release, ReleaseEvent
    from portal.jobs import queue
    from portal.people.access import Role
    from tests.calculator.releases.released import make_release, support_staff, zorg
    from tests.factories import make_user

    call_command("migrate", verbosity=0, interactive=False)
    queue.wake = lambda job: True  # no worker is needed here
    if without_lock:
        take_the_lock_out()
    uploader = make_user(Role.HPP, password=None)
    people = [make_user(Role.HPP, password=None) for _ in range(2)]
    found = [
        make_release(zorg(2027, premium=2200), by=uploader, checked=True),
        make_release(by=uploader, checked=True, **support_staff()),
    ]
    heard = rush(found, people)
    released = Release.objects.in_order().count()
    told = ReleaseEvent.objects.filter(kind="vrij").count()
    json.dump({"heard": heard, "released": released, "told": told}, sys.stdout)


if __name__ == "__main__":
    main(without_lock="--without-lock" in sys.argv)
