"""What HPP publishes: texts to read on the page, files to take along."""

import functools
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from materials.files import ProtectedFileField, private_name
from portal import kept
from portal.files import shelves
from portal.files.models import Shelf
from portal.files.protected import WholeFiles, mark_of, shown_name
from portal.files.uploads import check_upload
from portal.goals import Goal
from portal.people import access
from portal.people.models import Board, School, Visitor
from portal.text import search

ICONS = {
    "infopakket": "people",
    "leidraad": "chat",
    "werkblad": "pencil",
    "brief": "mail",
    "praktijk": "info",
    "rapport": "file",
}


class MaterialState(models.TextChoices):
    DRAFT = "concept", "concept"
    PLANNED = "gepland", "gepland"
    LIVE = "live", "te zien"
    TO_CHECK = "nakijken", "opnieuw nakijken"
    ARCHIVED = "archief", "gearchiveerd"


STAGES = shelves.stages()


class MaterialQuerySet(models.QuerySet):
    def published(self, now: datetime) -> Self:
        return self.current().filter(published_at__lte=now)

    def current(self) -> Self:
        """Not put away."""
        return self.filter(archived_at=None)

    def visible_to(self, user: Visitor, *, now: datetime) -> Self:
        """What this visitor may open; HPP also sees what isn't published yet or was put away."""
        if access.is_hpp(user):
            return self
        open_to = Q(access__in=_open_anywhere(user))
        if user.is_authenticated:
            open_to |= Q(access=Material.Access.SHELF, pk__in=_on(shelves.open_to(user)))
            open_to |= Q(access=Material.Access.SESSION, stage__in=shelves.stages_open_to(user, now=now))
            open_to |= Q(access=Material.Access.BOARD, board__in=_boards_of(user))
        return self.published(now).filter(open_to)

    def on_shelf(self, shelf_id: int) -> Self:
        return self.current().filter(shelves=shelf_id).in_order()

    def on_own_shelves(self, user: Visitor, *, now: datetime) -> Self:
        """What stands ready for this user in particular; HPP opens every shelf and so has none of its own."""
        if not user.is_authenticated or access.is_hpp(user):
            return self.none()
        at_session = Q(access=Material.Access.SESSION, stage__in=shelves.stages_open_to(user, now=now))
        return self.filter(at_session | Q(pk__in=_on(shelves.open_to(user))))

    def in_state(self, state: str, *, now: datetime) -> Self:
        """For HPP, which asks for everything when it asks for no state."""
        if state == MaterialState.ARCHIVED:
            return self.exclude(archived_at=None)
        if state == MaterialState.DRAFT:
            return self.current().filter(published_at=None)
        if state == MaterialState.PLANNED:
            return self.current().filter(published_at__gt=now)
        if state == MaterialState.LIVE:
            return self.published(now)
        if state == MaterialState.TO_CHECK:
            return self.to_check(timezone.localdate(now))
        return self

    def to_check(self, today: date) -> Self:
        """Of which the facts have to be looked at again."""
        return self.current().filter(check_on__lte=today)

    def with_words(self, words: str) -> Self:
        """Every word (the first few of them) occurs somewhere in the title, the summary or the text."""
        return search.matching(self, words, "title", "summary", "body")

    def in_order(self) -> Self:
        return self.order_by("goal", "title", "pk")

    def outline(self) -> list[tuple[int, int, str]]:
        """[(pk, goal, kind)] in order: enough to count and choose from, before the few that are shown are loaded."""
        return list(self.in_order().values_list("pk", "goal", "kind"))


def _open_anywhere(user: Visitor) -> list[str]:
    """What this visitor may open, on whatever shelf it stands."""
    levels: list[str] = [Material.Access.EVERYONE]
    if user.is_authenticated:
        levels.append(Material.Access.ACCOUNT)
        if access.reads_what_leaders_read(user):
            levels.append(Material.Access.LEADERS)
    return levels


def _boards_of(user: Any) -> QuerySet:
    """The board that someone belongs to, or that the schools of someone belong to."""
    if not access.belongs_somewhere(user):
        return Board.objects.none()
    at_school = School.objects.filter(people=user).values("board")
    return Board.objects.filter(Q(pk=user.board_id) | Q(pk__in=at_school))


STANDING = kept.Rows(lambda shelf: Material.objects.on_shelf(shelf).defer("body"))


def standing_on(shelf_id: int, user: Visitor, *, now: datetime) -> "list[Material]":
    """What this visitor may open of it, as `visible_to` says."""
    if access.is_hpp(user):
        return STANDING(shelf_id)
    if not shelves.opens(user, shelf_id):
        return list(Material.objects.visible_to(user, now=now).on_shelf(shelf_id).defer("body"))
    standing = [one for one in STANDING(shelf_id) if one.is_published_at(now)]
    own = [one.pk for one in standing if one.access in (Material.Access.SESSION, Material.Access.BOARD)]
    levels, opened = [*_open_anywhere(user), Material.Access.SHELF], set()
    if own:
        visible = Material.objects.visible_to(user, now=now).filter(pk__in=own)
        opened = set(visible.values_list("pk", flat=True))
    return [one for one in standing if one.access in levels or one.pk in opened]


def _on(shelf_ids: list[int]) -> QuerySet:
    """The numbers of what stands on one of these shelves."""
    return Material.shelves.through.objects.filter(shelf__in=shelf_ids).values("material")


