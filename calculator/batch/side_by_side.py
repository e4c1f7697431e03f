"""Requests grouped by kind and computed side by side, in pieces that fit in the processor's cache."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from calculator.engine.steps import Stappen
from calculator.household.calculation import compute, income_now
from calculator.household.intake.request import Request
from calculator.household.year import HouseholdYear

CELLS = 24_000
"""Households times hours in one pass: more doesn't get quicker, and a hundred arrays of this size stay small."""

Places = list[int]


def years_side_by_side(
    requests: Sequence[Request], hours: Sequence[int] | None = None
) -> Iterator[tuple[Places, HouseholdYear]]:
    """Which places of `requests` were computed together, and their year, in that order; every place comes once.

    `hours`: the same for all; left out, each has its own.
    """
    by_kind: dict[Hashable, Places] = defaultdict(list)
    for place, request in enumerate(requests):
        by_kind[request.kind].append(place)
    for places in by_kind.values():
        several = [requests[place] for place in places]
        now = income_now(several)
        at_most = max(1, CELLS // len(hours or several[0].hours or (0,)))
        for start in range(0, len(places), at_most):
            piece = slice(start, start + at_most)
            now_of_piece = now if now is None else now[piece]
            year = compute(several[piece], _hours(several[piece], hours), stap=Stappen.geen(), now=now_of_piece)
            yield places[piece], year


def _hours(several: Sequence[Request], hours: Sequence[int] | None) -> Sequence[Sequence[int]] | None:
    if hours is not None:
        return [hours]
    own = [request.hours for request in several if request.hours is not None]
    return own or None
