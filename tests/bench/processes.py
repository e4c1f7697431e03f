"""Processes of their own, so that start, memory and workers can be measured from outside."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple

from tests.running import ROOT

UP_WITHIN = 60


class Ran(NamedTuple):
    """`memory`: the most it ever held, in MB."""

    said: str
    memory: float


def run(*arguments: str, keep: bool = True) -> Ran:
    """A Python process to its end; what it says is thrown away unless `keep`."""
    out = subprocess.PIPE if keep else subprocess.DEVNULL
    with subprocess.Popen([sys.executable, *arguments], cwd=ROOT, stdout=out, text=True) as process:
        said = process.stdout.read() if process.stdout is not None else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)} stopte met {process.returncode}.")
    return Ran(said, usage.ru_maxrss / 1024)


@contextlib.contextmanager
def celery_workers(number: int) -> Iterator[None]:
    """The portal's worker with so many processes, on the queue of this process's own settings."""
    command = ["-m", "celery", "--app", "portal", "--quiet", "worker", "--loglevel", "error", "--without-mingle"]
    with subprocess.Popen(
        [sys.executable, *command, "--concurrency", str(number)], cwd=ROOT, stderr=subprocess.DEVNULL
    ) as worker:
        try:
            _wait_until_up(worker)
            yield
        finally:
            worker.terminate()


def _wait_until_up(worker: subprocess.Popen[bytes]) -> None:
    from portal.celery import app

    until = time.monotonic() + UP_WITHIN
    while not app.control.ping(timeout=0.5):
        if worker.poll() is not None or time.monotonic() > until:
            raise RuntimeError("De Celery-werker kwam niet op.")
