"""The whole picture of each teacher of a sector, as arrays: what a sum over a sector is made of."""

from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

import numpy as np

from calculator.batch.answers import Read, refused
from calculator.batch.lines import Line, read_line
from calculator.batch.side_by_side import years_side_by_side
from calculator.engine.amounts import Array, Mask
from calculator.household.intake.request import Request

FULL_WEEK = tuple(range(0, 4001, 100))
"""Hundredths of an hour: 0, 1, ... 40 hours."""
PEOPLE_AT_ONCE = 4 * 1024 * 1024
"""Bytes of documents in one go: ten thousand teachers, so that there are enough of each kind."""


class Pictures(NamedTuple):
    """Cents a year at each of FULL_WEEK, (households, hours), in the order of the documents. `gross` and `net` are
    the first person's, `disposable` is what the household has left to spend. Where `well` says no, the document had
    faults and the amounts are zero."""

    well: Mask
    gross: Array
    net: Array
    disposable: Array


def pictures(read: Sequence[Read]) -> Pictures:
    """Someone whose full week isn't 40 hours isn't well."""
    shape = (len(read), len(FULL_WEEK))
    sector = Pictures(np.zeros(len(read), dtype=bool), *(np.zeros(shape, dtype=np.int64) for _ in range(3)))
    several = [(place, one) for place, one in enumerate(read) if isinstance(one, Request) and _has_a_full_week(one)]
    for those, year in years_side_by_side([request for _, request in several], FULL_WEEK):
        places, first = [several[place][0] for place in those], year.people[0]
        wrong = np.broadcast_to(refused(several[those[0]][1], year), len(places))
        sector.well[places] = ~wrong
        for whole, amount in (
            (sector.gross, first.pay.gross_year),
            (sector.net, first.net_year),
            (sector.disposable, year.disposable_year),
        ):
            whole[places] = np.where(wrong[:, None], 0, amount)
    return sector


def _has_a_full_week(request: Request) -> bool:
    return request.fulltime_hours == FULL_WEEK[-1]


def write_pictures(file: BinaryIO, lines: Sequence[Line]) -> bool:
    """The pictures of documents, as a file for `read_pictures`; whether all were well."""
    sector = pictures([read_line(line) for line in lines])
    np.savez(file, **sector._asdict())
    return bool(sector.well.all())


def read_pictures(file: BinaryIO) -> Pictures:
    with np.load(file, allow_pickle=False) as arrays:
        return Pictures(**arrays)
