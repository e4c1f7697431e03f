"""When the monthly question is asked: in the twelve months after the last session of a school, from the first of the
month. After downtime it still goes until the twentieth; then the month is skipped."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from bootcamp.checkin.models import NoCheckIn
from bootcamp.plan import rights
from bootcamp.plan.models import Plan
from bootcamp.plan.shares import watchers
from bootcamp.seats.models import Seat, WorkSession
from portal.people.models import User

MONTHS = 12
LAST_DAY = 20
REST = timedelta(days=10)
"""After the last session nothing is asked for a while."""
AT_ONCE = 500
"""Plans in one round; the next round takes the rest."""


def month_before(day: date) -> date:
    """The first day of the month that is asked about."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def ended_seats(*, now: datetime) -> QuerySet[Seat]:
    """Active seats of bootcamps that ended in the past year, with `ended_at`; not of schools that are in one again."""
    to_come = WorkSession.objects.filter(cancelled_at=None, ends_at__gt=now)
    going_on = to_come.filter(bootcamp__school_seats__school=OuterRef("school")).filter(
        bootcamp__school_seats__cancelled_at=None, bootcamp__starts_on__lte=timezone.localdate(now)
    )
    last = Max("bootcamp__work_sessions__ends_at", filter=Q(bootcamp__work_sessions__cancelled_at=None))
    return Seat.objects.active().annotate(ended_at=last).filter(~Exists(going_on), ended_at__lte=now)


def is_in_the_year_after(ended_at: datetime, today: date) -> bool:
    ended = timezone.localdate(ended_at)
    months = 12 * (today.year - ended.year) + today.month - ended.month
    return 1 <= months <= MONTHS and today >= ended + REST


def plans_to_ask(*, now: datetime) -> list[int]:
    """Of which nobody was asked yet about the past month."""
    today = timezone.localdate(now)
    if today.day > LAST_DAY:
        return []
    # A year and the days before it: the exact months are counted below.
    recent = ended_seats(now=now).filter(ended_at__gt=now - timedelta(days=400))
    by_school: dict[int, datetime] = {}
    for school, ended_at in recent.values_list("school", "ended_at"):
        by_school[school] = max(ended_at, by_school.get(school, ended_at))
    schools = [school for school, ended_at in by_school.items() if is_in_the_year_after(ended_at, today)]
    unasked = Plan.objects.filter(school__in=schools).exclude(check_ins__month=month_before(today))
    return list(unasked.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


def last_seat(plan: Plan, *, now: datetime) -> Seat | None:
    """Of the bootcamp that ended last; nothing when the year after it is over, or the school is in one again."""
    seats = ended_seats(now=now).filter(school=plan.school_id).select_related("bootcamp")
    seat = seats.order_by(F("ended_at").desc(), "-pk").first()
    return seat if seat and is_in_the_year_after(seat.ended_at, timezone.localdate(now)) else None


def people_to_ask(plan: Plan) -> list[User]:
    """Who keeps watch over the plan and didn't turn this off; the plan comes from `for_reading`."""
    off = set(NoCheckIn.objects.filter(plan=plan).values_list("user", flat=True))
    return [person for person in watchers(plan, list(rights.people_of(plan.school))) if person.pk not in off]
