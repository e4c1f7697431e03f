"""Bounds on time that hold on any machine: they are in seconds of the machine on which they were measured."""

import contextlib
import json
import os
import time

# What `_work` takes there.
SECONDS = 0.0065


def _work():
    text = json.dumps([{"naam": f"school {number}", "uren": [number] * 8} for number in range(250)])
    for _ in range(4):
        json.dumps(sorted(json.loads(text), key=lambda row: row["naam"][::-1]), indent=1)


def slowness():
    """How many times slower than that machine this one is at work; at least 1."""
    began = time.process_time()
    _work()
    return max(1.0, (time.process_time() - began) / SECONDS)


def wait_for_a_turn():
    """How many times longer everything takes because others are at work too."""
    return 1 + os.getloadavg()[0] / (os.cpu_count() or 1)


@contextlib.contextmanager
def check_within(seconds):
    """What is done in here takes less time than this, however busy the machine is."""
    before, began = slowness() * wait_for_a_turn(), time.monotonic()
    yield
    took = time.monotonic() - began
    assert took < seconds * max(before, slowness() * wait_for_a_turn())


@contextlib.contextmanager
def check_work_less_than(seconds):
    """What is done in here costs this process less, whatever others do meanwhile."""
    before, began = slowness(), time.process_time()
    yield
    worked = time.process_time() - began
    assert worked < seconds * max(before, slowness())
