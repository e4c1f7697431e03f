"""A household's year, in the order of the law: pay, premium, payroll, income tax, allowances, what is left.

Every amount is an array of cents that broadcasts to (households, hours); see `engine.household`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
from calculator.rules.verdeling_eigen_woning import share_out


@dataclass(frozen=True, slots=True)
class HouseholdYear:
    people: tuple[PersonYear, ...]
    toetsingsinkomen: Array
    amounts: Mapping[str, Amount]
    """Of each part but income, by its key; nothing where it plays no part."""
    disposable_year: Array

    def of(self, part: Part) -> Array:
        """Cents a year; costs below zero."""
        if part.person is not None:
            return self.people[part.person].net_year if part.person < len(self.people) else NOTHING
        year = self.amounts[part.key].year
        return year if part.sign > 0 else -year

    def parts(self) -> Iterator[tuple[Part, Array]]:
        """What adds up to what is left to spend; cents a year, costs below zero, in the order of the tables."""
        for part in parts.by_place():
            if part.person is None or part.person < len(self.people):
                yield part, self.of(part)


def household_year(household: Household, *, stap: Stappen) -> HouseholdYear:
    """Everything about a household's year."""
    values = values_in(household.year)
    pays = _pays(household, values, stap)
    taxes = _taxes(household, pays, values, stap)
    people = tuple(person_year(*one) for one in zip(household.people, pays, taxes, strict=True))
    stap.person = None
    income = toetsingsinkomen(taxes, stap)
    amounts = _amounts(Around(household, people, income), stap)
    return _outcome(people, income, amounts, stap)


def joint_income(household: Household) -> Array:
    """The toetsingsinkomen alone, for who needs no more."""
    values, still = values_in(household.year), Stappen.geen()
    return toetsingsinkomen(_taxes(household, _pays(household, values, still), values, still), still)


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


def _taxes(household: Household, pays: Sequence[Paid], values: YearValues, stap: Stappen) -> tuple[Assessment, ...]:
    people = [taxpayer(person, one) for person, one in zip(household.people, pays, strict=True)]
    credits = work_credits(
        people, young_child=household.children.young, oldest=household.oldest, values=values.tax, stap=stap
    )
    if household.housing.kind is HousingKind.OWN and values.tax.woning is not None:
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
    return assess(people, credits, values=values.tax, stap=stap)


def _amounts(around: Around, stap: Stappen) -> dict[str, Amount]:
    amounts = {}
    for part, slot in parts.with_slot():
        amounts[part.key] = slot(around, stap) or part.nothing
        stap.person = None
    return amounts


def _outcome(
    people: tuple[PersonYear, ...], income: Array, amounts: Mapping[str, Amount], stap: Stappen
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
    return HouseholdYear(people, income, amounts, disposable)
