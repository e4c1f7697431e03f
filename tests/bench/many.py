"""Many households: how many a second, whether twice as many cost twice as much, memory, workers, lines."""

import json
import resource
import statistics
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from calculator.batch.lines import Line, in_blocks, written_as_asked
from calculator.batch.memory import many_objects
from calculator.batch.sector import FULL_WEEK, PEOPLE_AT_ONCE, read_pictures
from calculator.batch.side_by_side import years_side_by_side
from calculator.batch.spread import PortalWorkers, Processes, Workers, spread
from calculator.batch.tasks import shared_folder
from calculator.household.intake.document import read_document
from calculator.household.intake.request import Request
from tests.bench import sector_read
from tests.bench.measuring import Measured, at_least, at_most, dutch, known, median_seconds
from tests.bench.processes import celery_workers, run
from tests.bench.sector_read import Took
from tests.bench.teachers import Json, teachers

SECTOR = 128_000
SIZES = (1_000, 10_000, 100_000)
LINES = (1_000, 100_000)
MILLION = 1e6
MOST_MEMORY = 500
"""MB."""
TIMES = 3


def measure() -> Iterator[Measured]:
    yield from _one_core()
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "sector.jsonl"
        with file.open("w") as out:
            out.writelines(json.dumps(teacher) + "\n" for teacher in teachers(SECTOR))
        yield from _sizes(file)
        yield from _sector(file)
        yield from _lines(file)


def _one_core() -> Iterator[Measured]:
    """As a worker does it."""
    requests = [read_document(teacher) for teacher in teachers(10_000, seed=2)]
    with many_objects():
        results = len(requests) * len(FULL_WEEK) / median_seconds(_compute, [requests], warm=1) / MILLION
    yield at_least("Leerkrachten × 41 uren, alle regels, op één kern", results, 2, "miljoen/s")


def _compute(requests: list[Request]) -> None:
    for _ in years_side_by_side(requests, FULL_WEEK):
        pass


def _sizes(file: Path) -> Iterator[Measured]:
    """From JSON to whole pictures, each size in a process of its own; they take turns, so that a busy moment of the
    machine doesn't fall on one of them."""
    parts = [_start_of(file, size) for size in SIZES]
    rounds = [[run("-m", "tests.bench.sector_alone", str(part)) for part in parts] for _ in range(TIMES)]
    memory = max(ran.memory for turn in rounds for ran in turn)
    per_teacher = []
    for size, turns in zip(SIZES, zip(*rounds, strict=True), strict=True):
        per_teacher.append(statistics.median(float(ran.said) for ran in turns) / size * MILLION)
        yield known(f"Van JSON tot 41 uren, {dutch(size)} leerkrachten", per_teacher[-1], "µs elk", decimals=0)
    yield at_most("Kosten per leerkracht, duurste tegen goedkoopste", max(per_teacher) / min(per_teacher), 1.2, "keer")
    yield at_most("Geheugen daarbij, hoogste", memory, MOST_MEMORY, "MB", decimals=0)


def _sector(file: Path) -> Iterator[Measured]:
    what = f"{dutch(SECTOR)} leerkrachten × 41 uren"
    yield from _by_the_clock(f"{what}, twee processen", lambda: sector_read.compute(SECTOR, 2))
    what = f"{what} vanaf JSON"
    with tempfile.TemporaryDirectory() as folder:
        yield from _by_the_clock(f"{what}, twee processen", lambda: _by_processes(file, Path(folder)))
    with celery_workers(2):
        taken = [_elapsed(lambda: _sum_up(PortalWorkers("pictures"), file, shared_folder())) for _ in range(TIMES)]
    yield at_most(f"{what}, twee Celery-werkers", statistics.median(taken), 6, "s")


def _by_the_clock(what: str, run_once: Callable[[], Took]) -> Iterator[Measured]:
    """With what each process computed, which grows less with whatever else the machine does."""
    clock, per_process = (statistics.median(column) for column in zip(*(run_once() for _ in range(TIMES)), strict=True))
    yield at_most(what, clock, 5, "s")
    yield known("   rekentijd van elk proces", per_process, "s")


def _by_processes(file: Path, folder: Path) -> Took:
    before = _seconds_of_children()
    clock = _elapsed(lambda: _spread(file, folder))
    return Took(clock, (_seconds_of_children() - before) / 2)


def _spread(file: Path, folder: Path) -> None:
    with Processes(2, "pictures") as workers:
        _sum_up(workers, file, folder)


def _seconds_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _elapsed(call: Callable[[], None]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _sum_up(workers: Workers, file: Path, folder: Path) -> None:
    """What all teachers together have left to spend at each number of hours."""
    total, well = 0, 0
    with file.open("rb") as documents:
        for outcome in spread(in_blocks(documents, PEOPLE_AT_ONCE), workers, folder=folder):
            with outcome as (path, _), path.open("rb") as written:
                pictures = read_pictures(written)
            total, well = total + pictures.disposable.sum(axis=0), well + int(pictures.well.sum())
    if well != SECTOR:
        raise RuntimeError(f"Van {SECTOR - well} leerkrachten kwam geen antwoord.")


def _lines(file: Path) -> Iterator[Measured]:
    memory = []
    for number in LINES:
        began = time.perf_counter()
        memory.append(run("manage.py", "bereken", "--lines", str(_start_of(file, number)), keep=False).memory)
        rate = number / (time.perf_counter() - began)
        what = f"bereken --lines, {dutch(number)} regels"
        yield at_most(f"{what}: geheugen", memory[-1], MOST_MEMORY, "MB", decimals=0)
    yield at_most("Geheugen, meeste tegen minste regels", memory[-1] / memory[0], 1.5, "keer")
    yield known(f"{what}: snelheid", rate, "regels/s", decimals=0)
    yield from _written()


FEW = ["hours", "disposable.month", "people[0].payroll.net_month"]
WRITTEN: dict[str, tuple[float, Json]] = {
    "hele antwoorden": (40_000, {}),
    "drie uitkomsten": (400_000, {"fields": FEW}),
    "drie uitkomsten, kolommen": (400_000, {"fields": FEW, "as_columns": True}),
    "drie uitkomsten, tabel": (400_000, {"fields": FEW, "as_table": True}),
}


def _written() -> Iterator[Measured]:
    """From JSON to text at 41 hours, on one core."""
    documents = [json.dumps({**teacher, "hours": "all"}).encode() for teacher in teachers(6_000, seed=4)]
    block = [Line(number, text) for number, text in enumerate(documents, 1)]
    for what, (least, options) in WRITTEN.items():
        with many_objects():
            took = median_seconds(partial(_write, options), [block], warm=1)
        rate = len(block) * len(FULL_WEEK) / took
        yield at_least(f"bereken --lines × 41 uren: {what}", rate, least, "per seconde", decimals=0)


def _write(options: Json, block: Sequence[Line]) -> None:
    deque(written_as_asked(block, **options), maxlen=0)


def _start_of(file: Path, number: int) -> Path:
    """The first so many lines, as a file of their own."""
    part = file.with_name(f"{number}.jsonl")
    with file.open("rb") as every, part.open("wb") as out:
        out.writelines(islice(every, number))
    return part
