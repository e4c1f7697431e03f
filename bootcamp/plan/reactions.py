"""Once a day, a mail about what others said of a plan: to who writes it, and to who takes part in the conversation."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from bootcamp.plan import letters, rights
from bootcamp.plan.models import Plan, PlanComment
from bootcamp.seats.models import Seat
from portal.people.models import User
from portal.post import writing
from portal.post.writing import Draft

AT_ONCE = 500
"""Plans in one round; the next round takes the rest."""


def tell_new(*, now: datetime) -> int:
    """Write down the mails about comments of which nobody was told yet; returns how many."""
    plans = PlanComment.objects.filter(told_at=None).order_by("plan_id").values_list("plan_id", flat=True).distinct()
    return sum(_tell(plan_id, now) for plan_id in list(plans[:AT_ONCE]))


@transaction.atomic
def _tell(plan_id: int, now: datetime) -> int:
    plan = Plan.objects.select_for_update(of=("self",)).select_related("school").get(pk=plan_id)
    new = list(plan.comments.filter(told_at=None).order_by("pk"))
    seats = list(Seat.objects.active().filter(school=plan.school_id).select_related("bootcamp"))
    drafts = [
        Draft(
            to=person,
            once=f"{plan.pk}:{new[-1].pk}",
            subject=f"Reacties op het plan van {plan.school.name}",
            owner=plan,
            about=[*seats, *(seat.bootcamp for seat in seats)],
            details={"plan": plan.pk, "comments": of_others},
        )
        for person in _listeners(plan)
        if (of_others := [comment.pk for comment in new if comment.written_by_id != person.pk])
    ]
    written = len(writing.write_all(letters.REACTIONS, drafts, now=now)) if new else 0
    plan.comments.filter(pk__in=[comment.pk for comment in new]).update(told_at=now)
    return written


def _listeners(plan: Plan) -> list[User]:
    """Whether they may still read it is asked when the mail goes."""
    writers = rights.people_of(plan.school).values("pk")
    talkers = plan.comments.values("written_by")
    people = User.objects.filter(Q(pk__in=writers) | Q(pk__in=talkers), is_active=True)
    return list(people.order_by("pk"))
