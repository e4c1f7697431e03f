"""How the seats of a bootcamp stand: the queries behind HPP's page, as many for one seat as for thousands."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from bootcamp.experts.models import ExpertRequest
from bootcamp.following.route import next_session
from bootcamp.plan import overview as plans
from bootcamp.running import prepared
from bootcamp.seats.models import Attendance, Bootcamp, Participation, Seat, SeatQuerySet, Swap, WorkSession
from portal import kept

State = Attendance.State
WAS_THERE = (State.PRESENT, State.CAUGHT_UP)


@dataclass(frozen=True)
class SeatRow:
    """One row of the page."""

    seat: Seat
    people: list[Participation]
    marks: str
    missed: int
    readiness: str
    plan: object
    asks_expert: bool

    @property
    def said(self) -> str:
        """The beads in words."""
        noted = sum(mark != "." for mark in self.marks)
        if not noted:
            return "nog geen aanwezigheid genoteerd"
        return f"{self.marks.count('x')} van de {noted} sessies aanwezig"


OVERVIEW = kept.Question(lambda bootcamp: Bootcamp.objects.filter(pk=bootcamp).with_seats_left())
BY_TIME = kept.Question(lambda bootcamp: WorkSession.objects.filter(bootcamp=bootcamp).order_by("starts_at", "pk"))


def overview_of(bootcamp_id: int) -> Bootcamp | None:
    """One of `for_overview`."""
    for bootcamp in OVERVIEW(bootcamp_id):
        kept.lay_beside(bootcamp, work_sessions=BY_TIME(bootcamp.pk))
        return cast(Bootcamp, bootcamp)
    return None


def missed(bootcamp: Bootcamp | int) -> QuerySet[Any]:
    """(seat, `number`) of sessions at which a school was noted as absent and nobody of it was there."""
    of_seat = OuterRef("participation__seat")
    there = Attendance.objects.filter(session=OuterRef("session"), participation__seat=of_seat, state__in=WAS_THERE)
    absent = Attendance.objects.filter(participation__seat__bootcamp=bootcamp, state=State.ABSENT)
    counted = absent.filter(~Exists(there)).order_by().values("participation__seat")
    return counted.annotate(number=Count("session", distinct=True))


TOO_MANY, WORST = 2, 5


def _missed_most(bootcamp: int) -> QuerySet[Any]:
    worst = missed(bootcamp).filter(participation__seat__cancelled_at=None, number__gte=TOO_MANY)
    worst = worst.order_by("-number", "participation__seat")[:WORST]
    return worst.values_list("participation__seat", "participation__seat__school__name", "number")


MISSED_MOST = kept.Question(_missed_most)


def missed_most(bootcamp: Bootcamp) -> list[tuple[int, str, int]]:
    """(seat, school, number) of the first few active seats that missed too many sessions."""
    return MISSED_MOST(bootcamp.pk)


def chosen(bootcamp: Bootcamp, asked: dict[str, Any], upcoming: WorkSession | None) -> SeatQuerySet:
    """The seats that the filters ask for, by school."""
    seats = bootcamp.school_seats.all()
    seats = seats.filter(cancelled_at__isnull=False) if asked["stand"] == "afgemeld" else seats.active()
    if asked["zoek"]:
        seats = seats.filter(_named(asked["zoek"], bootcamp))
    if asked["bestuur"]:
        seats = seats.filter(school__board=asked["bestuur"])
    if asked["stand"] == "gemist":
        seats = seats.filter(pk__in=missed(bootcamp).values("participation__seat"))
    if asked["stand"] in ("klaar", "niet-klaar"):
        ready: SeatQuerySet = prepared.ready(seats, upcoming) if upcoming else seats.none()
        seats = ready if asked["stand"] == "klaar" else seats.exclude(pk__in=ready.values("pk"))
    return seats.order_by("school__name", "pk")


def _named(text: str, bootcamp: Bootcamp) -> Q:
    person = Participation.objects.filter(seat__bootcamp=bootcamp)
    for word in text.split():
        name = Q(user__first_name__icontains=word) | Q(user__last_name__icontains=word)
        person = person.filter(name | Q(user__email__icontains=word))
    school = Q(school__name__icontains=text) | Q(school__brin__iexact=text) | Q(school__city__icontains=text)
    return school | Q(school__board__name__icontains=text) | Q(pk__in=person.values("seat"))


def loaded(ids: list[int]) -> list[Seat]:
    """These seats in this order, with all that a row or an export shows."""
    seats = Seat.objects.filter(pk__in=ids).select_related("school__board", "bootcamp")
    by_name = Prefetch("participations", Participation.objects.by_name())
    swaps = Prefetch("swaps", Swap.objects.select_related("instead"))
    by_pk = {seat.pk: seat for seat in seats.prefetch_related(by_name, swaps)}
    return [by_pk[pk] for pk in ids if pk in by_pk]


def rows(ids: list[int], sessions: list[WorkSession], requests: list[ExpertRequest], *, now: datetime) -> list[SeatRow]:
    seats = loaded(ids)
    upcoming = next_session(sessions, now)
    marks = marks_of(seats, sessions)
    ready = prepared.states(seats, upcoming) if upcoming else {}
    plan_states = plans.states(seats)
    return [
        SeatRow(
            seat=seat,
            people=list(seat.participations.all()),
            marks=marks[seat.pk],
            missed=marks[seat.pk].count("-"),
            readiness=ready.get(seat.pk, ""),
            plan=plan_states.get(seat.pk),
            asks_expert=any(request.seat_id == seat.pk for request in requests),
        )
        for seat in seats
    ]


@dataclass(frozen=True)
class SeatFigures:
    number: int
    ready: int | None
    """For the session in `upcoming`; nothing when there is none."""
    with_ambition: int
    upcoming: WorkSession | None


def figures(bootcamp: Bootcamp, upcoming: WorkSession | None) -> SeatFigures:
    """Over all active seats; the bootcamp comes from `with_seats_left`."""
    return SeatFigures(
        number=bootcamp.schools,
        ready=prepared.number_ready(bootcamp, upcoming) if upcoming else None,
        with_ambition=plans.number_with_ambition(bootcamp),
        upcoming=upcoming,
    )


def marks_of(seats: list[Seat], sessions: list[WorkSession]) -> dict[int, str]:
    """Per seat a mark for each session that goes on: "x" was there, "-" was not, "." is not known (yet). Where a school
    swapped, the session it followed instead counts."""
    noted: dict[tuple[int, int], set[str]] = defaultdict(set)
    rows = Attendance.objects.filter(participation__seat__in=seats)
    for pk, session, state in rows.values_list("participation__seat", "session", "state"):
        noted[pk, session].add(state)
    held = [session.pk for session in sessions if not session.cancelled_at]
    marks = {}
    for seat in seats:
        instead = {swap.session_id: swap.instead_id for swap in seat.swaps.all()}
        marks[seat.pk] = "".join(_mark(noted[seat.pk, instead.get(session, session)]) for session in held)
    return marks


def _mark(states: set[str]) -> str:
    if states & set(WAS_THERE):
        return "x"
    return "-" if State.ABSENT in states else "."
