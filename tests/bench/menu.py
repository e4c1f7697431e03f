"""A board's menu: the grid of household kinds, and six options for everyone of a sector, read from its documents."""

import multiprocessing
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection

import numpy as np

from bootcamp.menu import grid
from calculator.batch.memory import many_objects
from calculator.engine.amounts import cents
from calculator.engine.in_use import ValueSet, current, using
from calculator.household.intake.document import read_document
from calculator.household.ladder import ladders
from tests.bench.measuring import Measured, at_most, known
from tests.bench.teachers import YEAR, teachers

SECTOR, CORES, BLOCK = 128_000, 2, 10_000
OPTIONS = cents(100 * np.array([0, 500, 1000, 1500, 2000, 2310, 5220]))
"""Six, and none."""
MORE_HOURS, FULL_TIME = 8, 40


def measure() -> Iterator[Measured]:
    yield at_most("Rooster van een keuzemenu: 90 huishoudens, elke euro tot 12.000", _grid(), 5, "s")
    clock, processor = sector(SECTOR, CORES)
    yield at_most("128.000 banen, 6 keuzes en geen keuze, met lezen, op twee kernen", clock, 30, "s", decimals=1)
    yield known("Daarvan rekentijd van beide samen", processor, "s", decimals=1)


def _grid() -> float:
    grid.cells(YEAR, *grid.USUAL_PLACE)
    with using(ValueSet(current().layers, version="anew")):
        began = time.process_time()
        grid.all_cells(YEAR)
        return time.process_time() - began


def sector(number: int, processes: int) -> tuple[float, float]:
    """Seconds by the clock, and of the processor in all together; from documents to what is kept."""
    fresh = multiprocessing.get_context("spawn")
    ends = [fresh.Pipe() for _ in range(processes)]
    workers = [
        fresh.Process(target=_kept, args=(number // processes, seed, theirs), daemon=True)
        for seed, (_, theirs) in enumerate(ends)
    ]
    for worker in workers:
        worker.start()
    for ours, _ in ends:
        ours.recv()
    began = time.perf_counter()
    for ours, _ in ends:
        ours.send("begin")
    answers = [ours.recv() for ours, _ in ends]
    taken = time.perf_counter() - began
    for worker in workers:
        worker.join()
    if sum(count for count, _ in answers) != number:
        raise RuntimeError("Niet van iedereen kwam een antwoord.")
    return taken, sum(seconds for _, seconds in answers)


def _kept(number: int, seed: int, pipe: Connection) -> None:
    documents = list(teachers(number, seed=seed))
    pipe.send("ready")
    pipe.recv()
    began, count = time.process_time(), 0
    with many_objects():
        for start in range(0, number, BLOCK):
            piece = documents[start : start + BLOCK]
            wishes = [min(FULL_TIME, document["people"][0]["wage"]["hours"] + MORE_HOURS) for document in piece]
            requests = [read_document(document) for document in piece]
            for places, ladder in ladders(requests, [100 * wish for wish in wishes], OPTIONS):
                assert ladder.kept.shape == (len(places), len(OPTIONS))
                count += len(places)
    pipe.send((count, time.process_time() - began))
