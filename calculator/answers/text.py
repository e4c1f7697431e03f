"""The same answers as results.py makes, as JSON text at once: for many households the records cost more than the sums.

Each column is written as texts, and a row is a template filled with one of each.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain, repeat
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from calculator.answers.columns import (
    PERCENT,
    Cells,
    Column,
    Hours,
    Leaf,
    Tree,
    Values,
    columns,
    has_care,
    is_away,
    leaves,
    only_some,
    without_care,
)
from calculator.household.year import HouseholdYear

Texts = Sequence[str]
NUMPY = orjson.OPT_SERIALIZE_NUMPY


def as_json(value: Any) -> str:
    return orjson.dumps(value).decode()


def rows(year: HouseholdYear, hours: Sequence[Hours], fields: Sequence[str] = ()) -> list[str]:
    """For each household the list of its results."""
    return _in_both_ways(_rows, year, hours, fields)


def whole_columns(year: HouseholdYear, hours: Sequence[Hours], fields: Sequence[str] = ()) -> list[str]:
    """For each household the record of its columns."""
    return _in_both_ways(_columns, year, hours, fields)


def _in_both_ways(
    write: Callable[[Tree, Cells], list[str]], year: HouseholdYear, hours: Sequence[Hours], fields: Sequence[str]
) -> list[str]:
    """With childcare for who has it, and without for who hasn't."""
    tree, cells = columns(year, hours, fields), Cells(len(hours), len(hours[0]))
    less = without_care(tree)
    with_care = has_care(year, cells.households)
    if len(less) == len(tree) or all(with_care):
        return write(tree, cells)
    both = zip(with_care, write(tree, cells), write(less, cells), strict=True)
    return [more if has_some else fewer for has_some, more, fewer in both]


def _rows(tree: Tree, cells: Cells) -> list[str]:
    holes = Holes(cells)
    template = _template(tree, holes)
    return [f"[{texts}]" for texts in holes.filled(template, ",")]


class Holes:
    """Of a template, with what goes in them: first what is the same at all hours, and then the hours."""

    def __init__(self, cells: Cells):
        self.cells = cells
        self.own: list[Texts] = []
        self.by_hours: list[Texts] = []

    def of(self, leaf: Leaf) -> str:
        if isinstance(leaf, Column) and np.shape(leaf.amount)[1:] in ((), (1,)):
            self.own.append(texts_of(leaf, Cells(self.cells.households, 1)))
            return "%s"
        return self.of_texts(texts_of(leaf, self.cells))

    def of_texts(self, texts: Texts) -> str:
        """One for each cell."""
        self.by_hours.append(texts)
        return "%%s"

    def filled(self, template: str, between: str) -> list[str]:
        """Of each household the template at each of its hours; filled all at once, which goes twice as quick."""
        households, hours = self.cells
        own = zip(*self.own, strict=True) if self.own else repeat((), households)
        templates = [between.join([template % texts] * hours) for texts in own]
        if not self.by_hours:
            return [whole % () for whole in templates]
        texts = list(chain.from_iterable(zip(*self.by_hours, strict=True)))
        each = hours * len(self.by_hours)
        return [whole % tuple(texts[place * each : (place + 1) * each]) for place, whole in enumerate(templates)]


def _template(tree: Tree, holes: Holes) -> str:
    text = ""
    for name, branch in tree.items():
        comma = "," if text else ""
        if only_some(branch):
            values = branch.of_cells()
            if not is_away(values):
                texts = ["" if value is None else f'{comma}"{name}":{as_json(value)}' for value in values]
                text += holes.of_texts(texts)
        else:
            text += f'{comma}"{name}":{_branch(branch, holes)}'
    return "{" + text + "}"


def _branch(branch: Leaf | Tree | list[Tree], holes: Holes) -> str:
    if isinstance(branch, dict):
        return _template(branch, holes)
    if isinstance(branch, list):
        return f"[{','.join([_template(one, holes) for one in branch])}]"
    return holes.of(branch)


def texts_of(leaf: Leaf, cells: Cells) -> Texts:
    """In every cell, as JSON writes it."""
    if isinstance(leaf, Values):
        return _array_of(leaf.of_cells())
    values: NDArray[Any] = leaf.amount / leaf.unit
    if values.size == 1:
        return list(repeat(_percent_or_number(as_json(values.item()), leaf), cells.number))
    texts = _array(cells.spread(values).ravel())[1:-1].split(",")
    return texts if _is_plain(leaf) else [_percent_or_number(text, leaf) for text in texts]


def _is_plain(leaf: Column) -> bool:
    return leaf.unit != PERCENT or bool((leaf.amount >= 0).all())


def _percent_or_number(text: str, leaf: Column) -> str:
    return "null" if leaf.unit == PERCENT and text.startswith("-") else text


def _array_of(values: Sequence[Any]) -> Texts:
    """Numbers at once; lists one by one."""
    if isinstance(values[0], list):
        return [as_json(value) for value in values]
    return as_json(values)[1:-1].split(",")


def _array(values: NDArray[Any]) -> str:
    return orjson.dumps(np.ascontiguousarray(values), option=NUMPY).decode()


def _columns(tree: Tree, cells: Cells) -> list[str]:
    texts = [_named(name, leaf, cells) for name, leaf in leaves(tree).items()]
    if not texts:
        return ["{}"] * cells.households
    return ["{" + ",".join([text for text in several if text]) + "}" for several in zip(*texts, strict=True)]


def _named(name: str, leaf: Leaf, cells: Cells) -> Texts:
    """The column of each household behind its name; empty where it isn't there."""
    if isinstance(leaf, Column) and _is_plain(leaf):
        of_households = _array(cells.spread(leaf.amount / leaf.unit))[2:-2].split("],[")
        return [f'"{name}":[{own}]' for own in of_households]
    values = cells.of(leaf)
    own = [list(values[start : start + cells.hours]) for start in range(0, cells.number, cells.hours)]
    return ["" if only_some(leaf) and is_away(column) else f'"{name}":{as_json(column)}' for column in own]


def around(answer: Mapping[str, Any], name: str) -> tuple[str, str]:
    """The text of an answer before and after the value of `name`."""
    keys = list(answer)
    place = keys.index(name)
    before, after = (as_json({key: answer[key] for key in some}) for some in (keys[:place], keys[place + 1 :]))
    return f'{before[:-1]},"{name}":', f",{after[1:]}"
