"""How partners share out the balance of their own home: as it costs the two of them least.

The law lets partners choose any split each year (Wet IB 2001 art. 2.17). What a euro of deduction is worth changes
only where a rate changes: at the bounds of the brackets, where a credit that follows from income starts to fall or
ends, where the tariefsaanpassing starts, where no tax is left, and where credit starts to be paid out. So the best
split is one that gives all to one of the two, or that brings one of the two exactly to such a point. All of these are
tried at once, along an extra first axis.

Splits that differ less than what rounding does count as equal; then the first is taken, so that the split doesn't
go back and forth from one hour to the next.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from calculator.engine.amounts import HUNDRED_PERCENT, Array, cents
from calculator.engine.household import AowJaar, Groep, Leeftijdsgroep
from calculator.engine.in_use import remembered
from calculator.engine.steps import Stappen, euros
from calculator.rules import algemene_heffingskorting, ouderenkorting, schijven
from calculator.rules.eigen_woning import OwnHome
from calculator.rules.inkomstenbelasting import (
    Taxpayer,
    TaxValues,
    WorkCredits,
    assess,
    with_home,
)
from calculator.rules.uitbetaling_heffingskorting import FIFTEEN

WET = "Wet IB 2001 art. 2.17"
FAR_ABOVE = 100_000_000
"""A million euros in cents."""
ROUNDING = 300
"""Three euros, in cents."""
FEW = 4_000
"""Sums that cost less than finding out which of them are needed."""
NOT_TRIED = np.iinfo(np.int64).max // 2
NOTHING, NOBODY = cents(0), np.zeros((), dtype=bool)


def share_out(
    people: Sequence[Taxpayer],
    credits: Sequence[WorkCredits],
    home: OwnHome,
    *,
    values: TaxValues,
    stap: Stappen,
) -> tuple[Taxpayer, ...]:
    """The two people with each the part of the home that costs them least together."""
    tried = _candidates(people, credits, home, values)
    total = _owed_together(people, credits, tried, home, values)
    good_enough = total <= total.min(axis=0) + ROUNDING
    chosen = np.take_along_axis(tried, good_enough.argmax(axis=0)[None], axis=0)[0]
    outcome = _split(people, chosen, home)
    if stap.on:
        stap(
            "verdeling_eigen_woning",
            chosen,
            wet=WET,
            omdat="Jullie mogen zelf kiezen wie het huis in box 1 opgeeft. Jullie betalen het minst als {jij} "
            "bij jou staat en {partner} bij je partner.",
            jij=euros(outcome[0].home),
            partner=euros(outcome[1].home),
        )
    return outcome


def _owed_together(
    people: Sequence[Taxpayer], credits: Sequence[WorkCredits], tried: Array, home: OwnHome, values: TaxValues
) -> Array:
    """What the two owe at each split that is tried. The ends of the balance come first; most of the points lie
    outside it and were cut off at one of these, so with many households only what lies between is worth a sum."""
    if tried.size <= FEW:
        return _owed(people, credits, tried, home, values)
    ends, points = tried[:2], tried[2:]
    between = (points != ends[0]) & (points != ends[1])
    cells = np.nonzero(between.reshape(len(points), -1))[1]

    def there(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Only in the cells that are worth it, one after another."""
        return np.broadcast_to(array, points.shape[1:]).ravel().take(cells)

    total = np.full(tried.shape, NOT_TRIED)
    total[:2] = _owed(people, credits, ends, home, values)
    total[2:][between] = _owed(
        [
            replace(
                person,
                income=there(person.income),
                arbeidsinkomen=NOTHING,
                deductions=None if person.deductions is None else there(person.deductions),
                born_before_1963=there(np.asarray(person.born_before_1963)),
            )
            for person in people
        ],
        [WorkCredits(there(credit.total), NOTHING, NOBODY) for credit in credits],
        points[between],
        OwnHome(forfait=NOTHING, costs=there(home.costs), hillen=NOTHING, balance=there(home.balance)),
        values,
    )
    return total


def _owed(
    people: Sequence[Taxpayer], credits: Sequence[WorkCredits], first: Array, home: OwnHome, values: TaxValues
) -> Array:
    own, partners = assess(_split(people, first, home), credits, values=values, stap=Stappen.geen())
    return own.due + partners.due


