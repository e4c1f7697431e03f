"""Offering numbers to the plan: what stands there and what would, side by side. Only what the director picks is
written, and never over what a colleague changed meanwhile."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bootcamp.facts import words
from bootcamp.facts.of_school import Fact, SchoolFacts
from bootcamp.plan import questions, saving
from bootcamp.plan.models import Plan, PlanAnswer
from bootcamp.plan.saving import Saved, Write
from portal.people.models import User


@dataclass(frozen=True)
class Offer:
    question: str
    label: str
    ours: str
    """As the plan writes it."""
    stands: str
    version: int

    @property
    def is_new(self) -> bool:
        return self.ours != self.stands


def offers(facts: SchoolFacts, plan: Plan) -> list[Offer]:
    present = {answer.question: answer for answer in PlanAnswer.objects.filter(plan=plan)}
    known = [(question, number) for question, number in _numbers(facts).items() if number]
    return [
        Offer(
            question,
            questions.BY_KEY[question].label,
            number,
            present[question].text if question in present else "",
            present[question].version if question in present else 0,
        )
        for question, number in known
    ]


def _numbers(facts: SchoolFacts) -> dict[str, str]:
    own = facts.own
    hiring = ""
    if "hired_hours" in own and "hired_rate" in own:
        hiring = str(round(own["hired_hours"].value * own["hired_rate"].value))
    return {
        "team": _whole(facts.staff),
        "part_timers": str(int(own["part_timers"].value)) if "part_timers" in own else "",
        "job_size": _fte(facts.mean_job),
        "vacancies": words.spare(own["vacancies"].value) if "vacancies" in own else "",
        "hiring": hiring,
    }


def _whole(fact: Fact) -> str:
    return "" if fact.value is None else str(int(fact.value))


def _fte(fact: Fact) -> str:
    return "" if fact.value is None or fact.value > 1 else words.spare(fact.value)


def take_over(
    plan: Plan, chosen: Collection[Offer], seen: dict[str, tuple[int, str]], *, by: User, now: datetime
) -> Saved:
    """`seen`: of each question the version and the text that stood there when the page was shown."""
    writes = [
        Write(offer.question, {"text": offer.ours}, {"text": seen[offer.question][1]}, seen[offer.question][0])
        for offer in chosen
        if offer.question in seen
    ]
    return saving.save(plan.pk, writes, by=by, tab="", now=now)
