"""Who asked to come in, and what became of it."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from portal.people import access
from portal.people.models import School
from portal.people.sectors import Sector
from portal.post import relations

OPEN_FOR = timedelta(days=30)


class SignUpQuerySet(models.QuerySet["SignUp"]):
    def open(self) -> Self:
        return self.filter(state__in=SignUp.OPEN)

    def waiting(self) -> Self:
        return self.filter(state=SignUp.State.WAITS)


class SignUp(models.Model):
    class State(models.TextChoices):
        ARRIVED = "binnen", "net binnen"
        ASKED = "gevraagd", "mail gestuurd"
        WAITS = "wacht", "wacht op HPP"
        APPROVED = "goed", "binnengelaten"
        REFUSED = "nee", "niet binnengelaten"
        MERGED = "dubbel", "had al een account"
        WITHDRAWN = "terug", "zelf ingetrokken"

    OPEN = (State.ASKED, State.WAITS)

    email = models.EmailField("e-mailadres")
    first_name = models.CharField("voornaam", max_length=60)
    last_name = models.CharField("achternaam", max_length=80)
    role = models.CharField("rol", max_length=12, choices=access.choices)
    school = models.ForeignKey(
        School, on_delete=models.SET_NULL, null=True, blank=True, related_name="sign_ups", verbose_name="school"
    )
    # Typed by who didn't find the school.
    own_name = models.CharField("naam van de school", max_length=120, blank=True)
    own_city = models.CharField("plaats van de school", max_length=80, blank=True)
    own_number = models.CharField("nummer van de school", max_length=20, blank=True)
    sector = models.CharField("sector", max_length=12, choices=Sector, default=Sector.PO)
    errand = models.CharField("waarvoor", max_length=40, blank=True)
    code = models.CharField("code van het bestuur", max_length=12, blank=True)
    state = models.CharField("stand", max_length=10, choices=State, default=State.ARRIVED)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="sign_ups",
        verbose_name="persoon",
    )
    asked_at = models.DateTimeField("gevraagd op")
    verified_at = models.DateTimeField("adres bewezen op", null=True, blank=True)
    decided_at = models.DateTimeField("besloten op", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="besloten door",
    )
    way_in = models.CharField("waardoor", max_length=80, blank=True)
    answer = models.TextField("antwoord van HPP", max_length=600, blank=True)
    mails_about_it = relations.about_it()

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = "aanmelding bij het portaal"
        verbose_name_plural = "aanmeldingen bij het portaal"
        indexes = [models.Index(fields=["state", "verified_at"], name="sign_up_in_line")]
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=Q(state__in=["gevraagd", "wacht"]), name="sign_up_once_per_address"
            )
        ]

    def __str__(self) -> str:
        return f"{self.full_name}, {self.place}"

    def get_absolute_url(self) -> str:
        return reverse("entrance:sign_up", args=[self.pk])

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def place(self) -> str:
        """Of which school it is."""
        return str(self.school) if self.school else f"{self.own_name}, {self.own_city}".strip(", ")

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITS

    @property
    def domain(self) -> str:
        return self.email.rpartition("@")[2]

    @property
    def answered_by(self) -> date:
        """The next working day."""
        day = timezone.localdate(self.verified_at or self.asked_at) + timedelta(days=1)
        while day.weekday() >= 5:
            day += timedelta(days=1)
        return day
