"""A sector whose documents were read: how long so many processes take to compute it."""

import multiprocessing
import time
from multiprocessing.connection import Connection
from typing import NamedTuple

from calculator.batch.memory import many_objects
from calculator.batch.sector import pictures
from calculator.household.intake.document import read_document
from tests.bench.teachers import teachers

BLOCK = 10_000


class Took(NamedTuple):
    """Seconds: by the clock, and of the processor in each process."""

    clock: float
    per_process: float


def compute(number: int, processes: int) -> Took:
    """From the moment that all have their teachers at hand until the last has its sums."""
    fresh = multiprocessing.get_context("spawn")
    ends = [fresh.Pipe() for _ in range(processes)]
    workers = [
        fresh.Process(target=_compute, args=(number // processes, seed, theirs), daemon=True)
        for seed, (_, theirs) in enumerate(ends)
    ]
    for worker in workers:
        worker.start()
    for ours, _ in ends:
        ours.recv()
    began = time.perf_counter()
    for ours, _ in ends:
        ours.send("begin")
    sums = [ours.recv() for ours, _ in ends]
    taken = time.perf_counter() - began
    for worker in workers:
        worker.join()
    well = sum(well for well, _ in sums)
    if well != number // processes * processes:
        raise RuntimeError(f"Van {number - well} leerkrachten kwam geen antwoord.")
    return Took(taken, max(seconds for _, seconds in sums))


def _compute(number: int, seed: int, pipe: Connection) -> None:
    requests = [read_document(teacher) for teacher in teachers(number, seed=seed)]
    pipe.send("ready")
    pipe.recv()
    began = time.process_time()
    with many_objects():
        blocks = (pictures(requests[start : start + BLOCK]) for start in range(0, number, BLOCK))
        well = sum(int(block.well.sum()) for block in blocks)
    pipe.send((well, time.process_time() - began))
