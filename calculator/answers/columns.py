"""What an answer says of households side by side, as columns under its names: arrays until someone writes them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from calculator.engine.amounts import Array, deel_half_omhoog
from calculator.household import parts
from calculator.household.fields import is_among
from calculator.household.parts import Part
from calculator.household.person import PersonYear
from calculator.household.slots import Amount
from calculator.household.year import HouseholdYear

Json = dict[str, Any]
Hours = Sequence[int | float | None]
PERCENT = 1000
CARE = ("workdays", "childcare")
"""What only a household with care has."""


class Column(NamedTuple):
    """`amount` / `unit` in every cell; of a percentage that's below zero there is none."""

    amount: Array
    unit: int = 100


class Values(NamedTuple):
    """One in every cell, worked out when somebody asks. `only_some`: the name isn't there where it's None."""

    of_cells: Callable[[], Sequence[Any]]
    only_some: bool = False


Leaf = Column | Values
Tree = dict[str, Any]
"""Names to a leaf, to another tree, or to a list of trees."""


class Cells(NamedTuple):
    """How many households and numbers of hours stand side by side in the arrays."""

    households: int
    hours: int

    @property
    def number(self) -> int:
        return self.households * self.hours

    def column(self, amount: Array, unit: int = 100) -> Sequence[float]:
        """`amount` / `unit` in every cell: all hours of the first household, then those of the next."""
        values: NDArray[Any] = amount / unit
        if values.size == 1:
            return [values.item()] * self.number
        return list(self.spread(values).ravel().tolist())

    def spread(self, values: NDArray[Any]) -> NDArray[Any]:
        return values if values.shape == self else np.broadcast_to(values, self)

    def of(self, leaf: Leaf) -> Sequence[Any]:
        if isinstance(leaf, Values):
            return leaf.of_cells()
        column = self.column(*leaf)
        if leaf.unit != PERCENT or (leaf.amount >= 0).all():
            return column
        return [percent if percent >= 0 else None for percent in column]


def columns(year: HouseholdYear, hours: Sequence[Hours], fields: Sequence[str] = ()) -> Tree:
    """All there is of these households, or what `fields` names. `hours`: those of each, equally many."""
    cells = Cells(len(hours), len(hours[0]))
    tree = {
        "hours": Values(partial(_every, hours)),
        "people": [_person(person) for person in year.people],
        "toetsingsinkomen": Column(year.toetsingsinkomen),
        **_amounts(year, cells),
        **_childcare(year, hours),
        "disposable": _year_and_month(year.disposable_year),
        **_range(year),
    }
    return _chosen(tree, fields, "") if fields else tree


def _every(hours: Sequence[Hours]) -> list[Any]:
    return list(chain.from_iterable(hours))


def _chosen(tree: Tree, fields: Sequence[str], path: str) -> Tree:
    chosen: Tree = {}
    for name, branch in tree.items():
        here = f"{path}{name}"
        if is_among(here, fields):
            chosen[name] = branch
        elif isinstance(branch, dict):
            if inner := _chosen(branch, fields, f"{here}."):
                chosen[name] = inner
        elif isinstance(branch, list):
            several = [
                one if is_among(f"{here}[{place}]", fields) else _chosen(one, fields, f"{here}[{place}].")
                for place, one in enumerate(branch)
            ]
            if any(several):
                chosen[name] = several
    return chosen


def leaves(tree: Mapping[str, Any], path: str = "") -> dict[str, Leaf]:
    """By the whole name: `people[0].payroll.net_month`."""
    flat: dict[str, Leaf] = {}
    for name, branch in tree.items():
        here = f"{path}{name}"
        if isinstance(branch, dict):
            flat |= leaves(branch, f"{here}.")
        elif isinstance(branch, list):
            for place, one in enumerate(branch):
                flat |= leaves(one, f"{here}[{place}].")
        else:
            flat[here] = branch
    return flat


def only_some(branch: object) -> bool:
    """Whether the name isn't there where there's no value."""
    return isinstance(branch, Values) and branch.only_some


def is_away(values: Sequence[Any]) -> bool:
    return all(value is None for value in values)


