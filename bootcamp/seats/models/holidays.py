"""School holidays, as HPP keeps them: days on which nobody has to answer."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

SATURDAY = 5
MORNING = time(9)


class SchoolHolidayQuerySet(models.QuerySet):
    def from_day(self, day: date) -> Self:
        return self.filter(last_day__gte=day).order_by("first_day", "region")


class SchoolHoliday(models.Model):
    class Region(models.TextChoices):
        ALL = "alle", "heel Nederland"
        NORTH = "noord", "regio Noord"
        MIDDLE = "midden", "regio Midden"
        SOUTH = "zuid", "regio Zuid"

    name = models.CharField("vakantie", max_length=60, help_text="Bijvoorbeeld: voorjaarsvakantie 2027.")
    region = models.CharField("regio", max_length=8, choices=Region, default=Region.ALL)
    first_day = models.DateField("eerste dag")
    last_day = models.DateField("laatste dag")

    objects = SchoolHolidayQuerySet.as_manager()

    class Meta:
        verbose_name = "schoolvakantie"
        verbose_name_plural = "schoolvakanties"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="holiday_ends_after_it_begins",
                violation_error_message="De laatste dag ligt voor de eerste.",
            ),
            models.UniqueConstraint(
                fields=["name", "region"],
                name="holiday_once_per_region",
                violation_error_message="Deze vakantie staat er al voor deze regio.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_region_display()}"


def working_time_after(moment: datetime, wait: timedelta, holidays: Iterable[SchoolHoliday]) -> datetime:
    """`wait` later by the clock, where weekends and holidays of any region don't count.

    What begins on such a day begins counting at nine on the next working day.
    """
    free = [(holiday.first_day, holiday.last_day) for holiday in holidays]
    at = timezone.localtime(moment)
    if _is_free(at.date(), free):
        at = _at(_next_working_day(at.date(), free), MORNING)
    while wait:
        if _is_free(at.date(), free):
            at = _at(_next_working_day(at.date(), free), time.min)
        # Through UTC: on the night that the clock changes a day has 23 or 25 hours.
        left_today = _at(at.date() + timedelta(days=1), time.min) - at.astimezone(UTC)
        step = min(wait, left_today)
        at, wait = timezone.localtime(at.astimezone(UTC) + step), wait - step
    return at


def _at(day: date, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, moment))


def _next_working_day(day: date, free: list[tuple[date, date]]) -> date:
    while _is_free(day, free):
        day += timedelta(days=1)
    return day


def _is_free(day: date, free: list[tuple[date, date]]) -> bool:
    return day.weekday() >= SATURDAY or any(first <= day <= last for first, last in free)
