"""What a household keeps of a bonus of any height, and how high it must be to keep so much.

What is left doesn't rise with every euro of a bonus: allowances and what is withheld go by whole euros, and a table of
kinderopvangtoeslag has bands. So nothing is guessed or halved here: every amount is computed, in one pass, with the
bonus as the second axis of the first person's wage.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import Array, Mask, cents
from calculator.engine.household import Person
from calculator.engine.steps import Stappen
from calculator.household import parts
from calculator.household.calculation import income_now
from calculator.household.intake.build import build_side_by_side
from calculator.household.intake.faults import Fault, Faults
from calculator.household.intake.request import Request
from calculator.household.last_known import last_known
from calculator.household.year import HouseholdYear, household_year

HIGHEST_BONUS = 12_000
"""Euros a year, up to which a bonus is looked for."""
DIP = 2_500
"""Cents: a `safe` this much above `least` is worth saying."""
CELLS = 24_000
"""Households times bonuses in one pass: more doesn't get quicker, and a hundred arrays of this size stay small."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Households side by side at rising bonuses: (households, bonuses), cents a year."""

    bonuses: Array
    disposable: Array
    is_known: Mask
    """False where a value that is needed there wasn't found."""
    allowances: Array
    """Of the disposable income what comes from toeslagen."""

    @property
    def kept(self) -> Array:
        """More than without a bonus; asks for a ladder that begins at nothing."""
        assert self.bonuses[0] == 0
        more: Array = self.disposable - self.disposable[:, :1]
        return more

    @property
    def eaten(self) -> Array:
        """Of a bonus what goes because toeslagen fall."""
        assert self.bonuses[0] == 0
        less: Array = self.allowances[:, :1] - self.allowances
        return less


@dataclass(frozen=True, slots=True)
class GrossForNet:
    """Bonuses in cents a year; None where none up to `highest` does."""

    least: int | None
    """From which bonus on someone keeps enough."""
    safe: int | None
    """The least above which no bonus up to `highest` leaves too little."""
    highest: int

    @property
    def has_a_dip(self) -> bool:
        """Whether somewhat more than `least` can be too little again."""
        if self.least is None:
            return False
        return self.safe is None or self.safe > self.least + DIP


def kept_at_bonuses(requests: Sequence[Request], hours_wish: Sequence[int], bonuses: Array) -> Ladder:
    """Households of one kind, each at its own wish (hundredths), with every one of the bonuses (cents a year, gross).

    The hours of now are those of the wage. A bonus that a request has for extra hours makes way for these; they're paid
    at the wish whatever the hours of now, so also to who keeps the hours.
    """
    first = requests[0]
    _refuse_without_hours(first)
    bare = [_without_bonus(request) for request in requests]
    with last_known(first.carry_forward):
        household = build_side_by_side(bare, [[wish] for wish in hours_wish], income_two_years_ago=income_now(bare))
        me, *others = household.people
        household = dataclasses.replace(household, people=(_with_bonuses(me, bonuses), *others))
        year = household_year(household, stap=Stappen.geen())
    shape = (len(requests), len(bonuses))
    disposable, allowances = (np.broadcast_to(one, shape) for one in (year.disposable_year, _allowances(year)))
    return Ladder(bonuses, disposable, np.broadcast_to(_is_known(year), shape), allowances)


def ladders(
    requests: Sequence[Request], hours_wish: Sequence[int], bonuses: Array
) -> Iterator[tuple[list[int], Ladder]]:
    """Of many households, of whatever kinds: which places of `requests` were computed together, and their ladder."""
    by_kind: dict[Hashable, list[int]] = defaultdict(list)
    for place, request in enumerate(requests):
        by_kind[request.kind].append(place)
    at_most = max(1, CELLS // len(bonuses))
    for places in by_kind.values():
        for start in range(0, len(places), at_most):
            piece = places[start : start + at_most]
            yield (
                piece,
                kept_at_bonuses([requests[place] for place in piece], [hours_wish[place] for place in piece], bonuses),
            )


def gross_for_net(request: Request, hours_wish: int, *, net_year: int, highest: int = HIGHEST_BONUS) -> GrossForNet:
    """Which gross bonus leaves `net_year` (cents) more, to the euro, by looking at every euro up to `highest`."""
    every_euro = cents(100 * np.arange(highest + 1))
    ladder = kept_at_bonuses([request], [hours_wish], every_euro)
    return first_and_safe(ladder, net_year)


def first_and_safe(ladder: Ladder, net_year: int, household: int = 0) -> GrossForNet:
    """Where it isn't known, it isn't enough."""
    is_known = ladder.is_known[household]
    enough = (ladder.kept[household] >= net_year) & is_known & is_known[0]
    highest = int(ladder.bonuses[-1])
    if not enough.any():
        return GrossForNet(None, None, highest)
    too_little = np.flatnonzero(~enough)
    after = 0 if not len(too_little) else int(too_little[-1]) + 1
    safe = int(ladder.bonuses[after]) if after < len(enough) else None
    return GrossForNet(int(ladder.bonuses[int(np.argmax(enough))]), safe, highest)


def _refuse_without_hours(request: Request) -> None:
    if request.fulltime_hours is None:
        raise Faults([Fault("people[0].wage", "Voor een bonus bij je uren zijn de uren bij dit loon nodig.")])


def _without_bonus(request: Request) -> Request:
    me, *others = request.people
    return request._replace(people=(me._replace(bonus_year=0), *others))


def _with_bonuses(person: Person, bonuses: Array) -> Person:
    """On top of what is paid for keeping the hours."""
    assert person.wage is not None
    before = 0 if person.wage.bonus is None else person.wage.bonus
    return dataclasses.replace(person, wage=dataclasses.replace(person.wage, bonus=before + bonuses[None]))


def _allowances(year: HouseholdYear) -> Array:
    total: Array = sum((year.of(part) for part in parts.toeslagen()), np.zeros((1, 1), dtype=np.int64))
    return total


def _is_known(year: HouseholdYear) -> Mask:
    known = np.ones((1, 1), dtype=bool)
    for part, _ in parts.with_slot():
        unknown = year.amounts[part.key].unknown
        if unknown is not None:
            known = known & ~unknown
    return known
