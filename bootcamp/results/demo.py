"""Results of invented schools: one that has counted for half a year, one that has just begun."""

from decimal import Decimal

from django.utils import timezone

from bootcamp.results import actions, months
from bootcamp.results.models import Expansion
from portal.people import access
from portal.people.models import School

COUNTED, JUST_BEGUN = "91AA", "90AB"
# Months ago, and what was counted then.
MONTHS = [
    (7, {"approached": 6, "talks": 4, "permanent": 1, "permanent_hours": "4", "temporary": 1, "temporary_hours": "8"}),
    (6, {"approached": 3, "talks": 2, "kept": 1, "kept_hours": "6"}),
    (5, {"approached": 2, "talks": 2, "fewer": 1, "fewer_hours": "4"}),
    (3, {"approached": 2, "talks": 2, "permanent": 1, "permanent_hours": "4"}),
    (2, {}),
]
FIRST = [(1, {"approached": 3, "talks": 1})]


def load(*, now):
    for brin, part_timers, counted in ((COUNTED, 24, MONTHS), (JUST_BEGUN, 14, FIRST)):
        school = School.objects.get(brin=brin)
        director = school.people.get(access.directors())
        today = timezone.localdate(now)
        for ago, values in counted:
            month = months.later(months.first_day(today), -ago)
            until = months.last_day(months.later(month, 5)) if values.get("temporary") else None
            actions.count(
                school=school,
                month=month,
                values={**{name: _exact(value) for name, value in values.items()}, "starts": month, "until": until},
                part_timers=part_timers,
                by=director,
                now=now,
            )
    for expansion in Expansion.objects.filter(month__school__brin=COUNTED).order_by("starts_on", "pk")[:1]:
        actions.answer_still(
            expansion=expansion, after=6, people=expansion.people, hours=expansion.hours, by=director, now=now
        )


def _exact(value):
    return Decimal(value) if isinstance(value, str) else value
