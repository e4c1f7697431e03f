"""From the curve to what the charts draw: euros a month."""

import itertools

from calculator.charts.per_hour import PerHour
from calculator.charts.whole_picture import STACK, Mark, Picture
from calculator.presentation.jumps import Jumps
from calculator.presentation.outcome import Outcome
from calculator.presentation.words import listed

MONTHS_IN_CENTS = 1200
COSTS = {
    "childcare_cost": "opvang",
    "commute_cost": "reizen",
    "student_debt": "studieschuld",
}


def whole_picture(outcome: Outcome, jumps: Jumps) -> Picture:
    curve = outcome.curve
    parts = {
        key: [max(0.0, cents / MONTHS_IN_CENTS) for cents in curve.parts[key].tolist()]
        for key in STACK
        if key in curve.parts
    }
    left = [cents / MONTHS_IN_CENTS for cents in curve.disposable_year.tolist()]
    # Whatever isn't a part above zero is a cost; the childcare allowance is taken off the childcare that it pays.
    costs = [min(0.0, all_of_it - sum(above)) for all_of_it, *above in zip(left, *parts.values(), strict=True)]
    return Picture(
        parts=parts,
        costs=costs,
        left=left,
        now=float(outcome.hours_now),
        now_left=outcome.now.disposable_year / MONTHS_IN_CENTS,
        wish=float(outcome.hours_wish),
        wish_left=outcome.wish.disposable_year / MONTHS_IN_CENTS,
        marks=tuple(Mark(jump.number, jump.hours, jump.short) for jump in jumps.numbered),
        bands=jumps.bands,
        together=outcome.together,
        costs_words="gaat naar " + listed([words for key, words in COSTS.items() if key in curve.parts] or ["kosten"]),
    )


def per_hour(outcome: Outcome) -> PerHour:
    left = [cents / MONTHS_IN_CENTS for cents in outcome.curve.disposable_year.tolist()]
    extra = float(outcome.extra_hours)
    return PerHour(
        gains=[after - before for before, after in itertools.pairwise(left)],
        now=float(outcome.hours_now),
        wish=float(outcome.hours_wish),
        mean=outcome.difference_year / MONTHS_IN_CENTS / extra if extra else None,
    )
