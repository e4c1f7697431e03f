"""The engine's answer beside the questions it came from: the one thing that every table and sentence reads.

All amounts are whole cents; a name says whether they are a month's or a year's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from calculator.household.berekening import Curve, bereken, curve
from calculator.rules.aow_leeftijd import leeftijdsgroep
from calculator.rules.cao import CAOS
from calculator.web.forms import base
from calculator.web.forms.answers import Answers
from calculator.web.forms.base import number
from calculator.web.forms.parsing import MONTHS
from portal.text.money import half_up, month

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


def _inside(record: dict, path: tuple[str, ...]):
    for key in path:
        record = record[key]
    return record


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
        """Holiday pay, year-end pay, the yearly allowance and a bonus, after tax."""
        return sum(self.payroll(name) for name in ("holiday_pay_net", "year_end_net", "allowance_net", "bonus_net"))

    @property
    def pension_year(self) -> int:
        """What a year at these hours adds to your yearly pension later; 0 where that isn't known."""
        return cents(self.me.get("pension_build_up", {}).get("year", 0))

    @property
    def settlement_year(self) -> int:
        """What the tax return brings you (above zero) or costs you."""
        return -cents(self.me["income_tax"]["settlement"])

    @property
    def partner_settlement_year(self) -> int:
        return -cents(self.partner["income_tax"]["settlement"]) if self.partner else 0

    @property
    def months_net_year(self) -> int:
        """All ordinary months together, as payroll pays them."""
        return self.year("taxable_wage_year") - self.payroll("withheld_year") - self.special_net_year

    @property
    def second_net_year(self) -> int:
        """What a second job pays, after its own payroll tax."""
        second = self.me.get("second_job", {"taxable_year": 0, "withheld_year": 0})
        return cents(second["taxable_year"]) - cents(second["withheld_year"])

    @property
    def household_settlement_year(self) -> int:
        return self.settlement_year + self.partner_settlement_year

    def of_all(self, *path: str) -> int:
        """Something that both people have, added up: of_all("income_tax", "due")."""
        return sum(cents(_inside(person, path)) for person in self.result["people"])

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
    full: Side
    """At full time."""
    notes: tuple[str, ...]
    engine: dict

    @cached_property
    def curve(self) -> Curve:
        """The whole picture; raises the engine's Faults."""
        return curve(self.document)

    @cached_property
    def steps(self) -> tuple[dict, ...]:
        """The explanation, at your hours and at your wish."""
        return tuple(bereken(self.document, explain=True)["steps"])

    @cached_property
    def steps_by_rule(self) -> dict[str, list[dict]]:
        """The same, rule by rule: in each list all steps at your hours, then as many at your wish."""
        found: dict[str, list[dict]] = {}
        for step in self.steps:
            found.setdefault(step["rule"], []).append(step)
        return found

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
    def fulltime(self) -> Decimal:
        return fulltime_hours(self.document)

    @property
    def sides(self) -> dict[int, Side]:
        """What was computed apart from the curve, by hundredths of an hour."""
        by_hours = {self.hours_now: self.now, self.hours_wish: self.wish, self.fulltime: self.full}
        return {int(hours * 100): side for hours, side in by_hours.items()}

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

    def changed(self, of: Callable[[Side], int]) -> int:
        """What something is more at your wish than it's now."""
        return of(self.wish) - of(self.now)

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

    @property
    def in_school(self) -> bool:
        """Works where there's a director to talk to."""
        return self.answers.forms["werk"].in_school

    def other_income(self, person: int) -> int:
        """Income beside wage, cents a year; the same at all hours."""
        return cents(self.document["people"][person].get("other_income_year", 0))

    @property
    def has_aow(self) -> bool:
        born = date.fromisoformat(self.document["people"][0]["birth_date"])
        return leeftijdsgroep(born, self.year).has_aow

    @property
    def second_wage(self) -> int:
        """Of another job of yours, cents a year."""
        return cents(self.document["people"][0].get("second_job", {}).get("taxable_year", 0))

    @property
    def credit_elsewhere(self) -> bool:
        """Another employer may apply the payroll tax credit; what that one withholds isn't known."""
        return not self.document["people"][0].get("payroll_tax_credit", True)

    @property
    def misses_a_wage(self) -> bool:
        return self.credit_elsewhere and not self.second_wage

    @property
    def new_table_in(self) -> str:
        """The month of this year in which the pay table changed last; empty where it stays the same."""
        cao = self.document["people"][0].get("wage", {}).get("cao")
        if cao is None:
            return ""
        tables = [CAOS[cao].tables.on(date(self.year, month, 1)) for month in range(1, 13)]
        changes = [month for month in range(1, 12) if tables[month] is not tables[month - 1]]
        return MONTHS[changes[-1]] if changes else ""


def fulltime_hours(document: dict) -> Decimal:
    return Decimal(str(base.fulltime_hours(document["people"][0]["wage"], document["year"])))


def compute(answers: Answers) -> Outcome:
    """What is needed for the answer in words; the picture and the explanation follow when they're asked for.

    Raises the engine's Faults.
    """
    document = answers.document()
    found = bereken({**document, "hours": [*document["hours"], number(fulltime_hours(document))]})
    now, wish, full = (Side(result) for result in found["results"])
    return Outcome(
        answers=answers,
        document=document,
        now=now,
        wish=wish,
        full=full,
        notes=tuple(found["notes"]),
        engine=found["engine"],
    )
