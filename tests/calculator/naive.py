"""2026 once more, for one person at one number of hours: plain fractions, one euro after another, no arrays.

Written from the published figures, not from the engine, so that the two can be held against each other.
"""

from fractions import Fraction
from math import ceil, floor

MONTHLY_LB_8 = {month: 4532 if month <= 10 else 4587 for month in range(1, 13)}


def percent(number):
    return Fraction(str(number)) / 100


def half_up(amount, step=Fraction(1, 100)):
    return floor(Fraction(amount) / step + Fraction(1, 2)) * step


def bracket_tax(income):
    slices = ((0, 38883, "35.75"), (38883, 78426, "37.56"), (78426, None, "49.5"))
    return [
        max(0, (income if upper is None else min(income, upper)) - lower) * percent(rate)
        for lower, upper, rate in slices
    ]


def general_credit(income):
    if income > 78426:
        return 0
    return ceil(max(0, 3115 - max(0, income - 29736) * percent("6.398")))


def work_credit(wage):
    if wage > 132920:
        return 0
    first = min(wage * percent("8.324"), 996)
    second = min(first + max(0, wage - 11965) * percent("31.009"), 5300)
    third = min(second + max(0, wage - 25845) * percent("1.95"), 5685)
    return ceil(max(0, third - max(0, wage - 45592) * percent("6.51")))


def combination_credit(wage):
    return ceil(min(3032, max(0, wage - 6239) * percent("11.45")))


def income_tax(wage, other=0, *, combination=False, home=0):
    income = floor(wage) + floor(other) + home
    credits = general_credit(income) + work_credit(floor(wage))
    credits += combination_credit(floor(wage)) if combination else 0
    return max(0, floor(sum(bracket_tax(max(0, income)))) - credits)


def month_tax(wage, *, credit=True):
    """The white month table below its highest row."""
    year = floor(wage * 12 / 54) * 54
    tax = sum(floor(part) for part in bracket_tax(year))
    if credit:
        tax = max(0, tax - general_credit(year) - work_credit(year))
    return half_up(Fraction(tax, 12))


def gross_year(factor, months=MONTHLY_LB_8):
    """Salary, holiday pay and year-end pay of twelve months."""
    salary = sum(half_up(full * factor) for full in months.values())
    return salary, half_up(salary * percent("8")), half_up(salary * percent("8.33"))


def abp_year(factor, january=4532):
    base = max(0, min(half_up(12 * january * Fraction("1.1633")), 137_800) - 19_200)
    return 12 * half_up(base * percent("8.13") * factor / 12)
