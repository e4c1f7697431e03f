"""Keeping the sums per school and year in step with what was counted (models.YearSummary)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Min, Q
from django.db.models.functions import Mod
from django.utils import timezone

from bootcamp.results import courses
from bootcamp.results.counting import Counted, Course, lasting
from bootcamp.results.models import AFTER, Expansion, ResultMonth, YearSummary
from bootcamp.results.series import season
from portal.people.models import School

AT_A_TIME = 200
LATELY = 7


def renew(schools: Iterable[School], *, now: datetime) -> None:
    """Written anew as a whole: what is no longer counted goes."""
    for some in _chunks(schools):
        numbers = [school.pk for school in some]
        first = Min("seats__bootcamp__starts_on", filter=Q(seats__cancelled_at=None))
        begun = dict(School.objects.filter(pk__in=numbers).annotate(first=first).values_list("pk", "first"))
        by_school = courses.of_schools(some)
        rows = [
            row for school in some for row in _rows(school, by_school[school.pk], season(begun[school.pk]), now=now)
        ]
        with transaction.atomic():
            YearSummary.objects.filter(school__in=numbers).delete()
            YearSummary.objects.bulk_create(rows)


def renew_due(*, now: datetime) -> None:
    """Each night: what began or ended by itself, and a seventh of all others, whose region or round may be another."""
    today = timezone.localdate(now)
    lately = today - timedelta(days=LATELY)
    moved = Expansion.objects.filter(
        Q(until__gte=lately, until__lt=today) | Q(starts_on__gte=lately, starts_on__lte=today)
    )
    turn = School.objects.annotate(turn=Mod("pk", LATELY)).filter(turn=today.toordinal() % LATELY).values("pk")
    due = Q(pk__in=moved.values("month__school")) | Q(pk__in=turn)
    counted = School.objects.filter(due, pk__in=ResultMonth.objects.values("school"))
    renew(counted.order_by("pk").iterator(chunk_size=AT_A_TIME), now=now)


def renew_all(*, now: datetime) -> None:
    counted = School.objects.filter(Q(result_months__isnull=False)).distinct().order_by("pk")
    renew(counted.iterator(chunk_size=AT_A_TIME), now=now)
    YearSummary.objects.exclude(school__in=counted.values("pk")).delete()


def _chunks(schools: Iterable[School]) -> Iterator[list[School]]:
    waiting = iter(schools)
    while some := list(islice(waiting, AT_A_TIME)):
        yield some


def _rows(school: School, course: Course, cohort: str, *, now: datetime) -> Iterator[YearSummary]:
    today = timezone.localdate(now)
    all_years = sorted({counted.month.year for counted in course.filled})
    for year in all_years:
        here = [counted for counted in course.filled if counted.month.year == year]
        net = sum((counted.net_hours for counted in here), Decimal(0))
        yield YearSummary(
            school=school,
            year=year,
            cohort=cohort,
            part_timers=course.part_timers,
            months=len(here),
            approached=sum(counted.approached for counted in here),
            talks=sum(counted.talks for counted in here),
            more=sum(counted.more for counted in here),
            now=course.on(min(today, date(year, 12, 31))).more,
            kept=sum(counted.kept for counted in here),
            fewer=sum(counted.fewer for counted in here),
            net_hours=net,
            net_fte=round(course.fte(net), 3),
            **_lasting(here),
            is_last=year == all_years[-1],
            counted_at=now,
        )


def _lasting(here: list[Counted]) -> dict[str, Any]:
    by_months = [lasting(here, after) for after in AFTER]
    asked = {f"asked_{row.after}": row.asked for row in by_months}
    return asked | {f"still_{row.after}": row.still for row in by_months}