class Material(models.Model):
    class Kind(models.TextChoices):
        PACKAGE = "infopakket", "Infopakket"
        GUIDE = "leidraad", "Leidraad"
        SHEET = "werkblad", "Werkblad"
        LETTER = "brief", "Poster of brief"
        PRACTICE = "praktijk", "Praktijkvoorbeeld"
        REPORT = "rapport", "Rapport"

    class Access(models.TextChoices):
        EVERYONE = "iedereen", "iedereen, ook zonder account"
        ACCOUNT = "account", "iedereen met een account"
        LEADERS = "leiding", "directeuren, HR, besturen en experts"
        SHELF = "plank", "deelnemers van bootcamps die je kiest"
        SESSION = "sessie", "deelnemers van elke bootcamp, vóór of na een werksessie"
        BOARD = "bestuur", "scholen van één bestuur"

    title = models.CharField("titel", max_length=120)
    kind = models.CharField("soort", max_length=12, choices=Kind)
    goal = models.PositiveSmallIntegerField("doel", choices=Goal)
    summary = models.CharField("in één zin", max_length=240)
    body = models.TextField("tekst", blank=True, help_text="Markdown: ## kop, **vet**, - opsomming, [woord](adres).")
    file = ProtectedFileField(
        "bestand",
        upload_to=private_name,
        storage=WholeFiles(),
        blank=True,
        validators=[check_upload],
        help_text="Hoogstens 25 MB.",
    )
    file_name = models.CharField("naam van het bestand", max_length=120, blank=True, editable=False)
    file_size = models.PositiveIntegerField("grootte in bytes", default=0, editable=False)
    file_mark = models.CharField("kenmerk van het bestand", max_length=64, blank=True, editable=False, db_index=True)
    access = models.CharField("wie mag dit zien", max_length=10, choices=Access, default=Access.EVERYONE)
    shelves = models.ManyToManyField(
        Shelf,
        blank=True,
        related_name="materials",
        verbose_name="planken",
        help_text="Bij welke bootcamps dit in het infopakket staat.",
    )
    published_at = models.DateTimeField(
        "te zien vanaf", null=True, blank=True, help_text="Leeg: alleen HPP ziet dit stuk."
    )
    stage = models.CharField(
        "vóór of na welke werksessie",
        max_length=8,
        choices=STAGES,
        blank=True,
        help_text="Vóór werksessie 3 is: zodra werksessie 2 voorbij is.",
    )
    board = models.ForeignKey(
        Board, on_delete=models.PROTECT, null=True, blank=True, related_name="materials", verbose_name="bestuur"
    )
    archived_at = models.DateTimeField("gearchiveerd op", null=True, blank=True, editable=False)
    source = models.CharField(
        "bron van de feiten", max_length=240, blank=True, help_text="Waar de cijfers en regels vandaan komen."
    )
    facts_on = models.DateField("feiten van", null=True, blank=True, help_text="De dag waarop de feiten klopten.")
    check_on = models.DateField("opnieuw nakijken op", null=True, blank=True)
    changed_at = models.DateTimeField("laatst gewijzigd", auto_now=True)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = "materiaal"
        verbose_name_plural = "materialen"
        constraints = [
            models.CheckConstraint(
                condition=Q(access="sessie", stage__gt="") | (~Q(access="sessie") & Q(stage="")),
                name="material_stage_with_its_audience",
                violation_error_message="Kies vóór of na welke werksessie.",
            ),
            models.CheckConstraint(
                condition=Q(access="bestuur", board__isnull=False) | (~Q(access="bestuur") & Q(board=None)),
                name="material_board_with_its_audience",
                violation_error_message="Kies een bestuur.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """A file that is replaced or taken away leaves the disk once the change is certain."""
        before = Material.objects.filter(pk=self.pk).values_list("file", flat=True).first()
        if not self.file:
            self.file_name, self.file_size, self.file_mark = "", 0, ""
        elif not self.file._committed:  # type: ignore[attr-defined]  # Django's, which its stubs leave out
            self.file_name, self.file_size = shown_name(self.file.name or ""), self.file.size
            self.file_mark = mark_of(self.file.file)
        super().save(*args, **kwargs)
        if before and before != self.file.name:
            self._remove(before)

    def get_absolute_url(self) -> str:
        return reverse("materials:material", args=[self.pk])

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        name = self.file.name
        deleted = super().delete(*args, **kwargs)
        if name:
            self._remove(name)
        return deleted

    def _remove(self, name: str) -> None:
        # Robust: the row is right already, and a file that nobody can reach may stay.
        transaction.on_commit(functools.partial(self.file.storage.delete, name), robust=True)

    def is_published_at(self, now: datetime) -> bool:
        return self.archived_at is None and self.published_at is not None and self.published_at <= now

    def state_at(self, now: datetime) -> MaterialState:
        if self.archived_at:
            return MaterialState.ARCHIVED
        if self.published_at is None:
            return MaterialState.DRAFT
        return MaterialState.LIVE if self.published_at <= now else MaterialState.PLANNED

    @property
    def icon(self) -> str:
        return ICONS[self.kind]

    @property
    def file_kind(self) -> str:
        return Path(self.file_name).suffix.lstrip(".").lower()
