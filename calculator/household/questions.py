"""The calculation turned round: how many hours for an amount, where an allowance ends, both partners' hours, two years.

All of it asks the one engine at many hours at once; hours are hundredths of an hour a week, amounts cents.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from calculator.engine.amounts import Array, deel_half_omhoog, row_of
from calculator.engine.household import WageKind
from calculator.engine.steps import Stappen
from calculator.household.calculation import Calculation, calculate, compute, refuse_premium_above_pay
from calculator.household.intake.document import read_document
from calculator.household.intake.faults import Fault, Faults
from calculator.household.intake.request import PersonRequest, Request, WageRequest
from calculator.household.jumps import Jump, find_jumps
from calculator.household.last_known import last_known
from calculator.household.left_out import LeftOut
from calculator.household.person import PersonYear

QUARTER, HOUR = 25, 100
HOURS_A_DAY = 8


@dataclass(frozen=True, slots=True)
class HoursFor:
    """The fewest hours, above those of now, that leave so much more to spend; by quarters of an hour.

    `hours` is None when no number of hours up to full time does. `most` is the most that there is to gain, in cents a
    year, and `most_at` the fewest hours for it. `drops_at`: where it's less again, because an allowance ends.
    """

    hours: int | None
    most: int
    most_at: int
    drops_at: int | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """`disposable_year[partner, own]`: cents, at every whole number of hours of both."""

    own: tuple[int, ...]
    partner: tuple[int, ...]
    disposable_year: Array


def hours_for(document: Any, *, more_year: int) -> HoursFor:
    """How many hours leave `more_year` cents more than now. Raises Faults, also for a wage that has no hours."""
    request = _with_hours(read_document(document))
    now = _hours_now(request)
    hours = (now, *(more for more in _every(QUARTER, request) if more > now))
    gain = _disposable(request, hours) - _disposable(request, (now,))
    enough = np.flatnonzero(gain >= more_year)
    most_at = int(np.argmax(gain))
    most = int(gain[most_at]), hours[most_at]
    if not enough.size:
        return HoursFor(None, *most)
    first = int(enough[0])
    less = np.flatnonzero(gain[first:] < more_year)
    return HoursFor(hours[first], *most, drops_at=hours[first + int(less[0])] if less.size else None)


def fine_jumps(document: Any) -> list[Jump]:
    """Where allowances stop and begin, by quarters of an hour."""
    request = _with_hours(read_document(document))
    hours = _every(QUARTER, request)
    return find_jumps(compute([request], [hours], stap=Stappen.geen()), hours)


def together(document: Any) -> Together:
    """What is left to spend at all hours of both; both need a wage that goes with hours."""
    request = _with_hours(read_document(document))
    if len(request.people) != 2 or not _goes_with_hours(request.people[1]):
        raise Faults([Fault("people[1].wage", "Voor dit plaatje zijn de uren van je partner nodig.")])
    partner = _at_full_time(request.people[1])
    theirs = tuple(range(0, _wage(partner).fulltime_hours + 1, HOUR))
    own = _every(HOUR, request)
    households = [request._replace(people=(request.people[0], _working(partner, hours))) for hours in theirs]
    year = compute(households, [own] * len(households), stap=Stappen.geen())
    return Together(own, theirs, np.broadcast_to(year.disposable_year, (len(theirs), len(own))))


def two_years(document: dict[str, Any], years: tuple[int, int]) -> tuple[Calculation, Calculation]:
    """What other rules do: the household of the first year in both years, with the same taxable wages.

    `document["hours"]` holds one number of hours. Raises Faults for a year that can't be computed.
    """
    first, second = years
    now = calculate(read_document({**document, "year": first})).year
    people = [_with_same_wage(person, year) for person, year in zip(document["people"], now.people, strict=True)]
    same = {key: value for key, value in document.items() if key not in GOES_WITH_HOURS} | {"people": people}
    same["children"] = [_with_care_of_now(child) for child in document.get("children", [])]
    # What is carried into the second year holds in both, so that it's no change.
    with last_known(bool(document.get("carry_forward")), from_year=first):
        before, after = on_equal_terms([{**same, "year": first}, {**same, "year": second}])
    return before, after


GOES_WITH_HOURS = ("hours", "start", "care_now_hours")


def on_equal_terms(documents: Sequence[dict[str, Any]]) -> list[Calculation]:
    """Documents to lay beside each other: what is left out of one of them is left out of all, with its effect on tax
    and toetsingsinkomen. Raises the Faults of the first that can't be computed."""
    requests = [read_document(document) for document in documents]
    calculations = [calculate(request) for request in requests]
    missing: dict[tuple[str, int | None], LeftOut] = {}
    for calculation in calculations:
        for part in calculation.left_out:
            missing.setdefault((part.part, part.person), part)
    if all(missing.keys() == {(part.part, part.person) for part in one.left_out} for one in calculations):
        return calculations
    without = frozenset(missing)
    again = [calculate(request._replace(without=without)) for request in requests]
    return [replace(calculation, without=tuple(missing.values())) for calculation in again]


