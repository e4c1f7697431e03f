"""The monthly question about a plan, in the year after a bootcamp: to whom it was asked, and who would rather not."""

from django.conf import settings
from django.db import models

from bootcamp.plan.models import Plan
from portal.text.dates import MONTHS


class CheckIn(models.Model):
    """One question to one person about one month. Answered once."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="check_ins", verbose_name="plan")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="check_ins", verbose_name="aan wie"
    )
    month = models.DateField("over de maand", help_text="De eerste dag ervan.")
    asked_at = models.DateTimeField("gevraagd op")
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)

    class Meta:
        verbose_name = "maandvraag"
        verbose_name_plural = "maandvragen"
        constraints = [models.UniqueConstraint(fields=["plan", "user", "month"], name="check_in_once_a_month")]

    def __str__(self) -> str:
        return f"{self.called} over plan {self.plan_id}"

    @property
    def called(self) -> str:
        return MONTHS[self.month.month - 1]


class NoCheckIn(models.Model):
    """Someone who doesn't want the monthly mail about this plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+", verbose_name="plan")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="wie")
    since = models.DateTimeField("sinds")

    class Meta:
        verbose_name = "geen maandmail"
        verbose_name_plural = "geen maandmail"
        constraints = [models.UniqueConstraint(fields=["plan", "user"], name="no_check_in_once")]

    def __str__(self) -> str:
        return f"{self.user_id} bij plan {self.plan_id}"
