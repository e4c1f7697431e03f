"""Requests grouped by kind and computed side by side, in pieces that fit in the processor's cache."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from calculator.engine.amounts import Array
from calculator.engine.steps import Stappen
from calculator.household.calculation import compute, income_now
from calculator.household.intake.request import Request
from calculator.household.year import HouseholdYear
from calculator.rules.kinderopvangtoeslag import UnknownPercentage

CELLS = 24_000
"""Households times hours in one pass: more doesn't get quicker, and a hundred arrays of this size stay small."""

Places = list[int]


def years_side_by_side(
    requests: Sequence[Request], hours: Sequence[int] | None = None
) -> Iterator[tuple[Places, HouseholdYear | None]]:
    """Which places of `requests` were computed together, and their year, in that order; every place comes once.

    `hours`: the same for all; left out, each has its own. Without a year: one household that the law of that year
    leaves unanswered. Whoever asks for it alone hears why.
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
            yield from _computed(places[piece], several[piece], hours, now if now is None else now[piece])


def _computed(
    places: Places, requests: Sequence[Request], hours: Sequence[int] | None, now: Array | None
) -> Iterator[tuple[Places, HouseholdYear | None]]:
    try:
        yield places, compute(requests, _hours(requests, hours), stap=Stappen.geen(), now=now)
    except UnknownPercentage:
        if len(places) == 1:
            yield places, None
            return
        half = len(places) // 2  # until the one that can't be answered stands alone
        for part in (slice(None, half), slice(half, None)):
            yield from _computed(places[part], requests[part], hours, now if now is None else now[part])


def _hours(several: Sequence[Request], hours: Sequence[int] | None) -> Sequence[Sequence[int]] | None:
    if hours is not None:
        return [hours]
    own = [request.hours for request in several if request.hours is not None]
    return own or None
