"""Someone who sees every published figure of results, of all quarters and filters, and may be a director or a board.

A history is a sector in which schools count for some quarters. An atom is a school in a quarter: people whom nothing
tells apart.
"""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from bootcamp.results.publishing import board_of
from bootcamp.results.series import DEPTHS, FOR_GOOD, LAYOUT, OPTIONS, OUTCOME, SUBJECTS
from portal.blocks.figures import is_inside
from portal.blocks.rule import SMALLEST
from portal.blocks.settling import NO_ANSWER, settle_counts
from tests.portal.blocks.attacker import View

CHANCES = [0.04, 0.02, 0.03, 0.02, 0.09, 0.1, 0.7]


@dataclass
class Sector:
    schools: list = field(default_factory=list)  # (key, name, part-timers)
    atoms: list = field(default_factory=list)  # (quarter, place of the school)
    people: list = field(default_factory=list)
    more: list = field(default_factory=list)
    quarters: list = field(default_factory=list)  # (cells, counted) of each


def sector(rng):
    past = Sector()
    for board in range(rng.integers(2, 6)):
        place = (f"s{rng.integers(2)}", f"r{rng.integers(2)}")
        for number in range(rng.integers(1, 5)):
            size = int(rng.integers(1, 6) if rng.random() < 0.4 else rng.integers(6, 41))
            past.schools.append(((*place, f"c{rng.integers(2)}", f"b{board}"), f"b{board}/{number}", size))
    for quarter in range(rng.integers(1, 4)):
        cells, counted = {}, {}
        for place, (key, name, size) in enumerate(past.schools):
            if rng.random() < 0.8:
                outcome = rng.multinomial(size, CHANCES)
                cells.setdefault(key, {})[name] = size
                said = counted.setdefault(key, Counter())
                for option, count in zip((*OPTIONS, NO_ANSWER), outcome, strict=True):
                    said[OUTCOME, option] += int(count)
                past.atoms.append((quarter, place))
                past.people.append(size)
                past.more.append(int(outcome[0]))
        past.quarters.append((cells, counted))
    past.people, past.more = np.array(past.people, int), np.array(past.more, int)
    return past


def published(past):
    """The real rule, a quarter at a time: (quarter, block) of all of them."""
    return [
        (quarter, block)
        for quarter, (cells, counted) in enumerate(past.quarters)
        for block in settle_counts(cells, counted, SUBJECTS, DEPTHS, board_of)[0]
    ]


def selections(past):
    """Every filter that a page or a file can be asked for, of every part of the layout at once, and of each quarter."""
    keys = sorted({key for key, _, _ in past.schools})
    wheres = [{}]
    for chosen in range(1, 2 ** len(LAYOUT)):
        names = [name for place, name in enumerate(LAYOUT) if chosen >> place & 1]
        wheres += [dict(zip(names, values, strict=True)) for values in {_part(key, names) for key in keys}]
    return [(quarter, where) for quarter in (None, *range(len(past.quarters))) for where in wheres]


def _part(key, names):
    return tuple(key[LAYOUT.index(name)] for name in names)


def rows_of(past, blocks):
    inside = {(quarter, key): number for number, (quarter, block) in enumerate(blocks) for key in block.cells}
    at = np.array([inside.get((quarter, past.schools[place][0]), -1) for quarter, place in past.atoms], int)
    return np.arange(len(blocks))[:, None] == at[None, :]


def sums_of(past, blocks):
    """What each selection adds up: the blocks that lie wholly inside it."""
    rows, seen = rows_of(past, blocks), set()
    for quarter, where in selections(past):
        chosen = tuple(
            number
            for number, (when, block) in enumerate(blocks)
            if quarter in (None, when) and is_inside(block.cells, LAYOUT, where)
        )
        seen.add(chosen)
    return np.array([rows[list(chosen)].any(0) for chosen in sorted(seen - {()})], bool)


def exact(past, blocks):
    """Control: the same blocks, of true numbers."""
    rows = rows_of(past, blocks)
    return View(rows, rows @ past.more, rows @ past.more)


def threshold(past):
    """Control: any selection, of a school too, from five people on, while schools fill in one after the other."""
    groups = [
        [quarter in (None, when) and is_inside([past.schools[place][0]], LAYOUT, where) for when, place in past.atoms]
        for quarter, where in selections(past)
    ]
    groups += [[(when, place) == atom for when, place in past.atoms] for atom in past.atoms]
    whole = np.array(groups, bool)
    days = [np.arange(len(past.atoms)) < so_far for so_far in range(1, len(past.atoms) + 1)]
    rows = np.unique(np.vstack([whole & day for day in days]), axis=0)
    rows = rows[rows @ past.people >= SMALLEST]
    return View(rows, rows @ past.more, rows @ past.more)


def stored_more(blocks):
    return [block.numbers[OUTCOME, FOR_GOOD] for _, block in blocks]
