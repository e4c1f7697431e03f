"""The names of all that an answer can say at one number of hours, for who asks only some of it.

`people[0].payroll.net_month` is one amount; `people[0].payroll` is all that stands under it.
"""

from collections.abc import Sequence

from calculator.household import parts
from calculator.household.parts import Part

PAYROLL = (
    *("gross_month", "pension_premium_month", "taxable_month", "loonheffing_month", "arbeidskorting_month"),
    *("net_month", "special_rate_percent", "holiday_pay_gross", "holiday_pay_net", "year_end_gross", "year_end_net"),
    *("allowance_gross", "allowance_net", "bonus_gross", "bonus_net", "withheld_year"),
)
INCOME_TAX = (
    *("box1_income", "before_credits", "tariefsaanpassing", "algemene_heffingskorting", "arbeidskorting"),
    *("inkomensafhankelijke_combinatiekorting", "ouderenkorting", "alleenstaande_ouderenkorting"),
    *("jonggehandicaptenkorting", "uitbetaalde_heffingskorting", "due", "settlement"),
)
PERSON = (
    *("gross_year", "pension_premium_year", "paww_year", "paww_month", "taxable_wage_year"),
    *(f"second_job.{name}" for name in ("taxable_year", "loonheffing_month", "net_month", "withheld_year")),
    *(f"payroll.{name}" for name in PAYROLL),
    *(f"income_tax.{name}" for name in INCOME_TAX),
    "net_year",
    *("economic_independence.net_work_month", "economic_independence.norm_month"),
    *("pension_build_up.year", "pension_build_up.until_aow"),
    *(f"business.{name}" for name in ("deductions", "mkb", "taxable_profit", "zvw_year")),
    *(f"benefit.{name}" for name in ("year", "low_year", "high_year")),
)
MOST_PEOPLE = 2


def names() -> list[str]:
    """In the order of an answer."""
    return [
        "hours",
        *(f"people[{person}].{name}" for person in range(MOST_PEOPLE) for name in PERSON),
        "toetsingsinkomen",
        *(name for part, _ in parts.with_slot() for name in _of_part(part)),
        *("workdays", "childcare.hours_per_month", "childcare.bill_month", "childcare.own_cost_month"),
        *("disposable.month", "disposable.year", "range.low", "range.high"),
    ]


def numbers(fields: Sequence[str] = ()) -> list[str]:
    """The names that stand for one number, among these fields or of all there is."""
    return [name for name in names() if not _is_list(name) and (not fields or is_among(name, fields))]


def _is_list(name: str) -> bool:
    """Not one number but several."""
    return name == "childcare.hours_per_month" or name.endswith(".periods")


def is_known(field: str) -> bool:
    return any(is_among(name, [field]) for name in names())


def is_among(name: str, fields: Sequence[str]) -> bool:
    return any(name == field or name.startswith((f"{field}.", f"{field}[")) for field in fields)


def _of_part(part: Part) -> list[str]:
    if part.sign < 0:
        return [f"{part.key}_year", *([f"{part.key}_year_later"] if part.comes_later else [])]
    if not part.is_toeslag:
        return [f"{part.key}.year"]
    return [f"{part.key}.{name}" for name in ("month", "year", *part.bands, "periods")]
