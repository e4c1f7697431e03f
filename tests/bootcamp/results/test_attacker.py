"""Published results give nothing away: an attacker on random histories through the code as it runs. SEQUENCES says how
many; a thousand unless it is set. The histories are the same each time; the chance in stored numbers is not."""

import os

import numpy as np
import pytest

from portal.blocks import settling
from portal.blocks.rule import SMALLEST
from tests.bootcamp.results.attacker import exact, published, rows_of, sector, stored_more, sums_of, threshold
from tests.portal.blocks.attacker import isolated, someone_is_certain, without_chance

SEQUENCES = int(os.environ.get("SEQUENCES", "1000"))
SHARES = 4
CONTROLS = 150


def sectors(share, how_many):
    rng = np.random.default_rng([14, share])
    for _ in range(how_many):
        yield sector(rng)


def left_for_who_knows(past, sums):
    """Of each sum, how many people are left for each school, and each board, that takes its own out."""
    names = [past.schools[place][1] for _, place in past.atoms]
    knowing = [np.array([name == own for name in names]) for own in set(names)]
    boards = [name.split("/")[0] for name in names]
    knowing += [np.array([board == own for board in boards]) for own in set(boards)]
    return np.concatenate([(sums & ~own) @ past.people for own in knowing])


@pytest.mark.parametrize("share", range(SHARES))
def test_no_history_of_results_gives_anything_away_about_one_to_four_people(share):
    seen = waiting = 0
    for past in sectors(share, SEQUENCES // SHARES):
        blocks = published(past)
        assert all(block.people >= SMALLEST for _, block in blocks)
        waiting += not rows_of(past, blocks).any(0).all()
        if not blocks:
            continue
        sums = sums_of(past, blocks)
        seen += len(sums)
        assert not isolated(sums, past.people)
        left = left_for_who_knows(past, sums)
        assert not ((left > 0) & (left < SMALLEST)).any()

    assert seen > 3 * SEQUENCES // SHARES
    assert waiting > 0


def test_a_block_holds_for_a_board_only_because_the_rule_asks_it(monkeypatch):
    """The control: without `above` a board learns of a small school of another."""
    monkeypatch.setattr("tests.bootcamp.results.attacker.board_of", lambda school: school)
    learned = 0
    for past in sectors(9, CONTROLS):
        blocks = published(past)
        if blocks:
            left = left_for_who_knows(past, sums_of(past, blocks))
            learned += bool(((left > 0) & (left < SMALLEST)).any())

    assert learned > 0.05 * CONTROLS


def test_the_attacker_undoes_a_threshold():
    views = [(threshold(past), past) for past in sectors(9, CONTROLS) if past.atoms]
    broken = sum(
        isolated(view.rows, past.people) or someone_is_certain(view, past.people)
        for view, past in views
        if len(view.rows)
    )

    assert broken >= 0.95 * sum(len(view.rows) > 0 for view, _ in views)


def test_the_attacker_undoes_blocks_without_chance(monkeypatch):
    monkeypatch.setattr(settling.Subject, "draw", without_chance)
    shown = [(past, blocks) for past in sectors(9, CONTROLS) if (blocks := published(past))]

    broken = sum(someone_is_certain(exact(past, blocks), past.people) for past, blocks in shown)

    assert stored_more(shown[0][1]) == exact(*shown[0]).low.tolist()
    assert broken >= 0.8 * len(shown)


def test_the_attacker_undoes_chance_that_is_drawn_for_each_view():
    past = next(past for past in sectors(9, CONTROLS) if len(published(past)) > 3)
    looks = [stored_more(published(past)) for _ in range(200)]

    assert np.rint(np.mean(looks, axis=0)).tolist() == exact(past, published(past)).low.tolist()
