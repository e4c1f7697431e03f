"""What the pages of HPP ask about many plans at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from bootcamp.plan.models import Plan, PlanAnswer
from bootcamp.seats.models import Enrolment


@dataclass(frozen=True)
class PlanState:
    goals_filled: int
    """Of the five goals, how many have at least one action."""
    has_ambition: bool
    url: str
    """Where the plan is, or would begin."""


def states(enrolments: Iterable[Enrolment]) -> dict[int, PlanState]:
    """How far the plan of each of these seats is, by the id of the seat; one query."""
    ids = [enrolment.pk for enrolment in enrolments]
    ambition = PlanAnswer.objects.filter(plan=OuterRef("pk"), question="more_hours").exclude(text="")
    goals = Count("actions__goal", filter=Q(actions__is_removed=False), distinct=True)
    plans = Plan.objects.filter(enrolment__in=ids).annotate(goals=goals, ambition=Exists(ambition))
    found = {plan.enrolment_id: (plan.goals, plan.ambition) for plan in plans}
    return {pk: PlanState(*found.get(pk, (0, False)), reverse("bootcamp:plan", args=[pk])) for pk in ids}
