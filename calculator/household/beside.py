"""What an answer says beside its amounts, worked out once for all households of whom the same is said.

Most of it looks at little of a household: what kind of wage, whether there is a debt, not how much. `looked_at` names
all that; a sentence that looks at more has to be named there too (a test lays both beside each other).
"""

from collections.abc import Hashable
from dataclasses import dataclass

from calculator.engine.in_use import remembered
from calculator.household.carried import Carried, carried
from calculator.household.cautions import Caution, cautions
from calculator.household.intake.request import PersonRequest, Request, WageRequest
from calculator.household.left_out import OCTOBER, LeftOut, left_out
from calculator.household.notes import is_below_minimum, notes, tells_of_wealth
from calculator.rules.combinatiekorting import has_young_child
from calculator.rules.kinderbijslag import is_under_18
from calculator.rules.kinderopvang import Child

MOST = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """Of everyone of whom the same is said there's one, so that it can be told by which one it is."""

    left_out: tuple[LeftOut, ...]
    carried: tuple[Carried, ...]
    cautions: tuple[Caution, ...]
    notes: tuple[str, ...]


def beside(request: Request) -> Beside:
    memory, key = _memory(), looked_at(request)
    outcome = memory.get(key)
    if outcome is None:
        if len(memory) >= MOST:
            memory.clear()
        missing = left_out(request)
        outcome = memory[key] = Beside(missing, carried(request), cautions(request), notes(request, missing))
    return outcome


@remembered
def _memory() -> dict[Hashable, Beside]:
    """Forgotten with the values in use."""
    return {}


def looked_at(request: Request) -> Hashable:
    year = request.year
    return (
        year,
        request.start_month,
        request.carry_forward,
        request.housing.kind,
        bool(request.others),
        tells_of_wealth(request),
        request.worked_hours_are_known,
        *[_person(person, year) for person in request.people],
        *[_child(child, year) for child in request.children],
    )


def _person(person: PersonRequest, year: int) -> Hashable:
    commute = person.commute
    return (
        person.wage and _wage(person.wage, year),
        person.groep,
        person.aow_month,
        person.pension,
        person.pension_was_given,
        person.paww,
        person.jonggehandicapt,
        person.second_job is None,
        person.bonus_year > 0,
        person.other_income_year > 0,
        person.business is None,
        person.benefit and person.benefit.law,
        person.student_debt is None,
        commute and (commute.cao_po, commute.km_one_way > 0, commute.cost_per_km > 0, commute.reimbursement_per_km),
    )


def _wage(wage: WageRequest, year: int) -> Hashable:
    return (
        wage.kind,
        wage.cao,
        wage.scale,
        wage.step,
        is_below_minimum(wage, year),
        wage.has_fixed_in(OCTOBER),
        wage.leave_57_percent > 0,
    )


def _child(child: Child, year: int) -> Hashable:
    born, lives = child.birth_date, child.lives
    return (
        born.year,
        has_young_child([born], year),
        is_under_18(born, year),
        lives.counts_here,
        lives.registered_here,
        lives.kinderbijslag_here,
        bool(child.childcare),
        any(care.follows for care in child.childcare),
    )
