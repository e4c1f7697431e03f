"""The values of kinderopvangtoeslag: the maximum prices, and bijlage I of the Besluit as a table for each year."""

import csv
import functools
from dataclasses import dataclass
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
class KinderopvangtoeslagWaarden(Waarden):
    maximale_uurprijs: dict[str, Centen]
    maximum_uren: Aantal
    minimum_jaar: Euro
    tabel: str
    uren_per_gewerkt_uur: dict[str, Procent] | None = None
    """Until 2022: the hours that count are at most this percentage of the hours that parents work."""

    def __post_init__(self) -> None:
        lees_tabel(self.tabel)  # a fault in the table shows on loading, as any other

    @property
    def banden(self) -> Tabel:
        return lees_tabel(self.tabel)


@functools.cache
def lees_tabel(name: str) -> Tabel:
    """Read the table, making sure that its bands join up and that the percentages fall."""
    with (PARAMETERS / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, following in pairwise(rows):
        if int(row["inkomen_tot_en_met"]) + 1 != int(following["inkomen_vanaf"]):
            raise WrongValues(f"{name}: na {row['inkomen_tot_en_met']} sluit de volgende regel niet aan")
    tabel = Tabel(
        vanaf=cents([100 * int(row["inkomen_vanaf"]) for row in rows]),
        eerste_kind=cents([_procent(row["eerste_kind"]) for row in rows]),
        volgend_kind=cents([_procent(row["volgend_kind"]) for row in rows]),
    )
    known = tabel.volgend_kind[tabel.volgend_kind != UNKNOWN]
    if tabel.vanaf[0] != 0 or rows[-1]["inkomen_tot_en_met"]:
        raise WrongValues(f"{name}: de tabel moet bij 0 beginnen en zonder bovengrens eindigen")
    every = np.concatenate([tabel.eerste_kind, known])
    if np.any(np.diff(tabel.eerste_kind) > 0) or np.any((every < 0) | (every > HUNDRED_PERCENT)):
        raise WrongValues(f"{name}: de percentages kloppen niet")
    return tabel


def _procent(text: str) -> int:
    """'95.5' is 95500; an empty cell is unknown."""
    if not text:
        return UNKNOWN
    whole, _, tenths = text.partition(".")
    return 1000 * int(whole) + int(tenths.ljust(3, "0"))


IN_FORCE = load(KinderopvangtoeslagWaarden, "kinderopvangtoeslag")
