"""Cao primair onderwijs: teachers' pay tables by date and what the cao pays beside salary.

Missing, so refused by name: support staff and management (their tables weren't found), and the years before 2023.
Missing, so left out aloud: the October allowance at the top step from 2025 on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import numpy as np

from calculator.engine.amounts import Array, column
from calculator.engine.household import Share, Wage, WageKind
from calculator.engine.values import Aantal, Centen, Euro, Procent, Waarden, Zekerheid, least_sure, load

FACTOR_DECIMALS = 10_000
"""The werktijdfactor has four decimals."""


class NoSuchScale(LookupError):
    """A scale of which no table was found."""


class NoSuchStep(LookupError):
    """A step that the scale doesn't have at some date in the year."""


@dataclass(frozen=True, kw_only=True)
class TabelWaarden(Waarden):
    """Euros a month at full time; `marge`: how many euros a cell can be off."""

    marge: Aantal
    schalen: dict[str, tuple[Euro, ...]]
    bevestigde_treden: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def cell(self, scale: str, step: int) -> int:
        if scale not in self.schalen:
            raise NoSuchScale(scale)
        if not 1 <= step <= len(self.schalen[scale]):
            raise NoSuchStep(step)
        return self.schalen[scale][step - 1]

    def zekerheid_van_cel(self, scale: str, step: int) -> Zekerheid:
        return Zekerheid.BEVESTIGD if step in self.bevestigde_treden.get(scale, ()) else self.zekerheid


@dataclass(frozen=True, kw_only=True)
class CaoPoWaarden(Waarden):
    voltijd_uren: Aantal
    vakantiegeld: Procent
    eindejaarsuitkering: Procent
    toelage: str
    toelage_lagere_treden: Centen
    toelage_hoogste_trede: Centen | None = None
    toelage_pensioengevend: bool
    eenmalig: Centen


TABLES = load(TabelWaarden, "cao_po_tabellen")
IN_FORCE = load(CaoPoWaarden, "cao_po")


@cache
def tables_in(year: int) -> tuple[TabelWaarden, ...]:
    """The table of each month."""
    return tuple(TABLES.on(date(year, month, 1)) for month in range(1, 13))


@cache
def scales(year: int) -> dict[str, int]:
    """The scales that the whole year has a table for, with their number of steps."""
    tables = tables_in(year)
    return {
        scale: min(len(table.schalen[scale]) for table in tables)
        for scale in tables[0].schalen
        if all(scale in table.schalen for table in tables)
    }


def werktijdfactor(hours: Array, fulltime_hours: int) -> Array:
    """Ten-thousandths, half up; `hours` are hundredths of an hour."""
    whole = 100 * fulltime_hours
    return (2 * hours * FACTOR_DECIMALS + whole) // (2 * whole)


def wage(steps: Sequence[tuple[str, int]], hours: Array, *, year: int, payroll_month: int) -> Wage:
    """A year at one step; raises NoSuchScale, NoSuchStep or NotInForce.

    `steps`: scale and step of each household; `hours`: (households, hours). What is said about the certainty of the
    table is about the first.
    """
    terms, tables, levels = IN_FORCE.in_year(year), tables_in(year), levels_in(year)
    cells = np.array([cells_of(scale, step, year) for scale, step in steps], dtype=np.int64).T[:, :, None]
    allowance = column(allowance_of(scale, step, year) for scale, step in steps)
    share = Share(werktijdfactor(hours, terms.voltijd_uren), FACTOR_DECIMALS)
    return Wage(
        kind=WageKind.CAO,
        base_month=cells,
        share=share,
        months=tuple(sum(table is level for table in tables) for level in levels),
        shown_level=next(number for number, level in enumerate(levels) if level is tables[payroll_month - 1]),
        fulltime_month_january=cells[0],
        parttime_factor=share,
        holiday_percent=terms.vakantiegeld,
        year_end_percent=terms.eindejaarsuitkering,
        fulltime_allowance=allowance + terms.eenmalig,
        fulltime_allowance_pensionable=allowance if terms.toelage_pensioengevend else 0,
        hours=hours,
        table_zekerheid=least_sure(level.zekerheid_van_cel(*steps[0]) for level in levels),
        table_bron=levels[-1].bron,
    )


@cache
def levels_in(year: int) -> tuple[TabelWaarden, ...]:
    """The tables of the year, each once."""
    tables = tables_in(year)
    return tuple(table for number, table in enumerate(tables) if number == 0 or table is not tables[number - 1])


@cache
def cells_of(scale: str, step: int, year: int) -> tuple[int, ...]:
    """Cents a month at full time in each table of the year."""
    return tuple(table.cell(scale, step) for table in levels_in(year))


def is_top_step(scale: str, step: int, year: int) -> bool:
    return step == len(tables_in(year)[-1].schalen[scale])


def allowance_of(scale: str, step: int, year: int) -> int:
    """Cents a year at full time; nothing at the top step where the amount wasn't found."""
    terms = IN_FORCE.in_year(year)
    return terms.toelage_hoogste_trede or 0 if is_top_step(scale, step, year) else terms.toelage_lagere_treden
