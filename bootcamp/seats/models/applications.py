"""Schools that asked for a seat: who waits, for whom a seat is held, and how it ended."""

import uuid
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from bootcamp.seats.models.bootcamps import Bootcamp
from portal.people import access
from portal.people.models import School, User, UserQuerySet, Visitor
from portal.post import relations

A_DAY = timedelta(days=1)


class ApplicationQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(state__in=Application.OPEN)

    def waiting(self) -> Self:
        return self.filter(state__in=[Application.State.WAITING, Application.State.ASKED_ALONG])

    def held(self) -> Self:
        return self.filter(state=Application.State.OFFERED)

    def to_remind_at(self, now: datetime) -> Self:
        return self.held().filter(remind_at__lte=now, held_until__gt=now, said_yes_at=None)

    def lapsed_at(self, now: datetime) -> Self:
        return self.held().filter(held_until__lte=now)

    def managed_by(self, user: Visitor) -> Self:
        """Who may accept, decline or leave the list: HPP everywhere, others for the schools they speak for."""
        if not user.is_authenticated:
            return self.none()
        if access.is_hpp(user):
            return self
        return self.filter(school__in=School.objects.led_by(user))


class Application(models.Model):
    """A school asked for a seat. Schools of one party come together or not at all; most parties are one school."""

    class State(models.TextChoices):
        ASKED_ALONG = "samen", "gevraagd om samen mee te doen"
        WAITING = "wacht", "wacht"
        OFFERED = "aanbod", "er is een plek vastgehouden"
        SEATED = "plek", "doet mee"
        DECLINED = "nee", "wilde de plek niet"
        LAPSED = "verlopen", "reageerde niet op tijd"
        LEFT = "weg", "haalde zich van de lijst"
        REFUSED = "afgewezen", "door HPP niet toegelaten"
        CLOSED = "gesloten", "de bootcamp begon"

    OPEN = (State.ASKED_ALONG, State.WAITING, State.OFFERED)

    bootcamp = models.ForeignKey(
        Bootcamp, on_delete=models.PROTECT, related_name="applications", verbose_name="bootcamp"
    )
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="applications", verbose_name="school")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="applications_made",
        verbose_name="gevraagd door",
    )
    asked_at = models.DateTimeField("gevraagd op")
    party = models.UUIDField("samen", default=uuid.uuid4, editable=False)
    state = models.CharField("stand", max_length=10, choices=State, default=State.WAITING)
    held_until = models.DateTimeField("plek vastgehouden tot", null=True, blank=True)
    remind_at = models.DateTimeField("herinneren op", null=True, blank=True, editable=False)
    said_yes_at = models.DateTimeField("ja gezegd op", null=True, blank=True)
    ended_at = models.DateTimeField("klaar op", null=True, blank=True)
    seat = models.OneToOneField(
        "seats.Seat", on_delete=models.SET_NULL, null=True, related_name="application", verbose_name="plek"
    )
    mails_about_it = relations.about_it()

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "aanvraag"
        verbose_name_plural = "aanvragen"
        indexes = [models.Index(fields=["bootcamp", "state", "asked_at"], name="application_in_line")]
        constraints = [
            models.UniqueConstraint(
                fields=["bootcamp", "school"],
                condition=Q(state__in=["samen", "wacht", "aanbod"]),
                name="school_waits_once_per_bootcamp",
                violation_error_message="Deze school staat al op de lijst.",
            ),
            models.CheckConstraint(
                condition=Q(state="aanbod", held_until__isnull=False) | ~Q(state="aanbod") & Q(held_until=None),
                name="seat_is_held_only_while_offered",
            ),
            models.CheckConstraint(
                condition=Q(state="plek", ended_at__isnull=False)
                | Q(state__in=["samen", "wacht", "aanbod"], ended_at=None, seat=None)
                | Q(
                    state__in=["nee", "verlopen", "weg", "afgewezen", "gesloten"],
                    ended_at__isnull=False,
                    seat=None,
                ),
                name="application_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} bij {self.bootcamp}"

    def get_absolute_url(self) -> str:
        return self.seat.get_absolute_url() if self.seat else reverse("bootcamp:application", args=[self.pk])

    def speakers(self) -> UserQuerySet:
        """Who takes part for the school until it says otherwise, and hears about the list: its directors, who asked."""
        leads = Q(access.directors(), schools=self.school_id) | Q(pk=self.asked_by_id)
        return User.objects.filter(leads, is_active=True).distinct().order_by("pk")

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    def is_held_at(self, now: datetime) -> bool:
        return self.held_until is not None and now < self.held_until

    def end(self, state: State, *, now: datetime, seat: Any = None) -> None:
        self.state, self.ended_at, self.held_until, self.seat = state, now, None, seat
        self.save(update_fields=["state", "ended_at", "held_until", "seat"])

    def hold(self, *, until: datetime, now: datetime) -> None:
        """With one reminder: a day before the end, and never in the first half of the time."""
        self.state, self.held_until, self.said_yes_at = self.State.OFFERED, until, None
        self.remind_at = max(now + (until - now) / 2, until - A_DAY)
        self.save(update_fields=["state", "held_until", "remind_at", "said_yes_at"])

    def go_on_alone(self) -> None:
        """Back in line on its own; its turn still counts from when it asked."""
        self.party, self.state, self.held_until, self.said_yes_at = uuid.uuid4(), self.State.WAITING, None, None
        self.save(update_fields=["party", "state", "held_until", "said_yes_at"])


class Skip(models.Model):
    """Someone further down the line got a seat first, and why that was fair."""

    class Reason(models.TextChoices):
        SEATS = "plekken", "wil samen, en daarvoor waren te weinig plekken vrij"
        BOARD = "bestuur", "het bestuur had al zijn plekken gebruikt"
        COLLEAGUE = "collega", "de andere school had nog geen antwoord gegeven"
        BY_HAND = "hand", "HPP liet een andere school toe"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="skips")
    passed_by = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="passed")
    reason = models.CharField("reden", max_length=10, choices=Reason)
    seats_free = models.PositiveSmallIntegerField("vrije plekken")
    at = models.DateTimeField("op")

    class Meta:
        verbose_name = "beurt overgeslagen"
        verbose_name_plural = "beurten overgeslagen"

    def __str__(self) -> str:
        return f"{self.application.school}: {self.get_reason_display()}"
