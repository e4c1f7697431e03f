"""A survey of a school. The answers aren't here: portal/blocks keeps them, tied to nobody."""

from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from portal.blocks.models import Release
from portal.people.models import School


class SurveyQuerySet(models.QuerySet):
    def latest_first(self) -> Self:
        return self.select_related("release", "own_release", "school").order_by("-release__closes_at", "-pk")


class Survey(models.Model):
    class Way(models.TextChoices):
        LINK = "link", "één link voor iedereen"
        CARDS = "kaartjes", "een kaartje per persoon"

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="surveys", verbose_name="school")
    release = models.OneToOneField(Release, on_delete=models.CASCADE, related_name="survey", editable=False)
    own_release = models.OneToOneField(
        Release, on_delete=models.SET_NULL, null=True, related_name="survey_of_own_questions", editable=False
    )
    way = models.CharField("hoe mensen meedoen", max_length=8, choices=Way)
    code = models.CharField("code", max_length=16, unique=True, editable=False)
    paused_at = models.DateTimeField("stilgezet op", null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="geopend door"
    )
    opened_at = models.DateTimeField("geopend op")

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = "vragenlijst"
        verbose_name_plural = "vragenlijsten"

    def __str__(self) -> str:
        return f"vragenlijst van {self.school}"

    def get_absolute_url(self) -> str:
        return reverse("bootcamp:survey", args=[self.school_id])

    @property
    def address(self) -> str:
        return settings.SITE_URL + reverse("bootcamp:survey_answer", args=[self.code])

    @property
    def last_day(self) -> date:
        """It closes at the end of it."""
        return timezone.localdate(self.release.closes_at - timedelta(seconds=1))

    def is_open(self, now: datetime) -> bool:
        return not self.release.is_closed(now)


class SurveyCard(models.Model):
    """That a card may be used, and nothing else: not by whom, nor when or whether it was."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="cards")
    code_hash = models.CharField("kenmerk", max_length=64, unique=True)

    class Meta:
        verbose_name = "kaartje"
        verbose_name_plural = "kaartjes"

    def __str__(self) -> str:
        return "kaartje"
