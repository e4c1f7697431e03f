"""What HPP publishes: texts to read on the page, files to take along."""

import secrets
from pathlib import Path

from django.db import models
from django.db.models import Q
from django.urls import reverse

from materials.uploads import check_upload
from portal import shelves
from portal.models import Role, Shelf

LEADERS = [Role.DIRECTOR, Role.HR, Role.BOARD, Role.EXPERT]


def private_name(material, filename):
    """A name nobody can guess; the name that people see is kept in `file_name`."""
    return f"materials/{secrets.token_urlsafe(24)}{Path(filename).suffix.lower()}"


class MaterialQuerySet(models.QuerySet):
    def published(self, now):
        return self.filter(published_at__lte=now)

    def visible_to(self, user, *, now):
        """What this visitor may open; HPP also sees what isn't published yet."""
        if user.is_authenticated and user.role == Role.HPP:
            return self
        access = Q(access=Material.Access.EVERYONE)
        if user.is_authenticated:
            access |= Q(access=Material.Access.ACCOUNT)
            access |= Q(access=Material.Access.SHELF, shelves__in=shelves.open_to(user))
            if user.role in LEADERS:
                access |= Q(access=Material.Access.LEADERS)
        return self.published(now).filter(pk__in=Material.objects.filter(access).values("pk"))

    def on_shelf(self, shelf_id):
        return self.filter(shelves=shelf_id).order_by("goal", "title", "pk")

    def found(self, *, words="", goals=(), kinds=()):
        """Every word must occur somewhere in the title, the summary or the text."""
        found = self
        for word in words.split():
            found = found.filter(Q(title__icontains=word) | Q(summary__icontains=word) | Q(body__icontains=word))
        if goals:
            found = found.filter(goal__in=goals)
        if kinds:
            found = found.filter(kind__in=kinds)
        return found.order_by("goal", "title", "pk")


class Material(models.Model):
    class Kind(models.TextChoices):
        PACKAGE = "infopakket", "Infopakket"
        GUIDE = "leidraad", "Leidraad"
        SHEET = "werkblad", "Werkblad"
        LETTER = "brief", "Poster of brief"
        REPORT = "rapport", "Rapport"

    class Goal(models.IntegerChoices):
        FACTS = 1, "De feiten op tafel"
        TEACHERS = 2, "Leerkrachten"
        DIRECTORS = 3, "Directie en HR"
        RESULTS = 4, "Resultaat"
        SECURE = 5, "Borgen"

    class Access(models.TextChoices):
        EVERYONE = "iedereen", "iedereen, ook zonder account"
        ACCOUNT = "account", "iedereen met een account"
        LEADERS = "leiding", "directeuren, HR, besturen en experts"
        SHELF = "plank", "alleen wie de plank mag openen"

    title = models.CharField("titel", max_length=120)
    kind = models.CharField("soort", max_length=12, choices=Kind)
    goal = models.PositiveSmallIntegerField("doel", choices=Goal)
    summary = models.CharField("in één zin", max_length=240)
    body = models.TextField("tekst", blank=True, help_text="Markdown: ## kop, **vet**, - opsomming, [woord](adres).")
    file = models.FileField(
        "bestand", upload_to=private_name, blank=True, validators=[check_upload], help_text="Hoogstens 25 MB."
    )
    file_name = models.CharField("naam van het bestand", max_length=120, blank=True, editable=False)
    file_size = models.PositiveIntegerField("grootte in bytes", default=0, editable=False)
    access = models.CharField("wie mag dit zien", max_length=10, choices=Access, default=Access.EVERYONE)
    shelves = models.ManyToManyField(Shelf, blank=True, related_name="materials", verbose_name="planken")
    published_at = models.DateTimeField(
        "te zien vanaf", null=True, blank=True, help_text="Leeg: alleen HPP ziet dit stuk."
    )
    changed_at = models.DateTimeField("laatst gewijzigd", auto_now=True)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = "materiaal"
        verbose_name_plural = "materialen"

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            self.file_name, self.file_size = Path(self.file.name).name[:120], self.file.size
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("materials:material", args=[self.pk])

    @property
    def file_kind(self):
        return Path(self.file_name).suffix.lstrip(".").lower()
