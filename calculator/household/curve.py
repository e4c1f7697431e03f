"""The whole picture of a household: every number of hours from none to full time, in one pass."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import Array, hour_by_hour
from calculator.household.jumps import Jump, find_jumps
from calculator.household.parts import NET
from calculator.household.year import HouseholdYear


@dataclass(frozen=True, slots=True)
class Curve:
    """All hours side by side; every array is one-dimensional, one whole number of cents for each of `hours`.

    - `hours`: hundredths of an hour a week: 0, 100, 200, ... up to full time (4000 is 40 hours).
    - `parts`: what makes up `disposable_year`, in cents a year, by the key of their row in `parts`. What comes in is
      above zero, what goes out below zero, and at each hour they add up to `disposable_year` exactly. Those that
      don't play a part are left out.
    - `net_month`: what your payslip of an ordinary month says. `gross_year`, `taxable_year`, `premium_year`: yours.
    - `special_net_year`: your holiday pay, year-end pay and yearly allowance after tax.
    - `jumps`: see `calculator.household.jumps.Jump`; its `hours` are hundredths too; its `sentence` can be shown.
    - `year`: everything else, as computed (see `calculator.household.year`).
    """

    hours: tuple[int, ...]
    parts: Mapping[str, Array]
    disposable_year: Array
    net_month: Array
    special_net_year: Array
    gross_year: Array
    taxable_year: Array
    premium_year: Array
    toetsingsinkomen: Array
    jumps: tuple[Jump, ...]
    notes: tuple[str, ...]
    year: HouseholdYear

    def at(self, hours: int) -> int:
        """The place in the arrays of this number of hours (in hundredths)."""
        return self.hours.index(hours)


def make_curve(year: HouseholdYear, hours: tuple[int, ...], notes: tuple[str, ...]) -> Curve:
    """Of the first household, at these hours (hundredths): the first of those of `year`."""

    def row(array: Array) -> Array:
        return hour_by_hour(array, len(hours))

    first = year.people[0]
    special = first.payroll.holiday_net + first.payroll.year_end_net + first.payroll.allowance_net
    return Curve(
        hours=hours,
        parts={part.key: row(amount) for part, amount in year.parts() if part is NET or np.any(amount)},
        disposable_year=row(year.disposable_year),
        net_month=row(first.payroll.payslip.net),
        special_net_year=row(special),
        gross_year=row(first.pay.gross_year),
        taxable_year=row(first.payroll.taxable_year),
        premium_year=row(first.premium.year),
        toetsingsinkomen=row(year.toetsingsinkomen),
        jumps=tuple(find_jumps(year, hours)),
        notes=notes,
        year=year,
    )
