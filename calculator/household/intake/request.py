"""A document that was read and found right, in exact numbers and before any array is made.

Amounts are cents, hours hundredths of an hour, percentages thousandths of a percent. All of it is named tuples: a
sector is made of a million of these, and a frozen dataclass takes two and a half times as long to make.
"""

from collections.abc import Hashable
from datetime import date
from typing import NamedTuple

from calculator.engine.household import (
    Benefit,
    Business,
    Commute,
    Housing,
    Leeftijdsgroep,
    Other,
    PensionKind,
    SecondJob,
    StudentDebt,
    WageKind,
)
from calculator.rules.kinderopvang import Child

BORN_BEFORE_1963 = date(1963, 1, 1)
NO_COMMUTE = Commute(km_one_way=0, days_per_week=None, reimbursement_per_km=None, cost_per_km=0)
NO_DEBT = StudentDebt(scheme="sf35", amount=0)


class FixedYearly(NamedTuple):
    """Paid once a year, in proportion to the hours up to `most_factor` (thousandths)."""

    name: str
    fulltime: int
    month: int
    pensionable: bool
    most_factor: int


class WageRequest(NamedTuple):
    kind: WageKind
    amount: int = 0
    cao: str = ""
    scale: str = ""
    step: int = 0
    hours: int | None = None
    fulltime_hours: int = 0
    holiday_percent: int = 0
    year_end_percent: int = 0
    fixed_yearly: tuple[FixedYearly, ...] = ()
    leave_57_percent: int = 0
    """What of the leave of who is 57 or older they pay themselves, in percent; nothing where they take none."""

    def has_fixed_in(self, month: int) -> bool:
        """Whether someone entered an amount that's paid in that month."""
        return any(fixed.month == month and fixed.fulltime for fixed in self.fixed_yearly)


class PersonRequest(NamedTuple):
    birth_date: date
    groep: Leeftijdsgroep
    wage: WageRequest | None
    pension: PensionKind
    pension_was_given: bool
    own_premium_year: int
    paww: bool
    payroll_tax_credit: bool
    jonggehandicapt: bool
    second_job: SecondJob | None
    bonus_year: int
    other_income_year: int
    commute: Commute | None
    student_debt: StudentDebt | None
    aow_month: int | None = None
    business: Business | None = None
    benefit: Benefit | None = None
    retention_bonus_year: int = 0

    @property
    def works(self) -> bool:
        """Also in a business of their own."""
        return self.wage is not None or self.business is not None

    @property
    def worked_hours(self) -> int | None:
        """Hundredths a week, of wage and business together; None where nobody said."""
        own = 0 if self.wage is None else self.wage.hours
        business = 0 if self.business is None else self.business.hours_per_week
        return None if own is None or business is None else own + business

    @property
    def born_before_1963(self) -> bool:
        return self.birth_date < BORN_BEFORE_1963

    @property
    def kind(self) -> Hashable:
        """What must be the same for people who are computed side by side; all else about them is an amount. Who
        doesn't travel travels no kilometres, and who has no debt has one of nothing."""
        commute, debt = self.commute or NO_COMMUTE, self.student_debt or NO_DEBT
        return (
            self.groep,
            self.wage and (self.wage.kind, self.wage.cao),
            self.pension,
            self.paww,
            self.payroll_tax_credit,
            self.jonggehandicapt,
            self.second_job and self.second_job.kind,
            self.bonus_year > 0,
            self.other_income_year > 0,
            commute.days_per_week is None,
            commute.reimbursement_per_km is None,
            commute.cao_po,
            debt.scheme,
            self.aow_month,
            self.business is None,
            self.benefit and (self.benefit.law, self.benefit.old_wage_month is None),
            self.retention_bonus_year > 0,
            bool(self.wage and self.wage.leave_57_percent),
            bool(self.wage and self.wage.fixed_yearly),
            self.business is not None and self.groep.has_aow and self.aow_month is None,
        )


class Form(NamedTuple):
    """How the answer is written."""

    fields: tuple[str, ...] = ()
    """Names of calculator/household/fields.py, or all there is."""
    as_columns: bool = False


WHOLE = Form()


class Request(NamedTuple):
    """`hours` are those of the first person; None when the wage has no hours."""

    year: int
    people: tuple[PersonRequest, ...]
    children: tuple[Child, ...]
    housing: Housing
    assets: int
    hours: tuple[int, ...] | None
    payroll_month: int
    explain: bool
    others: tuple[Other, ...] = ()
    workday: int = 800
    """Hundredths of an hour."""
    care_now: int | None = None
    """The hours of work that the care of now goes with; None: those of the wage."""
    start_month: int | None = None
    """From which month the hours change; None: they're the same all year."""
    carry_forward: bool = False
    without: frozenset[tuple[str, int | None]] = frozenset()
    """Parts that stay out, since a year that this one is laid beside lacks them."""
    form: Form = WHOLE

    @property
    def care_follows(self) -> bool:
        return any(care.follows for child in self.children for care in child.childcare)

    @property
    def oldest(self) -> int:
        """Which of the people is the oldest; the first when they were born on the same day."""
        return 1 if len(self.people) == 2 and self.people[1].birth_date < self.people[0].birth_date else 0

    @property
    def has_student_debt(self) -> bool:
        return self.people[0].student_debt is not None or self.people[-1].student_debt is not None

    @property
    def worked_hours_are_known(self) -> bool:
        """Of every adult; who has no wage works no hours. Only the first one's hours vary."""
        return self.people[0].worked_hours is not None and self.people[-1].worked_hours is not None

    @property
    def kind(self) -> Hashable:
        """What must be the same for households that are computed side by side."""
        return (
            self.year,
            self.payroll_month,
            self.hours and len(self.hours),
            len(self.people) == 1 and bool(self.children),  # alone with children: the limit of a student debt
            self.worked_hours_are_known,
            self.housing.kind,
            self.start_month,
            self.carry_forward,
            self.without,
            self.form,
            *[person.kind for person in self.people],
        )

    @property
    def fulltime_hours(self) -> int | None:
        """Of the first person, in hundredths; None when hours aren't known."""
        wage = self.people[0].wage
        return wage.fulltime_hours if wage is not None and wage.kind.varies_with_hours else None
