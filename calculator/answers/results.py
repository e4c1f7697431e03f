"""From arrays to the answer of the contract: euros, percentages and one result for each number of hours."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from calculator.engine.amounts import Array, deel_half_omhoog
from calculator.engine.steps import Step
from calculator.household import parts
from calculator.household.parts import Part
from calculator.household.person import PersonYear
from calculator.household.slots import Amount
from calculator.household.year import HouseholdYear

Json = dict[str, Any]
Hours = Sequence[int | float | None]
PERCENT = 1000


class Cells(NamedTuple):
    """How many households and numbers of hours stand side by side in the arrays."""

    households: int
    hours: int

    def column(self, amount: Array, unit: int = 100) -> list[float]:
        """`amount` / `unit` in every cell: all hours of the first household, then those of the next."""
        values = amount / unit
        if values.size == 1:
            return values.ravel().tolist() * (self.households * self.hours)
        if values.shape != self:
            values = np.broadcast_to(values, self)
        return values.ravel().tolist()


def results(year: HouseholdYear, hours: Hours) -> list[Json]:
    """One result for each of `hours`, in the same order; for the only household there is."""
    (of_household,) = results_side_by_side(year, [hours])
    return of_household


def results_side_by_side(year: HouseholdYear, hours: Sequence[Hours]) -> list[list[Json]]:
    """For each household its results. `hours`: those of each household, equally many."""
    cells = Cells(len(hours), len(hours[0]))
    results = _rows(
        {
            "hours": [at for own_hours in hours for at in own_hours],
            "people": [
                list(people) for people in zip(*(_person(person, cells) for person in year.people), strict=True)
            ],
            "toetsingsinkomen": cells.column(year.toetsingsinkomen),
            **_amounts(year, cells),
            **_childcare(year, cells, hours),
            "disposable": _year_and_month(year.disposable_year, cells),
            **_range(year, cells),
        }
    )
    of_households = [results[start : start + cells.hours] for start in range(0, len(results), cells.hours)]
    _without_care_nothing_about_it(year, of_households)
    return of_households


def steps(recorded: Sequence[Step], hours: Hours) -> list[Json]:
    """The steps of the first household, hour by hour."""
    columns = [(step, step.zekerheid.value, list(step.bron), *_columns(step, len(hours))) for step in recorded]
    return [
        {
            "hours": at,
            "rule": step.rule,
            "person": step.person,
            "amount": amounts[place],
            "because": sentences[place],
            "law": step.wet,
            "zekerheid": zekerheid,
            "bron": bron,
        }
        for place, at in enumerate(hours)
        for step, zekerheid, bron, amounts, sentences in columns
    ]


def _columns(step: Step, number: int) -> tuple[list[float], list[str]]:
    """The amount (euros, or a percentage) and the sentence at each of the hours."""
    unit = PERCENT if step.rule == "bijzonder_tarief" else 100
    amounts, sentences = [amount / unit for amount in step.amounts(0)], step.sentences(0)
    return (
        amounts if len(amounts) == number else amounts * number,
        sentences if len(sentences) == number else sentences * number,
    )


def _person(person: PersonYear, cells: Cells) -> list[Json]:
    slip, pay, roll, tax = person.payroll.payslip, person.pay, person.payroll, person.tax
    euro = cells.column
    return _rows(
        {
            "gross_year": euro(pay.gross_year),
            "pension_premium_year": euro(person.premium.year),
            **_paww(person, cells),
            "taxable_wage_year": euro(roll.taxable_year),
            **_second_job(person, cells),
            "payroll": _rows(
                {
                    "gross_month": euro(slip.gross),
                    "pension_premium_month": euro(slip.premium),
                    "taxable_month": euro(slip.taxable),
                    "loonheffing_month": euro(slip.loonheffing),
                    "arbeidskorting_month": euro(slip.arbeidskorting),
                    "net_month": euro(slip.net),
                    "special_rate_percent": cells.column(roll.special_percent, PERCENT),
                    "holiday_pay_gross": euro(pay.holiday),
                    "holiday_pay_net": euro(roll.holiday_net),
                    "year_end_gross": euro(pay.year_end),
                    "year_end_net": euro(roll.year_end_net),
                    "allowance_gross": euro(pay.allowance),
                    "allowance_net": euro(roll.allowance_net),
                    "bonus_gross": euro(pay.bonus),
                    "bonus_net": euro(roll.bonus_net),
                    "withheld_year": euro(roll.withheld_year),
                }
            ),
            "income_tax": _rows(
                {
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
                }
            ),
            "net_year": euro(person.net_year),
            **_pension(person, cells),
            **_business(person, cells),
            **_benefit(person, cells),
        }
    )


def _paww(person: PersonYear, cells: Cells) -> Json:
    """Only for who pays it."""
    if person.paww is None:
        return {}
    return {
        "paww_year": cells.column(person.paww.year),
        "paww_month": cells.column(person.payroll.payslip.paww),
    }


def _second_job(person: PersonYear, cells: Cells) -> Json:
    """Only for who has one."""
    second = person.second_job
    if second is None:
        return {}
    return {
        "second_job": _rows(
            {
                "taxable_year": cells.column(second.taxable_year),
                "loonheffing_month": cells.column(second.loonheffing_month),
                "net_month": cells.column(second.net_month),
                "withheld_year": cells.column(second.withheld_year),
            }
        )
    }


def _pension(person: PersonYear, cells: Cells) -> Json:
    """Only where the fund has a percentage a year."""
    built = person.pension
    if built is None:
        return {}
    return {"pension_build_up": _rows({"year": cells.column(built.year), "until_aow": cells.column(built.until_aow)})}


def _business(person: PersonYear, cells: Cells) -> Json:
    """Only for who has one."""
    if person.business is None:
        return {}
    profit = person.business
    return {
        "business": _rows(
            {
                "deductions": cells.column(profit.deductions),
                "mkb": cells.column(profit.mkb),
                "taxable_profit": cells.column(profit.taxable),
                "zvw_year": cells.column(profit.zvw),
            }
        )
    }


def _benefit(person: PersonYear, cells: Cells) -> Json:
    """Only for who has one."""
    if person.benefit is None:
        return {}
    low, high = person.benefit.low, person.benefit.high
    return {
        "benefit": _rows(
            {
                "year": cells.column(person.benefit.middle),
                "low_year": cells.column(np.minimum(low, high)),
                "high_year": cells.column(np.maximum(low, high)),
            }
        )
    }


def _range(year: HouseholdYear, cells: Cells) -> Json:
    """A year's disposable at both ends of what a benefit may become; only where someone has one that changes."""
    if year.range is None:
        return {}
    low, high = year.range
    return {"range": _rows({"low": cells.column(low), "high": cells.column(high)})}


