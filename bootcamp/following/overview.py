"""How far the schools of a session are with preparing: what HPP's pages and mails ask this room."""

from collections import defaultdict

from bootcamp.following import steps
from bootcamp.following.models import PreparedStep
from bootcamp.seats.models import Enrolment, WorkSession


def prepared(session: WorkSession) -> set[int]:
    """The seats (their ids) that did every step. Where there is nothing to prepare, all of them did."""
    wanted = {step.key for step in steps.of(session)}
    if not wanted:
        return set(Enrolment.objects.attending(session).values_list("pk", flat=True))
    return {pk for pk, keys in _ticked(session).items() if wanted <= keys}


def begun(session: WorkSession) -> set[int]:
    """The seats that did at least one step of it as it is now."""
    wanted = {step.key for step in steps.of(session)}
    return {pk for pk, keys in _ticked(session).items() if wanted & keys}


def _ticked(session: WorkSession) -> dict[int, set[str]]:
    ticks = PreparedStep.objects.filter(
        number=session.number, enrolment__in=Enrolment.objects.attending(session).values("pk")
    )
    found = defaultdict(set)
    for enrolment_id, key in ticks.values_list("enrolment", "key"):
        found[enrolment_id].add(key)
    return found
