"""The formation round: an average board, a realistic pool and a very large one, each in a process of its own."""

import time

from bootcamp.matching.solver import child, solving
from bootcamp.matching.solver.rows import RoundRows
from tests.bench.measuring import Measured, at_most, known
from tests.bootcamp.matching import rounds

BOARD, POOL, LARGE = 1, 10, 60
"""Seconds that each may take."""


def measure() -> list[Measured]:
    return [
        *_one("bestuur, 21 wensen en 15 plekken", rounds.board(), BOARD),
        *_one("pool, 630 wensen en 200 plekken", rounds.pool(), POOL),
        *_one("pool, 2.000 wensen en 500 plekken", rounds.large(2000, 500, schools=120, boards=8), LARGE),
    ]


def _one(name: str, rows: RoundRows, limit: float) -> list[Measured]:
    began = time.perf_counter()
    outcome = child.propose(rows, seconds=LARGE - 5)
    seconds = time.perf_counter() - began
    return [
        at_most(name, seconds, limit, "s"),
        known("  paren die passen", len(solving.fitting_pairs(rows)), "", decimals=0),
        known("  dagdelen gevuld", outcome.goals["F"], "", decimals=0),
        known("  misschien nog", outcome.gap, "", decimals=0),
    ]
