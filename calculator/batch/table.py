"""Answers as a table of numbers, for a spreadsheet or a statistics program: CSV with the names of the fields above it.

Only numbers stand in it, so that no spreadsheet takes a cell for a formula. `faults` and `left_out` say how many there
are; which ones, and every warning, are read from the answer in JSON.
"""

from collections.abc import Sequence

from calculator.answers.bereken import asked
from calculator.answers.columns import Cells, Tree, columns, has_care, leaves, without_care
from calculator.answers.text import Holes
from calculator.batch.answers import Writing
from calculator.household.calculation import Calculation
from calculator.household.fields import numbers
from calculator.household.intake.faults import Faults
from calculator.household.intake.request import Form, Request
from calculator.household.year import HouseholdYear

OF_LINE = ("line", "faults", "left_out")
NOTHING = "null"
NEXT = "\n"


def head(form: Form) -> str:
    return ",".join([*OF_LINE, *numbers(form.fields)])


def with_faults(number: int, faults: Faults, form: Form) -> str:
    return f"{number},{len(faults.faults)},{',' * len(numbers(form.fields))}"


def numbered(number: int, rows: tuple[int, str]) -> str:
    left_out, text = rows
    before = f"{number},0,{left_out},"
    return before + text.replace(NEXT, NEXT + before)


def _bodies(year: HouseholdYear, requests: Sequence[Request]) -> list[str]:
    hours, fields = [asked(request) for request in requests], requests[0].form.fields
    tree, cells = columns(year, hours, fields), Cells(len(hours), len(hours[0]))
    with_care = has_care(year, cells.households)
    rows = _rows(tree, cells, fields)
    fewer = rows if all(with_care) else _rows(without_care(tree), cells, fields)
    return [more if has_some else less for has_some, more, less in zip(with_care, rows, fewer, strict=True)]


def _rows(tree: Tree, cells: Cells, fields: Sequence[str]) -> list[str]:
    """What isn't there for this household stays empty."""
    by_name, holes = leaves(tree), Holes(cells)
    template = ",".join([holes.of(by_name[name]) if name in by_name else "" for name in numbers(fields)])
    return [rows.replace(NOTHING, "") for rows in holes.filled(template, NEXT)]


def _whole(calculation: Calculation, rows: str) -> tuple[int, str]:
    return len(calculation.left_out), rows


WRITING = Writing(_bodies, _whole, None)
