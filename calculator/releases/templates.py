"""The values of a year as a spreadsheet, in the form in which new ones can be uploaded."""

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from calculator.releases import shape
from calculator.releases.document import Block
from calculator.releases.kinds import ALL, CHILDCARE, PAY_TABLES, RULES
from calculator.releases.reading import What, lists, tables

LISTED = [rule for rule in ALL if rule.name not in PAY_TABLES]
Cells = tuple[Any, ...]


def workbook(what: What, year: int) -> bytes:
    """As Excel."""
    from openpyxl import Workbook  # slow to load, and seldom asked for

    book = Workbook(write_only=True)
    sheet = book.create_sheet(f"{year}")
    for cells in rows(what, year):
        sheet.append([float(cell) if isinstance(cell, Decimal) else cell for cell in cells])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rows(what: What, year: int) -> Iterator[Cells]:
    """The names of the columns, then what holds in this year (of a pay table: at the end of it)."""
    if what == What.VALUES:
        return _list(year)
    return _childcare(year) if what == What.CHILDCARE else _pay_table(what, year)


def _list(year: int) -> Iterator[Cells]:
    yield lists.COLUMNS
    for rule in LISTED:
        for values in rule.in_force.periods:
            if values.vanaf.year <= year <= values.tot_en_met.year:
                yield from lists.as_rows(Block(rule, shape.as_block(values)))


def _childcare(year: int) -> Iterator[Cells]:
    yield tables.BANDS
    values = RULES[CHILDCARE].in_force.found_in(year)
    for band in shape.as_block(values)["regels"] if values else ():
        yield tuple(band.get(name) for name in tables.BANDS)


def _pay_table(what: What, year: int) -> Iterator[Cells]:
    last_day = date(year, 12, 31)
    table = RULES[what].in_force.found_on(last_day)
    if table is None:
        yield (tables.STEP, "SCHAAL")
        return
    yield (tables.STEP, *table.schalen)
    steps = {step for scale in table.schalen for step in table.treden(scale)}
    for step in sorted(steps):
        yield (
            step,
            *(
                shape.tidy(Decimal(table.cell(scale, step)) / 100) if step in table.treden(scale) else None
                for scale in table.schalen
            ),
        )