def has_care(year: HouseholdYear, households: int) -> list[bool]:
    """Of each household. One says the same beside another that has care as it says alone."""
    own = [any(child.childcare for child in family) for family in year.household.children.families]
    return own if len(own) == households else own * households


def without_care(tree: Tree) -> Tree:
    return {name: branch for name, branch in tree.items() if name not in CARE}


def _person(person: PersonYear) -> Tree:
    slip, pay, roll, tax = person.payroll.payslip, person.pay, person.payroll, person.tax
    euro = Column
    return {
        "gross_year": euro(pay.gross_year),
        "pension_premium_year": euro(person.premium.year),
        **_paww(person),
        "taxable_wage_year": euro(roll.taxable_year),
        **_second_job(person),
        "payroll": {
            "gross_month": euro(slip.gross),
            "pension_premium_month": euro(slip.premium),
            "taxable_month": euro(slip.taxable),
            "loonheffing_month": euro(slip.loonheffing),
            "arbeidskorting_month": euro(slip.arbeidskorting),
            "net_month": euro(slip.net),
            "special_rate_percent": Column(roll.special_percent, PERCENT),
            "holiday_pay_gross": euro(pay.holiday),
            "holiday_pay_net": euro(roll.holiday_net),
            "year_end_gross": euro(pay.year_end),
            "year_end_net": euro(roll.year_end_net),
            "allowance_gross": euro(pay.allowance),
            "allowance_net": euro(roll.allowance_net),
            "bonus_gross": euro(pay.bonus),
            "bonus_net": euro(roll.bonus_net),
            "withheld_year": euro(roll.withheld_year),
        },
        "income_tax": {
            "box1_income": euro(tax.box1_income),
            "before_credits": euro(tax.before_credits),
            "tariefsaanpassing": euro(tax.tariefsaanpassing),
            "algemene_heffingskorting": euro(tax.algemene_heffingskorting),
            "arbeidskorting": euro(tax.arbeidskorting),
            "inkomensafhankelijke_combinatiekorting": euro(tax.combinatiekorting),
            "ouderenkorting": euro(tax.ouderenkorting),
            "alleenstaande_ouderenkorting": euro(tax.alleenstaande_ouderenkorting),
            "jonggehandicaptenkorting": euro(tax.jonggehandicaptenkorting),
            "uitbetaalde_heffingskorting": euro(tax.uitbetaalde_heffingskorting),
            "due": euro(tax.due),
            "settlement": euro(person.settlement),
        },
        "net_year": euro(person.net_year),
        **_independence(person),
        **_pension(person),
        **_business(person),
        **_benefit(person),
    }


def _paww(person: PersonYear) -> Tree:
    """Only for who pays it."""
    if person.paww is None:
        return {}
    return {
        "paww_year": Column(person.paww.year),
        "paww_month": Column(person.payroll.payslip.paww),
    }


def _second_job(person: PersonYear) -> Tree:
    """Only for who has one."""
    second = person.second_job
    if second is None:
        return {}
    return {
        "second_job": {
            "taxable_year": Column(second.taxable_year),
            "loonheffing_month": Column(second.loonheffing_month),
            "net_month": Column(second.net_month),
            "withheld_year": Column(second.withheld_year),
        }
    }


def _independence(person: PersonYear) -> Tree:
    """Only where the norm of the year is known, and where there's no income beside work."""
    if person.from_work is None:
        return {}
    norm = np.array([[person.from_work.waarden.norm_maand]])
    return {"economic_independence": {"net_work_month": Column(person.from_work.net_month), "norm_month": Column(norm)}}


def _pension(person: PersonYear) -> Tree:
    """Only where the fund has a percentage a year."""
    built = person.pension
    if built is None:
        return {}
    return {"pension_build_up": {"year": Column(built.year), "until_aow": Column(built.until_aow)}}


def _business(person: PersonYear) -> Tree:
    """Only for who has one."""
    if person.business is None:
        return {}
    profit = person.business
    return {
        "business": {
            "deductions": Column(profit.deductions),
            "mkb": Column(profit.mkb),
            "taxable_profit": Column(profit.taxable),
            "zvw_year": Column(profit.zvw),
        }
    }


