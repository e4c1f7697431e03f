"""What others said of a plan: a mail once a day, to who writes it and who takes part in the conversation; and what
someone who writes it hasn't read yet."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from bootcamp.plan import letters, rights
from bootcamp.plan.models import Plan, PlanComment, ReactionsRead, schools_written_for
from bootcamp.seats.models import Seat
from portal import once
from portal.people.models import User
from portal.post import writing
from portal.post.writing import Draft

AT_ONCE = 500
"""Plans in one round; the next round takes the rest."""
STAYS_NEW = timedelta(days=30)
"""After that it is no news any more, read or not."""


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


def unread_by(user: User, schools: Collection[int], *, now: datetime) -> list[tuple[Plan, list[PlanComment]]]:
    """Of the plans of these schools that the user writes, what others said since the user last said to have read it, or
    said something. In two queries."""
    key = ("unread reactions", user.pk, *sorted(schools))
    return once.asked(key, lambda: _look_up_unread(user, schools, now))


def _look_up_unread(user: User, schools: Collection[int], now: datetime) -> list[tuple[Plan, list[PlanComment]]]:
    writes = schools_written_for(user) & set(schools)
    comments = PlanComment.objects.filter(plan__school__in=writes, written_at__gt=now - STAYS_NEW)
    by_plan: dict[Plan, list[PlanComment]] = defaultdict(list)
    for comment in comments.select_related("plan__school", "written_by").order_by("written_at", "pk"):
        by_plan[comment.plan].append(comment)
    read = dict(ReactionsRead.objects.filter(user=user, plan__in=by_plan).values_list("plan", "until"))
    unread = [(plan, _after(said, user, read.get(plan.pk))) for plan, said in by_plan.items()]
    return [(plan, said) for plan, said in unread if said]


def _after(comments: list[PlanComment], user: User, read_until: datetime | None) -> list[PlanComment]:
    own = [comment.written_at for comment in comments if comment.written_by_id == user.pk]
    since = max(filter(None, [read_until, *own]), default=None)
    return [
        comment
        for comment in comments
        if comment.written_by_id != user.pk and (since is None or comment.written_at > since)
    ]


def mark_read(user: User, plan: Plan, *, until: datetime) -> None:
    """Never back in time: two tabs may say it in any order."""
    mark, is_new = ReactionsRead.objects.get_or_create(user=user, plan=plan, defaults={"until": until})
    if not is_new:
        ReactionsRead.objects.filter(pk=mark.pk, until__lt=until).update(until=until)
