"""What the pages of HPP ask about many plans at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from bootcamp.plan.models import Plan, PlanAnswer
from bootcamp.seats.models import Bootcamp, Seat


@dataclass(frozen=True)
class PlanState:
    goals_filled: int
    """Of the five goals, how many have at least one action."""
    has_ambition: bool
    url: str
    """Where the plan is, or would begin."""


def states(seats: Iterable[Seat]) -> dict[int, PlanState]:
    """How far the plan of the school in each of these seats is, by the id of the seat; one query."""
    schools = {seat.pk: seat.school_id for seat in seats}
    ambition = PlanAnswer.objects.filter(plan=OuterRef("pk"), question="more_hours").exclude(text="")
    goals = Count("actions__goal", filter=Q(actions__is_removed=False), distinct=True)
    plans = Plan.objects.filter(school__in=schools.values()).annotate(goals=goals, ambition=Exists(ambition))
    progress = {plan.school_id: (plan.goals, plan.ambition) for plan in plans}
    return {
        seat: PlanState(*progress.get(school, (0, False)), reverse("bootcamp:plan", args=[school]))
        for seat, school in schools.items()
    }


def number_with_ambition(bootcamp: Bootcamp) -> int:
    """Of the active seats, how many say in their plan how many more hours they want."""
    schools = bootcamp.school_seats.active().values("school")
    return PlanAnswer.objects.filter(plan__school__in=schools, question="more_hours").exclude(text="").count()
