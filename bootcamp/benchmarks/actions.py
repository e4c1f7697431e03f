"""A figure is proposed by one of HPP and released by another; then it takes the place of the one with its name."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from bootcamp.benchmarks.known import KNOWN
from bootcamp.benchmarks.models import Benchmark
from portal.people.models import User
from portal.reasons import NotPossible

State = Benchmark.State
VALID_YEARS = 3


def propose(*, by: User, now: datetime, **fields: Any) -> Benchmark:
    """The same once more is the same."""
    same = Benchmark.objects.filter(state=State.PROPOSED, proposed_by=by, **fields).first()
    return same or Benchmark.objects.create(proposed_by=by, proposed_at=now, **fields)


@transaction.atomic
def propose_known(*, by: User, now: datetime, today: date) -> int:
    """The figures of the field that we know, as far as their name isn't there yet. How many that were."""
    present = set(Benchmark.objects.exclude(state=State.WITHDRAWN).values_list("name", flat=True))
    new = [fields for fields in KNOWN if fields["name"] not in present]
    for fields in new:
        propose(by=by, now=now, valid_until=default_end(today), **fields)
    return len(new)


def default_end(today: date) -> date:
    return date(today.year + VALID_YEARS, today.month, min(today.day, 28))


@transaction.atomic
def release(benchmark_id: int, *, by: User, now: datetime) -> Benchmark:
    benchmark = Benchmark.objects.select_for_update().get(pk=benchmark_id)
    if benchmark.state == State.RELEASED and benchmark.released_by == by:
        return benchmark
    if benchmark.state != State.PROPOSED:
        raise NotPossible(f"Dit cijfer is {benchmark.get_state_display()}. Je kunt het niet vrijgeven.")
    if benchmark.proposed_by is None:
        raise NotPossible("Wie dit cijfer voorstelde, weten we niet meer. Stel het opnieuw voor.")
    if benchmark.proposed_by == by:
        raise NotPossible("Je hebt dit cijfer zelf voorgesteld. Vraag een collega van HPP om het vrij te geven.")
    for earlier in Benchmark.objects.select_for_update().filter(name=benchmark.name, state=State.RELEASED):
        earlier.state = State.REPLACED
        earlier.save(update_fields=["state"])
    benchmark.state, benchmark.released_by, benchmark.released_at = State.RELEASED, by, now
    benchmark.save(update_fields=["state", "released_by", "released_at"])
    return benchmark


@transaction.atomic
def withdraw(benchmark_id: int, *, by: User, now: datetime) -> Benchmark:
    """Of what is released too: then nobody but HPP sees it any more."""
    benchmark = Benchmark.objects.select_for_update().get(pk=benchmark_id)
    if benchmark.state == State.REPLACED:
        raise NotPossible("Dit cijfer is al vervangen door een ander.")
    benchmark.state = State.WITHDRAWN
    benchmark.save(update_fields=["state"])
    return benchmark
