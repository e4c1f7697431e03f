"""Writing the monthly mails down: each plan once a month, and nobody twice, however many workers are at it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from bootcamp.checkin import periods
from bootcamp.checkin.letters import MONTHLY
from bootcamp.checkin.models import CheckIn
from bootcamp.plan import nudges
from bootcamp.plan.models import Plan
from bootcamp.seats.letters import leader_of
from bootcamp.seats.models import Seat
from portal.post import writing
from portal.post.writing import Draft


def ask_due(*, now: datetime) -> int:
    """Write down the mails about the past month; returns how many."""
    return sum(_ask(plan_id, now) for plan_id in periods.plans_to_ask(now=now))


@transaction.atomic
def _ask(plan_id: int, now: datetime) -> int:
    # The lock comes first: of two workers the second finds that it was asked.
    plan = Plan.objects.select_for_update(of=("self",)).filter(pk=plan_id).for_reading().get()
    month = periods.month_before(timezone.localdate(now))
    seat = periods.last_seat(plan, now=now)
    if seat is None or CheckIn.objects.filter(plan=plan, month=month).exists():
        return 0
    check_ins = [
        CheckIn.objects.create(plan=plan, user=person, month=month, asked_at=now)
        for person in periods.people_to_ask(plan)
    ]
    return len(writing.write_all(MONTHLY, [_draft(check_in, plan, seat, now) for check_in in check_ins], now=now))


def _draft(check_in: CheckIn, plan: Plan, seat: Seat, now: datetime) -> Draft:
    last_moment = timezone.localtime(now).replace(day=periods.LAST_DAY, hour=23, minute=59)
    return Draft(
        to=check_in.user,
        once=f"{plan.pk}:{check_in.month:%Y-%m}",
        subject=f"Vijf minuten voor {check_in.called}, {plan.school.name}",
        owner=plan,
        about=[seat, seat.bootcamp],
        details={"check_in": check_in.pk},
        reply_to=leader_of(seat.bootcamp),
        useless_from=last_moment,
    )


@nudges.hear_otherwise
def who_is_asked_each_month(plan: Plan, today: date) -> set[int]:
    """They get the same actions in the monthly mail, so no second mail about them."""
    now = timezone.now()
    return {person.pk for person in periods.people_to_ask(plan)} if periods.last_seat(plan, now=now) else set()
