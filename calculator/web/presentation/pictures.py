"""From the curve to what the charts draw: euros a month."""

import itertools

from calculator.charts.per_hour import PerHour
from calculator.charts.whole_picture import NAMES, SHORT_NAMES, STACK, Mark, Picture
from calculator.web.presentation.jumps import Jumps
from calculator.web.presentation.outcome import Outcome
from calculator.web.presentation.tables import part_names
from calculator.web.presentation.words import listed

CENTS_A_MONTH = 1200
COSTS = {
    "childcare_cost": "opvang",
    "commute_cost": "reizen",
    "student_debt": "studieschuld",
}


def whole_picture(outcome: Outcome, jumps: Jumps) -> Picture:
    """Your hours and your wish are among the hours, so that their beads lie at the amounts in the words."""
    years = _years(outcome)
    keys = [key for key in STACK if any(parts.get(key) for parts, _ in years.values())]
    parts = {key: [max(0.0, each.get(key, 0) / CENTS_A_MONTH) for each, _ in years.values()] for key in keys}
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
        together=outcome.together,
        costs_words=f"gaat naar {listed(_costs(outcome))}",
        names={**NAMES, "net": own["net"], "net_partner": own["net_partner"]},
        short_names={key: own[key].removesuffix(", na belasting") for key in SHORT_NAMES},
    )


def _costs(outcome: Outcome) -> list[str]:
    curve = outcome.curve
    found = [words for key, words in COSTS.items() if key in curve.parts]
    owes = any((curve.parts[key] < 0).any() for key in ("net", "net_partner") if key in curve.parts)
    return [*found, "belasting"] if owes else found or ["kosten"]


def _years(outcome: Outcome) -> dict[int, tuple[dict[str, int], int]]:
    """By hundredths of an hour, rising: the parts and what's left to spend, in cents a year."""
    curve = outcome.curve
    found = {
        at: ({key: int(amounts[place]) for key, amounts in curve.parts.items()}, int(curve.disposable_year[place]))
        for place, at in enumerate(curve.hours)
    }
    for at, side in outcome.sides.items():
        found.setdefault(at, (side.parts_year, side.disposable_year))
    return dict(sorted(found.items()))


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
        together=outcome.together,
    )
