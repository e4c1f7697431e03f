"""What came of it, per school and month: counts and hours, never names and no free text."""

from datetime import date
from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from portal.blocks.models import Release
from portal.people import access
from portal.people.models import School, Visitor

AFTER = (3, 6, 12)
"""Months after which we ask whether it is still so."""


class ResultMonthQuerySet(models.QuerySet):
    def visible_to(self, user: Visitor) -> Self:
        """Exact numbers are for the school, its board and HPP; for anyone else there are whole blocks only."""
        if not user.is_authenticated:
            return self.none()
        if access.is_hpp(user):
            return self
        return self.filter(school__in=School.objects.led_by(user).values("pk"))


class ResultStart(models.Model):
    """How many part-timers there were when counting began: what a share is a share of. It stays as it was."""

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="result_start", verbose_name="school")
    part_timers = models.PositiveSmallIntegerField("parttimers bij het begin")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="ingevuld door"
    )
    entered_at = models.DateTimeField("ingevuld op")

    class Meta:
        verbose_name = "begin van het tellen"
        verbose_name_plural = "begin van het tellen"
        constraints = [models.CheckConstraint(condition=Q(part_timers__gte=1), name="result_start_of_one_or_more")]

    def __str__(self) -> str:
        return f"{self.part_timers} parttimers"


class ResultMonth(models.Model):
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="result_months", verbose_name="school")
    month = models.DateField("maand", help_text="De eerste dag van de maand.")
    approached = models.PositiveSmallIntegerField("gevraagd", default=0)
    talks = models.PositiveSmallIntegerField("goede gesprekken", default=0)
    kept = models.PositiveSmallIntegerField("wilden minder en houden hun uren", default=0)
    kept_hours = models.DecimalField("uren die bleven", max_digits=6, decimal_places=1, default=0)
    fewer = models.PositiveSmallIntegerField("gaan minder werken", default=0)
    fewer_hours = models.DecimalField("uren minder", max_digits=6, decimal_places=1, default=0)
    elsewhere = models.PositiveSmallIntegerField("meer uren op een andere school van het bestuur", default=0)
    is_open = models.BooleanField("opnieuw geopend", default=False)
    # What of it counts in published figures by now; what was corrected since counts in the next period.
    published = models.JSONField("geteld in gepubliceerde cijfers", null=True, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="ingevuld door"
    )
    entered_at = models.DateTimeField("ingevuld op")

    objects = ResultMonthQuerySet.as_manager()

    class Meta:
        verbose_name = "resultaten van een maand"
        verbose_name_plural = "resultaten per maand"
        constraints = [
            models.UniqueConstraint(fields=["school", "month"], name="result_month_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="result_month_is_a_first_day"),
            models.CheckConstraint(
                condition=Q(kept__gt=0) | Q(kept_hours=0), name="result_month_kept_hours_are_of_someone"
            ),
            models.CheckConstraint(
                condition=Q(fewer__gt=0) | Q(fewer_hours=0), name="result_month_fewer_hours_are_of_someone"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class ResultQuarter(models.Model):
    """Three months of results as they were published, once."""

    first_day = models.DateField("eerste dag", unique=True)
    release = models.OneToOneField(
        Release, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="gepubliceerd als"
    )

    # What any page says of it, and its lines in the open file: worked out once, since nothing of it ever changes.
    summary = models.JSONField("samenvatting", default=dict)
    lines = models.TextField("regels voor open data", default="")

    class Meta:
        verbose_name = "kwartaal met resultaten"
        verbose_name_plural = "kwartalen met resultaten"

    def __str__(self) -> str:
        return f"{self.first_day:%Y-%m}"


class Expansion(models.Model):
    """Colleagues who went to work more hours in one month, for good or for a while: a group, never one of them."""

    month = models.ForeignKey(ResultMonth, on_delete=models.CASCADE, related_name="expansions", verbose_name="maand")
    is_permanent = models.BooleanField("vast")
    people = models.PositiveSmallIntegerField("collega's")
    hours = models.DecimalField("uren per week erbij, samen", max_digits=6, decimal_places=1)
    starts_on = models.DateField("vanaf")
    until = models.DateField("tot en met", null=True, help_text="Alleen bij een tijdelijke uitbreiding.")

    class Meta:
        verbose_name = "uitbreiding"
        verbose_name_plural = "uitbreidingen"
        constraints = [
            models.UniqueConstraint(fields=["month", "is_permanent"], name="expansion_once_per_month_and_kind"),
            models.CheckConstraint(condition=Q(people__gte=1, hours__gt=0), name="expansion_of_someone"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(is_permanent=False, until__gte=F("starts_on")), name="expansion_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people} collega's, {self.hours} uur"


class StillAnswer(models.Model):
    """Whether it is still so, a number of months later. Without people: not known yet, to be asked again."""

    expansion = models.ForeignKey(
        Expansion, on_delete=models.CASCADE, related_name="answers", verbose_name="uitbreiding"
    )
    after = models.PositiveSmallIntegerField("na maanden", choices=[(months, f"{months} maanden") for months in AFTER])
    people = models.PositiveSmallIntegerField("collega's die nog meer werken", null=True)
    hours = models.DecimalField("uren per week erbij, samen", max_digits=6, decimal_places=1, default=0)
    ask_again_on = models.DateField("opnieuw vragen vanaf", null=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="ingevuld door"
    )
    entered_at = models.DateTimeField("ingevuld op")

    class Meta:
        verbose_name = "antwoord op nog steeds zo"
        verbose_name_plural = "antwoorden op nog steeds zo"
        constraints = [models.UniqueConstraint(fields=["expansion", "after"], name="still_answer_once")]

    def __str__(self) -> str:
        return f"na {self.after} maanden"

    @property
    def on(self) -> date:
        return timezone.localdate(self.entered_at)


class ResultChange(models.Model):
    """Who changed what of a month, and when."""

    class Kind(models.TextChoices):
        CORRECTED = "verbeterd", "verbeterd"
        REOPENED = "heropend", "opnieuw geopend"
        STILL = "nog zo", "nog steeds zo beantwoord"

    month = models.ForeignKey(ResultMonth, on_delete=models.CASCADE, related_name="changes", verbose_name="maand")
    kind = models.CharField("wat", max_length=10, choices=Kind)
    before = models.JSONField("wat er stond", default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField("wat er kwam", default=dict, encoder=DjangoJSONEncoder)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="gewijzigd door"
    )
    changed_at = models.DateTimeField("gewijzigd op")

    class Meta:
        verbose_name = "wijziging van resultaten"
        verbose_name_plural = "wijzigingen van resultaten"

    def __str__(self) -> str:
        return self.get_kind_display()
