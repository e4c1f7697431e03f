"""An attacker on random histories, through the rule as it runs. SEQUENCES says how many; a thousand unless it is set.

The histories are the same each time; what chance adds to a stored number is not, so nothing here hangs on it.
"""

import os
from collections import Counter

import numpy as np
import pytest

from portal.blocks.rule import SMALLEST
from portal.blocks.settling import YES
from tests.portal.blocks.attacker import (
    block_rows,
    blocks_inside,
    exact,
    history,
    isolated,
    odds_of_one,
    published,
    questions,
    shown_sums,
    someone_is_certain,
    threshold,
)

SEQUENCES = int(os.environ.get("SEQUENCES", "1000"))
SHARES = 4
CONTROLS = 150


def histories(share, how_many):
    rng = np.random.default_rng([5, share])
    for _ in range(how_many):
        yield history(rng), rng


def likely(moved):
    """How likely chance moves a number by this much, as tests/portal/blocks/test_rule.py finds it."""
    return 0.5 * 3.0 ** -abs(moved)


def check_blocks(sector, settlement):
    cells = [key for block in settlement.blocks for key in block.cells]
    waiting = [key for left in settlement.left if left for key in left.cells()]
    assert sorted([*cells, *waiting]) == sorted(set(sector.keys))
    for block in settlement.blocks:
        schools = Counter()
        for heads in block.cells.values():
            schools.update(heads)
        assert block.people == sum(schools.values()) >= SMALLEST
        assert len(schools) == 1 or block.people - max(schools.values()) >= SMALLEST


def check_directors(sector, sums):
    """Of any sum, what is left for a director who takes the own school out is nobody, or five people or more."""
    for school in sector.schools:
        own = np.array([key[:3] == school for key in sector.keys])
        left = (sums & ~own) @ sector.people
        assert not ((left > 0) & (left < SMALLEST)).any()


@pytest.mark.parametrize("share", range(SHARES))
def test_no_history_gives_anything_away_about_one_to_four_people(share):
    surest, seen, waiting = [1.0, 1.0], 0, 0
    for sector, rng in histories(share, SEQUENCES // SHARES):
        settlement = published(sector)
        check_blocks(sector, settlement)
        waiting += sum(left is not None for left in settlement.left)
        if not settlement.blocks:
            continue
        rows = block_rows(sector, settlement)
        sums = np.array([rows[blocks].any(0) for blocks in shown_sums(sector, settlement)], bool)
        seen += len(sums)
        assert not isolated(sums, sector.people)
        check_directors(sector, sums)
        surest = np.maximum(surest, odds_of_one(settlement, sector, rng, likely))

    assert seen > 3 * SEQUENCES // SHARES
    assert waiting > 0
    assert surest[0] == pytest.approx(3)
    assert 3 < surest[1] <= 9 + 1e-9


def test_the_attacker_asks_for_every_crossing():
    for sector, _ in histories(9, CONTROLS // 10):
        settlement = published(sector)
        one_by_one = {blocks_inside(settlement, where) for where in questions(sector)} - {frozenset()}
        assert sorted(map(sorted, one_by_one)) == sorted(shown_sums(sector, settlement))


def test_the_attacker_undoes_a_threshold():
    """The control: five people or more, shown while answers come in."""
    broken = Counter()
    for sector, _ in histories(9, CONTROLS):
        view = threshold(sector, live=True)
        broken["isolated"] += isolated(view.rows, sector.people)
        broken["certain"] += someone_is_certain(view, sector.people)

    assert broken["isolated"] >= 0.95 * CONTROLS
    assert broken["certain"] >= 0.95 * CONTROLS


def test_the_attacker_undoes_blocks_without_chance(monkeypatch):
    """The control: the same blocks, of true numbers."""
    broken = sum(someone_is_certain(exact(sector, monkeypatch), sector.people) for sector, _ in histories(9, CONTROLS))

    assert broken >= 0.8 * CONTROLS


def test_the_attacker_undoes_chance_that_is_drawn_for_each_view():
    """The control: whoever looks two hundred times knows the true number; the stored one stays what it is."""
    sector = next(sector for sector, _ in histories(9, CONTROLS) if len(published(sector).blocks) > 4)
    looks = [[block.numbers[0, YES] for block in published(sector).blocks] for _ in range(200)]
    rows = block_rows(sector, published(sector))

    # 200 looks have a standard error of 0.087: half a person is more than five times as much.
    assert np.rint(np.mean(looks, axis=0)).tolist() == (rows @ sector.yes).tolist()
