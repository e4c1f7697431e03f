"""What follows from the files in use, worked out once when they come into use: what schools are compared by."""

from typing import Self

from django.db import models
from django.db.models import Q


class InstitutionQuerySet(models.QuerySet):
    def with_a_mean_job(self) -> Self:
        return self.filter(mean_job__isnull=False)


class Institution(models.Model):
    """An institution in one kind of education. Some have two, under two boards: those are never added up."""

    brin4 = models.CharField("instelling", max_length=4)
    type = models.CharField("onderwijstype", max_length=10)
    board = models.CharField("bestuursnummer", max_length=6)
    name = models.CharField("naam", max_length=200, blank=True)
    province = models.CharField("provincie", max_length=200, blank=True)
    rpa = models.CharField("rpa-gebied", max_length=200, blank=True)
    year = models.PositiveSmallIntegerField("jaar")
    pupils = models.PositiveIntegerField("leerlingen", null=True)
    staff = models.PositiveIntegerField("medewerkers", null=True)
    teachers = models.PositiveIntegerField("leerkrachten", null=True)
    mean_job = models.FloatField("gemiddelde baan van leerkrachten in fte", null=True)
    small = models.FloatField("fte in banen tot 0,5", null=True)
    middle = models.FloatField("fte in banen van 0,5 tot 0,8", null=True)
    large = models.FloatField("fte in banen boven 0,8", null=True)
    has_hidden = models.BooleanField("heeft verborgen cellen", default=False)
    mean_by_year = models.JSONField("gemiddelde baan per jaar", default=dict)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = "instelling"
        verbose_name_plural = "instellingen"
        constraints = [models.UniqueConstraint(fields=["brin4", "type", "board"], name="institution_once_a_type")]
        indexes = [
            models.Index(fields=["type", "rpa"], name="institution_rpa"),
            models.Index(fields=["board"], name="institution_board"),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.brin4} ({self.type})"


class SectorYear(models.Model):
    """A kind of education as a whole, in one year."""

    type = models.CharField("onderwijstype", max_length=10)
    year = models.PositiveSmallIntegerField("jaar")
    institutions = models.PositiveIntegerField("instellingen met een getal")
    hidden = models.PositiveIntegerField("instellingen met een verborgen getal")
    teachers = models.PositiveIntegerField("leerkrachten")
    mean_job = models.FloatField("gemiddelde baan in fte", null=True)
    small = models.FloatField("fte in banen tot 0,5", default=0)
    middle = models.FloatField("fte in banen van 0,5 tot 0,8", default=0)
    large = models.FloatField("fte in banen boven 0,8", default=0)

    class Meta:
        verbose_name = "jaar van een sector"
        verbose_name_plural = "jaren van sectoren"
        constraints = [
            models.UniqueConstraint(fields=["type", "year"], name="sector_year_once"),
            models.CheckConstraint(condition=Q(mean_job=None) | Q(mean_job__lte=2), name="sector_year_mean_job"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.year}"
