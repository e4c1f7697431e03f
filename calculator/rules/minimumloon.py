"""The statutory minimum wage of someone of 21 or older, per month at full time.

Until 2023 the law named an amount a month for a full working week, however many hours that is. Since 2024 it names
an amount an hour; a month is then a twelfth of all working days of the year, five a week.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from calculator.engine.values import Centen, NotInForce, Waarden, WrongValues, load

WET = "Wet minimumloon en minimumvakantiebijslag art. 8"
DAYS_A_WEEK = 5
SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class MinimumloonWaarden(Waarden):
    per_maand: Centen | None = None
    per_uur: Centen | None = None

    def __post_init__(self) -> None:
        if (self.per_maand is None) == (self.per_uur is None):
            raise WrongValues("er hoort een bedrag per maand of een bedrag per uur te staan")


IN_FORCE = load(MinimumloonWaarden, "minimumloon")


def per_maand(day: date, fulltime_hours: int) -> int | None:
    """Cents a month at full time, half up; None where the year has no value. `fulltime_hours`: whole hours a week."""
    try:
        waarden = IN_FORCE.on(day)
    except NotInForce:
        return None
    if waarden.per_maand is not None:
        return waarden.per_maand
    assert waarden.per_uur is not None
    yearly = waarden.per_uur * fulltime_hours * working_days(day.year)
    return (2 * yearly + 12 * DAYS_A_WEEK) // (2 * 12 * DAYS_A_WEEK)


def is_per_uur(year: int) -> bool:
    """Whether the law names an amount an hour, so that any number of hours has its minimum."""
    waarden = IN_FORCE.found_in(year)
    return waarden is not None and waarden.per_uur is not None


@cache
def working_days(year: int) -> int:
    """Mondays up to and including Fridays."""
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    return sum((date(year, 1, 1) + timedelta(number)).weekday() < SATURDAY for number in range(days))
