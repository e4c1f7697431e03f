"""What the kinds keep: the figures of the contract to the euro, and from memory as long as the values stay."""

import json
import time
from pathlib import Path

import pytest

from bootcamp.menu import grid
from bootcamp.menu.households import HOUSEHOLDS
from calculator.engine.in_use import ValueSet, current, using
from calculator.household.intake.document import read_document

EXPECTED = json.loads((Path(__file__).parent / "households.json").read_text())


def test_the_kinds_are_those_of_the_contract():
    assert [(one.name, one.weight) for one in HOUSEHOLDS] == [
        (kind["name"], kind["weight"]) for kind in EXPECTED["kinds"]
    ]
    for household, kind in zip(HOUSEHOLDS, EXPECTED["kinds"], strict=True):
        ours = household.document(2026, step=8, hours=24)
        assert read_document({**ours, "carry_forward": False}) == read_document(kind["document"])


@pytest.mark.parametrize("place", range(len(HOUSEHOLDS)), ids=[one.name for one in HOUSEHOLDS])
def test_each_kind_keeps_what_the_contract_says_to_the_euro(place):
    cell, expected = grid.cells(2026, (24, 32), 8)[place], EXPECTED["kinds"][place]["expected"]

    assert abs(cell.hours_gain / 100 - expected["hours_gain"]) <= 1
    assert abs(cell.kept(1000) / 100 - expected["kept_1000"]) <= 1
    assert abs(cell.needed(150).least / 100 - expected["F150"]) <= 1


def test_worst_mean_and_best_are_those_of_the_contract():
    cells = grid.cells(2026, (24, 32), 8)
    hours = [cell.hours_gain for cell in cells]
    thousand, two_thousand = ([cell.kept(gross) for cell in cells] for gross in (1000, 2000))
    needed = [cell.needed(150).least for cell in cells]

    for amounts, expected in (
        (hours, (2572, 5685, 6812)),
        (thousand, (199, 451, 495)),
        (two_thousand, (398, 890, 990)),
        (needed, (3634, 4243, 9244)),
    ):
        shown = (min(amounts), grid.mean(amounts), max(amounts))
        assert [amount / 100 for amount in shown] == pytest.approx(expected, abs=1)


def test_the_whole_grid_is_there_within_five_seconds_and_then_from_memory():
    with using(ValueSet(current().layers, version="once more")):
        began = time.process_time()
        first = grid.all_cells(2026)
        taken = time.process_time() - began
        began = time.process_time()
        again = grid.all_cells(2026)
        from_memory = time.process_time() - began

    assert sum(map(len, first.values())) == 90
    assert taken < 5
    assert from_memory < 0.05
    assert all(again[place] is first[place] for place in first)


def test_other_values_make_another_grid():
    before = grid.cells(2026, (24, 32), 8)
    version = grid.version(2026)

    with using(ValueSet(current().layers, version="released since")):
        assert grid.version(2026) != version
        assert grid.cells(2026, (24, 32), 8) is not before


def test_where_more_gross_leaves_less_is_named():
    parent = next(cell for cell in grid.cells(2026, (24, 32), 8) if "bso, huur" in cell.household.name)
    kept = parent.ladder.kept[0]

    falls = parent.falls(grid.HIGHEST)

    assert kept[falls] < kept[:falls].max() - grid.DIP
    assert all(kept[at] >= kept[:at].max() - grid.DIP for at in range(1, falls))
    assert parent.eaten(1000) == 29600


def test_the_next_year_has_a_grid_too():
    assert all(cell.kept(1000) for cell in grid.cells(2027, (24, 32), 8))