def _with_care_of_now(child: dict[str, Any]) -> dict[str, Any]:
    """At the same hours in both years, care is what it is."""
    care = child.get("childcare")
    if not care:
        return child
    several = care if isinstance(care, list) else [care]
    return {**child, "childcare": [{key: one[key] for key in one if key != "follows"} for one in several]}


def _with_same_wage(person: dict[str, Any], year: PersonYear) -> dict[str, Any]:
    """What was earned after premium, as it stands on the yearly statement."""
    if not person.get("wage"):
        return person
    kept = {
        key: value
        for key, value in person.items()
        if key not in ("pension", "paww", "extra_hours_bonus", "retention_bonus_year")
    }
    commute = person.get("commute")
    if commute and commute.get("days_per_week") is None and (hours := person["wage"].get("hours")):
        kept["commute"] = {**commute, "days_per_week": hours / HOURS_A_DAY}
    return {**kept, "wage": {"taxable_year": int(row_of(year.payroll.taxable_year)[0]) / 100}}


OF_THE_WAGE = ("pension", "paww", "extra_hours_bonus", "retention_bonus_year")


def _disposable(request: Request, hours: tuple[int, ...]) -> Array:
    year = compute([request], [hours], stap=Stappen.geen())
    refuse_premium_above_pay(request, year)
    return np.broadcast_to(np.atleast_2d(year.disposable_year)[0], (len(hours),))


def _with_hours(request: Request) -> Request:
    if request.fulltime_hours is None:
        raise Faults([Fault("people[0].wage", "Hiervoor zijn de uren bij dit loon nodig.")])
    return request


def _hours_now(request: Request) -> int:
    return _wage(request.people[0]).hours or 0


def _wage(person: PersonRequest) -> WageRequest:
    """Of someone whose wage goes with hours."""
    assert person.wage is not None
    return person.wage


def _goes_with_hours(person: PersonRequest) -> bool:
    return person.wage is not None and person.wage.kind.varies_with_hours


def _every(step: int, request: Request) -> tuple[int, ...]:
    return tuple(range(0, (request.fulltime_hours or 0) + 1, step))


def _at_full_time(person: PersonRequest) -> PersonRequest:
    """A gross amount for some hours as one for full time, so that it can be had at any hours."""
    wage = _wage(person)
    if wage.kind is not WageKind.MONTH:
        return person
    amount = int(deel_half_omhoog(np.asarray(wage.amount), wage.fulltime_hours, wage.hours or 1))
    return person._replace(wage=wage._replace(kind=WageKind.FULLTIME_MONTH, amount=amount))


def _working(person: PersonRequest, hours: int) -> PersonRequest:
    return person._replace(wage=_wage(person)._replace(hours=hours))
