"""From arrays to the answer of the contract: euros, percentages and one result for each number of hours."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from calculator.engine.amounts import Array
from calculator.engine.steps import Stappen, Step
from calculator.outcome import Allowances, Costs, HouseholdYear, PersonYear
from calculator.rules.awir import Bedragen

Json = dict[str, Any]
Hours = Sequence[int | float | None]


def results(year: HouseholdYear, hours: Hours) -> list[Json]:
    """One result for each of `hours`, in the same order; for the first household."""
    number = len(hours)
    people = [_person(person, number) for person in year.people]
    household = _rows(
        {
            "toetsingsinkomen": _euro(year.toetsingsinkomen),
            **_allowances(year.allowances),
            **_costs(year.costs),
            "disposable": {"month": _twelfth(year.disposable_year), "year": _euro(year.disposable_year)},
        },
        number,
    )
    return [
        {"hours": at, "people": [person[place] for person in people], **household[place]}
        for place, at in enumerate(hours)
    ]


def steps(stap: Stappen, hours: Hours) -> list[Json]:
    """The steps of the first household, hour by hour."""
    told = [(step, step.zekerheid.value, list(step.bron), *_columns(step, len(hours))) for step in stap.recorded]
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
        for step, zekerheid, bron, amounts, sentences in told
    ]


def _columns(step: Step, number: int) -> tuple[list[float], list[str]]:
    """The amount (euros, or a percentage) and the sentence at each of the hours."""
    unit = 1000 if step.rule == "bijzonder_tarief" else 100
    amounts, sentences = [amount / unit for amount in step.amounts(0)], step.sentences(0)
    return (
        amounts if len(amounts) == number else amounts * number,
        sentences if len(sentences) == number else sentences * number,
    )


def _person(person: PersonYear, number: int) -> list[Json]:
    slip, pay, roll, tax = person.payroll.payslip, person.pay, person.payroll, person.tax
    return _rows(
        {
            "gross_year": _euro(pay.gross_year),
            "pension_premium_year": _euro(person.premium.year),
            "taxable_wage_year": _euro(roll.taxable_year),
            "payroll": {
                "gross_month": _euro(slip.gross),
                "pension_premium_month": _euro(slip.premium),
                "taxable_month": _euro(slip.taxable),
                "loonheffing_month": _euro(slip.loonheffing),
                "arbeidskorting_month": _euro(slip.arbeidskorting),
                "net_month": _euro(slip.net),
                "special_rate_percent": _percent(roll.special_percent),
                "holiday_pay_gross": _euro(pay.holiday),
                "holiday_pay_net": _euro(roll.holiday_net),
                "year_end_gross": _euro(pay.year_end),
                "year_end_net": _euro(roll.year_end_net),
                "allowance_gross": _euro(pay.allowance),
                "allowance_net": _euro(roll.allowance_net),
                "withheld_year": _euro(roll.withheld_year),
            },
            "income_tax": {
                "box1_income": _euro(tax.box1_income),
                "before_credits": _euro(tax.before_credits),
                "tariefsaanpassing": _euro(tax.tariefsaanpassing),
                "algemene_heffingskorting": _euro(tax.algemene_heffingskorting),
                "arbeidskorting": _euro(tax.arbeidskorting),
                "inkomensafhankelijke_combinatiekorting": _euro(tax.combinatiekorting),
                "ouderenkorting": _euro(tax.ouderenkorting),
                "alleenstaande_ouderenkorting": _euro(tax.alleenstaande_ouderenkorting),
                "uitbetaalde_heffingskorting": _euro(tax.uitbetaalde_heffingskorting),
                "due": _euro(tax.due),
                "settlement": _euro(person.settlement),
            },
            "net_year": _euro(person.net_year),
        },
        number,
    )


def _allowances(allowances: Allowances) -> Json:
    return {
        "zorgtoeslag": _month_and_year(allowances.zorgtoeslag),
        "huurtoeslag": _month_and_year(allowances.huurtoeslag),
        "kindgebonden_budget": _year_and_month(allowances.kindgebonden_budget_year),
        "kinderopvangtoeslag": {
            **_year_and_month(allowances.kinderopvangtoeslag_year),
            "first_child_percent": _percent(allowances.first_child_percent),
            "next_child_percent": _percent(allowances.next_child_percent),
        },
        "kinderbijslag": {"year": _euro(allowances.kinderbijslag_year)},
    }


def _costs(costs: Costs) -> Json:
    return {
        "childcare_cost_year": _euro(costs.childcare),
        "student_debt_year": _euro(costs.student_debt),
        "student_debt_year_later": _euro(costs.student_debt_later),
        "commute_cost_year": _euro(costs.commute),
    }


def _month_and_year(amounts: Bedragen) -> Json:
    return {"month": _euro(amounts.maand), "year": _euro(amounts.jaar)}


def _year_and_month(year: Array) -> Json:
    return {"month": _twelfth(year), "year": _euro(year)}


def _rows(columns: Json, number: int) -> list[Json]:
    """Turn a record of columns into `number` records; a column of one value holds everywhere."""
    return [
        {
            name: {inner: _at(values, place) for inner, values in column.items()}
            if isinstance(column, dict)
            else _at(column, place)
            for name, column in columns.items()
        }
        for place in range(number)
    ]


def _at(column: list[float], place: int) -> float:
    return column[place if len(column) > 1 else 0]


def _euro(amount: Array) -> list[float]:
    return [value / 100 for value in np.atleast_2d(amount)[0].tolist()]


def _twelfth(amount: Array) -> list[float]:
    """A month, rounded half up to the cent."""
    return [(2 * value + 12) // 24 / 100 for value in np.atleast_2d(amount)[0].tolist()]


def _percent(percentage: Array) -> list[float]:
    return [value / 1000 for value in np.atleast_2d(percentage)[0].tolist()]
