"""The process of its own: stopped by hand, out of time, and taken away in the middle."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from bootcamp.matching.solver import child, halves, rows, solving
from tests.bootcamp.matching import rounds


def solvers():
    """Processes of this one that still solve."""
    children = [number for file in Path("/proc/self/task").glob("*/children") for number in file.read_text().split()]
    commands = [Path(f"/proc/{number}/cmdline") for number in children]
    return [command for command in commands if b"bootcamp.matching.solver" in command.read_bytes()]


def test_it_gives_what_the_solver_gives_and_says_how_far_it_is():
    asked, said = rounds.board(), []

    outcome = child.propose(asked, seconds=30, on_progress=lambda done, of: said.append((done, of)))

    assert outcome == solving.solve(asked)
    assert outcome.input == asked.hash
    assert said[-1][0] == said[-1][1] > 1
    assert said == sorted(said)


def test_reasons_come_one_by_one():
    asked, said = rounds.board(), []
    outcome = solving.solve(asked)

    assert child.explain(asked, outcome, seconds=60, on_reason=lambda reason, done, of: said.append((reason, done, of)))

    assert [done for _, done, _ in said] == list(range(1, said[-1][2] + 1))
    assert {reason["side"] for reason, _, _ in said} == {"wish", "need"}


def test_whoever_asked_for_it_can_stop_it():
    began = time.monotonic()
    with pytest.raises(child.Stopped):
        child.propose(rounds.pool(), seconds=60, is_stopped=lambda: True)

    assert time.monotonic() - began < 20
    assert solvers() == []


def test_a_solver_that_overruns_is_stopped_with_the_best_until_then(monkeypatch):
    """Its own limit lies beyond ours, as when HiGHS doesn't keep to it. So many fit here that it takes a minute."""
    asked = rounds.large(1500, 400, schools=20, boards=1)
    monkeypatch.setattr(child, "GRACE", -10_000 + 10)

    try:
        outcome = child.propose(asked, seconds=10_000)
    except child.Died:
        return  # on a very busy machine it had not even begun, and says so

    assert outcome.is_cut_off
    assert outcome.gap >= 0
    assert solvers() == []


def test_pins_that_can_t_be_are_told_with_what_fails():
    asked = rounds.board()
    wish = asked.wishes[0]
    need = next(need for need in asked.needs if need.halves & wish.own)
    pins = frozenset({(wish.id, need.id, need.halves)})

    with pytest.raises(child.NotTogether) as refused:
        child.propose(replace(asked, pins=pins), seconds=20)

    assert refused.value.pair == (wish.id, need.id)
    assert "busy" in refused.value.fails


def test_pins_that_are_fine_alone_and_not_together_are_told_without_a_pair():
    doo = halves.mask(["doo"])
    people = tuple(rows.WishRow(name, "S", want=1, can=doo) for name in "ab")
    pins = frozenset({("a", "n", doo), ("b", "n", doo)})
    asked = rows.RoundRows("r", {"S": rows.RoundSchool("S", "B")}, people, (rows.NeedRow("n", "S", doo),), pins=pins)

    with pytest.raises(child.NotTogether) as refused:
        child.propose(asked, seconds=20)

    assert refused.value.pair is None
