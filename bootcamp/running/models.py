"""Which mails a bootcamp sends by itself: when, to whom, in which words."""

from django.db import models

from bootcamp.seats.models.bootcamps import Bootcamp


class MailRule(models.Model):
    """One row per moment and audience. Where a bootcamp has none, the standard rules of rules.py hold."""

    class Moment(models.TextChoices):
        WEEK_BEFORE = "week", "een week voor elke sessie"
        DAY_BEFORE = "dag", "een dag voor elke sessie"
        DAY_AFTER = "erna", "de dag na elke sessie"

    class Audience(models.TextChoices):
        ALL = "allen", "iedereen die meedoet"
        NOT_PREPARED = "onvoorbereid", "wie nog niet is voorbereid"
        PRESENT = "aanwezig", "wie er was"
        ABSENT = "afwezig", "wie er niet was"
        WAITING = "wacht", "wie op de wachtlijst staat"

    BEFORE = (Moment.WEEK_BEFORE, Moment.DAY_BEFORE)

    bootcamp = models.ForeignKey(Bootcamp, on_delete=models.CASCADE, related_name="mail_rules")
    moment = models.CharField("wanneer", max_length=8, choices=Moment)
    audience = models.CharField("aan wie", max_length=12, choices=Audience, default=Audience.ALL)
    subject = models.CharField("onderwerp", max_length=150)
    text = models.TextField("tekst", max_length=5000)
    is_on = models.BooleanField("staat aan", default=True)

    class Meta:
        verbose_name = "mail vanzelf"
        verbose_name_plural = "mails vanzelf"
        constraints = [
            models.UniqueConstraint(
                fields=["bootcamp", "moment", "audience"],
                name="mail_rule_once_per_moment_and_audience",
                violation_error_message="Deze mail is er al. Pas die aan.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_moment_display()}, aan {self.get_audience_display()}"
