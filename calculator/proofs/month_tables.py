"""The official white month tables, every cell to the cent. README.md says where they come from."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, partial
from pathlib import Path

import numpy as np

from calculator.engine.amounts import Array, cents
from calculator.engine.household import Leeftijdsgroep
from calculator.engine.steps import Stappen, dutch
from calculator.proofs.proof import Proof, differs
from calculator.rules.loonheffing import Maandheffing, TableValues, loonheffing_maand

COLUMNS = {
    Leeftijdsgroep.ONDER_AOW: "younger",
    Leeftijdsgroep.AOW: "older",
    Leeftijdsgroep.AOW_VOOR_1946: "olderBefore1945",
}
NAMES = {
    Leeftijdsgroep.ONDER_AOW: "onder de AOW-leeftijd",
    Leeftijdsgroep.AOW: "met AOW-leeftijd",
    Leeftijdsgroep.AOW_VOOR_1946: "geboren voor 1946",
}
YEARS = (2021, 2022, 2023, 2024, 2025, 2026)
MOST_ROWS = 3
"""A wrong value moves hundreds of cells; a few show where to look."""


def proofs() -> Iterator[Proof]:
    for year in YEARS:
        for groep in COLUMNS:
            yield Proof(
                name=f"maandtabel loonheffing {year}, {NAMES[groep]}",
                year=year,
                source=f"Belastingdienst, witte maandtabel loonheffing {year}",
                is_official=True,
                misses=partial(_misses, year, groep),
                cells=3 * len(wages(year)),
            )


@cache
def _rows(year: int) -> tuple[dict[str, str], ...]:
    with (Path(__file__).parent / f"loonheffing_maand_{year}.csv").open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def column(year: int, name: str) -> Array:
    """Cents, one for each row of the table."""
    return cents([int(Decimal(row[name]) * 100) for row in _rows(year)])


def wages(year: int) -> Array:
    return column(year, "income")


def withheld(wages: Array, groep: Leeftijdsgroep, year: int, *, credit: bool = True) -> Maandheffing:
    values = TableValues.in_year(year)
    return loonheffing_maand(cents(wages), groep=groep, credit=credit, values=values, stap=Stappen.geen())


def _misses(year: int, groep: Leeftijdsgroep) -> Iterator[str]:
    name = COLUMNS[groep]
    with_credit = withheld(wages(year), groep, year)
    without = withheld(wages(year), groep, year, credit=False)
    for what, ours, published in (
        ("zonder loonheffingskorting", without.loonheffing, f"{name}WithoutPayrollTaxCredit"),
        ("met loonheffingskorting", with_credit.loonheffing, f"{name}WithPayrollTaxCredit"),
        ("verrekende arbeidskorting", with_credit.arbeidskorting, f"{name}DeductedLabourCredit"),
    ):
        yield from _wrong_cells(what, wages(year), ours, column(year, published))


def _wrong_cells(what: str, wages: Array, ours: Array, published: Array) -> Iterator[str]:
    (wrong,) = np.nonzero(ours != published)
    for row in wrong[:MOST_ROWS]:
        yield differs(
            f"{what}, bij een maandloon van {dutch(wages[row] / 100, 2)}", ours[row] / 100, published[row] / 100
        )
    if len(wrong) > MOST_ROWS:
        yield f"{what}: in alles {len(wrong)} van {len(published)} regels"