def _childcare(year: HouseholdYear, cells: Cells, hours: Sequence[Hours]) -> Json:
    """How many days go with the hours, and what care that takes; only where there's care."""
    children = year.household.children
    if not any(child.childcare for family in children.families for child in family):
        return {}
    bill, allowance = year.amounts["childcare_cost"].year, year.amounts["kinderopvangtoeslag"].year
    per_child: list[list[float]] = []
    workdays: list[float | None] = []
    for household, own_hours in enumerate(hours):
        at_hours = [[float(care) for care in at] for at in children.care_hours(household)]
        per_child += at_hours if len(at_hours) > 1 else at_hours * len(own_hours)
        workdays += [None if at is None else year.household.workdays_at(round(at * 100), household) for at in own_hours]
    return {
        "workdays": workdays,
        "childcare": _rows(
            {
                "hours_per_month": per_child,
                "bill_month": cells.column(_twelfth(bill)),
                "own_cost_month": cells.column(_twelfth(bill - allowance)),
            }
        ),
    }


def _without_care_nothing_about_it(year: HouseholdYear, of_households: list[list[Json]]) -> None:
    """A household says the same beside one that has care as it says alone."""
    families = year.household.children.families
    if len(families) != len(of_households):
        return
    for family, rows in zip(families, of_households, strict=True):
        if not any(child.childcare for child in family):
            for row in rows:
                row.pop("workdays", None)
                row.pop("childcare", None)


def _amounts(year: HouseholdYear, cells: Cells) -> Json:
    columns: Json = {}
    for part, _ in parts.with_slot():
        columns |= _part(part, year.amounts[part.key], cells)
    return columns


def _part(part: Part, amount: Amount, cells: Cells) -> Json:
    """What comes in as a record, what goes out as an amount of the year; under the names that `schema` gives too."""
    if part.sign < 0:
        later = {} if amount.later is None else {f"{part.key}_year_later": cells.column(amount.later)}
        return {f"{part.key}_year": cells.column(amount.year), **later}
    if not part.is_toeslag:
        return {part.key: _rows({"year": cells.column(amount.year)})}
    month = _twelfth(amount.year) if amount.month is None else amount.month
    bands = {name: _percents(band, cells) for name, band in zip(part.bands, amount.bands, strict=True)}
    rows = _rows({"month": cells.column(month), "year": cells.column(amount.year), **bands})
    if amount.periods:
        for row, periods in zip(rows, _periods(amount, cells), strict=True):
            if len(periods) > 1:
                row["periods"] = periods
    return {part.key: rows}


def _percents(band: Array, cells: Cells) -> Sequence[float | None]:
    """Null where the table of the year has none."""
    columns = cells.column(band, PERCENT)
    return columns if (band >= 0).all() else [percent if percent >= 0 else None for percent in columns]


def _periods(amount: Amount, cells: Cells) -> list[list[Json]]:
    """Of each cell the months that are paid the same, in the order of the year; months without a right pay nothing."""
    columns = [
        (cells.column(np.asarray(first), 1), cells.column(np.asarray(months), 1), cells.column(month))
        for first, months, month in amount.periods
    ]
    periods = [zip(*column, strict=True) for column in columns]
    return [_merged(row) for row in zip(*periods, strict=True)]


def _merged(periods: Sequence[tuple[float, ...]]) -> list[Json]:
    paid = [0.0] * 12
    for first, months, month in periods:
        paid[int(first) - 1 : int(first + months) - 1] = [month] * int(months)
    merged: list[Json] = []
    for number, month in enumerate(paid, 1):
        if merged and merged[-1]["month"] == month:
            merged[-1]["to"] = number
        else:
            merged.append({"from": number, "to": number, "month": month})
    return merged


def _year_and_month(year: Array, cells: Cells) -> list[Json]:
    return _rows({"month": cells.column(_twelfth(year)), "year": cells.column(year)})


def _twelfth(year: Array) -> Array:
    """A month, rounded half up to the cent."""
    return deel_half_omhoog(year, 1, 12)


def _rows(columns: Json) -> list[Json]:
    """Turn a record of columns into a record for every cell."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
