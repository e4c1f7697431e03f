"""Values that HPP released beside those of the code. What visitors calculate is in no table at all."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import formats

from portal import two_people

CERTAINTIES = [(certainty, certainty) for certainty in ("bevestigd", "één bron", "afgeleid", "voorstel")]
LARGE_FIELDS = ("content", "document", "report")
# The kind of job that looks a file over.
CHECK = "calculator.check_release"

CHECK = "calculator.check_release"
"""The job that looks a file over."""


class ReleaseQuerySet(models.QuerySet):
    def in_order(self) -> Self:
        """As they lie over each other: the latest release on top."""
        return self.filter(state=Release.State.RELEASED).order_by("released_at", "pk")

    def in_use_on(self, day: date) -> Self:
        return self.in_order().filter(uses_from__lte=day)

    def for_overview(self) -> Self:
        """All that the list shows, the newest first."""
        return self.select_related("uploaded_by", "released_by").defer(*LARGE_FIELDS).order_by("-uploaded_at", "-pk")

    def with_people(self) -> Self:
        return self.select_related("uploaded_by", "released_by")

    def that_name_someone_from_before(self, day: date) -> Self:
        named = Q(uploaded_by__isnull=False) | Q(released_by__isnull=False)
        return self.filter(named, uploaded_at__date__lt=day)


class Release(models.Model):
    """A file of values on its way to the calculator. Who did what is forgotten after 24 months."""

    class State(models.TextChoices):
        UPLOADED = "geladen", "wacht op nakijken"
        CHECKING = "bezig", "wordt nagekeken"
        FAULTY = "fout", "kan zo niet"
        CHECKED = "nagekeken", "klaar om vrij te geven"
        RELEASED = "vrij", "vrijgegeven"
        ROLLED_BACK = "terug", "teruggedraaid"
        WITHDRAWN = "weg", "ingetrokken"

    OPEN = (State.UPLOADED, State.CHECKING, State.FAULTY, State.CHECKED)
    """Not released yet."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField("waar gaat het over", max_length=100)
    what = models.CharField("wat staat er in het bestand", max_length=30)
    file_name = models.CharField("naam van het bestand", max_length=120)
    content = models.BinaryField()
    source = models.TextField("bron", max_length=2000)
    starts_on = models.DateField("geldt vanaf", null=True, blank=True)
    ends_on = models.DateField("geldt tot en met", null=True, blank=True)
    certainty = models.CharField("zekerheid", max_length=12, choices=CERTAINTIES, default="bevestigd")
    remark = models.TextField("toelichting", max_length=1000, blank=True)
    state = models.CharField("stand", max_length=10, choices=State, default=State.UPLOADED)
    document = models.TextField(blank=True, editable=False)
    mark = models.CharField(max_length=64, blank=True, editable=False)
    report = models.JSONField(null=True, editable=False)
    checked_over = models.CharField(max_length=80, blank=True, editable=False)
    checked_at = models.DateTimeField("nagekeken op", null=True, editable=False)
    uploaded_at = models.DateTimeField("geüpload op", editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="releases_uploaded",
        verbose_name="geüpload door",
    )
    uses_from = models.DateField("in gebruik vanaf", null=True, blank=True)
    released_at = models.DateTimeField("vrijgegeven op", null=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="releases_released",
        verbose_name="vrijgegeven door",
    )
    rolled_back_at = models.DateTimeField("teruggedraaid op", null=True, editable=False)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = "vrijgave van waarden"
        verbose_name_plural = "vrijgaven van waarden"
        constraints = [
            two_people.not_the_same(
                "uploaded_by",
                "released_by",
                name="release_by_two_people",
                message="Iemand anders dan wie het bestand uploadde, geeft het vrij.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["vrij", "terug"], released_at__isnull=False, uses_from__isnull=False, document__gt=""
                )
                | (~Q(state__in=["vrij", "terug"]) & Q(released_at=None, uses_from=None, released_by=None)),
                name="release_says_when_and_what",
            ),
            models.CheckConstraint(
                condition=Q(state="terug", rolled_back_at__isnull=False) | (~Q(state="terug") & Q(rolled_back_at=None)),
                name="release_rolled_back_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("calculator:release", args=[self.pk])

    @property
    def is_being_checked(self) -> bool:
        return self.state in (self.State.UPLOADED, self.State.CHECKING)

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def called(self) -> str:
        """What is in the file, in words, with the days of a table that doesn't name them itself."""
        from calculator.releases.reading import What  # not at every start of every command

        if self.starts_on is None or self.ends_on is None:
            return What(self.what).called
        first, last = (formats.date_format(day, "j F Y") for day in (self.starts_on, self.ends_on))
        return f"{What(self.what).called}, van {first} tot en met {last}"


class ReleaseEvent(models.Model):
    """What happened with a release, for HPP to look back on."""

    class Kind(models.TextChoices):
        UPLOADED = "geladen", "geüpload"
        AGAIN = "opnieuw", "opnieuw laten nakijken"
        CHECKING = "bezig", "nakijken begonnen"
        FAULTY = "fout", "nagekeken: er zitten fouten in"
        CHECKED = "nagekeken", "nagekeken: kan vrijgegeven worden"
        RELEASED = "vrij", "vrijgegeven"
        ROLLED_BACK = "terug", "teruggedraaid"
        WITHDRAWN = "weg", "ingetrokken"

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField("wat", max_length=10, choices=Kind)
    at = models.DateTimeField("wanneer")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="release_events",
        verbose_name="door",
    )
    note = models.CharField("erbij", max_length=200, blank=True)

    class Meta:
        verbose_name = "gebeurtenis bij een vrijgave"
        verbose_name_plural = "gebeurtenissen bij vrijgaven"

    def __str__(self) -> str:
        return self.get_kind_display()
