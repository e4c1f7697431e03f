"""The list of background jobs."""

import uuid
from typing import Self

from django.db import models


class JobQuerySet(models.QuerySet):
    def unfinished(self) -> Self:
        return self.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])


class Job(models.Model):
    """A piece of background work. This table is the truth; the broker only wakes the worker."""

    class State(models.TextChoices):
        QUEUED = "queued", "in de rij"
        RUNNING = "running", "bezig"
        DONE = "done", "klaar"
        FAILED = "failed", "mislukt"

    key = models.UUIDField("sleutel", primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("soort", max_length=80)
    about = models.CharField("gaat over", max_length=80, blank=True, help_text="Waaraan je de taak terugvindt.")
    arguments = models.JSONField("gegevens", default=dict, help_text="Alleen nummers van rijen, nooit gegevens zelf.")
    # The database knows these too, for a process of before they were there.
    shape = models.PositiveSmallIntegerField("vorm van de gegevens", default=1, db_default=1)
    request = models.CharField("verzoek", max_length=32, blank=True, default="", db_default="")
    asked_by = models.PositiveBigIntegerField("gevraagd door", null=True, blank=True)
    state = models.CharField("toestand", max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    run_after = models.DateTimeField("niet eerder dan")
    heartbeat_at = models.DateTimeField("laatste teken", null=True, blank=True)
    created_at = models.DateTimeField("gevraagd op")
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)
    error = models.CharField("fout", max_length=200, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        indexes = [
            models.Index(fields=["state", "run_after"], name="job_state_run_after"),
            models.Index(fields=["kind", "about", "created_at"], name="job_about"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.get_state_display()})"


class Worker(models.Model):
    """A worker that was seen, with the jobs that it knows how to do."""

    name = models.CharField("naam", max_length=200, primary_key=True)
    version = models.CharField("versie", max_length=40)
    shapes = models.JSONField("kent", default=dict, help_text="Soort taak en de vormen ervan.")
    seen_at = models.DateTimeField("laatste teken")
    ticked_at = models.DateTimeField("laatste tik van de klok", null=True, blank=True)

    class Meta:
        verbose_name = "worker"
        verbose_name_plural = "workers"

    def __str__(self) -> str:
        return self.name
