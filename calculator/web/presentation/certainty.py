"""How sure each part of the answer is: as sure as the least sure rule in it."""

from collections.abc import Iterable, Sequence

from calculator.engine.values import Zekerheid, least_sure
from calculator.household import parts
from calculator.household.parts import Part
from calculator.web.presentation.outcome import Outcome

CERTAIN = Zekerheid.BEVESTIGD.value
IN_PART = "deels"
"""Where something of it isn't in the sum, and the rest is."""


def of_rules(outcome: Outcome, rules: Iterable[str], *, person: int | None = 0) -> str:
    """Empty when there are no steps for these rules."""
    sure = [
        step.zekerheid
        for rule in rules
        for step in outcome.steps_by_rule.get(rule, ())
        if step.person in (person, None)
    ]
    if not sure:
        return ""
    there = [certainty for certainty in sure if certainty is not Zekerheid.ONTBREEKT]
    return IN_PART if there and len(there) < len(sure) else least_sure(sure).value


def of_line(outcome: Outcome, several: Sequence[Part]) -> str:
    """Of a row of the tables; empty when all of it is certain, so that only doubt gets a mark."""
    sure = of_rules(outcome, parts.steps_of(several), person=several[0].person or 0)
    return "" if sure == CERTAIN else sure
