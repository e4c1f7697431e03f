"""Mails about a bootcamp, to be sent or sent: the log that HPP sees, and what keeps one from going twice."""

from django.conf import settings
from django.db import models

from bootcamp.seats.models.bootcamps import Bootcamp
from bootcamp.seats.models.seats import Enrolment


class LetterQuerySet(models.QuerySet):
    def unsent(self):
        return self.filter(sent_at=None, dropped_at=None)

    def to_send(self, *, now):
        """Still to go, not too late, and to someone who can be reached."""
        in_time = models.Q(useless_from=None) | models.Q(useless_from__gt=now)
        reachable = self.unsent().filter(in_time, to__is_active=True)
        return reachable.select_related("to", "bootcamp", "enrolment__bootcamp")


class Letter(models.Model):
    """One mail to one person, as it was written. Its key says what it is about, so that it is written only once."""

    key = models.CharField("kenmerk", max_length=160, unique=True, editable=False)
    kind = models.CharField("soort", max_length=40)
    bootcamp = models.ForeignKey(Bootcamp, on_delete=models.CASCADE, related_name="letters", verbose_name="bootcamp")
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.SET_NULL, null=True, blank=True, related_name="letters", verbose_name="plek"
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letters", verbose_name="aan"
    )
    subject = models.CharField("onderwerp", max_length=200)
    text = models.TextField("tekst")
    with_calendar = models.BooleanField("met agendabestand", default=False)
    written_at = models.DateTimeField("geschreven op")
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)
    dropped_at = models.DateTimeField("niet meer nodig sinds", null=True, blank=True)
    useless_from = models.DateTimeField("heeft geen zin meer vanaf", null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "mails"
        indexes = [models.Index(fields=["bootcamp", "written_at"], name="letter_by_bootcamp")]

    def __str__(self):
        return f"{self.subject} ({self.to})"
