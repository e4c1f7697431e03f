"""Figures of others to compare with. Texts and sums point at them by name, and show year, number and whose they are."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from portal import two_people


class BenchmarkQuerySet(models.QuerySet):
    def released(self) -> Self:
        """What others than HPP see."""
        return self.filter(state=Benchmark.State.RELEASED)

    def for_overview(self) -> Self:
        return self.select_related("proposed_by", "released_by").order_by("name", "-proposed_at", "-pk")

    def that_name_someone_from_before(self, day: date) -> Self:
        named = Q(proposed_by__isnull=False) | Q(released_by__isnull=False)
        return self.filter(named, proposed_at__date__lt=day)


class Benchmark(models.Model):
    """Not seen by anyone but HPP until a second one of HPP released it."""

    class State(models.TextChoices):
        PROPOSED = "voorgesteld", "wacht op een tweede"
        RELEASED = "vrij", "vrijgegeven"
        REPLACED = "vervangen", "vervangen"
        WITHDRAWN = "weg", "ingetrokken"

    class Level(models.TextChoices):
        NATIONAL = "landelijk", "landelijk"
        BOARD = "bestuur", "bij één bestuur"
        SCHOOLS = "scholen", "bij een paar scholen"
        EXPERIMENT = "experiment", "uit een experiment"
        RULE = "vuistregel", "vuistregel"

    class Seen(models.TextChoices):
        WHOLE = "heel", "de hele bron gelezen"
        BEGIN = "begin", "alleen het begin van de bron gelezen"
        SECONDHAND = "via", "via een ander gehoord"

    class Certainty(models.TextChoices):
        SURE = "bevestigd", "bevestigd"
        SINGLE = "één bron", "één bron"
        LIKELY = "waarschijnlijk", "waarschijnlijk"

    name = models.SlugField("naam", max_length=60, help_text="Waaraan teksten dit getal kennen.")
    text = models.CharField("wat zegt het", max_length=300)
    value = models.DecimalField("waarde", max_digits=12, decimal_places=3)
    unit = models.CharField("eenheid", max_length=30)
    population = models.CharField("van wie", max_length=160)
    sector = models.CharField("sector", max_length=20)
    level = models.CharField("hoe breed", max_length=12, choices=Level)
    fieldwork_year = models.CharField("jaar van het onderzoek", max_length=12, blank=True)
    published_year = models.PositiveSmallIntegerField("jaar van publicatie", null=True, blank=True)
    n = models.PositiveIntegerField("aantal mensen (n)", null=True, blank=True)
    whose = models.CharField("wie zegt het", max_length=160)
    source = models.URLField("bron", max_length=500, blank=True)
    seen = models.CharField("wat we lazen", max_length=6, choices=Seen)
    certainty = models.CharField("hoe zeker", max_length=16, choices=Certainty)
    valid_until = models.DateField("geldig tot")
    state = models.CharField("stand", max_length=12, choices=State, default=State.PROPOSED)
    proposed_at = models.DateTimeField("voorgesteld op")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="benchmarks_proposed",
        verbose_name="voorgesteld door",
    )
    released_at = models.DateTimeField("vrijgegeven op", null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="benchmarks_released",
        verbose_name="vrijgegeven door",
    )

    objects = BenchmarkQuerySet.as_manager()

    class Meta:
        verbose_name = "cijfer om mee te vergelijken"
        verbose_name_plural = "cijfers om mee te vergelijken"
        constraints = [
            two_people.not_the_same(
                "proposed_by",
                "released_by",
                name="benchmark_by_two_people",
                message="Iemand anders dan wie het voorstelde, geeft het vrij.",
            ),
            models.UniqueConstraint(fields=["name"], condition=Q(state="vrij"), name="benchmark_one_released"),
            models.CheckConstraint(
                condition=Q(state__in=["vrij", "vervangen"], released_at__isnull=False)
                | Q(state="voorgesteld", released_at=None)
                | Q(state="weg"),
                name="benchmark_says_when_released",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("bootcamp:benchmark", args=[self.pk])

    def is_expired(self, today: date) -> bool:
        return self.valid_until < today

    @property
    def whence(self) -> str:
        """Year, number and whose it is, as it stands beside the figure."""
        year = f"onderzoek {self.fieldwork_year}" if self.fieldwork_year else ""
        year = year or (f"uit {self.published_year}" if self.published_year else "jaar onbekend")
        parts = [self.whose, year, f"n = {self.n:,}".replace(",", ".") if self.n else "n onbekend"]
        return ", ".join([*parts, self.get_level_display()])
