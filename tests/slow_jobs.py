"""A job that takes its time, for tests that kill the worker under it."""

import os
import time
from pathlib import Path

from portal.jobs import queue


@queue.handler("tests.slow")
def slow(*, seconds):
    with (Path(os.environ["DATA_DIR"]) / "slow.txt").open("a") as file:
        file.write("begonnen\n")
        file.flush()
        time.sleep(seconds)
        file.write("klaar\n")
