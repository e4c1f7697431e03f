"""Many who do something at the same moment, with real threads, in a process of its own on a real database.

A race is a module with `race()`, which returns what came of it as something that JSON can hold, and with
`take_the_lock_out()` for the control: the same race without what should make it right, so that the tests can fail.

    @pytest.mark.postgres
    def test_one_expert_picks_it_up_on_postgresql(race):
        assert race("tests.bootcamp.experts.rush", on="postgresql") == ...

The fixture `race` stands in tests/conftest.py.
"""

import contextlib
import importlib
import json
import sys
import threading

LONG_ENOUGH_TO_MEET = 5


def at_once(*works):
    """Do these at the same moment; what each gave back, or the exception that it ended with, in that order."""
    from django.db import connections

    gate, outcomes = threading.Barrier(len(works)), [None] * len(works)

    def run(place, work):
        gate.wait()
        try:
            outcomes[place] = work()
        except Exception as error:
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def meet_after(owner, name, *, number):
    """For a control: whoever asks `owner.name` gets the answer once so many have asked, so all act on the same one."""
    gate, ask = threading.Barrier(number), getattr(owner, name)

    def ask_and_wait(*args, **kwargs):
        answer = ask(*args, **kwargs)
        try:
            gate.wait(LONG_ENOUGH_TO_MEET)
        except threading.BrokenBarrierError:
            with contextlib.suppress(threading.BrokenBarrierError):
                gate.reset()
        return answer

    setattr(owner, name, ask_and_wait)


def main(module, *options):
    import django

    django.setup()
    from portal.jobs import queue

    queue.wake = lambda job: True  # no worker is needed here
    rush = importlib.import_module(module)
    if options:
        rush.take_the_lock_out()
    print(json.dumps(rush.race()))


if __name__ == "__main__":
    main(*sys.argv[1:])
