"""The engine's answer beside the questions it came from: the one thing that every table and sentence reads.

All amounts are whole cents; a name says whether they are a month's or a year's.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from calculator.berekening import Curve, bereken, curve
from calculator.forms.answers import Answers
from calculator.presentation.money import half_up, month

PARTS = (
    "net",
    "net_partner",
    "kinderbijslag",
    "kindgebonden_budget",
    "huurtoeslag",
    "zorgtoeslag",
    "childcare",
    "commute_cost",
    "student_debt",
)
ALLOWANCES = ("zorgtoeslag", "huurtoeslag", "kindgebonden_budget", "kinderopvangtoeslag")


def cents(euros: float) -> int:
    return round(euros * 100)


@dataclass(frozen=True)
class Side:
    """The household's year at one number of hours."""

    result: dict

    @property
    def disposable_year(self) -> int:
        return cents(self.result["disposable"]["year"])

    @property
    def disposable_month(self) -> int:
        return month(self.disposable_year)

    @property
    def me(self) -> dict:
        return self.result["people"][0]

    @property
    def partner(self) -> dict | None:
        return self.result["people"][1] if len(self.result["people"]) == 2 else None

    def payroll(self, name: str) -> int:
        return cents(self.me["payroll"][name])

    def year(self, name: str) -> int:
        """Something of yours in a year: gross_year, pension_premium_year, taxable_wage_year, net_year."""
        return cents(self.me[name])

    def allowance_year(self, name: str) -> int:
        return cents(self.result[name]["year"])

    @property
    def allowances_year(self) -> int:
        """All four toeslagen; kinderbijslag is none, as it looks at no income."""
        return sum(self.allowance_year(name) for name in ALLOWANCES)

    @property
    def special_net_year(self) -> int:
        """Holiday pay, year-end pay and the yearly allowance, after tax."""
        return sum(self.payroll(name) for name in ("holiday_pay_net", "year_end_net", "allowance_net"))

    @property
    def settlement_year(self) -> int:
        """What the tax return brings you (above zero) or costs you."""
        return -cents(self.me["income_tax"]["settlement"])

    @property
    def partner_settlement_year(self) -> int:
        return -cents(self.partner["income_tax"]["settlement"]) if self.partner else 0

    @property
    def months_net_year(self) -> int:
        """All ordinary months together."""
        return self.year("net_year") - self.special_net_year - self.settlement_year

    @cached_property
    def parts_year(self) -> dict[str, int]:
        """What adds up to `disposable_year`; costs below zero."""
        partner = cents(self.partner["net_year"]) if self.partner else 0
        return {
            "net": self.year("net_year"),
            "net_partner": partner,
            "kinderbijslag": cents(self.result["kinderbijslag"]["year"]),
            "kindgebonden_budget": self.allowance_year("kindgebonden_budget"),
            "huurtoeslag": self.allowance_year("huurtoeslag"),
            "zorgtoeslag": self.allowance_year("zorgtoeslag"),
            "childcare": self.allowance_year("kinderopvangtoeslag") - cents(self.result["childcare_cost_year"]),
            "commute_cost": -cents(self.result["commute_cost_year"]),
            "student_debt": -cents(self.result["student_debt_year"]),
        }


@dataclass(frozen=True)
class Outcome:
    answers: Answers
    document: dict
    now: Side
    wish: Side
    curve: Curve
    steps: tuple[dict, ...]
    notes: tuple[str, ...]
    engine: dict

    @property
    def year(self) -> int:
        return self.document["year"]

    @property
    def hours_now(self) -> Decimal:
        return self.answers.now

    @property
    def hours_wish(self) -> Decimal:
        return self.answers.wish

    @property
    def extra_hours(self) -> Decimal:
        return self.hours_wish - self.hours_now

    @property
    def together(self) -> bool:
        return self.answers.has_partner

    @property
    def difference_year(self) -> int:
        return self.wish.disposable_year - self.now.disposable_year

    @property
    def difference_month(self) -> int:
        return month(self.difference_year)

    @property
    def per_hundred_gross(self) -> int | None:
        """Of each € 100 gross that comes or goes, what that does to what's left to spend; whole euros."""
        gross = self.wish.year("gross_year") - self.now.year("gross_year")
        return half_up(100 * self.difference_year, abs(gross)) * (1 if gross > 0 else -1) if gross else None

    @property
    def has_children(self) -> bool:
        return bool(self.document["children"])

    @property
    def has_childcare(self) -> bool:
        return any(child.get("childcare") for child in self.document["children"])

    @property
    def rents(self) -> bool:
        return self.document["housing"]["kind"] == "rent"


def compute(answers: Answers) -> Outcome:
    """Raises the engine's Faults."""
    document = answers.document()
    found = bereken(document, explain=True)
    now, wish = (Side(result) for result in found["results"])
    return Outcome(
        answers=answers,
        document=document,
        now=now,
        wish=wish,
        curve=curve(document),
        steps=tuple(found["steps"]),
        notes=tuple(found["notes"]),
        engine=found["engine"],
    )