def _benefit(person: PersonYear) -> Tree:
    """Only for who has one."""
    if person.benefit is None:
        return {}
    low, high = person.benefit.low, person.benefit.high
    return {
        "benefit": {
            "year": Column(person.benefit.middle),
            "low_year": Column(np.minimum(low, high)),
            "high_year": Column(np.maximum(low, high)),
        }
    }


def _range(year: HouseholdYear) -> Tree:
    """A year's disposable at both ends of what a benefit may become; only where someone has one that changes."""
    if year.range is None:
        return {}
    low, high = year.range
    return {"range": {"low": Column(low), "high": Column(high)}}


def _childcare(year: HouseholdYear, hours: Sequence[Hours]) -> Tree:
    """How many days go with the hours, and what care that takes; only where there's care."""
    children = year.household.children
    if not any(child.childcare for family in children.families for child in family):
        return {}
    bill, allowance = year.amounts["childcare_cost"].year, year.amounts["kinderopvangtoeslag"].year
    return {
        "workdays": Values(partial(_workdays, year, hours)),
        "childcare": {
            "hours_per_month": Values(partial(_care_hours, year, hours)),
            "bill_month": Column(_twelfth(bill)),
            "own_cost_month": Column(_twelfth(bill - allowance)),
        },
    }


def _workdays(year: HouseholdYear, hours: Sequence[Hours]) -> list[float | None]:
    return [
        None if at is None else year.household.workdays_at(round(at * 100), household)
        for household, own_hours in enumerate(hours)
        for at in own_hours
    ]


def _care_hours(year: HouseholdYear, hours: Sequence[Hours]) -> list[list[float]]:
    """Of each child."""
    per_child: list[list[float]] = []
    for household, own_hours in enumerate(hours):
        at_hours = [[float(care) for care in at] for at in year.household.children.care_hours(household)]
        per_child += at_hours if len(at_hours) > 1 else at_hours * len(own_hours)
    return per_child


def _amounts(year: HouseholdYear, cells: Cells) -> Tree:
    columns: Tree = {}
    for part, _ in parts.with_slot():
        columns |= _part(part, year.amounts[part.key], cells)
    return columns


def _part(part: Part, amount: Amount, cells: Cells) -> Tree:
    """What comes in as a record, what goes out as an amount of the year; under the names that `schema` gives too."""
    if part.sign < 0:
        later = {} if amount.later is None else {f"{part.key}_year_later": Column(amount.later)}
        return {f"{part.key}_year": Column(amount.year), **later}
    if not part.is_toeslag:
        return {part.key: {"year": Column(amount.year)}}
    month = _twelfth(amount.year) if amount.month is None else amount.month
    bands = {name: Column(band, PERCENT) for name, band in zip(part.bands, amount.bands, strict=True)}
    periods = {"periods": Values(partial(_periods, amount, cells), only_some=True)} if amount.periods else {}
    return {part.key: {"month": Column(month), "year": Column(amount.year), **bands, **periods}}


def _periods(amount: Amount, cells: Cells) -> list[list[Json] | None]:
    """Of each cell the months that are paid the same, in the order of the year; months without a right pay nothing.
    None where that's all the same."""
    paid: NDArray[Any] = np.zeros((12, *cells), dtype=np.int64)
    for first, months, month in amount.periods:
        for number, of_month in enumerate(paid, 1):
            is_paid = np.less_equal(first, number) & np.less(number, np.add(first, months))
            np.copyto(of_month, month, where=is_paid)
    by_cell = paid.reshape(12, cells.number)
    of_cells: list[list[Json] | None] = [None] * cells.number
    for cell in np.flatnonzero((by_cell != by_cell[0]).any(axis=0)).tolist():
        of_cells[cell] = _merged((by_cell[:, cell] / 100).tolist())
    return of_cells


def _merged(paid: Sequence[float]) -> list[Json]:
    merged: list[Json] = []
    for number, month in enumerate(paid, 1):
        if merged and merged[-1]["month"] == month:
            merged[-1]["to"] = number
        else:
            merged.append({"from": number, "to": number, "month": month})
    return merged


def _year_and_month(year: Array) -> Tree:
    return {"month": Column(_twelfth(year)), "year": Column(year)}


def _twelfth(year: Array) -> Array:
    """A month, rounded half up to the cent."""
    return deel_half_omhoog(year, 1, 12)
