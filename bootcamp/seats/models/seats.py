"""The seats of schools, and who takes part for them."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from bootcamp.seats.models.bootcamps import Bootcamp
from bootcamp.seats.models.sessions import WorkSession
from portal import addresses, kept, once
from portal.people import access
from portal.people.models import School, Visitor, schools_led_by
from portal.post import relations


class SeatQuerySet(models.QuerySet):
    def active(self) -> Self:
        return self.filter(cancelled_at=None)

    def managed_by(self, user: Visitor) -> Self:
        """Where the user may give the seat back: HPP everywhere, others for the schools they speak for."""
        if not user.is_authenticated:
            return self.none()
        if access.is_hpp(user):
            return self
        return self.filter(school__in=schools_led_by(user))

    def followed_by(self, user: Visitor) -> Self:
        """In which the user takes part, or a school that the user speaks for."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=[seat.pk for seat in seats_followed_by(user)])

    def attending(self, session: WorkSession) -> Self:
        """Seats whose people are expected at this session: those of its bootcamp that didn't swap it, and guests."""
        at_home = Q(bootcamp=session.bootcamp_id) & ~Q(swaps__session=session)
        return self.active().filter(at_home | Q(swaps__instead=session)).distinct()

    def visible_to(self, user: Visitor) -> Self:
        """As `may_see_seat` says of one."""
        return self if access.is_hpp(user) else self.followed_by(user)

    def for_my_bootcamp(self) -> Self:
        """All that the pages of a seat show, however many sessions and participants there are. The latest first."""
        return (
            self.select_related("bootcamp", "school__board")
            .prefetch_related(
                "bootcamp__work_sessions",
                "bootcamp__led_by",
                "swaps__instead__bootcamp",
                models.Prefetch("participations", Participation.objects.by_name()),
            )
            .order_by("-bootcamp__starts_on", "school__name", "pk")
        )


class Seat(models.Model):
    """A school's seat in a bootcamp. Who took part is forgotten after 24 months; the school's seat stays counted."""

    bootcamp = models.ForeignKey(Bootcamp, on_delete=models.PROTECT, related_name="school_seats")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="seats", verbose_name="school")
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="seats_asked_for",
        verbose_name="aangemeld door",
    )
    participants = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Participation", related_name="seats", verbose_name="deelnemers"
    )
    enrolled_at = models.DateTimeField("aangemeld op")
    cancelled_at = models.DateTimeField("afgemeld op", null=True, blank=True)
    mails_about_it = relations.about_it()

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        constraints = [
            models.UniqueConstraint(
                fields=["bootcamp", "school"],
                condition=Q(cancelled_at=None),
                name="school_once_per_bootcamp",
                violation_error_message="Deze school doet al mee aan deze bootcamp.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.school} bij {self.bootcamp}"

    def get_absolute_url(self) -> str:
        return seat_address(self.pk)

    def sessions(self) -> list[WorkSession]:
        """The sessions as this school follows them, by time: one of a parallel bootcamp where it swapped."""
        instead = {swap.session_id: swap.instead for swap in self.swaps.all()}
        followed = [instead.get(session.pk, session) for session in self.bootcamp.work_sessions.all()]
        return sorted(followed, key=lambda session: (session.starts_at, session.pk))

    def held_sessions(self) -> list[WorkSession]:
        """Of those, the ones that go on."""
        return [session for session in self.sessions() if not session.cancelled_at]

    def can_be_cancelled_on(self, day: date) -> bool:
        return self.cancelled_at is None and not self.bootcamp.has_started_on(day)


class ParticipationQuerySet(models.QuerySet):
    def by_name(self) -> Self:
        return self.select_related("user").order_by("user__last_name", "user__first_name", "pk")

    def by_school(self) -> Self:
        return self.select_related("user", "seat__school", "seat__bootcamp").order_by(
            "seat__school__name", "user__last_name", "user__first_name", "pk"
        )


class Participation(models.Model):
    """Someone who takes part for a school, on its seat."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="participations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="participations", verbose_name="deelnemer"
    )
    joined_at = models.DateTimeField(
        "erbij sinds", null=True, blank=True, editable=False, help_text="Leeg: vanaf het begin."
    )

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "user"],
                name="participant_once_per_seat",
                violation_error_message="Deze deelnemer staat er al bij.",
            )
        ]

    def __str__(self) -> str:
        return self.user.full_name

    def missed_by_joining_later(self, session: WorkSession) -> bool:
        return self.joined_at is not None and self.joined_at > session.ends_at


def seat_address(pk: int) -> str:
    return addresses.of("bootcamp:seat", pk)


@dataclass(frozen=True)
class FollowedSeat:
    """A seat as someone stands to it."""

    pk: int
    school_id: int
    bootcamp_id: int
    shelf_id: int | None
    """Of the bootcamp."""
    is_active: bool
    takes_part: bool
    """In person; otherwise the user speaks for the school."""

    def get_absolute_url(self) -> str:
        return seat_address(self.pk)


def seats_followed_by(user: Visitor) -> list[FollowedSeat]:
    """All that the user follows, also those given back. One query, and none the next time on one page."""
    if not user.is_authenticated:
        return []
    return once.asked(("seats followed by", user.pk), lambda: _look_up_seats(user))


def _rows(theirs: Q) -> models.QuerySet:
    columns = ("pk", "school", "bootcamp", "bootcamp__shelf", "cancelled_at", "participations__user")
    return Seat.objects.filter(theirs).order_by("pk").values_list(*columns)


OF_PERSON = kept.Question(lambda user: _rows(Q(participations__user=user)))
AND_OF_SCHOOLS = kept.Question(
    lambda user: _rows(Q(participations__user=user) | Q(school__in=School.objects.filter(people=user).values("pk")))
)
AND_OF_BOARD = kept.Question(lambda user, board: _rows(Q(participations__user=user) | Q(school__board=board)))


def _rows_for(user: Visitor) -> list[tuple]:
    """The schools are those that `schools_led_by` gives."""
    if access.leads_own_school(user):
        return AND_OF_SCHOOLS(user.pk)
    if access.leads_from_board(user) and user.board_id:
        return AND_OF_BOARD(user.pk, user.board_id)
    return OF_PERSON(user.pk)


def _look_up_seats(user: Visitor) -> list[FollowedSeat]:
    seats: dict[int, FollowedSeat] = {}
    for pk, school, bootcamp, shelf, cancelled_at, person in _rows_for(user):
        before = seats.get(pk)
        takes_part = person == user.pk or (before is not None and before.takes_part)
        seats[pk] = FollowedSeat(pk, school, bootcamp, shelf, cancelled_at is None, takes_part)
    return list(seats.values())
