"""What the pages of HPP ask about many plans at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from bootcamp.plan.models import Plan, PlanAnswer
from bootcamp.seats.models import Bootcamp, Seat
from portal import addresses, kept


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
    progress = {
        school: (goals, ambition) for school, goals, ambition in plans.values_list("school", "goals", "ambition")
    }
    return {
        seat: PlanState(*progress.get(school, (0, False)), addresses.of("bootcamp:plan", school))
        for seat, school in schools.items()
    }


def _with_ambition(bootcamp: int) -> QuerySet:
    schools = Seat.objects.filter(bootcamp=bootcamp).active().values("school")
    saying = PlanAnswer.objects.filter(plan__school__in=schools, question="more_hours").exclude(text="")
    return saying.values("question").annotate(number=Count("pk")).values_list("number", flat=True)


WITH_AMBITION = kept.Question(_with_ambition)


def number_with_ambition(bootcamp: Bootcamp) -> int:
    """Of the active seats, how many say in their plan how many more hours they want."""
    return next(iter(WITH_AMBITION(bootcamp.pk)), 0)
