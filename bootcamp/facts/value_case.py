"""What more hours are worth to a school, as ranges. Pure: numbers in, numbers out, each with what it comes from.

A range is the lowest and the highest over all corners of the inputs, not a sum of the ranges of parts: what an hour of
hired staff saves and what an hour of one's own costs move together.
"""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bootcamp.facts.origins import Leaf

DAYS = 5
LESSON_WEEKS = 40


@dataclass(frozen=True)
class Input:
    low: float
    middle: float
    high: float
    leaves: tuple[Leaf, ...]

    @property
    def ends(self) -> tuple[float, ...]:
        return (self.low,) if self.low == self.high else (self.low, self.high)


@dataclass(frozen=True)
class Outcome:
    name: str
    low: float | None
    middle: float | None
    high: float | None
    leaves: tuple[Leaf, ...]
    missing: tuple[str, ...] = ()
    """The inputs that nobody gave; then there is no number, rather than a guess."""

    @property
    def is_known(self) -> bool:
        return self.middle is not None


Values = Mapping[str, float]


def _fte(x: Values) -> float:
    return x["part_timers"] * x["share"] * x["hours"] / x["week"]


def _own_hour(x: Values) -> float:
    return x["salary"] * (1 + x["employer"]) / x["year_hours"]


def _replaced(x: Values) -> float:
    return min(_fte(x) * x["year_hours"] * x["replaced_share"], x["hired_hours"])


def _cost(x: Values) -> float:
    return _fte(x) * x["salary"] * (1 + x["employer"])


def _saved(x: Values) -> float:
    return _replaced(x) * x["hired_rate"]


FTE = ("part_timers", "share", "hours", "week")
PAY = ("salary", "employer")
REPLACED = (*FTE, "year_hours", "replaced_share", "hired_hours")
OUTCOMES: dict[str, tuple[tuple[str, ...], Callable[[Values], float]]] = {
    "people": (("part_timers", "share"), lambda x: x["part_timers"] * x["share"]),
    "fte": (FTE, _fte),
    "days": (FTE, lambda x: DAYS * _fte(x)),
    "groups": ((*FTE, "fte_per_group"), lambda x: _fte(x) / x["fte_per_group"]),
    "filled": ((*FTE, "vacancies"), lambda x: min(x["vacancies"], _fte(x))),
    "cost": ((*FTE, *PAY), _cost),
    "own_hour": ((*PAY, "year_hours"), _own_hour),
    "replaced_hours": (REPLACED, _replaced),
    "saved": ((*REPLACED, "hired_rate"), _saved),
    "net": ((*REPLACED, "hired_rate", *PAY), lambda x: _cost(x) - _saved(x)),
}


def work_out(inputs: Mapping[str, Input]) -> dict[str, Outcome]:
    return {name: _outcome(name, needs, sum_, inputs) for name, (needs, sum_) in OUTCOMES.items()}


def _outcome(
    name: str, needs: tuple[str, ...], sum_: Callable[[Values], float], inputs: Mapping[str, Input]
) -> Outcome:
    missing = tuple(need for need in needs if need not in inputs)
    leaves = tuple(dict.fromkeys(leaf for need in needs if need in inputs for leaf in inputs[need].leaves))
    if missing:
        return Outcome(name, None, None, None, leaves, missing)
    corners = itertools.product(*(inputs[need].ends for need in needs))
    values = [sum_(dict(zip(needs, corner, strict=True))) for corner in corners]
    middle = sum_({need: inputs[need].middle for need in needs})
    return Outcome(name, min(values), middle, max(values), leaves)
