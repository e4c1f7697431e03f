"""Requests to answers, in order: each is the answer that the household would get alone."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from calculator.answers.bereken import asked, bereken_request, whole_answer
from calculator.answers.results import results_side_by_side
from calculator.batch.side_by_side import years_side_by_side
from calculator.engine.amounts import Mask
from calculator.household.calculation import Calculation, premium_above_pay
from calculator.household.intake.faults import Faults
from calculator.household.intake.request import Request
from calculator.household.year import HouseholdYear

RESULTS = 2_000
"""Results that are held at once; one is some ten kilobytes until it's written down."""

Answer = dict[str, Any]
Read = Request | Faults


def in_batches(read: Iterable[Read]) -> Iterator[list[Read]]:
    """Cut so that the answers of one batch fit in memory, however many hours were asked."""
    batch: list[Read] = []
    held = 0
    for one in read:
        batch.append(one)
        held += len(one.hours or ()) + 1 if isinstance(one, Request) else 1
        if held >= RESULTS:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def answers(read: Sequence[Read], *, explain: bool = False) -> list[Answer | Faults]:
    """One for each, in the same order; what was wrong on reading stays as it is."""
    answered: list[Answer | Faults | None] = [None if isinstance(one, Request) else one for one in read]
    requests = [(place, one) for place, one in enumerate(read) if isinstance(one, Request)]
    together = [(place, one) for place, one in requests if not (explain or one.explain)]
    for places, year in years_side_by_side([request for _, request in together]):
        _answer_together([together[place] for place in places], year, answered)
    for place, request in requests:
        if answered[place] is None:
            answered[place] = _answer_alone(request, explain=explain)
    return [answer for answer in answered if answer is not None]


def _answer_together(
    several: Sequence[tuple[int, Request]], year: HouseholdYear, answered: list[Answer | Faults | None]
) -> None:
    """Leaves those open that have to hear what is wrong."""
    requests = [request for _, request in several]
    wrong = np.broadcast_to(refused(requests[0], year), len(several)).tolist()
    results = results_side_by_side(year, [asked(request) for request in requests])
    for number, ((place, request), is_wrong, own_results) in enumerate(zip(several, wrong, results, strict=True)):
        if not is_wrong:
            calculation = Calculation(request, request.hours, year, None, household=number)
            answered[place] = whole_answer(calculation, own_results)


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
