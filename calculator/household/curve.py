"""The whole picture of a household: every number of hours from none to full time, in one pass."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import Array, hour_by_hour
from calculator.household.jumps import Jump, find_jumps
from calculator.household.outcome import HouseholdYear


@dataclass(frozen=True, slots=True)
class Curve:
    """All hours side by side; every array is one-dimensional, one whole number of cents for each of `hours`.

    - `hours`: hundredths of an hour a week: 0, 100, 200, ... up to full time (4000 is 40 hours).
    - `parts`: what makes up `disposable_year`, in cents a year, in the order of the chart. What comes in is above
      zero, what goes out below zero, and at each hour they add up to `disposable_year` exactly. Keys, of which
      those that don't play a part are left out:
      `net` (your wage after tax), `net_partner`, `kinderbijslag`, `kindgebonden_budget`, `huurtoeslag`,
      `zorgtoeslag`, `kinderopvangtoeslag`, `childcare_cost`, `commute_cost`, `student_debt`.
    - `net_month`: what your payslip of an ordinary month says. `gross_year`, `taxable_year`, `premium_year`: yours.
    - `special_net_year`: your holiday pay, year-end pay and yearly allowance after tax.
    - `jumps`: see `calculator.household.jumps.Jump`; its `hours` are hundredths too; its `sentence` can be shown.
    - `year`: everything else, as computed (see `calculator.household.outcome`).
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
    """Of the first household, at these hours (hundredths)."""

    def row(array: Array) -> Array:
        return hour_by_hour(array, len(hours))

    first = year.people[0]
    special = first.payroll.holiday_net + first.payroll.year_end_net + first.payroll.allowance_net
    return Curve(
        hours=hours,
        parts={name: row(amount) for name, amount in parts(year).items() if name == "net" or np.any(amount)},
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


def parts(year: HouseholdYear) -> dict[str, Array]:
    """What adds up to what is left to spend; cents a year, costs below zero."""
    allowances, costs = year.allowances, year.costs
    partner = {"net_partner": year.people[1].net_year} if len(year.people) == 2 else {}
    return {
        "net": year.people[0].net_year,
        **partner,
        "kinderbijslag": allowances.kinderbijslag_year,
        "kindgebonden_budget": allowances.kindgebonden_budget_year,
        "huurtoeslag": allowances.huurtoeslag.jaar,
        "zorgtoeslag": allowances.zorgtoeslag.jaar,
        "kinderopvangtoeslag": allowances.kinderopvangtoeslag_year,
        "childcare_cost": -costs.childcare,
        "commute_cost": -costs.commute,
        "student_debt": -costs.student_debt,
    }
