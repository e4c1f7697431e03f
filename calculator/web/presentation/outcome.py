"""The computed year beside the questions it came from: the one thing that every table and sentence reads.

All amounts are whole cents; a name says whether they are a month's or a year's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from calculator import VERSION
from calculator.engine.amounts import Array, row_of
from calculator.engine.steps import Step
from calculator.household import parts
from calculator.household.calculation import Calculation, calculate, calculate_all, parameters_fingerprint
from calculator.household.curve import Curve
from calculator.household.intake.document import read_document
from calculator.household.intake.request import Request
from calculator.household.parts import Part
from calculator.household.person import PersonYear
from calculator.household.year import HouseholdYear
from calculator.rules.cao import CAOS
from calculator.rules.inkomstenbelasting import Assessment
from calculator.rules.payroll import Payroll
from calculator.web.forms.answers import Answers
from portal.text.dates import MONTHS
from portal.text.money import half_up, month


@dataclass(frozen=True)
class Side:
    """The household's year at one number of hours: one column of it."""

    year: HouseholdYear
    place: int

    def at(self, amounts: Array) -> int:
        row = row_of(amounts)
        return int(row[self.place if len(row) > 1 else 0])

    @cached_property
    def disposable_year(self) -> int:
        return self.at(self.year.disposable_year)

    @property
    def disposable_month(self) -> int:
        return month(self.disposable_year)

    @property
    def me(self) -> PersonYear:
        return self.year.people[0]

    @property
    def partner(self) -> PersonYear | None:
        return self.year.people[1] if len(self.year.people) == 2 else None

    @property
    def gross_year(self) -> int:
        return self.at(self.me.pay.gross_year)

    @property
    def gross_month(self) -> int:
        return self.at(self.me.payroll.payslip.gross)

    @property
    def premium_month(self) -> int:
        return self.at(self.me.payroll.payslip.premium)

    @property
    def paww_month(self) -> int:
        return self.at(self.me.payroll.payslip.paww)

    @property
    def loonheffing_month(self) -> int:
        return self.at(self.me.payroll.payslip.loonheffing)

    @property
    def net_month(self) -> int:
        """What the payslip of an ordinary month says."""
        return self.at(self.me.payroll.payslip.net)

    @property
    def net_year(self) -> int:
        return self.at(self.me.net_year)

    def payroll(self, of: Callable[[Payroll], Array]) -> int:
        return self.at(of(self.me.payroll))

    def tax(self, of: Callable[[Assessment], Array]) -> int:
        return self.at(of(self.me.tax))

    def amount_year(self, part: Part) -> int:
        """Costs below zero."""
        return self.at(self.year.of(part))

    @cached_property
    def allowances_year(self) -> int:
        """All toeslagen; kinderbijslag is none, as it looks at no income."""
        return sum(self.amount_year(part) for part in parts.toeslagen())

    @cached_property
    def special_net_year(self) -> int:
        """Holiday pay, year-end pay, the yearly allowance and a bonus, after tax."""
        payroll = self.me.payroll
        return sum(
            self.at(net)
            for net in (payroll.holiday_net, payroll.year_end_net, payroll.allowance_net, payroll.bonus_net)
        )

    @property
    def benefit_year(self) -> int:
        """Yours, before tax; between what it may become at least and at most."""
        return 0 if self.me.benefit is None else self.at(self.me.benefit.middle)

    @property
    def benefits_year(self) -> int:
        """Of both people."""
        return sum(self.at(one.benefit.middle) for one in self.year.people if one.benefit is not None)

    @property
    def pension_year(self) -> int:
        """What a year at these hours adds to your yearly pension later; 0 where that isn't known."""
        return 0 if self.me.pension is None else self.at(self.me.pension.year)

    @property
    def settlement_year(self) -> int:
        """What the tax return brings you (above zero) or costs you."""
        return -self.at(self.me.settlement)

    @property
    def partner_settlement_year(self) -> int:
        return 0 if self.partner is None else -self.at(self.partner.settlement)

    @property
    def months_net_year(self) -> int:
        """All ordinary months together, as payroll pays them."""
        payroll = self.me.payroll
        return self.at(payroll.taxable_year) - self.at(payroll.withheld_year) - self.special_net_year

    @property
    def second_net_year(self) -> int:
        """What a second job pays, after its own payroll tax."""
        second = self.me.second_job
        return 0 if second is None else self.at(second.taxable_year) - self.at(second.withheld_year)

    @property
    def household_settlement_year(self) -> int:
        return self.settlement_year + self.partner_settlement_year

    @property
    def tax_due_year(self) -> int:
        """Of both people."""
        return sum(self.at(person.tax.due) for person in self.year.people)

    @property
    def premium_year(self) -> int:
        """Of both people."""
        return sum(self.at(person.premium.year) for person in self.year.people)

    @cached_property
    def parts_year(self) -> dict[str, int]:
        """What adds up to `disposable_year`, by the rows of the tables; costs below zero."""
        return {key: sum(map(self.amount_year, several)) for key, several in parts.lines().items()}

    @cached_property
    def stack_year(self) -> dict[str, int]:
        """The same, part by part."""
        return {part.key: self.at(amount) for part, amount in self.year.parts()}


