"""Where a household's picture jumps or ends, by the rule that does it.

Between two numbers of hours a rule can do something that isn't a slope: an allowance stops or begins, a band of the
childcare table is passed, the combinatiekorting changes hands. Every such change is found by comparing what the
rules themselves said on both sides, so that no jump in what's left to spend goes without a name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import Array, Mask, hour_by_hour
from calculator.engine.steps import dutch
from calculator.household import parts
from calculator.household.parts import Part
from calculator.household.year import HouseholdYear


@dataclass(frozen=True, slots=True)
class Jump:
    """Something that changes between `before` and `hours` (hundredths of an hour a week).

    `rule` names the part of the answer and `short` is what people call it; `kind` is "stops", "starts", "moves" or
    "band"; `amount_year` is what that part changes between the two, in cents a year (0 when one partner wins what the
    other loses).
    """

    rule: str
    short: str
    kind: str
    before: int
    hours: int
    amount_year: int
    sentence: str


COMBINATIEKORTING, BONUS = "inkomensafhankelijke_combinatiekorting", "meerurenbonus"
SHORT = {COMBINATIEKORTING: "combinatiekorting", BONUS: "bonus"}
"""What jumps that are no part of the money of their own."""


def find_jumps(year: HouseholdYear, hours: Sequence[int]) -> list[Jump]:
    """In the order of the hours; `hours` are hundredths, rising, one for each of the first columns."""
    jumps = [*_moves(year, hours), *_bonus(year, hours)]
    for part in parts.rows():
        if part.starts and year.amounts[part.key].year.size > 1:  # else it's the same at all hours
            amounts = hour_by_hour(year.of(part), len(hours))
            jumps += _stops_and_starts(part, amounts, year, hours)
            if part.bands:
                jumps += _bands(part, amounts, year, hours)
    return sorted(jumps, key=lambda jump: (jump.hours, jump.rule))


def _changes(state: Array | Mask) -> Iterator[int]:
    """The places where the state differs from the place before."""
    yield from (np.flatnonzero(state[1:] != state[:-1]) + 1).tolist()


def _stops_and_starts(part: Part, amounts: Array, year: HouseholdYear, hours: Sequence[int]) -> Iterator[Jump]:
    your = "jullie" if len(year.people) == 2 else "je"
    known = _known(part, year, len(hours))
    for place in _changes(amounts != 0):
        if not (known[place] and known[place - 1]):
            continue  # it's only that a value wasn't found there
        stops = amounts[place] == 0
        happens = (part.stops if stops else part.starts).format(your=your)
        yield Jump(
            rule=part.key,
            short=part.in_short,
            kind="stops" if stops else "starts",
            before=hours[place - 1],
            hours=hours[place],
            amount_year=int(amounts[place] - amounts[place - 1]),
            sentence=f"Bij {_text(hours[place])} uur {happens}.",
        )


def _known(part: Part, year: HouseholdYear, hours: int) -> Mask:
    unknown = year.amounts[part.key].unknown
    if unknown is None:
        return np.ones(hours, dtype=bool)
    return hour_by_hour(unknown.astype(np.int64), hours) == 0


def _bands(part: Part, amount: Array, year: HouseholdYear, hours: Sequence[int]) -> Iterator[Jump]:
    percentages = [hour_by_hour(band, len(hours)) for band in year.amounts[part.key].bands]
    for place in sorted({place for band in percentages for place in _changes(band)}):
        if not amount[place] or not amount[place - 1]:
            continue  # begins or stops, and is named for that
        change = int(amount[place] - amount[place - 1])
        if not change:
            continue  # only the percentage of a child that isn't there changed
        yield Jump(
            rule=part.key,
            short=part.in_short,
            kind="band",
            before=hours[place - 1],
            hours=hours[place],
            amount_year=change,
            sentence=f"Bij {_text(hours[place])} uur kom je in een {'lagere' if change < 0 else 'hogere'} "
            f"trede van {part.with_article}.",
        )


def _moves(year: HouseholdYear, hours: Sequence[int]) -> Iterator[Jump]:
    if len(year.people) != 2:
        return
    yours, partners = (
        hour_by_hour(person.tax.has_combinatiekorting.astype(np.int64), len(hours)) for person in year.people
    )
    credit = [hour_by_hour(person.tax.combinatiekorting, len(hours)) for person in year.people]
    for place in _changes(yours - partners):
        before, now = (sum(int(one[at]) for one in credit) for at in (place - 1, place))
        if not before and not now:
            continue  # whoever has the right, there's no credit to have
        text = _text(hours[place])
        yield Jump(
            rule=COMBINATIEKORTING,
            short=SHORT[COMBINATIEKORTING],
            kind="moves",
            before=hours[place - 1],
            hours=hours[place],
            amount_year=now - before,
            sentence=f"Vanaf {text} uur verdien jij het meest. De combinatiekorting gaat dan naar je partner."
            if partners[place]
            else f"Vanaf {text} uur verdient je partner het meest. De combinatiekorting gaat dan naar jou.",
        )


def _bonus(year: HouseholdYear, hours: Sequence[int]) -> Iterator[Jump]:
    """A bonus for extra hours comes all at once; what it brings is net."""
    if year.people[0].pay.bonus.size == 1:
        return
    paid = hour_by_hour(year.people[0].pay.bonus, len(hours))
    net = hour_by_hour(year.people[0].payroll.bonus_net, len(hours))
    for place in _changes(paid > 0):
        begins = paid[place] > 0
        yield Jump(
            rule=BONUS,
            short=SHORT[BONUS],
            kind="starts" if begins else "stops",
            before=hours[place - 1],
            hours=hours[place],
            amount_year=int(net[place] - net[place - 1]),
            sentence=f"Bij {_text(hours[place])} uur {'begint' if begins else 'stopt'} je bonus voor extra uren.",
        )


def _text(hours: int) -> str:
    return dutch(hours / 100, 2).rstrip("0").rstrip(",")
