"""A list that was uploaded, and what it would change. Nothing is changed before somebody has seen that."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from portal.people.lists.kinds import ListKind
from portal.people.models import Board, School


class SchoolListQuerySet(models.QuerySet["SchoolList"]):
    def latest_first(self) -> Self:
        return self.select_related("uploaded_by").defer("content").order_by("-uploaded_at", "-pk")


class SchoolList(models.Model):
    class State(models.TextChoices):
        READING = "lezen", "wordt gelezen"
        REFUSED = "geweigerd", "niet te lezen"
        READY = "klaar", "staat klaar om na te kijken"
        APPLYING = "doorvoeren", "wordt doorgevoerd"
        APPLIED = "doorgevoerd", "doorgevoerd"
        UNDOING = "terugdraaien", "wordt teruggedraaid"
        UNDONE = "teruggedraaid", "teruggedraaid"
        THROWN_AWAY = "weggegooid", "weggegooid"

    BUSY = (State.READING, State.APPLYING, State.UNDOING)

    kind = models.CharField("soort", max_length=8, choices=ListKind, blank=True)
    file_name = models.CharField("naam van het bestand", max_length=120)
    mark = models.CharField("vingerafdruk", max_length=64, editable=False)
    content = models.BinaryField("inhoud", default=bytes, editable=False)
    state = models.CharField("stand", max_length=14, choices=State, default=State.READING)
    reason = models.CharField("waarom niet", max_length=300, blank=True)
    rows_read = models.PositiveIntegerField("gelezen rijen", default=0)
    rows_in_file = models.PositiveIntegerField("rijen in het bestand", default=0)
    # [[row, sentence], ...], the first of them; the number is of all.
    refused = models.JSONField("rijen die we overslaan", default=list)
    rows_refused = models.PositiveIntegerField("aantal rijen dat we overslaan", default=0)
    unknown_boards = models.PositiveIntegerField("besturen zonder naam", default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="ingestuurd door"
    )
    uploaded_at = models.DateTimeField("ingestuurd op")
    applied_at = models.DateTimeField("doorgevoerd op", null=True, blank=True)
    # How many of the changes could not be made, because somebody changed the school meanwhile.
    passed_over = models.PositiveIntegerField("intussen anders", default=0)

    objects = SchoolListQuerySet.as_manager()

    class Meta:
        verbose_name = "lijst van scholen"
        verbose_name_plural = "lijsten van scholen"
        indexes = [models.Index(fields=["uploaded_at"], name="list_uploaded")]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("lists:list", args=[self.pk])

    @property
    def is_busy(self) -> bool:
        return self.state in self.BUSY

    @property
    def percent_read(self) -> int:
        return min(100, round(100 * self.rows_read / self.rows_in_file)) if self.rows_in_file else 0


class ListChangeQuerySet(models.QuerySet["ListChange"]):
    def to_make(self) -> Self:
        return self.exclude(kind=ListChange.Kind.STAYS)


class ListChange(models.Model):
    """One school or board that the list has differently. `before` and `after` hold only the fields that differ."""

    class Kind(models.TextChoices):
        NEW = "nieuw", "nieuw"
        BACK = "terug", "staat er weer in"
        MOVED = "bestuur", "naar een ander bestuur"
        RENAMED = "naam", "andere naam"
        DETAILS = "gegevens", "ander adres of andere regio"
        GONE = "weg", "staat er niet meer in"
        STAYS = "blijft", "staat er niet meer in, maar blijft"

    list = models.ForeignKey(SchoolList, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField("soort", max_length=8, choices=Kind)
    number = models.CharField("nummer", max_length=6)
    name = models.CharField("naam", max_length=200)
    school = models.ForeignKey(School, on_delete=models.SET_NULL, null=True, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.SET_NULL, null=True, related_name="+")
    before = models.JSONField("was", default=dict)
    after = models.JSONField("wordt", default=dict)
    is_done = models.BooleanField("doorgevoerd", default=False)

    objects = ListChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "verschil in een lijst"
        verbose_name_plural = "verschillen in een lijst"
        indexes = [models.Index(fields=["list", "kind", "name"], name="change_in_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "number"], condition=~Q(number=""), name="change_once_per_number_in_a_list"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_kind_display()}"
