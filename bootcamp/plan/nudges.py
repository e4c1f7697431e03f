"""Mail about due actions, every so many weeks, to who is named in the plan: once and only once for each period.

Is there nothing due, then nobody is mailed until the month in which something is."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from bootcamp.plan import due, letters, sheets
from bootcamp.plan.actions import next_nudge
from bootcamp.plan.models import Plan
from bootcamp.plan.shares import Share, shares
from bootcamp.seats.models import Seat
from portal.post import writing
from portal.post.writing import Draft

AT_ONCE = 500
"""Plans in one round; the next round takes the rest."""


def send_due(*, now: datetime) -> int:
    """Write down a mail for everyone whose plan is due, and when the next is; returns how many mails."""
    due = Plan.objects.of_schools_with_a_seat().filter(next_nudge_on__lte=timezone.localdate(now))
    return sum(
        _plan_is_due(pk, now) for pk in due.order_by("next_nudge_on", "pk").values_list("pk", flat=True)[:AT_ONCE]
    )


@transaction.atomic
def _plan_is_due(plan_id: int, now: datetime) -> int:
    today = timezone.localdate(now)
    plan = Plan.objects.select_for_update(of=("self",)).filter(pk=plan_id).for_reading().get()
    if plan.next_nudge_on is None or plan.next_nudge_on > today:
        return 0  # another round was first
    seats = list(Seat.objects.active().filter(school=plan.school_id).select_related("bootcamp"))
    drafts = [_draft(plan, share, seats) for share in shares(plan, today=today)]
    written = len(writing.write_all(letters.NUDGE, drafts, now=now))
    plan.next_nudge_on = next_nudge(plan, today) if drafts else _when_something_is_due(plan, today)
    plan.save(update_fields=["next_nudge_on"])
    return written


def _when_something_is_due(plan: Plan, today: date) -> date | None:
    """In the month in which the next action is due, or a period from now, whichever comes first."""
    days = [next_nudge(plan, today), due.next_due(sheets.of(plan).lines, today)]
    return min(filter(None, days), default=None) if plan.nudge_weeks else None


def _draft(plan: Plan, share: Share, seats: list[Seat]) -> Draft:
    return Draft(
        to=share.person,
        once=f"{plan.pk}:{plan.next_nudge_on}",
        subject=f"Dit is nu aan de beurt in het plan van {plan.school.name}",
        owner=plan,
        about=[*seats, *(seat.bootcamp for seat in seats)],
        details={"plan": plan.pk},
    )
