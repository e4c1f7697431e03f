"""A household's year, in the order of the law: pay, premium, payroll, income tax, allowances, what is left.

Every amount is an array of cents that broadcasts to (households, hours); see `engine.household`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from calculator.engine.amounts import Array
from calculator.engine.household import HousingKind
from calculator.engine.steps import Stappen, bedrag, euros
from calculator.household import parts
from calculator.household.family import Household
from calculator.household.parts import Part
from calculator.household.person import Paid, PersonYear, paid, person_year, taxpayer
from calculator.household.slots import Amount, Around
from calculator.household.year_values import YearValues, values_in
from calculator.rules import eigen_woning
from calculator.rules.inkomstenbelasting import Assessment, assess, home_of_one, work_credits
from calculator.rules.pay import NOTHING
from calculator.rules.uitkeringen import BenefitYear, Earned, benefit_year
from calculator.rules.verdeling_eigen_woning import share_out


@dataclass(frozen=True, slots=True)
class HouseholdYear:
    people: tuple[PersonYear, ...]
    toetsingsinkomen: Array
    amounts: Mapping[str, Amount]
    """Of each part but income, by its key; nothing where it plays no part."""
    disposable_year: Array
    household: Household
    range: tuple[Array, Array] | None = None
    """What is left to spend at both ends of what a benefit may become; None where that's the same."""

    def of(self, part: Part) -> Array:
        """Cents a year; costs below zero."""
        if part.person is not None:
            if part.person >= len(self.people):
                return NOTHING
            person = self.people[part.person]
            return person.net_year - person.home
        if part.is_own_home:
            return sum((person.home for person in self.people), NOTHING)
        year = self.amounts[part.key].year
        return year if part.sign > 0 else -year

    def parts(self) -> Iterator[tuple[Part, Array]]:
        """What adds up to what is left to spend; cents a year, costs below zero, in the order of the tables."""
        for part in parts.by_place():
            if part.person is None or part.person < len(self.people):
                yield part, self.of(part)


def household_year(household: Household, *, stap: Stappen) -> HouseholdYear:
    """Everything about a household's year; where a benefit goes down with pay, also at both ends of what it becomes."""
    values = values_in(household.year)
    pays = _pays(household, values, stap)
    benefits = _benefits(household, pays, values, stap)
    year = _year(household, pays, benefits, "middle", values, stap)
    if all(one is None or one.low is one.high for one in benefits):
        return year
    still = Stappen.geen()
    low, high = (_year(household, pays, benefits, end, values, still).disposable_year for end in ("low", "high"))
    return replace(year, range=(np.minimum(low, high), np.maximum(low, high)))


Benefits = tuple[BenefitYear | None, ...]


def _year(
    household: Household, pays: Sequence[Paid], benefits: Benefits, end: str, values: YearValues, stap: Stappen
) -> HouseholdYear:
    taxes, homes = _taxes(household, pays, _paid_at(benefits, end), values, stap)
    people = tuple(_people(household, pays, benefits, taxes, homes, end, values, stap))
    stap.person = None
    income = toetsingsinkomen(taxes, stap)
    amounts = _amounts(Around(household, people, income), stap)
    return _outcome(household, people, income, amounts, stap)


def _people(
    household: Household,
    pays: Sequence[Paid],
    benefits: Benefits,
    taxes: Sequence[Assessment],
    homes: Sequence[Array],
    end: str,
    values: YearValues,
    stap: Stappen,
) -> Iterator[PersonYear]:
    everyone = zip(household.people, pays, taxes, benefits, homes, strict=True)
    for number, (person, pay, tax, benefit, home) in enumerate(everyone):
        stap.person = number
        yield person_year(person, pay, tax, benefit=benefit, end=end, home=home, values=values, stap=stap)


def joint_income(household: Household) -> Array:
    """The toetsingsinkomen alone, for who needs no more."""
    values, still = values_in(household.year), Stappen.geen()
    pays = _pays(household, values, still)
    benefits = _benefits(household, pays, values, still)
    taxes, _ = _taxes(household, pays, _paid_at(benefits, "middle"), values, still)
    return toetsingsinkomen(taxes, still)


def _paid_at(benefits: Benefits, end: str) -> list[Array | int]:
    return [0 if benefit is None else benefit.at(end) for benefit in benefits]


def _benefits(household: Household, pays: Sequence[Paid], values: YearValues, stap: Stappen) -> Benefits:
    if all(person.benefit is None for person in household.people):
        return (None,) * len(pays)
    earned = _earned(household, pays[0], values)
    outcome: list[BenefitYear | None] = []
    for number, person in enumerate(household.people):
        stap.person = number
        if person.benefit is None:
            outcome.append(None)
        else:
            outcome.append(benefit_year(person.benefit, earned, is_own=number == 0, year=household.year, stap=stap))
    stap.person = None
    return tuple(outcome)


