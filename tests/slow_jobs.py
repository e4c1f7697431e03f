"""A job that takes its time, for tests that kill the worker under it."""

import os
import time
from pathlib import Path

from portal.jobs import queue
from portal.jobs.lanes import Lane


@queue.handler("tests.mail", lane=Lane.MAIL)
def mail():
    Path(os.environ["DATA_DIR"], "mailed.txt").touch()


@queue.handler("tests.slow", lane=Lane.PAPERS)
def slow(*, seconds):
    with (Path(os.environ["DATA_DIR"]) / "slow.txt").open("a") as file:
        file.write("begonnen\n")
        file.flush()
        time.sleep(seconds or float(os.environ.get("SLOWLY", 0)))
        file.write("klaar\n")
