"""The door to the income engine: one document in, one answer out, as the contract says.

    bereken(document)   the answer as JSON values, at the hours that were asked
    curve(document)     all hours from none to full time, as arrays, with the jumps named

Both raise `Faults` with everything that is wrong with the document, each with the path of its key and a Dutch
sentence. Nothing else is raised for a wrong document, and nothing is stored.
"""

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from calculator import VERSION
from calculator.engine.amounts import Array, Mask
from calculator.engine.household import PensionKind
from calculator.engine.in_use import current, remembered
from calculator.engine.steps import Stappen
from calculator.engine.values import PARAMETERS
from calculator.household import answer
from calculator.household.curve import Curve, make_curve
from calculator.household.intake.build import build_side_by_side
from calculator.household.intake.document import parse, read_document
from calculator.household.intake.faults import Fault, Faults
from calculator.household.intake.request import PersonRequest, Request
from calculator.household.left_out import left_out, tell
from calculator.household.notes import notes
from calculator.household.outcome import HouseholdYear, PersonYear, household_year, joint_income
from calculator.household.years import SUPPORTED
from calculator.rules.kinderopvangtoeslag import UnknownPercentage

__all__ = ["SUPPORTED", "Curve", "Fault", "Faults", "bereken", "curve", "parse"]


def bereken(document: Any, *, explain: bool = False) -> dict[str, Any]:
    """The answer to a document; `explain` (or `"explain": true` in it) adds the steps."""
    return bereken_request(read_document(document), explain=explain)


def bereken_request(request: Request, *, explain: bool = False) -> dict[str, Any]:
    """The same for a document that was read."""
    stap = Stappen(on=explain or request.explain)
    results = answer.results(_compute(request, request.hours, stap), asked(request))
    if stap.on:
        tell(left_out(request), stap)
    found = whole_answer(request, results)
    return {**found, "steps": answer.steps(stap, asked(request))} if stap.on else found


def whole_answer(request: Request, results: list[dict[str, Any]]) -> dict[str, Any]:
    missing = left_out(request)
    return {
        "year": request.year,
        "engine": {"version": VERSION, "parameters": f"{request.year}.{parameters_fingerprint()}"},
        "results": results,
        "left_out": [each.as_json() for each in missing],
        "notes": list(notes(request, missing)),
    }


def asked(request: Request) -> answer.Hours:
    """The hours of the answer, as people write them."""
    return [None] if request.hours is None else [plain(hour) for hour in request.hours]


def curve(document: Any) -> Curve:
    """The whole picture; asks a wage of the first person that goes with hours. `hours` in the document is left
    alone, so the same document serves both."""
    request = read_document(document)
    if request.fulltime_hours is None:
        raise Faults([Fault("people[0].wage", "Voor het hele plaatje zijn de uren bij dit loon nodig.")])
    hours = tuple(range(0, request.fulltime_hours + 1, 100))
    return make_curve(_compute(request, hours, Stappen.geen()), hours, notes(request, left_out(request)))


def _compute(request: Request, hours: tuple[int, ...] | None, stap: Stappen) -> HouseholdYear:
    try:
        year = compute([request], None if hours is None else [hours], stap=stap)
    except UnknownPercentage as missing:
        raise Faults([Fault("children", f"{missing} {OTHER_YEAR}")]) from missing
    refuse_premium_above_pay(request, year)
    return year


OTHER_YEAR = "Daarom kunnen we dit niet uitrekenen. Kies een ander jaar, of laat de opvang van je andere kinderen weg."


def compute(
    requests: Sequence[Request],
    hours: Sequence[Sequence[int]] | None,
    *,
    stap: Stappen,
    now: Array | None = None,
) -> HouseholdYear:
    """Households of one kind side by side, at these hours of each first person; raises UnknownPercentage.

    `now`: the outcome of `income_now`, where that was asked for many at once.
    """
    before = now if now is not None else income_now(requests)
    return household_year(build_side_by_side(requests, hours, income_two_years_ago=before), stap=stap)


def income_now(requests: Sequence[Request]) -> Array | None:
    """The joint income at today's hours, (households, 1), which stands in for that of two years ago. Only a student
    debt asks for it: zero for who has none, and nothing if nobody has."""
    places = [place for place, request in enumerate(requests) if request.has_student_debt]
    if not places:
        return None
    income = np.zeros((len(requests), 1), dtype=np.int64)
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


def plain(hundredths: int) -> int | float:
    """Hours as people write them: 28, 28.5."""
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100


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