def _earned(household: Household, now_and_more: Paid, values: YearValues) -> Earned | None:
    """How much more the first person earns than at the hours of now."""
    first = household.people[0]
    if first.wage_now is None:
        return None
    person = replace(first, wage=first.wage_now, start_month=None, business=None)
    now = paid(person, year=household.year, values=values, stap=Stappen.geen())
    return Earned(
        gross_year=now_and_more.pay.gross_year - now.pay.gross_year,
        net_year=(now_and_more.taxable_year - now_and_more.withheld_year) - (now.taxable_year - now.withheld_year),
        month=now_and_more.payroll.payslip.gross,
        month_now=now.payroll.payslip.gross,
    )


def toetsingsinkomen(taxes: Sequence[Assessment], stap: Stappen) -> Array:
    """Awir art. 8: the incomes of both partners together; a loss doesn't make it less than nothing."""
    total = taxes[0].box1_income
    for tax in taxes[1:]:
        total = total + tax.box1_income
    total = np.maximum(total, 0)
    if stap.on:
        stap(
            "toetsingsinkomen",
            total,
            wet="Awir art. 7 en 8",
            omdat="Voor de toeslagen tellen jullie inkomens samen: {inkomen} per jaar."
            if len(taxes) == 2
            else "Voor de toeslagen telt je inkomen van {inkomen} per jaar.",
            inkomen=euros(total),
        )
    return total


def _pays(household: Household, values: YearValues, stap: Stappen) -> list[Paid]:
    pays = []
    for number, person in enumerate(household.people):
        stap.person = number
        pays.append(paid(person, year=household.year, values=values, stap=stap))
    return pays


def _taxes(
    household: Household, pays: Sequence[Paid], benefits: Sequence[Array | int], values: YearValues, stap: Stappen
) -> tuple[tuple[Assessment, ...], list[Array]]:
    """Everyone's assessment, and what an own home saves each."""
    people = [
        taxpayer(person, one, benefit) for person, one, benefit in zip(household.people, pays, benefits, strict=True)
    ]
    credits = work_credits(
        people,
        young_child=household.children.young,
        oldest=household.oldest,
        values=values.tax,
        without=[number for part, number in household.without if part == COMBINATIEKORTING],
        stap=stap,
    )
    if (
        household.housing.kind is not HousingKind.OWN
        or values.tax.woning is None
        or (OWN_HOME, None) in household.without
    ):
        return assess(people, credits, values=values.tax, stap=stap), [NOTHING] * len(people)
    without_home = assess(people, credits, values=values.tax, stap=Stappen.geen())
    stap.person = None
    home = eigen_woning.own_home(
        np.atleast_2d(household.housing.woz_value),
        np.atleast_2d(household.housing.mortgage_interest_year),
        waarden=values.tax.woning,
        stap=stap,
    )
    if household.has_partner:
        people = list(share_out(people, credits, home, values=values.tax, stap=stap))
    else:
        people = list(home_of_one(people, home))
    taxes = assess(people, credits, values=values.tax, stap=stap)
    return taxes, [before.due - tax.due for before, tax in zip(without_home, taxes, strict=True)]


COMBINATIEKORTING, OWN_HOME = "inkomensafhankelijke_combinatiekorting", "eigen_woning"


def _amounts(around: Around, stap: Stappen) -> dict[str, Amount]:
    amounts = {}
    for part, slot in parts.with_slot():
        is_out = any(out in part.steps for out, _ in around.household.without)
        amounts[part.key] = (None if is_out else slot(around, stap)) or part.nothing
        stap.person = None
    return amounts


def _outcome(
    household: Household,
    people: tuple[PersonYear, ...],
    income: Array,
    amounts: Mapping[str, Amount],
    stap: Stappen,
) -> HouseholdYear:
    net = people[0].net_year
    for person in people[1:]:
        net = net + person.net_year
    plus = minus = NOTHING
    for part, _ in parts.with_slot():
        year = amounts[part.key].year
        if part.sign > 0:
            plus = plus + year
        else:
            minus = minus + year
    disposable = net + plus - minus
    if stap.on:
        stap(
            "te_besteden",
            disposable,
            wet="Som van alle onderdelen",
            omdat="Netto inkomen van {netto}, plus {toeslagen} toeslagen en kinderbijslag, min {kosten} aan "
            "opvang, reizen en studieschuld, is {bedrag} per jaar.",
            netto=bedrag(net),
            toeslagen=bedrag(plus),
            kosten=bedrag(minus),
            bedrag=bedrag(disposable),
        )
    return HouseholdYear(people, income, amounts, disposable, household)
