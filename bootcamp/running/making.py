"""Making a bootcamp: from a built-in set-up, or as one that was given before. Nobody sees it until it is published."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Field
from django.utils import timezone

from bootcamp.following import copying
from bootcamp.running import clock, series
from bootcamp.seats.models import Bootcamp, WorkSession

# What a copy doesn't take along: what is of that one series, or of the row itself.
OF_ONE_SERIES = {
    "id",
    "bootcamp",
    "uid",
    "sequence",
    "agenda_changed_at",
    "cancelled_at",
    "join_link",
    "starts_at",
    "ends_at",
}
DAYS_BEFORE_START = 7


@dataclass(frozen=True)
class Wish:
    title: str
    sector: Bootcamp.Sector
    first_day: date
    seats: int
    place: str


@transaction.atomic
def from_series(kind: Bootcamp.Kind, wish: Wish, *, weeks: int, begins: time, ends: time, now: datetime) -> Bootcamp:
    bootcamp = Bootcamp.objects.create(
        kind=kind,
        title=wish.title,
        sector=wish.sector,
        description=series.description(kind, wish.sector),
        seats=wish.seats,
        place=wish.place,
        **_dates(wish.first_day, now),
    )
    sittings = series.sittings(kind, wish.sector, weeks=weeks, begins=begins, ends=ends)
    for number, sitting in enumerate(sittings, 1):
        day = wish.first_day + timedelta(weeks=sitting.week)
        bootcamp.work_sessions.create(
            number=number,
            starts_at=clock.at(day, sitting.begins),
            ends_at=clock.at(day, sitting.ends),
            **vars(sitting.text),
        )
    return bootcamp


@transaction.atomic
def copy(source: Bootcamp, wish: Wish, *, now: datetime) -> Bootcamp:
    """Sessions, leaders and mails come along, with as many days in between; links to join and people don't."""
    bootcamp = Bootcamp.objects.create(
        kind=source.kind,
        title=wish.title,
        sector=wish.sector,
        description=source.description,
        seats=wish.seats,
        seats_per_board=source.seats_per_board,
        admission=source.admission,
        by_invitation=source.by_invitation,
        hold_hours=source.hold_hours,
        place=wish.place,
        **_dates(wish.first_day, now),
    )
    bootcamp.led_by.set(source.led_by.all())
    days = (wish.first_day - source.starts_on).days
    for session in source.work_sessions.order_by("number"):
        bootcamp.work_sessions.create(
            **{field.name: getattr(session, field.name) for field in _texts()},
            starts_at=clock.later(session.starts_at, days),
            ends_at=clock.later(session.ends_at, days),
        )
    for rule in source.mail_rules.all():
        rule.pk, rule.bootcamp = None, bootcamp
        rule.save(force_insert=True)
    copying.copy(source, bootcamp)
    return bootcamp


def _texts() -> list[Field]:
    return [field for field in WorkSession._meta.concrete_fields if field.name not in OF_ONE_SERIES]


def _dates(first_day: date, now: datetime) -> dict[str, date]:
    """Enrolment opens today and closes a week before the start, or the day before when that is over."""
    today = timezone.localdate(now)
    closes = first_day - timedelta(days=DAYS_BEFORE_START)
    if closes < today:
        closes = first_day - timedelta(days=1)
    return {"starts_on": first_day, "enrolment_opens": min(today, closes), "enrolment_closes": closes}
