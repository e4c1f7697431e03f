"""Moments by the clock on the wall: three in the afternoon stays three in the afternoon when the clock changes."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def at(day: date, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, moment))


def later(moment: datetime, days: int) -> datetime:
    """The same time of day, so many days later (or earlier)."""
    local = timezone.localtime(moment)
    return at(local.date() + timedelta(days=days), local.time())
