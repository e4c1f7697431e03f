"""The question of this month, for the director whose bootcamp ended months ago."""

from datetime import timedelta

from django.utils import timezone

from bootcamp.checkin import periods
from bootcamp.checkin.models import CheckIn
from bootcamp.plan.models import Plan


def load(*, now):
    month = periods.month_before(timezone.localdate(now))
    for plan in Plan.objects.for_reading().order_by("pk"):
        if periods.last_seat(plan, now=now):
            for person in periods.people_to_ask(plan):
                CheckIn.objects.create(plan=plan, user=person, month=month, asked_at=now - timedelta(days=1))
