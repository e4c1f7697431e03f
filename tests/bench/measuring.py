"""How long something takes, and the table of what came out."""

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Measured:
    """`met` is None where there's no target, only a figure worth knowing."""

    what: str
    figure: str
    target: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        return {None: "", True: "ok", False: "niet gehaald"}[self.met]


def at_most(what: str, figure: float, limit: float, unit: str, *, decimals: int = 2) -> Measured:
    return Measured(what, f"{dutch(figure, decimals)} {unit}", f"≤ {_limit(limit)} {unit}", figure <= limit)


def at_least(what: str, figure: float, limit: float, unit: str, *, decimals: int = 2) -> Measured:
    return Measured(what, f"{dutch(figure, decimals)} {unit}", f"≥ {_limit(limit)} {unit}", figure >= limit)


def known(what: str, figure: float, unit: str, *, decimals: int = 2) -> Measured:
    """Without a target."""
    return Measured(what, f"{dutch(figure, decimals)} {unit}")


def dutch(number: float, decimals: int = 0) -> str:
    return f"{number:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def _limit(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def median_seconds(
    call: Callable[[Any], object], arguments: Sequence[Any], *, seconds: float = 1.5, warm: int = 20
) -> float:
    """The median of single calls, warm. The arguments take turns, so that nothing can be remembered from last time."""
    turns = cycle(arguments)
    for _ in range(warm):
        call(next(turns))
    taken: list[float] = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until or len(taken) < 5:
        taken.append(seconds_of(call, next(turns)))
    return statistics.median(taken)


def seconds_of(call: Callable[[Any], object], argument: Any) -> float:
    """Of the processor: as long as the call itself where nobody else wants it, and not longer where someone does."""
    began = time.process_time()
    call(argument)
    return time.process_time() - began


def machine() -> str:
    model = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    cores = len(os.sched_getaffinity(0))
    return f"{model}, {cores} kernen; Python {platform.python_version()}, NumPy {np.__version__}, {sys.platform}"


def how_busy() -> str:
    """Others who use the machine make everything slower; who reads the table should know."""
    load = os.getloadavg()[0]
    others = "" if load < 0.5 else " Er draait nog iets anders, dus alles komt te hoog uit."
    return f"Belasting bij het begin: {dutch(load, 1)}.{others}"


def head() -> str:
    return f"{_columns('wat', 'gemeten', 'doel', '')}\n{'-' * 110}"


def line(row: Measured) -> str:
    return _columns(row.what, row.figure, row.target, row.verdict)


def _columns(what: str, figure: str, target: str, verdict: str) -> str:
    return f"{what:<62}{figure:>16}{target:>18}  {verdict}".rstrip()
