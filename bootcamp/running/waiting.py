"""What waits in the bootcamps that HPP leads; and beside it, how each of them goes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from bootcamp.following.route import Route
from bootcamp.running import rules
from bootcamp.seats.models import Application, Attendance, Bootcamp, Participation, Seat, WorkSession
from portal.people.models import User
from portal.text.dates import day_in_words
from portal.today import register
from portal.today.register import Waiting, When

MISSED_TOO_MANY = 2
ASIDE = 8
# Longer ago nobody notes any more who was there.
STILL_NOTED = timedelta(days=60)
WEEK = timedelta(days=7)
State = Attendance.State


def _mine(user: User) -> set[int]:
    return set(user.led_bootcamps.values_list("pk", flat=True))


@register.source("plekken", "Plek", icon="user")
def to_admit(user: User, now: datetime) -> list[Waiting]:
    """Schools that wait until HPP itself says yes or no."""
    waits = Application.objects.waiting().filter(bootcamp__admission=Bootcamp.Admission.BY_HAND)
    rows = waits.order_by().values("bootcamp", "bootcamp__title")
    mine = _mine(user)
    return [
        Waiting(
            what=f"{_schools(row['number'])} in {row['bootcamp__title']}",
            about="Jullie laten hier zelf scholen toe.",
            url=reverse("bootcamp:staff_waiting", args=[row["bootcamp"]]),
            act="Kies wie erin gaat",
            since=row["since"],
            number=row["number"],
            is_mine=row["bootcamp"] in mine,
        )
        for row in rows.annotate(number=Count("pk"), since=Min("asked_at")).order_by("since", "bootcamp")
    ]


def _schools(number: int) -> str:
    return "Eén school wil een plek" if number == 1 else f"{number} scholen willen een plek"


@register.source("gemist", "Gemist", icon="people")
def missing_schools(user: User, now: datetime) -> list[Waiting]:
    """Schools that missed two sessions or more, in bootcamps that still go on."""
    mine = _mine(user)
    going_on = WorkSession.objects.filter(bootcamp=OuterRef("bootcamp"), ends_at__gt=now, cancelled_at=None)
    rows = Seat.objects.active().filter(Exists(going_on), pk__in=_who_missed().values("participation__seat"))

    def line(seat: Seat) -> Waiting:
        return Waiting(
            what=f"{seat.school.name} miste twee sessies of meer",
            about=f"{seat.bootcamp.title}.",
            url=reverse("bootcamp:staff_seat", args=[seat.pk]),
            act="Bel of mail",
            when=When.THIS_WEEK,
            is_mine=seat.bootcamp_id in mine,
        )

    def rest(number: int) -> Waiting:
        overview = reverse("bootcamp:staff_list")
        what = f"Nog {number} scholen misten er twee of meer"
        return Waiting(what, "", overview, "Bekijk de bootcamps", When.THIS_WEEK, number=number)

    return register.shortened(rows.select_related("school", "bootcamp").order_by("school__name", "pk"), line, rest=rest)


def _who_missed() -> QuerySet[Any]:
    """Seats of which so many sessions were noted as missed by everybody."""
    of_seat = OuterRef("participation__seat")
    there = Attendance.objects.filter(session=OuterRef("session"), participation__seat=of_seat).exclude(
        state=State.ABSENT
    )
    missed = Attendance.objects.filter(~Exists(there), state=State.ABSENT).order_by().values("participation__seat")
    return missed.annotate(number=Count("session", distinct=True)).filter(number__gte=MISSED_TOO_MANY)


@register.source("aanwezig", "Aanwezigheid", icon="calendar")
def not_noted(user: User, now: datetime) -> list[Waiting]:
    """Sessions of which nobody noted yet who was there."""
    mine = _mine(user)
    with_people = Participation.objects.filter(seat__bootcamp=OuterRef("bootcamp"), seat__cancelled_at=None)
    noted = Attendance.objects.filter(session=OuterRef("pk"))
    ended = WorkSession.objects.filter(
        Exists(with_people), ~Exists(noted), ends_at__lte=now, ends_at__gt=now - STILL_NOTED, cancelled_at=None
    )

    def line(session: WorkSession) -> Waiting:
        return Waiting(
            what=f"Wie was er bij werksessie {session.number}?",
            about=f"{session.bootcamp.title}.",
            url=reverse("bootcamp:staff_attendance", args=[session.bootcamp_id, session.pk]),
            act="Vul aan",
            when=When.LATER,
            since=session.ends_at,
            is_mine=session.bootcamp_id in mine,
        )

    def rest(number: int) -> Waiting:
        overview = reverse("bootcamp:staff_list")
        return Waiting(f"Nog {number} sessies zonder aanwezigheid", "", overview, "Bekijk", When.LATER, number=number)

    return register.shortened(ended.select_related("bootcamp").order_by("ends_at", "pk"), line, rest=rest)


@register.aside("bootcamp/running/_going_on.html")
def going_on(user: User, now: datetime) -> dict[str, Any]:
    """The bootcamps that are on their way or come soon, with their sessions as beads."""
    to_come = WorkSession.objects.filter(bootcamp=OuterRef("pk"), ends_at__gt=now, cancelled_at=None)
    rows = Bootcamp.objects.published().filter(Exists(to_come)).order_by("starts_on", "pk")
    first = list(rows[: ASIDE + 1])
    loaded = (
        Bootcamp.objects.filter(pk__in=[row.pk for row in first[:ASIDE]])
        .with_seats_left()
        .prefetch_related(Prefetch("work_sessions", to_attr="by_time"))
    )
    return {
        "bootcamps": [(bootcamp, Route(bootcamp.by_time, now=now)) for bootcamp in loaded.order_by("starts_on", "pk")],
        "has_more": len(first) > ASIDE,
        "leaving": _leaving(now),
    }


def _leaving(now: datetime) -> Iterable[tuple[str, str, str]]:
    """(day, what, address) of the mails around sessions that go by themselves in the coming week."""
    near = WorkSession.objects.filter(
        starts_at__gt=now, starts_at__lt=now + timedelta(days=15), cancelled_at=None, bootcamp__is_published=True
    )
    sessions = near.select_related("bootcamp").prefetch_related("bootcamp__mail_rules").order_by("starts_at", "pk")
    going = [
        (at, rule, session)
        for session in sessions[:50]
        for rule in rules.of_bootcamp(session.bootcamp)
        if rule.is_on and rules.is_for(rule, session) and now < (at := rules.goes_at(rule, session)) < now + WEEK
    ]
    return [
        (
            day_in_words(timezone.localdate(at)),
            f"{rule.get_moment_display().capitalize()}: werksessie {session.number} van {session.bootcamp.title}",
            reverse("bootcamp:staff_mails", args=[session.bootcamp_id]),
        )
        for at, rule, session in sorted(going, key=lambda one: (one[0], one[2].pk, one[1].audience))[:ASIDE]
    ]