@dataclass(frozen=True)
class Outcome:
    answers: Answers
    document: dict
    calculation: Calculation
    """At all hours, in one pass."""

    @property
    def request(self) -> Request:
        return self.calculation.request

    @cached_property
    def now(self) -> Side:
        return self._side(self.hours_now)

    @cached_property
    def wish(self) -> Side:
        return self._side(self.hours_wish)

    @cached_property
    def full(self) -> Side:
        """At full time."""
        return self._side(self.fulltime)

    def _side(self, hours: Decimal) -> Side:
        assert self.calculation.hours is not None
        return Side(self.calculation.year, self.calculation.hours.index(int(hours * 100)))

    @cached_property
    def curve(self) -> Curve:
        return self.calculation.curve

    @property
    def notes(self) -> tuple[str, ...]:
        return self.calculation.notes

    @property
    def engine(self) -> dict[str, str]:
        return {"version": VERSION, "parameters": f"{self.year}.{parameters_fingerprint()}"}

    @cached_property
    def steps(self) -> Sequence[Step]:
        """The explanation, at your hours and at your wish. Computed by itself: which steps there are depends on all
        hours that are computed together, and nothing may be explained that isn't so at one of these two."""
        return calculate(self.request, explain=True).steps or ()

    @cached_property
    def steps_by_rule(self) -> dict[str, list[Step]]:
        """The same, rule by rule."""
        by_rule: dict[str, list[Step]] = {}
        for step in self.steps:
            by_rule.setdefault(step.rule, []).append(step)
        return by_rule

    @property
    def year(self) -> int:
        return self.request.year

    @property
    def hours_now(self) -> Decimal:
        return self.answers.now

    @property
    def hours_wish(self) -> Decimal:
        return self.answers.wish

    @property
    def fulltime(self) -> Decimal:
        return Decimal(self.request.fulltime_hours or 0) / 100

    @cached_property
    def sides(self) -> dict[int, Side]:
        """Your hours, your wish and full time, by hundredths of an hour."""
        by_hours = {self.hours_now: self.now, self.hours_wish: self.wish, self.fulltime: self.full}
        return {int(hours * 100): side for hours, side in by_hours.items()}

    @property
    def start_month(self) -> int | None:
        """From which month the hours are those of the wish; None: all year."""
        return self.request.start_month

    @cached_property
    def whole_year(self) -> "Outcome":
        """The same household with the same hours in every month: what a month comes to, once all of them are alike.
        A twelfth of a year in which the hours change is no month that anyone sees."""
        if self.start_month is None:
            return self
        return _computed(self.answers, {key: value for key, value in self.document.items() if key != "start"})

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
        gross = self.wish.gross_year - self.now.gross_year
        return half_up(100 * self.difference_year, abs(gross)) * (1 if gross > 0 else -1) if gross else None

    @property
    def has_childcare(self) -> bool:
        return any(child.childcare for child in self.request.children)

    @property
    def in_school(self) -> bool:
        """Works where there's a director to talk to."""
        return self.answers.forms["werk"].in_school

    def other_income(self, person: int) -> int:
        """Income beside wage, cents a year; the same at all hours."""
        return self.request.people[person].other_income_year

    def has_benefit(self, person: int) -> bool:
        return self.request.people[person].benefit is not None

    @property
    def partner_has_other_income(self) -> bool:
        """Beside a wage, or instead of one."""
        partner = self.request.people[1]
        return bool(self.other_income(1)) or self.has_benefit(1) or partner.business is not None

    @property
    def has_aow(self) -> bool:
        return self.request.people[0].groep.has_aow

    @property
    def second_wage(self) -> int:
        """Of another job of yours, cents a year."""
        job = self.request.people[0].second_job
        return 0 if job is None else int(job.amount)

    @property
    def credit_elsewhere(self) -> bool:
        """Another employer may apply the payroll tax credit; what that one withholds isn't known."""
        return not self.request.people[0].payroll_tax_credit

    @property
    def misses_a_wage(self) -> bool:
        return self.credit_elsewhere and not self.second_wage

    @cached_property
    def new_table_in(self) -> str:
        """The month of this year in which the pay table changed last; empty where it stays the same."""
        wage = self.request.people[0].wage
        if wage is None or not wage.cao:
            return ""
        tables = [CAOS[wage.cao].tables.on(date(self.year, month, 1)) for month in range(1, 13)]
        changes = [month for month in range(1, 12) if tables[month] is not tables[month - 1]]
        return MONTHS[changes[-1]] if changes else ""


def compute(answers: Answers) -> Outcome:
    """The document read once and computed once; the explanation follows when it's asked for.

    Raises the engine's Faults.
    """
    return _computed(answers, answers.document())


def _computed(answers: Answers, document: dict[str, Any]) -> Outcome:
    request = read_document(document)
    now, wish = (int(hours * 100) for hours in (answers.now, answers.wish))
    return Outcome(answers, document, calculate_all(request, now, wish, request.fulltime_hours or 0))
