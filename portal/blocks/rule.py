"""Blokken van vijf. Pure: looks at head counts, never at an answer."""

import itertools
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

SMALLEST = 5
# How often the random step goes on: a mean size of about one person, and of about as many hours as one person gets.
COUNTS, HOURS = (1, 3), (7, 8)

Key = tuple[str, ...]
Heads = Mapping[str, int]  # people per school
Above = Callable[[str], str]
"""Of a school who else knows all its numbers: its board, where boards see results as they were typed."""


def enough(keys: Iterable[Key], cells: Mapping[Key, Heads], above: Above | None = None) -> bool:
    """Five people, also without the largest school when there are several: that school knows its own answers. With
    `above` also without whoever knows the numbers of several schools."""
    heads = Counter[str]()
    for key in keys:
        heads.update(cells[key])
    if above is None:
        return _enough_without_largest(heads)
    knowing = Counter[str]()
    for school, people in heads.items():
        knowing[above(school)] += people
    return _enough_without_largest(heads) and _enough_without_largest(knowing)


def _enough_without_largest(heads: Heads) -> bool:
    some = [people for people in heads.values() if people]
    return sum(some) - (max(some) if len(some) > 1 else 0) >= SMALLEST


def blocks(
    cells: Mapping[Key, Heads], depths: Sequence[int], above: Above | None = None
) -> tuple[list[list[Key]], list[Key]]:
    """The keys that count together, and those that wait. A key goes from coarse to fine; `depths` says within which
    part of it cells join their neighbour, the finest first: (2, 1, 0) is within the school, the board, the whole."""
    together: list[list[Key]] = []
    waiting = sorted(key for key, heads in cells.items() if any(heads.values()))
    for depth in depths:
        still: list[Key] = []
        for _, neighbours in itertools.groupby(waiting, key=lambda key: key[:depth]):
            joined, rest = _join(neighbours, cells, above)
            together += joined
            still += rest
        waiting = still
    return together, waiting


def _join(keys: Iterable[Key], cells: Mapping[Key, Heads], above: Above | None) -> tuple[list[list[Key]], list[Key]]:
    joined: list[list[Key]] = []
    run: list[Key] = []
    for key in keys:
        run.append(key)
        if enough(run, cells, above):
            joined.append(run)
            run = []
    # Added to the last block the rest needs a look of its own: one large school can make five people too few.
    if run and joined and enough(joined[-1] + run, cells, above):
        joined[-1] = joined[-1] + run
        run = []
    return joined, run


def chance(success: int, of: int) -> int:
    """A whole number with mean 0, every value possible: drawn once for each stored number, without a seed."""
    return _successes(success, of) - _successes(success, of)


def _successes(success: int, of: int) -> int:
    """How often it succeeds before the first failure."""
    steps = 0
    while secrets.randbelow(of) < success:
        steps += 1
    return steps