def _split(people: Sequence[Taxpayer], first: Array, home: OwnHome) -> tuple[Taxpayer, ...]:
    """Costs go along with the balance; without a balance nobody names them."""
    divisor = np.where(home.balance == 0, 1, home.balance)
    first_costs = np.where(home.balance == 0, 0, home.costs * first // divisor)
    second_costs = np.where(home.balance == 0, 0, home.costs - first_costs)
    return with_home(people, [first, home.balance - first], [first_costs, second_costs])


def _candidates(people: Sequence[Taxpayer], credits: Sequence[WorkCredits], home: OwnHome, values: TaxValues) -> Array:
    """What the first could take, in shape (candidates, households, hours)."""
    balance = home.balance
    shape = np.broadcast_shapes(people[0].income.shape, people[1].income.shape, balance.shape)
    of_first = [balance, np.zeros_like(balance)]
    for point in _turning_points(people[0], credits[0], values):
        of_first.append(point - people[0].income)
    for point in _turning_points(people[1], credits[1], values):
        of_first.append(balance - (point - people[1].income))
    if values.woning is not None:
        top = values.woning.tariefsaanpassing_boven
        of_first.append(_costs_reach_the_top(people[0], home, top))
        of_first.append(balance - _costs_reach_the_top(people[1], home, top))
    stacked = np.stack([np.broadcast_to(amount, shape) for amount in of_first])
    return np.clip(stacked, np.minimum(balance, 0), np.maximum(balance, 0))


def _turning_points(person: Taxpayer, credit: WorkCredits, values: TaxValues) -> list[Array | int]:
    bounds = _bounds(person.groep, values)
    points: list[Array | int] = [0, *bounds, _no_tax_left(person, credit, values)]
    if values.woning is not None and values.woning.tariefsaanpassing_boven not in bounds:
        points.append(values.woning.tariefsaanpassing_boven)
    if values.uitbetaling.share(person.born_before_1963).any() or values.uitbetaling.overig:
        points.append(_nothing_paid_out(person, credit, values))
    return points


def _nothing_paid_out(person: Taxpayer, credit: WorkCredits, values: TaxValues) -> Array:
    """The income at which the tax reaches the level that unused credits are paid out to: below it less tax means that
    much more is paid out. Exact inside the first bracket, and as long as the algemene heffingskorting is whole."""
    fifteenths = (
        values.uitbetaling.share(person.born_before_1963) * values.algemeen.van(person.column).maximum
        + values.uitbetaling.overig * credit.total
    )
    rate = values.schijven.van(person.groep)[0].tarief
    return fifteenths * HUNDRED_PERCENT // (FIFTEEN * rate) // 100 * 100


def _costs_reach_the_top(person: Taxpayer, home: OwnHome, top: int) -> Array:
    """The part of the balance with which income and the costs that go along come exactly to the top bracket: from
    there on the tariefsaanpassing counts."""
    both = np.maximum(home.balance + home.costs, 1)
    return home.balance * (top - person.income) // both // 100 * 100


def _bounds(groep: Groep, values: TaxValues) -> list[int]:
    """Where the tax on an income, or a credit that follows from it, changes pace."""
    bounds = {schijf.tot for schijf in values.schijven.van(groep) if schijf.tot is not None}
    bounds |= {values.algemeen.afbouw_vanaf, values.algemeen.nihil_boven}
    if groep.has_aow:
        bounds |= {values.ouderen.afbouw_vanaf, values.ouderen.nihil_boven}
    return sorted(bounds)


def _no_tax_left(person: Taxpayer, credit: WorkCredits, values: TaxValues) -> Array:
    """The income up to which credits cover all tax, cut down to whole euros."""
    fixed = values.jonggehandicapt.bedrag if person.jonggehandicapt and values.jonggehandicapt is not None else 0
    incomes, left = _tax_after_income_credits(person.groep, values)
    return np.interp(credit.total + fixed, left, incomes).astype(np.int64) // 100 * 100


def _general(incomes: Array, groep: Groep, values: TaxValues) -> Array:
    column = Leeftijdsgroep.ONDER_AOW if isinstance(groep, AowJaar) else groep
    return algemene_heffingskorting.algemene_heffingskorting(
        incomes, groep=column, waarden=values.algemeen, stap=Stappen.geen()
    )


@remembered
def _tax_after_income_credits(groep: Groep, values: TaxValues) -> tuple[Array, Array]:
    """Incomes and what's left of the tax on them after the credits that follow from income alone; it goes in straight
    lines from one to the next, always upwards."""
    still, incomes = Stappen.geen(), np.array([0, *_bounds(groep, values), FAR_ABOVE], dtype=np.int64)
    left = (
        schijven.belasting(incomes, groep=groep, waarden=values.schijven)
        - values.schijven.korting_in_aow_jaar(_general(incomes, groep, values), groep)
        - ouderenkorting.ouderenkorting(incomes, groep=groep, waarden=values.ouderen, stap=still)
    )
    return incomes, left
