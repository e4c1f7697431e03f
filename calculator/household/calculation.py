"""The door to the income engine: a household computed, at the hours that were asked or at all of them.

    calculate(request)   at the hours of the request, with the steps where they're asked for
    curve(document)      all hours from none to full time, as arrays, with the jumps named
    compute(requests)    many households of one kind side by side

They raise `Faults` for what only the computation shows to be wrong, and nothing is stored. As JSON: see `answers`.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np

from calculator.engine.amounts import Array, Mask
from calculator.engine.household import PensionKind
from calculator.engine.in_use import current, remembered
from calculator.engine.steps import Stappen, Step
from calculator.engine.values import PARAMETERS
from calculator.household.beside import Beside, beside
from calculator.household.carried import Carried
from calculator.household.cautions import Caution, of_benefits
from calculator.household.curve import Curve, make_curve
from calculator.household.intake.build import build_side_by_side
from calculator.household.intake.document import read_document
from calculator.household.intake.faults import Fault, Faults
from calculator.household.intake.request import PersonRequest, Request
from calculator.household.last_known import last_known
from calculator.household.left_out import LeftOut, at_some_hours, left_out, tell
from calculator.household.notes import notes
from calculator.household.person import PersonYear
from calculator.household.year import HouseholdYear, household_year, joint_income


@dataclass(frozen=True)
class Calculation:
    """A household's year at some numbers of hours; `hours` (hundredths) are the columns of its arrays."""

    request: Request
    hours: tuple[int, ...] | None
    year: HouseholdYear
    steps: tuple[Step, ...] | None
    """None where no explanation was asked for."""
    household: int = 0
    """Its place in the arrays, where several were computed side by side."""

    without: tuple[LeftOut, ...] = ()
    """What stays out since a calculation that this one is laid beside lacks it."""

    @cached_property
    def said(self) -> Beside:
        """What is said beside the amounts."""
        request = self.request
        with last_known(request.carry_forward):
            always = beside(request)
            missing = self.without or (*always.left_out, *at_some_hours(self.year, self.hours, self.household))
            of_amounts = tuple(of_benefits(request, self.year, self.hours, self.household))
            if missing == always.left_out and not of_amounts:
                return always
            return Beside(missing, always.carried, (*of_amounts, *always.cautions), notes(request, missing))

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        return self.said.left_out

    @property
    def carried(self) -> tuple[Carried, ...]:
        return self.said.carried

    @property
    def cautions(self) -> tuple[Caution, ...]:
        return self.said.cautions

    @property
    def notes(self) -> tuple[str, ...]:
        return (*(caution.text for caution in self.cautions), *self.said.notes)

    @cached_property
    def curve(self) -> Curve:
        """Of the whole hours that were computed first."""
        whole = tuple(all_hours(self.request))
        assert self.hours is not None
        assert self.hours[: len(whole)] == whole
        return make_curve(self.year, whole, self.notes)


def calculate(request: Request, *, explain: bool = False) -> Calculation:
    """At the hours of the request."""
    return _calculate(request, request.hours, explain=explain or request.explain)


def calculate_all(request: Request, *also: int) -> Calculation:
    """At all hours from none to full time, in one pass, and then at those of `also` that aren't among them."""
    whole = all_hours(request)
    return _calculate(request, (*whole, *(hours for hours in dict.fromkeys(also) if hours not in whole)))


def _calculate(request: Request, hours: tuple[int, ...] | None, *, explain: bool = False) -> Calculation:
    stap = Stappen(on=explain)
    with last_known(request.carry_forward):
        year = compute([request], None if hours is None else [hours], stap=stap)
        refuse_premium_above_pay(request, year)
        if explain:
            tell(left_out(request), stap)
    return Calculation(request, hours, year, tuple(stap.recorded) if explain else None)


def curve(document: Any) -> Curve:
    """The whole picture; asks a wage of the first person that goes with hours. `hours` in the document is left
    alone, so the same document serves both."""
    return calculate_all(read_document(document)).curve


def all_hours(request: Request) -> range:
    """Every whole number of hours up to full time, in hundredths."""
    if request.fulltime_hours is None:
        raise Faults([Fault("people[0].wage", "Voor het hele plaatje zijn de uren bij dit loon nodig.")])
    return range(0, request.fulltime_hours + 1, 100)


def compute(
    requests: Sequence[Request],
    hours: Sequence[Sequence[int]] | None,
    *,
    stap: Stappen,
    now: Array | None = None,
) -> HouseholdYear:
    """Households of one kind side by side, at these hours of each first person.

    `now`: the outcome of `income_now`, where that was asked for many at once.
    """
    with last_known(requests[0].carry_forward):
        before = now if now is not None else income_now(requests)
        return household_year(build_side_by_side(requests, hours, income_two_years_ago=before), stap=stap)


def income_now(requests: Sequence[Request]) -> Array | None:
    """The joint income at today's hours, (households, 1), which stands in for that of two years ago. Only a student
    debt asks for it: zero for who has none, and nothing if nobody has."""
    places = [place for place, request in enumerate(requests) if request.has_student_debt]
    if not places:
        return None
    income = np.zeros((len(requests), 1), dtype=np.int64)
    with last_known(requests[0].carry_forward):
        income[places] = joint_income(build_side_by_side([requests[place] for place in places], None))
    return income


def premium_above_pay(person: PersonRequest, year: PersonYear) -> Mask:
    """Where a premium that was given is more than what there is to take it from; `person` stands for its kind."""
    if person.pension is not PensionKind.OWN:
        return np.zeros((1, 1), dtype=bool)
    return np.greater(year.premium.year, year.pay.gross_year)


def refuse_premium_above_pay(request: Request, year: HouseholdYear) -> None:
    faults = [
        Fault(
            f"people[{number}].pension.employee_premium_year",
            "Deze premie is hoger dan het brutoloon. Vul de premie van een heel jaar in, alleen het deel van "
            "de werknemer.",
        )
        for number, (person, outcome) in enumerate(zip(request.people, year.people, strict=True))
        if premium_above_pay(person, outcome).any()
    ]
    if faults:
        raise Faults(faults)


@remembered
def parameters_fingerprint() -> str:
    """Changes whenever a legal value changes, so that two answers can be compared."""
    digest = _of_the_code().copy()
    digest.update(current().version.encode())
    return digest.hexdigest()[:8]


@cache
def _of_the_code() -> "hashlib._Hash":
    digest = hashlib.sha256()
    for file in sorted(PARAMETERS.iterdir()):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest
