"""What a row of years says. 0 is not a count: between years with staff it was not delivered, after them it ended."""

from collections.abc import Mapping
from dataclasses import dataclass

from bootcamp.facts.duo.cells import Cell, is_hidden, number

Series = Mapping[str, Cell]
"""By year, as text."""


@dataclass(frozen=True)
class Known:
    """Of one year: a number, or why there is none."""

    value: int | float | None
    why: str = ""
    """In Dutch; empty with a number."""


def known(series: Series, year: int) -> Known:
    cell = series.get(str(year))
    if cell is None:
        return Known(None, "staat niet in het bestand")
    if isinstance(cell, str):
        return Known(None, f"verborgen ({cell})" if cell else "leeg") if is_hidden(cell) else Known(None, "onleesbaar")
    return Known(None, _zero(series, year)) if cell == 0 else Known(cell)


def _zero(series: Series, year: int) -> str:
    with_staff = [int(other) for other, cell in series.items() if cell != 0 and cell != ""]
    if not with_staff:
        return "nooit personeel"
    first, last = min(with_staff), max(with_staff)
    if year < first:
        return f"bestond nog niet (0 voor {first})"
    if year > last:
        return f"opgehouden of niet geleverd (0 na {last})"
    return "niet geleverd (0 tussen twee jaren met personeel)"


def last_known(series: Series, *, before: int | None = None) -> tuple[int, int | float] | None:
    """(year, number) of the latest year with one."""
    numbers = {int(year): value for year, cell in series.items() if (value := number(cell))}
    years = [year for year in numbers if before is None or year < before]
    return (max(years), numbers[max(years)]) if years else None
