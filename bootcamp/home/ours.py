"""The schools of a board side by side: where each is in the approach, who came, and its plan where it is shared."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from bootcamp.following.route import Route
from bootcamp.home.register import Mine
from bootcamp.plan.models import Plan, PlanAction
from bootcamp.seats.models import Attendance, Seat
from portal.goals import Goal
from portal.people.models import School
from portal.text.dates import day_in_words

MISSED_TOO_MANY = 2
State = Attendance.State


def attendance(seats: Iterable[Seat]) -> dict[int, str]:
    """By seat, a mark for each session on its own route that goes on: "x" someone was there or caught up, "-" nobody,
    "." not known (yet). One query."""
    noted: dict[tuple[int, int], set[str]] = defaultdict(set)
    rows = Attendance.objects.filter(participation__seat__in=[seat.pk for seat in seats])
    for seat, session, state in rows.values_list("participation__seat", "session", "state"):
        noted[seat, session].add(state)
    return {seat.pk: "".join(_mark(noted[seat.pk, session.pk]) for session in seat.held_sessions()) for seat in seats}


def _mark(states: set[str]) -> str:
    if states & {State.PRESENT, State.CAUGHT_UP}:
        return "x"
    return "-" if State.ABSENT in states else "."


@dataclass(frozen=True)
class PlanSeen:
    """As far as the board may read it."""

    goals: int
    actions: int
    done: int
    url: str

    @property
    def says(self) -> str:
        return f"{self.goals} van {len(Goal)} doelen, {self.done} van {self.actions} acties klaar"


@dataclass(frozen=True)
class SchoolStanding:
    school: School
    seat: Seat | None
    """The one that matters now."""
    route: Route | None
    marks: str
    plan: PlanSeen | None
    has_plan: bool
    """Also one that the board may not read."""

    @property
    def missed(self) -> int:
        return self.marks.count("-")

    @property
    def was_there(self) -> str:
        """The beads in words."""
        noted = sum(mark != "." for mark in self.marks)
        return f"{self.marks.count('x')} van de {noted} sessies aanwezig" if noted else "nog niets genoteerd"

    @property
    def step(self) -> str:
        if self.seat is None or self.route is None:
            return ""
        following = self.route.next
        if following is None:
            return "alle werksessies geweest" if self.route.stops else "de data volgen"
        begun = any(stop.is_done for stop in self.route.stops)
        day = day_in_words(timezone.localdate(following.starts_at))
        return f"werksessie {following.number} op {day}" if begun else f"begint op {day}"


def rows(mine: Mine) -> tuple[list[SchoolStanding], list[School]]:
    """Those that take part by name, and those that don't (yet). As many queries for forty schools as for one."""
    seats = mine.seat_now
    marks, plans, begun = attendance(seats.values()), _plans(mine), _begun(mine)
    in_order = sorted(mine.schools.values(), key=lambda school: (school.name, school.pk))
    taking_part = [
        SchoolStanding(
            school=school,
            seat=seat,
            route=Route(seat.sessions(), now=mine.now),
            marks=marks[seat.pk],
            plan=plans.get(school.pk),
            has_plan=school.pk in begun,
        )
        for school in in_order
        if (seat := seats.get(school.pk))
    ]
    return taking_part, [school for school in in_order if school.pk not in seats and not school.closed_on]


def _plans(mine: Mine) -> dict[int, PlanSeen]:
    live = Q(actions__is_removed=False)
    plans = Plan.objects.visible_to(mine.user).filter(school__in=mine.school_ids)
    counted = plans.annotate(
        goals=Count("actions__goal", filter=live, distinct=True),
        all_actions=Count("actions", filter=live, distinct=True),
        done=Count("actions", filter=live & Q(actions__status=PlanAction.Status.DONE), distinct=True),
    )
    return {
        plan.school_id: PlanSeen(plan.goals, plan.all_actions, plan.done, plan.get_absolute_url()) for plan in counted
    }


def _begun(mine: Mine) -> set[int]:
    return set(Plan.objects.filter(school__in=mine.school_ids).values_list("school", flat=True))
