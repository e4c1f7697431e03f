"""One document in, one answer out, as the contract says: JSON values.

A document with something wrong in it raises `Faults`, each with the path of its key and a Dutch sentence.
"""

from functools import lru_cache
from typing import Any

from calculator import VERSION
from calculator.answers import results
from calculator.household.beside import Beside
from calculator.household.calculation import Calculation, calculate, parameters_fingerprint
from calculator.household.intake.document import read_document
from calculator.household.intake.request import Request

Answer = dict[str, Any]


def bereken(document: Any, *, explain: bool = False) -> Answer:
    """The answer to a document; `explain` (or `"explain": true` in it) adds the steps."""
    return bereken_request(read_document(document), explain=explain)


def bereken_request(request: Request, *, explain: bool = False) -> Answer:
    """The same for a document that was read."""
    calculation = calculate(request, explain=explain)
    hours = asked(request)
    year, form = calculation.year, request.form
    side_by_side = results.whole_columns if form.as_columns else results.results_side_by_side
    (body,) = side_by_side(year, [hours], form.fields)
    answer = whole_answer(calculation, body)
    if calculation.steps is not None:
        answer["steps"] = results.steps(calculation.steps, hours)
    return answer


def whole_answer(calculation: Calculation, body: Any) -> Answer:
    """`body`: the results, or the columns. What was left out, carried forward or warned about is that of the household
    of the calculation."""
    request = calculation.request
    return with_what_is_said(request.year, name_of_body(request), body, calculation.said)


def with_what_is_said(year: int, name: str, body: Any, said: Beside) -> Answer:
    return {
        "year": year,
        "engine": {"version": VERSION, "parameters": f"{year}.{parameters_fingerprint()}"},
        name: body,
        "left_out": [{"part": part.part, "why": part.why} for part in said.left_out],
        "carried": [{"part": part.part, "from_year": part.from_year} for part in said.carried],
        "warnings": [{"code": one.code, "text": one.text, "person": one.person} for one in said.cautions],
        "notes": [*(one.text for one in said.cautions), *said.notes],
    }


def name_of_body(request: Request) -> str:
    return "columns" if request.form.as_columns else "results"


def asked(request: Request) -> results.Hours:
    """The hours of the answer, as people write them."""
    return (None,) if request.hours is None else _plainly(request.hours)


@lru_cache(1_000)
def _plainly(hours: tuple[int, ...]) -> results.Hours:
    """Remembered, since in a batch most ask for the same."""
    return tuple([plain(hour) for hour in hours])


def plain(hundredths: int) -> int | float:
    """Hours as people write them: 28, 28.5."""
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100
