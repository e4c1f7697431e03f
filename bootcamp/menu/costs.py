"""What an option costs the employer. Pure: numbers in, ranges out.

One percentage for wages and one for a bonus: the first is what the board enters (or 29 to 38), the second the
premiums of 2026 up to their maximum. Neither is a calculation of anyone's payroll.
"""

from collections.abc import Callable
from dataclasses import dataclass

FULL_WEEK = 40
YEAR_HOURS = 1659
HOURS_A_DAY = 8
PREMIUMS = 0.1643
"""Aof high 7.63, childcare 0.50, Ufo 0.68, Whk 1.52 (mean), Zvw 6.10: to a wage of 79,409 (2026)."""
PENSION = 0.19
"""Seventy of a hundred parts of 27.1 percent ABP; for a bonus only where ABP counts it in the next year."""
BEYOND_FREE_SPACE = 0.8
"""The employer's levy on what doesn't fit in the free space."""
LOW_EMPLOYER, USUAL_EMPLOYER, HIGH_EMPLOYER = 0.29, 0.33, 0.38


@dataclass(frozen=True)
class Range:
    """Euros."""

    low: float
    middle: float
    high: float

    @classmethod
    def exactly(cls, value: float) -> "Range":
        return cls(value, value, value)

    def mapped(self, of: Callable[[float], float]) -> "Range":
        return Range(of(self.low), of(self.middle), of(self.high))


NOTHING = Range.exactly(0)


@dataclass(frozen=True)
class Work:
    """What a full job costs, and how much of it one colleague adds."""

    salary: Range
    """A full-time year."""
    employer: Range
    from_hours: int
    to_hours: int

    @property
    def full_time(self) -> Range:
        salary, on_top = self.salary, self.employer
        return Range(
            salary.low * (1 + on_top.low), salary.middle * (1 + on_top.middle), salary.high * (1 + on_top.high)
        )

    @property
    def own_hour(self) -> Range:
        return self.full_time.mapped(lambda year: year / YEAR_HOURS)

    @property
    def gained(self) -> float:
        """Fte, by one colleague."""
        return (self.to_hours - self.from_hours) / FULL_WEEK


def employer_share(own_percent: float | None) -> Range:
    if own_percent is not None:
        return Range.exactly(own_percent / 100)
    return Range(LOW_EMPLOYER, USUAL_EMPLOYER, HIGH_EMPLOYER)


def of_bonus(gross: float) -> Range:
    """More where ABP counts it next year."""
    return Range(gross * (1 + PREMIUMS), gross * (1 + PREMIUMS), gross * (1 + PREMIUMS + PENSION))


def of_allowance(gross: float) -> Range:
    """A monthly one is pensionable."""
    return Range.exactly(gross * (1 + PREMIUMS + PENSION))


def of_free_space(net: float) -> Range:
    return Range(net, net, net * (1 + BEYOND_FREE_SPACE))


def of_days_off(days: float, work: Work) -> Range:
    """Someone else stands before the group."""
    return work.own_hour.mapped(lambda hour: days * HOURS_A_DAY * hour)


@dataclass(frozen=True)
class Costs:
    a_taker: Range
    """Euros a year."""
    takers: int
    already: int
    """Who works these hours already and gets it too."""
    work: Work
    is_retention: bool

    @property
    def a_year(self) -> Range:
        return self.a_taker.mapped(lambda one: one * (self.takers + self.already))

    @property
    def fte(self) -> float:
        """Gained, or kept where it's for keeping hours."""
        return self.takers * self.work.gained

    @property
    def per_fte(self) -> Range:
        """Beside the wage."""
        return self.a_year.mapped(lambda cost: cost / self.fte)

    @property
    def per_fte_with_wage(self) -> Range:
        """Keeping hours costs no wage that isn't paid already."""
        if self.is_retention:
            return self.per_fte
        wage, option = self.work.full_time, self.per_fte
        return Range(wage.low + option.low, wage.middle + option.middle, wage.high + option.high)
