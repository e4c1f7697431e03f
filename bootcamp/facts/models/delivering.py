"""What DUO publishes, as HPP brought it in: row by row, so that each number can be laid beside the file.

Of each kind of file and the last year in it, the one that was applied last is in use; so a new file takes the place of
the old one, an older generation of years stays beside it, and undoing is going back to what lay under it.
"""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from bootcamp.facts.duo.kinds import DuoKind
from portal.files import protected
from portal.files.protected import WholeFiles

USED = ("neemt", "gebruikt", "draait", "terug")


class DeliveryQuerySet(models.QuerySet):
    def for_overview(self) -> Self:
        return (
            self.select_related("uploaded_by", "applied_by").prefetch_related("files").order_by("-uploaded_at", "-pk")
        )

    def that_name_someone_from_before(self, day: date) -> Self:
        named = Q(uploaded_by__isnull=False) | Q(applied_by__isnull=False)
        return self.filter(named, uploaded_at__date__lt=day)


class Delivery(models.Model):
    """Some files that HPP uploaded together, on their way into use."""

    class State(models.TextChoices):
        UPLOADED = "geladen", "wacht op lezen"
        READING = "bezig", "wordt gelezen"
        REFUSED = "geweigerd", "kan zo niet"
        READ = "gelezen", "klaar om te gebruiken"
        APPLYING = "neemt", "komt in gebruik"
        APPLIED = "gebruikt", "in gebruik"
        UNDOING = "draait", "wordt teruggedraaid"
        UNDONE = "terug", "teruggedraaid"
        DISCARDED = "weg", "weggegooid"

    IN_USE = (State.APPLIED, State.UNDOING)
    BUSY = (State.UPLOADED, State.READING, State.APPLYING, State.UNDOING)

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField("stand", max_length=10, choices=State, default=State.UPLOADED)
    rows_read = models.PositiveIntegerField("gelezen rijen", default=0)
    busy_with = models.CharField("bezig met", max_length=160, blank=True)
    report = models.JSONField("verslag", null=True)
    uploaded_at = models.DateTimeField("geüpload op")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="deliveries_uploaded",
        verbose_name="geüpload door",
    )
    applied_at = models.DateTimeField("in gebruik genomen op", null=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="deliveries_applied",
        verbose_name="in gebruik genomen door",
    )
    undone_at = models.DateTimeField("teruggedraaid op", null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "levering van DUO"
        verbose_name_plural = "leveringen van DUO"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=USED, applied_at__isnull=False)
                | (~Q(state__in=USED) & Q(applied_at=None, applied_by=None)),
                name="delivery_says_when_applied",
            ),
            models.CheckConstraint(
                condition=Q(state="terug", undone_at__isnull=False) | (~Q(state="terug") & Q(undone_at=None)),
                name="delivery_says_when_undone",
            ),
        ]

    def __str__(self) -> str:
        return f"levering {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("bootcamp:delivery", args=[self.pk])

    @property
    def is_busy(self) -> bool:
        return self.state in self.BUSY


def _private_name(file: models.Model, filename: str) -> str:
    return protected.secret_name("facts", filename)


class DeliveredFileQuerySet(models.QuerySet["DeliveredFile"]):
    def in_use(self) -> list["DeliveredFile"]:
        """The newest years first: where two files hold the same year, the first of them counts."""
        applied = self.filter(delivery__state__in=Delivery.IN_USE).select_related("delivery")
        newest: dict[tuple[str, int], DeliveredFile] = {}
        for file in applied.order_by("-delivery__applied_at", "-pk"):
            newest.setdefault(file.slot, file)
        return sorted(newest.values(), key=lambda file: (-file.last_year, -file.pk))


