"""People as arrays, so that one answer, a curve of 41 hours and a whole sector are the same sum.

What differs in *kind* (who is there, which rules hold for them) is a plain value, the same for all households that
are computed together. What differs in *amount* is an array of whole cents: (households, 1) where it doesn't depend
on the hours that are varied, (households, hours) where it does. Numpy's broadcasting keeps a partner whose hours
stand still at (households, 1), so that side is computed once.
"""

import enum
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from calculator.engine.amounts import Array, Mask
from calculator.engine.values import Waarden, Zekerheid


class Leeftijdsgroep(enum.StrEnum):
    """The columns of the tax tables."""

    ONDER_AOW = "onder_aow"
    AOW = "aow"
    AOW_VOOR_1946 = "aow_geboren_voor_1946"

    @property
    def has_aow(self) -> bool:
        return self is not Leeftijdsgroep.ONDER_AOW


@dataclass(frozen=True, slots=True)
class AowJaar:
    """The column of the year in which someone reaches AOW age, in the assessment."""

    months_before: int
    """How many months of the year lie before the one of AOW age."""

    @property
    def has_aow(self) -> bool:
        return True


Groep = Leeftijdsgroep | AowJaar


class PensionKind(enum.StrEnum):
    ABP = "abp"
    PFZW = "pfzw"
    NONE = "none"
    OWN = "own"


class WageKind(enum.StrEnum):
    """What was known about the wage; the contract's six shapes come down to these."""

    CAO = "cao"
    FULLTIME_MONTH = "fulltime_month"
    MONTH = "month"
    MONTH_GROSS = "month_gross"
    TAXABLE_MONTH = "taxable_month"
    TAXABLE_YEAR = "taxable_year"

    @property
    def varies_with_hours(self) -> bool:
        return self in BY_THE_HOUR

    @property
    def is_after_premium(self) -> bool:
        """What goes off the pay is off already."""
        return self in AFTER_PREMIUM


BY_THE_HOUR = frozenset([WageKind.CAO, WageKind.FULLTIME_MONTH, WageKind.MONTH])
AFTER_PREMIUM = frozenset([WageKind.TAXABLE_MONTH, WageKind.TAXABLE_YEAR])


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, exact: `part` and `whole` are whole numbers, or arrays of them."""

    part: Array | int
    whole: Array | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wage:
    """A year's wage before any sum. A level is a stretch of months with the same pay table.

    `base_month` has the shape (levels, households, 1): what the payslip says at a share of one.
    """

    kind: WageKind
    base_month: Array
    share: Share
    months: tuple[int, ...]
    shown_level: int
    fulltime_month_january: Array
    parttime_factor: Share
    holiday_percent: Array | int = 0
    year_end_percent: Array | int = 0
    fulltime_allowance: Array | int = 0
    """A yearly amount at full time, paid apart, such as the oktobertoelage."""
    fulltime_allowance_pensionable: Array | int = 0
    year: Array | None = None
    """Only for WageKind.TAXABLE_YEAR."""
    hours: Array | None = None
    """Hundredths of an hour a week, where they're known."""
    wet: str = "Cao of arbeidsovereenkomst"
    table_zekerheid: Zekerheid | None = None
    table_bron: tuple[str, ...] = ()
    terms: Waarden | None = None
    """The cao's values beside the table, for what a step says about them."""
    bonus: Array | None = None
    """What is paid in a year for extra hours or for keeping them, at the hours where it's paid."""
    fixed: Array | None = None
    """What else is paid once a year, at these hours."""
    leave_percent: Array | int = 0
    """Of their own leave that someone of 57 or older pays."""
    lifted_from: Array | None = None
    """What the table says, where some amount in it was lifted to the minimum wage; shape of `base_month`."""


class SecondJob(NamedTuple):
    """One of the three shapes of a wage without hours; `amount` is a month's, or a year's for a taxable year."""

    kind: WageKind
    amount: Array | int


class Commute(NamedTuple):
    """Kilometres are hundredths, rates hundredths of a cent a kilometre, days hundredths of a day a week."""

    km_one_way: Array | int
    days_per_week: Array | int | None
    reimbursement_per_km: Array | int | None
    cost_per_km: Array | int
    cao_po: bool = False
    """Reimbursed as the cao of primary education says."""


class Other(NamedTuple):
    """Someone else who lives in: counts for huurtoeslag only."""

    birth_date: date
    income_year: int
    relation: str
    """child, parent or other."""
    lease: str
    """none, with_us or third_party."""
    wealth_above_limit: bool

    @property
    def counts(self) -> bool:
        """A lodger with a lease is no medebewoner, unless it's someone's own child or parent (Awir art. 2 lid 1 e)."""
        return self.lease != "with_us" or self.relation != "other"


class StudentDebt(NamedTuple):
    scheme: str
    amount: Array | int


class Business(NamedTuple):
    """Profit of an own business before any deduction; cents a year, below zero for a loss. Flags are 0 or 1."""

    profit_year: Array | int
    hours_criterion: Array | int
    starter: Array | int
    hours_per_week: int | None = None
    """Hundredths; None where nobody said."""


class Benefit(NamedTuple):
    """`law` is a key of `rules.uitkeringen`; gross a month (cents) at the hours of now."""

    law: str
    month: Array | int
    old_wage_month: Array | int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    groep: Leeftijdsgroep
    """At the end of the year."""
    born_before_1963: Mask | bool
    wage: Wage | None = None
    pension: PensionKind = PensionKind.NONE
    own_premium_year: Array | int = 0
    payroll_tax_credit: bool = True
    jonggehandicapt: bool = False
    paww: bool = False
    second_job: SecondJob | None = None
    months_to_aow: Array | int = 0
    """From 1 January of the year, for what pension is built up until then."""
    other_income_year: Array | int = 0
    has_other_income: bool = False
    commute: Commute | None = None
    student_debt: StudentDebt | None = None
    aow_month: int | None = None
    """The month of the year in which AOW age is reached, where it is in this year."""
    payroll_month: int = 12
    business: Business | None = None
    has_aow_on_1_january: bool = False
    benefit: Benefit | None = None
    wage_now: Wage | None = None
    """At the hours of now, where a benefit asks what the rise is, or hours change in the year."""
    without: frozenset[str] = frozenset()
    """Parts of theirs that stay out."""
    start_month: int | None = None
    """From which month the hours are those of `wage`."""

    @property
    def tax_groep(self) -> Groep:
        """For the assessment. Who reaches AOW age in January has it all year."""
        if self.aow_month is None or self.aow_month == 1:
            return self.groep
        return AowJaar(self.aow_month - 1)

    @property
    def payroll_groep(self) -> Leeftijdsgroep:
        """In the month that is shown."""
        if self.aow_month is not None and self.payroll_month < self.aow_month:
            return Leeftijdsgroep.ONDER_AOW
        return self.groep


class HousingKind(enum.StrEnum):
    RENT = "rent"
    OWN = "own"
    NONE = "none"


class Housing(NamedTuple):
    kind: HousingKind = HousingKind.NONE
    basic_rent: Array | int = 0
    service_costs: Array | int = 0
    woz_value: Array | int = 0
    mortgage_interest_year: Array | int = 0
