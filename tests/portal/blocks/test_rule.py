"""Blokken van vijf, and the random step."""

import secrets
from collections import Counter

import numpy as np
import pytest

from portal.blocks import rule
from portal.blocks.rule import COUNTS, HOURS, SMALLEST, blocks, chance


def school(**people):
    return {(name,): {name: number} for name, number in people.items()}


@pytest.mark.parametrize(
    ("cells", "depths", "together", "waiting"),
    [
        (school(a=5), (1, 0), [["a"]], []),
        (school(a=4), (1, 0), [], ["a"]),
        # Each school of five by itself; four wait, also beside a large one.
        (school(a=12, b=4), (1, 0), [["a"]], ["b"]),
        # Two small ones: five without the largest is what it takes.
        (school(a=4, b=4), (1, 0), [], ["a", "b"]),
        (school(a=4, b=4, c=1), (1, 0), [["a", "b", "c"]], []),
        # One that dominates waits with the rest.
        ({("x",): {"a": 20, "b": 4}}, (1, 0), [], ["x"]),
        ({("x",): {"a": 20, "b": 5}}, (1, 0), [["x"]], []),
        # What is left joins the last block, unless that makes five without the largest too few.
        (school(a=3, b=3, c=3, d=4), (0,), [["a", "b", "c", "d"]], []),
        (school(a=3, b=3, c=2, d=4, e=4, f=4), (0,), [["a", "b", "c"], ["d", "e", "f"]], []),
        (school(a=0, b=5), (1, 0), [["b"]], []),
    ],
)
def test_who_counts_together(cells, depths, together, waiting):
    runs, left = blocks(cells, depths)

    assert [[key[0] for key in run] for run in runs] == together
    assert [key[0] for key in left] == waiting


def test_cells_join_within_the_school_first_then_the_board_then_the_whole():
    cells = {
        ("b1", "s1", "leraar"): {"s1": 3},
        ("b1", "s1", "oop"): {"s1": 3},
        ("b1", "s2", "leraar"): {"s2": 4},
        ("b1", "s3", "leraar"): {"s3": 4},
        ("b1", "s4", "leraar"): {"s4": 2},
        ("b2", "s5", "leraar"): {"s5": 4},
        ("b3", "s6", "leraar"): {"s6": 4},
        ("b4", "s7", "leraar"): {"s7": 4},
    }

    runs, left = blocks(cells, (2, 1, 0))

    assert [sorted({key[1] for key in run}) for run in runs] == [["s1"], ["s2", "s3", "s4"], ["s5", "s6", "s7"]]
    assert left == []


def test_the_same_head_counts_give_the_same_blocks_in_whatever_order_they_come():
    cells = {(f"b{board}", f"s{number}"): {f"s{number}": number % 7 + 1} for board in range(4) for number in range(9)}

    assert blocks(cells, (2, 1, 0)) == blocks(dict(reversed(cells.items())), (2, 1, 0))


@pytest.mark.parametrize("depths", [(2, 1, 0), (3, 2, 1, 0), (1, 0), (0,), (4, 2, 0)])
def test_for_any_layout_and_any_head_counts_each_cell_is_in_one_block_of_five_or_waits(depths):
    rng = np.random.default_rng(7)
    sizes = Counter()
    for _ in range(600):
        cells = {}
        for _ in range(rng.integers(1, 25)):
            key = tuple(str(part) for part in rng.integers(0, 3, 4))
            several = {str(number): int(rng.integers(1, 9)) for number in rng.integers(0, 6, 2)}
            cells[key] = {"/".join(key[:2]): int(rng.integers(1, 9))} if rng.random() < 0.7 else several

        runs, left = blocks(cells, depths)

        assert sorted([*(key for run in runs for key in run), *left]) == sorted(cells)
        for run in runs:
            heads = Counter()
            for key in run:
                heads.update(cells[key])
            largest = max(heads.values()) if len(heads) > 1 else 0
            assert heads.total() - largest >= SMALLEST
            sizes["blocks"] += 1
        sizes["waiting"] += len(left)

    assert sizes["blocks"] > 600
    assert sizes["waiting"] > 100


class Script:
    """In the place of `secrets.randbelow`: goes through every way a draw can go, with how likely that way is."""

    def __init__(self, ways):
        self.ways, self.likely = ways[::-1], 1.0

    def __call__(self, of):
        goes_on, success = self.ways.pop()
        self.likely *= (success if goes_on else of - success) / of
        return 0 if goes_on else of - 1


def how_likely(monkeypatch, success, of, most):
    """From the code itself, not by trying: how likely it is that chance moves a number by so much."""
    likely = Counter()
    for up in range(most):
        for down in range(most):
            ways = [*[(True, success)] * up, (False, success), *[(True, success)] * down, (False, success)]
            script = Script(ways)
            monkeypatch.setattr(secrets, "randbelow", script)
            assert chance(success, of) == up - down
            assert script.ways == []
            likely[up - down] += script.likely
    return likely


def test_chance_on_counts_is_zero_half_the_time_and_no_step_tells_more_than_three_to_one(monkeypatch):
    likely = how_likely(monkeypatch, *COUNTS, most=24)

    assert likely[0] == pytest.approx(1 / 2)
    assert sum(likely[moved] for moved in range(-2, 3)) == pytest.approx(17 / 18)
    assert sum(moved**2 * part for moved, part in likely.items()) == pytest.approx(1.5, abs=1e-6)
    assert [likely[moved] / likely[moved + 1] for moved in range(6)] == pytest.approx([3] * 6)
    assert [likely[-moved] for moved in range(6)] == pytest.approx([likely[moved] for moved in range(6)])


def test_chance_on_hours_is_as_large_as_one_person(monkeypatch):
    likely = how_likely(monkeypatch, *HOURS, most=90)

    size = sum(abs(moved) * part for moved, part in likely.items())
    assert size == pytest.approx(7.47, abs=0.01)
    assert likely[0] / likely[1] == pytest.approx(8 / 7)


def test_chance_as_it_is_drawn():
    drawn = np.array([chance(*COUNTS) for _ in range(20_000)])

    # Bounds of six standard errors: a draw outside them is one in a billion.
    assert (drawn == 0).mean() == pytest.approx(0.5, abs=0.022)
    assert drawn.mean() == pytest.approx(0, abs=0.052)
    assert drawn.var() == pytest.approx(1.5, abs=0.16)


def test_a_seed_does_not_repeat_it():
    draws = []
    for _ in range(2):
        np.random.seed(1)
        draws.append([rule.chance(*COUNTS) for _ in range(300)])

    assert draws[0] != draws[1]