class DeliveredFile(models.Model):
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="files")
    name = models.CharField("naam van het bestand", max_length=160)
    sha256 = models.CharField("vingerafdruk", max_length=64)
    size = models.PositiveBigIntegerField("grootte in bytes")
    # Only until it was read.
    content = models.FileField("bestand", upload_to=_private_name, storage=WholeFiles(), blank=True)
    kind = models.CharField("soort", max_length=24, choices=[(kind, kind.called) for kind in DuoKind], blank=True)
    last_year = models.PositiveSmallIntegerField("nieuwste jaar", default=0)
    columns = models.JSONField("kolommen", default=dict)

    objects = DeliveredFileQuerySet.as_manager()

    class Meta:
        verbose_name = "bestand van DUO"
        verbose_name_plural = "bestanden van DUO"

    def __str__(self) -> str:
        return self.name

    @property
    def slot(self) -> tuple[str, int]:
        return self.kind, self.last_year

    @property
    def called(self) -> str:
        return DuoKind(self.kind).called if self.kind else self.name


class SiteRow(models.Model):
    """A site of a school, as one list of sites has it."""

    file = models.ForeignKey(DeliveredFile, on_delete=models.CASCADE, related_name="sites")
    row = models.PositiveIntegerField("rij")
    brin6 = models.CharField("vestiging", max_length=6)
    board = models.CharField("bestuursnummer", max_length=6)
    kind = models.CharField("soort onderwijs", max_length=10)
    name = models.CharField("naam", max_length=200)
    street = models.CharField("straat", max_length=200, blank=True)
    postcode = models.CharField("postcode", max_length=200, blank=True)
    city = models.CharField("plaats", max_length=200, blank=True)
    municipality_code = models.CharField("gemeentenummer", max_length=200, blank=True)
    municipality = models.CharField("gemeente", max_length=200, blank=True)
    province = models.CharField("provincie", max_length=200, blank=True)
    rpa_code = models.CharField("rpa-gebied", max_length=200, blank=True)
    rpa = models.CharField("naam van het rpa-gebied", max_length=200, blank=True)
    corop = models.CharField("coropgebied", max_length=200, blank=True)
    holidays = models.CharField("vakantieregio", max_length=200, blank=True)

    class Meta:
        verbose_name = "vestiging"
        verbose_name_plural = "vestigingen"
        constraints = [models.UniqueConstraint(fields=["file", "brin6"], name="site_once_in_a_list")]

    def __str__(self) -> str:
        return f"{self.name} ({self.brin6})"


class BoardRow(models.Model):
    file = models.ForeignKey(DeliveredFile, on_delete=models.CASCADE, related_name="boards")
    row = models.PositiveIntegerField("rij")
    number = models.CharField("bestuursnummer", max_length=6)
    name = models.CharField("naam", max_length=200)

    class Meta:
        verbose_name = "bestuur in een lijst"
        verbose_name_plural = "besturen in lijsten"
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="board_once_in_a_list")]

    def __str__(self) -> str:
        return self.name


class YearsRowQuerySet(models.QuerySet):
    def of_files(self, files: Iterable[DeliveredFile]) -> Self:
        return self.filter(file__in=[file.pk for file in files])


class YearsRow(models.Model):
    """A row of a file with a number for each year. What isn't a number stands there as DUO wrote it."""

    file = models.ForeignKey(DeliveredFile, on_delete=models.CASCADE, related_name="series")
    sheet = models.CharField("blad", max_length=60, blank=True)
    row = models.PositiveIntegerField("rij")
    key = models.CharField("instelling of vestiging", max_length=6, blank=True)
    board = models.CharField("bestuursnummer", max_length=6, blank=True)
    type = models.CharField("onderwijstype", max_length=10, blank=True)
    group = models.CharField("functiegroep", max_length=60, blank=True)
    cells = models.JSONField("cellen")
    rows = models.JSONField("rij per jaar", default=dict)

    objects = YearsRowQuerySet.as_manager()

    class Meta:
        verbose_name = "rij met jaren"
        verbose_name_plural = "rijen met jaren"
        indexes = [
            models.Index(fields=["key", "file"], name="years_row_key"),
            models.Index(fields=["board"], name="years_row_board"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} rij {self.row}"
