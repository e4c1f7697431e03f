"""From the curve to what the charts draw: euros a month."""

import itertools

from calculator.charts.per_hour import PerHour
from calculator.charts.whole_picture import Mark, Picture
from calculator.household import parts as rows_of_parts
from calculator.household.parts import NET, NET_PARTNER, Part
from calculator.web.presentation.jumps import Jumps
from calculator.web.presentation.outcome import Outcome
from calculator.web.presentation.tables import part_names
from calculator.web.presentation.zones import shaded
from portal.text.words import listed

CENTS_A_MONTH = 1200


def stack() -> list[Part]:
    """From the bottom up: income of the partner, then yours, so that yours carries what comes on top."""
    drawn = [part for part in rows_of_parts.by_place() if part.look]
    return sorted(drawn, key=lambda part: (part.person is None, -(part.person or 0)))


def whole_picture(outcome: Outcome, jumps: Jumps) -> Picture:
    """Your hours and your wish are among the hours, so that their beads lie at the amounts in the words."""
    years = _years(outcome)
    drawn = [part for part in stack() if any(amounts.get(part.key) for amounts, _ in years.values())]
    parts = {
        part.key: [max(0.0, amounts.get(part.key, 0) / CENTS_A_MONTH) for amounts, _ in years.values()]
        for part in drawn
    }
    left = [disposable / CENTS_A_MONTH for _, disposable in years.values()]
    # Whatever isn't a part above zero is a cost; the childcare allowance is taken off the childcare that it pays.
    costs = [min(0.0, all_of_it - sum(above)) for all_of_it, *above in zip(left, *parts.values(), strict=True)]
    own = part_names(outcome)
    return Picture(
        hours=tuple(at / 100 for at in years),
        parts=parts,
        costs=costs,
        left=left,
        now=float(outcome.hours_now),
        wish=float(outcome.hours_wish),
        marks=tuple(Mark(jump.number, jump.hours, jump.short) for jump in jumps.numbered),
        bands=jumps.bands,
        zone=shaded(outcome),
        together=outcome.together,
        costs_words=f"gaat naar {listed(_costs(outcome))}",
        looks={part.key: part.look for part in drawn},
        names={part.key: own[part.key] if part.person is not None else part.in_chart for part in drawn},
        short_names={part.key: own[part.key].removesuffix(", na belasting") for part in (NET, NET_PARTNER)},
    )


def _costs(outcome: Outcome) -> list[str]:
    curve = outcome.curve
    costs = [part.in_short for part in rows_of_parts.by_place() if part.sign < 0 and part.key in curve.parts]
    owes = any((curve.parts[part.key] < 0).any() for part in (NET, NET_PARTNER) if part.key in curve.parts)
    return [*costs, "belasting"] if owes else costs or ["kosten"]


def _years(outcome: Outcome) -> dict[int, tuple[dict[str, int], int]]:
    """By hundredths of an hour, rising: the parts and what's left to spend, in cents a year."""
    curve = outcome.curve
    by_hours = {
        at: ({key: int(amounts[place]) for key, amounts in curve.parts.items()}, int(curve.disposable_year[place]))
        for place, at in enumerate(curve.hours)
    }
    for at, side in outcome.sides.items():
        by_hours.setdefault(at, (side.stack_year, side.disposable_year))
    return dict(sorted(by_hours.items()))


def per_hour(outcome: Outcome) -> PerHour:
    """Whole hours only; a part of an hour at the end has no bar."""
    whole = [
        int(cents) / CENTS_A_MONTH
        for at, cents in zip(outcome.curve.hours, outcome.curve.disposable_year, strict=True)
        if at % 100 == 0
    ]
    extra = float(outcome.extra_hours)
    return PerHour(
        gains=[after - before for before, after in itertools.pairwise(whole)],
        now=float(outcome.hours_now),
        wish=float(outcome.hours_wish),
        mean=outcome.difference_year / CENTS_A_MONTH / extra if extra else None,
        zone=shaded(outcome),
        together=outcome.together,
    )
