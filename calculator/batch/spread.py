"""The lines of one file spread over several workers, and what they make of them in the order of the lines."""

import contextlib
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Protocol

from calculator.batch.chunks import NOBODY_CAME, Chunk, do, folder_of_chunks, to_do
from calculator.batch.lines import Line
from calculator.batch.work import Options, work_named
from calculator.engine import in_use

POLL = 0.01
NOBODY_FINISHED = 120
"""Seconds in which a worker that lives would have finished."""


Outcome = AbstractContextManager[tuple[Path, bool]]
"""A file, and whether all is well; it's gone once it's been used."""


class Workers(Protocol):
    work: str
    """A key of WORK."""
    options: Options
    at_once: int
    """How many chunks to hand out before the first has to be back; more would only fill the disk."""

    def hand_out(self, chunk: Chunk) -> None: ...

    def wait_for(self, chunk: Chunk) -> None:
        """Until it's done, or until there's no point in waiting any longer."""


def spread(blocks: Iterable[Sequence[Line]], workers: Workers, *, folder: Path) -> Iterator[Outcome]:
    """What the workers make of each block, in order. What no worker does, we do ourselves.

    `folder`: a private one that the workers see too.
    """
    handed_out: deque[Chunk] = deque()
    with folder_of_chunks(folder) as own:
        for number, block in enumerate(blocks):
            if block:
                chunk = Chunk(own, number)
                chunk.write(block)
                workers.hand_out(chunk)
                handed_out.append(chunk)
            # An empty block: nothing to read yet, so whoever is waiting for answers gets all of them.
            while handed_out and (not block or len(handed_out) >= workers.at_once):
                yield _finished(handed_out.popleft(), workers)
        for chunk in handed_out:
            yield _finished(chunk, workers)


def _finished(chunk: Chunk, workers: Workers) -> Outcome:
    workers.wait_for(chunk)
    if not chunk.is_done:
        chunk.take()
        chunk.do(work_named(workers.work, workers.options))
    return chunk.outcome()


class Processes:
    """Processes of our own, that look for work in the folder until we stop them."""

    def __init__(self, number: int, work: str, options: Options | None = None):
        self.number, self.work, self.options = number, work, options or {}
        self.at_once = 2 * number
        self.running: list[SpawnProcess] = []

    def __enter__(self) -> "Processes":
        return self

    def __exit__(self, *error: object) -> None:
        for process in self.running:
            process.terminate()
            process.join()

    def hand_out(self, chunk: Chunk) -> None:
        if not self.running:
            self._start(chunk.folder)

    def _start(self, folder: Path) -> None:
        # Fresh ones: a copy of this process would carry its locks and threads along. They get the values we use.
        fresh, values = multiprocessing.get_context("spawn"), in_use.current()
        for _ in range(self.number):
            process = fresh.Process(
                target=work_in,
                args=(folder, self.work, self.options, os.getpid(), values.layers, values.version),
                daemon=True,
            )
            process.start()
            self.running.append(process)

    def wait_for(self, chunk: Chunk) -> None:
        """A chunk can be lost with a process that was killed, so then we don't wait."""
        while not chunk.is_done and all(process.is_alive() for process in self.running):
            time.sleep(POLL)


def work_in(folder: Path, work: str, options: Options, parent: int, layers: in_use.Layers, version: str) -> None:
    """What such a process does. Ctrl-C is for the parent; when that one is gone, in whatever way, so are we."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    in_use.switch_to(in_use.ValueSet(layers, version=version))
    while os.getppid() == parent:
        for chunk in to_do(folder):
            do(chunk, work, options)
        time.sleep(POLL)


class PortalWorkers:
    """The Celery workers of the portal; they share our data folder. The message says which chunk and no more."""

    at_once = 8

    def __init__(self, work: str, options: Options | None = None):
        self.work, self.options = work, options or {}
        self.patience = NOBODY_CAME

    def hand_out(self, chunk: Chunk) -> None:
        from kombu.exceptions import OperationalError  # takes long to load, and processes of our own don't need it

        from calculator.batch.tasks import do_chunk

        # Without a broker nobody comes, and then we do it ourselves.
        with contextlib.suppress(OperationalError):
            do_chunk.delay(folder=chunk.folder.name, number=chunk.number, work=self.work, options=dict(self.options))

    def wait_for(self, chunk: Chunk) -> None:
        began = time.monotonic()
        while not chunk.is_done:
            waited = time.monotonic() - began
            if chunk.is_taken:
                self.patience = NOBODY_CAME
                if waited > NOBODY_FINISHED:
                    return
            elif waited > self.patience:
                self.patience = 0  # nobody is there, or all are busy: no need to wait as long for the next
                return
            time.sleep(POLL)
