"""The values of kinderopvangtoeslag: the maximum prices, and bijlage I of the Besluit as a table for each year.

The table of a year that came with the code stands in a CSV file of its own; that of a release stands in the values.
"""

import csv
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from calculator.engine.amounts import HUNDRED_PERCENT, Array, cents
from calculator.engine.values import PARAMETERS, Aantal, Centen, Euro, Procent, Waarden, WrongValues, load

UNKNOWN = -1


class Tabel(NamedTuple):
    """Bijlage I of the Besluit: the lowest income of each band (cents) and the percentages of the band."""

    vanaf: Array
    eerste_kind: Array
    volgend_kind: Array


@dataclass(frozen=True, kw_only=True)
class Band:
    """A row of the table; without a bound above in the last one, without a percentage where it isn't known."""

    inkomen_vanaf: Euro
    inkomen_tot_en_met: Euro | None = None
    eerste_kind: Procent
    volgend_kind: Procent | None = None


@dataclass(frozen=True, kw_only=True)
class KinderopvangtoeslagWaarden(Waarden):
    maximale_uurprijs: dict[str, Centen]
    maximum_uren: Aantal
    minimum_jaar: Euro
    tabel: str = ""
    regels: tuple[Band, ...] = ()
    """The table itself, where it isn't in a file."""
    uren_per_gewerkt_uur: dict[str, Procent] | None = None
    """Until 2022: the hours that count are at most this percentage of the hours that parents work."""

    def __post_init__(self) -> None:
        if bool(self.tabel) == bool(self.regels):
            raise WrongValues("er hoort een tabel te staan: als bestand of als regels")
        self.banden  # noqa: B018 - a fault in the table shows on loading, as any other

    @functools.cached_property
    def banden(self) -> Tabel:
        return in_kolommen(self.regels, "regels") if self.regels else lees_tabel(self.tabel)


@functools.cache
def lees_tabel(name: str) -> Tabel:
    """Read the table of a file."""
    with (PARAMETERS / name).open(encoding="utf-8", newline="") as file:
        rows = [_band(row, f"{name}, regel {number}") for number, row in enumerate(csv.DictReader(file), 2)]
    return in_kolommen(rows, name)


def in_kolommen(rows: Sequence[Band], name: str) -> Tabel:
    """The bands as arrays, having made sure that they join up and that the percentages fall."""
    for row, following in pairwise(rows):
        if row.inkomen_tot_en_met is None or row.inkomen_tot_en_met + 100 != following.inkomen_vanaf:
            bound = "" if row.inkomen_tot_en_met is None else row.inkomen_tot_en_met // 100
            raise WrongValues(f"{name}: na {bound} sluit de volgende regel niet aan")
    tabel = Tabel(
        vanaf=cents([row.inkomen_vanaf for row in rows]),
        eerste_kind=cents([row.eerste_kind for row in rows]),
        volgend_kind=cents([UNKNOWN if row.volgend_kind is None else row.volgend_kind for row in rows]),
    )
    known = tabel.volgend_kind[tabel.volgend_kind != UNKNOWN]
    if tabel.vanaf[0] != 0 or rows[-1].inkomen_tot_en_met is not None:
        raise WrongValues(f"{name}: de tabel moet bij 0 beginnen en zonder bovengrens eindigen")
    every = np.concatenate([tabel.eerste_kind, known])
    if np.any(np.diff(tabel.eerste_kind) > 0) or np.any((every < 0) | (every > HUNDRED_PERCENT)):
        raise WrongValues(f"{name}: de percentages kloppen niet")
    return tabel


def _band(row: dict[str, str], where: str) -> Band:
    """Euros and percentages as text; an empty cell is no bound, or unknown."""
    try:
        vanaf, tot, eerste, volgend = (
            int(scale * Decimal(row[column])) if row[column] else None
            for column, scale in (
                ("inkomen_vanaf", 100), ("inkomen_tot_en_met", 100), ("eerste_kind", 1000), ("volgend_kind", 1000)
            )
        )  # fmt: skip
    except InvalidOperation as fault:
        raise WrongValues(f"{where}: hier hoort een getal te staan") from fault
    if vanaf is None or eerste is None:
        raise WrongValues(f"{where}: de percentages kloppen niet")
    return Band(inkomen_vanaf=vanaf, inkomen_tot_en_met=tot, eerste_kind=eerste, volgend_kind=volgend)


IN_FORCE = load(KinderopvangtoeslagWaarden, "kinderopvangtoeslag")
