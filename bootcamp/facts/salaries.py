"""What a teacher earns in a year, from the calculator: the one place that knows the pay tables."""

import functools
from dataclasses import dataclass

import numpy as np

from bootcamp.facts.origins import Leaf, Whence
from calculator.engine.steps import Stappen
from calculator.engine.values import NotInForce
from calculator.household.calculation import parameters_fingerprint
from calculator.rules import cao
from calculator.rules.pay import gross_pay

SCALE, STEPS = "LB", (6, 8, 12)
NEWEST_FIRST = 3


@dataclass(frozen=True)
class Salaries:
    """Euros for a full job in a year, with holiday and year-end pay."""

    year: int
    low: float
    middle: float
    high: float
    leaf: Leaf


def of_teachers(year: int) -> Salaries | None:
    """Of this year, or the last before it that the calculator knows; not before three years ago."""
    return _of_teachers(year, parameters_fingerprint())


@functools.lru_cache(16)
def _of_teachers(year: int, version: str) -> Salaries | None:
    for earlier in range(year, year - NEWEST_FIRST, -1):
        try:
            low, middle, high = (_full_time(step, earlier) for step in STEPS)
        except (NotInForce, cao.NoSuchScale, cao.NoSuchStep):
            continue
        steps = " / ".join(map(str, STEPS))
        text = (
            f"WerkUrenBerekenaar, versie {version}: jaarloon bij een volledige baan, schaal {SCALE}, trede {steps}, "
            f"cao po {earlier}, met vakantiegeld en eindejaarsuitkering. Dit is niet het loon van jouw collega’s."
        )
        short = f"jaarloon {SCALE} trede {steps}, cao po {earlier}"
        return Salaries(
            earlier, low, middle, high, Leaf(Whence.ENGINE, f"{SCALE} {earlier} {version}", text, short=short)
        )
    return None


def _full_time(step: int, year: int) -> float:
    po = cao.PO
    hours = np.array([[100 * po.fulltime_hours(year)]])
    wage = po.wage([(SCALE, step)], hours, year=year, payroll_month=1)
    return float(gross_pay(wage, stap=Stappen.geen()).gross_year[0, 0]) / 100
