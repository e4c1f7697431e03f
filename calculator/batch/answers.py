"""Requests to answers, in order: each is the answer that the household would get alone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from calculator.answers import results, text
from calculator.answers.bereken import (
    Answer,
    asked,
    bereken_request,
    name_of_body,
    whole_answer,
    with_what_is_said,
)
from calculator.batch.side_by_side import years_side_by_side
from calculator.engine.amounts import Mask
from calculator.engine.in_use import remembered_at_most
from calculator.household.beside import Beside
from calculator.household.calculation import Calculation, premium_above_pay
from calculator.household.intake.faults import Faults
from calculator.household.intake.request import Request
from calculator.household.year import HouseholdYear

RESULTS = 160_000
"""Results that are held at once, some hundred bytes each; more households of each kind side by side go quicker."""
WHOLE_RESULT = 16
"""What one counts for that says all there is."""

Read = Request | Faults


def in_batches(read: Iterable[Read]) -> Iterator[list[Read]]:
    """Cut so that the answers of one batch fit in memory, however many hours were asked."""
    batch: list[Read] = []
    held = 0
    for one in read:
        batch.append(one)
        held += _weight(one)
        if held >= RESULTS:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _weight(one: Read) -> int:
    if isinstance(one, Faults):
        return 1
    results = len(one.hours or ()) + 1
    return results if one.form.fields else WHOLE_RESULT * results


class Writing(NamedTuple):
    """How answers are written: of households side by side, and then each with what else is said of it."""

    bodies: Callable[[HouseholdYear, Sequence[Request]], Sequence[Any]]
    whole: Callable[[Calculation, Any], Any]
    of_answer: Callable[[Answer], Any] | None
    """Of one that was made alone, with its steps; None where steps have no place."""


def answers(read: Sequence[Read], *, explain: bool = False) -> list[Answer | Faults]:
    """One for each, in the same order; what was wrong on reading stays as it is."""
    return written(read, AS_VALUES, explain=explain)


def written(read: Sequence[Read], writing: Writing, *, explain: bool = False) -> list[Any]:
    answered: list[Any] = [None if isinstance(one, Request) else one for one in read]
    requests = [(place, one) for place, one in enumerate(read) if isinstance(one, Request)]
    of_answer = writing.of_answer
    together = [(place, one) for place, one in requests if of_answer is None or not (explain or one.explain)]
    for places, year in years_side_by_side([request for _, request in together]):
        _answer_together([together[place] for place in places], year, answered, writing)
    for place, request in requests:
        if answered[place] is None:
            answer = _answer_alone(request, explain=explain)
            answered[place] = answer if isinstance(answer, Faults) or of_answer is None else of_answer(answer)
    return [answer for answer in answered if answer is not None]


def _answer_together(
    several: Sequence[tuple[int, Request]], year: HouseholdYear, answered: list[Any], writing: Writing
) -> None:
    """Leaves those open that have to hear what is wrong."""
    requests = [request for _, request in several]
    wrong = np.broadcast_to(refused(requests[0], year), len(several)).tolist()
    bodies = writing.bodies(year, requests)
    for number, ((place, request), is_wrong, body) in enumerate(zip(several, wrong, bodies, strict=True)):
        if not is_wrong:
            calculation = Calculation(request, request.hours, year, None, household=number)
            answered[place] = writing.whole(calculation, body)


def _values(year: HouseholdYear, requests: Sequence[Request]) -> Sequence[Any]:
    form = requests[0].form
    write = results.whole_columns if form.as_columns else results.results_side_by_side
    return write(year, [asked(request) for request in requests], form.fields)


def _texts(year: HouseholdYear, requests: Sequence[Request]) -> Sequence[str]:
    form = requests[0].form
    write = text.whole_columns if form.as_columns else text.rows
    return write(year, [asked(request) for request in requests], form.fields)


def _whole_text(calculation: Calculation, body: str) -> str:
    request = calculation.request
    before, after = _around(request.year, name_of_body(request), calculation.said)
    return f"{before}{body}{after}"


@remembered_at_most(2_000)
def _around(year: int, name: str, said: Beside) -> tuple[str, str]:
    """Of all households of whom the same is said."""
    return text.around(with_what_is_said(year, name, None, said), name)


AS_VALUES = Writing(_values, whole_answer, lambda answer: answer)
AS_TEXT = Writing(_texts, _whole_text, text.as_json)


def refused(request: Request, year: HouseholdYear) -> Mask:
    """Of each household whether there's something wrong at any of its hours; `request` stands for its kind."""
    wrong = np.zeros(1, dtype=bool)
    for person, outcome in zip(request.people, year.people, strict=True):
        wrong = wrong | premium_above_pay(person, outcome).any(axis=1)
    return wrong


def _answer_alone(request: Request, *, explain: bool) -> Answer | Faults:
    try:
        return bereken_request(request, explain=explain)
    except Faults as faults:
        return faults
