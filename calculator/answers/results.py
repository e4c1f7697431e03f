"""From columns to the answer of the contract: a record for each number of hours, or the columns themselves."""

from collections.abc import Sequence
from typing import Any

from calculator.answers.columns import (
    CARE,
    PERCENT,
    Cells,
    Hours,
    Json,
    Leaf,
    Tree,
    columns,
    has_care,
    is_away,
    leaves,
    only_some,
    without_care,
)
from calculator.engine.steps import Step
from calculator.household.year import HouseholdYear


def results(year: HouseholdYear, hours: Hours, fields: Sequence[str] = ()) -> list[Json]:
    """One result for each of `hours`, in the same order; for the only household there is."""
    (of_household,) = results_side_by_side(year, [hours], fields)
    return of_household


def results_side_by_side(year: HouseholdYear, hours: Sequence[Hours], fields: Sequence[str] = ()) -> list[list[Json]]:
    """For each household its results. `hours`: those of each household, equally many."""
    cells = Cells(len(hours), len(hours[0]))
    rows = _rows(columns(year, hours, fields), cells)
    of_households = [rows[start : start + cells.hours] for start in range(0, len(rows), cells.hours)]
    for own_rows, has_some in zip(of_households, has_care(year, cells.households), strict=True):
        if not has_some:
            for row in own_rows:
                for name in CARE:
                    row.pop(name, None)
    return of_households


def whole_columns(year: HouseholdYear, hours: Sequence[Hours], fields: Sequence[str] = ()) -> list[Json]:
    """For each household its columns: under each name as many values as there are hours."""
    cells = Cells(len(hours), len(hours[0]))
    tree = columns(year, hours, fields)
    by_name = {name: (cells.of(leaf), only_some(leaf)) for name, leaf in leaves(tree).items()}
    without = leaves(without_care(tree))
    of_households = []
    for household, has_some in enumerate(has_care(year, cells.households)):
        own = slice(household * cells.hours, (household + 1) * cells.hours)
        of_households.append(
            {
                name: list(column[own])
                for name, (column, may_be_away) in by_name.items()
                if (has_some or name in without) and not (may_be_away and is_away(column[own]))
            }
        )
    return of_households


def _rows(tree: Tree, cells: Cells) -> list[Json]:
    """Turn a tree of columns into a record for every cell."""
    if not tree:
        return [{} for _ in range(cells.number)]
    branches = [_branch(branch, cells) for branch in tree.values()]
    rows = [dict(zip(tree, row, strict=True)) for row in zip(*branches, strict=True)]
    for name, branch in tree.items():
        if only_some(branch):
            for row in rows:
                if row[name] is None:
                    del row[name]
    return rows


def _branch(branch: Leaf | Tree | list[Tree], cells: Cells) -> Sequence[Any]:
    if isinstance(branch, dict):
        return _rows(branch, cells)
    if isinstance(branch, list):
        return [list(several) for several in zip(*(_rows(one, cells) for one in branch), strict=True)]
    return cells.of(branch)


def steps(recorded: Sequence[Step], hours: Hours) -> list[Json]:
    """The steps of the first household, hour by hour."""
    columns = [(step, step.zekerheid.value, list(step.bron), *_columns(step, len(hours))) for step in recorded]
    return [
        {
            "hours": at,
            "rule": step.rule,
            "person": step.person,
            "amount": amounts[place],
            "because": sentences[place],
            "law": step.wet,
            "zekerheid": zekerheid,
            "bron": bron,
        }
        for place, at in enumerate(hours)
        for step, zekerheid, bron, amounts, sentences in columns
    ]


def _columns(step: Step, number: int) -> tuple[list[float], list[str]]:
    """The amount (euros, or a percentage) and the sentence at each of the hours."""
    unit = PERCENT if step.rule == "bijzonder_tarief" else 100
    amounts, sentences = [amount / unit for amount in step.amounts(0)], step.sentences(0)
    return (
        amounts if len(amounts) == number else amounts * number,
        sentences if len(sentences) == number else sentences * number,
    )
