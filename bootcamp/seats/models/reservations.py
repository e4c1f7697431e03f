"""A seat kept for someone whom HPP doesn't know yet."""

from datetime import datetime
from typing import Self

from django.db import models

from bootcamp.seats.models.bootcamps import Bootcamp
from portal.people.entrance.models import SignUp


class ReservationQuerySet(models.QuerySet):
    def held(self) -> Self:
        return self.exclude(held_until=None)

    def lapsed_at(self, now: datetime) -> Self:
        return self.held().filter(held_until__lte=now)


class Reservation(models.Model):
    """Says nothing of a school: it is the same for one that takes part already, so that nobody can learn that from the
    number of seats that is left. Without a moment it keeps the turn only."""

    bootcamp = models.ForeignKey(
        Bootcamp, on_delete=models.CASCADE, related_name="reservations", verbose_name="bootcamp"
    )
    sign_up = models.OneToOneField(
        SignUp, on_delete=models.CASCADE, related_name="reservation", verbose_name="aanmelding"
    )
    asked_at = models.DateTimeField("gevraagd op")
    held_until = models.DateTimeField("plek vastgehouden tot", null=True, blank=True)

    objects = ReservationQuerySet.as_manager()

    class Meta:
        verbose_name = "plek voor een aanmelding"
        verbose_name_plural = "plekken voor aanmeldingen"

    def __str__(self) -> str:
        return f"{self.sign_up_id} bij {self.bootcamp}"
