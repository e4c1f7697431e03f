"""One document in, one answer out, as the contract says: JSON values.

A document with something wrong in it raises `Faults`, each with the path of its key and a Dutch sentence.
"""

from typing import Any

from calculator import VERSION
from calculator.answers import results
from calculator.household.calculation import calculate, parameters_fingerprint
from calculator.household.intake.document import read_document
from calculator.household.intake.request import Request
from calculator.household.left_out import LeftOut
from calculator.household.notes import notes

Answer = dict[str, Any]


def bereken(document: Any, *, explain: bool = False) -> Answer:
    """The answer to a document; `explain` (or `"explain": true` in it) adds the steps."""
    return bereken_request(read_document(document), explain=explain)


def bereken_request(request: Request, *, explain: bool = False) -> Answer:
    """The same for a document that was read."""
    calculation = calculate(request, explain=explain)
    hours = asked(request)
    answer = whole_answer(request, results.results(calculation.year, hours), calculation.left_out)
    if calculation.steps is not None:
        answer["steps"] = results.steps(calculation.steps, hours)
    return answer


def whole_answer(request: Request, rows: list[dict[str, Any]], missing: tuple[LeftOut, ...]) -> Answer:
    return {
        "year": request.year,
        "engine": {"version": VERSION, "parameters": f"{request.year}.{parameters_fingerprint()}"},
        "results": rows,
        "left_out": [{"part": part.part, "why": part.why} for part in missing],
        "notes": list(notes(request, missing)),
    }


def asked(request: Request) -> results.Hours:
    """The hours of the answer, as people write them."""
    return [None] if request.hours is None else [plain(hour) for hour in request.hours]


def plain(hundredths: int) -> int | float:
    """Hours as people write them: 28, 28.5."""
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100
