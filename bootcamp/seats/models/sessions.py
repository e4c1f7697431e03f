"""Work sessions: what happens when, and what belongs to it."""

import re
import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from bootcamp.seats.models.bootcamps import Bootcamp
from portal.goals import Goal
from portal.post import relations

# What stands in the calendars of participants: a change of it raises the sequence.
IN_CALENDARS = ("title", "starts_at", "ends_at", "place", "outcome", "cancelled_at")
JOIN_EARLY = timedelta(hours=1)
CLOCK = re.compile(r"([0-2]?\d[.:][0-5]\d)\s+(.+)")


class WorkSession(models.Model):
    bootcamp = models.ForeignKey(Bootcamp, on_delete=models.CASCADE, related_name="work_sessions")
    number = models.PositiveSmallIntegerField("nummer")
    title = models.CharField("titel", max_length=80)
    subtitle = models.CharField("in een paar woorden", max_length=80, blank=True)
    goal = models.PositiveSmallIntegerField("doel", choices=Goal)
    starts_at = models.DateTimeField("begint")
    ends_at = models.DateTimeField("eindigt")
    place = models.CharField("plaats", max_length=120, blank=True, help_text="Leeg: de plaats van de bootcamp.")
    join_link = models.URLField("link om mee te doen", blank=True, help_text="Te zien vanaf een uur van tevoren.")
    outcome = models.TextField("wat je na de sessie hebt", blank=True)
    preparation = models.TextField("voorbereiding", blank=True, help_text="Eén stap per regel.")
    agenda = models.TextField("zo loopt de sessie", blank=True, help_text="Eén onderdeel per regel: 15.00 Welkom.")
    follow_up = models.TextField("daarna, op school", blank=True)
    cancelled_at = models.DateTimeField("gaat niet door sinds", null=True, blank=True, editable=False)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    agenda_changed_at = models.DateTimeField("in agenda's veranderd op", default=timezone.now, editable=False)
    mails_about_it = relations.about_it()

    class Meta:
        verbose_name = "werksessie"
        verbose_name_plural = "werksessies"
        constraints = [
            models.UniqueConstraint(
                fields=["bootcamp", "number"],
                name="session_number_once_per_bootcamp",
                violation_error_message="Dit nummer heeft al een werksessie.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_start",
                violation_error_message="De sessie eindigt voordat hij begint.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def changes_in_calendars(self, *, now: datetime) -> None:
        """Calendars take a changed session for the same one only when its sequence rises."""
        self.sequence += 1
        self.agenda_changed_at = now

    @property
    def opens_at(self) -> datetime:
        """From when on the link to join is shown."""
        return self.starts_at - JOIN_EARLY

    def can_be_joined_at(self, now: datetime) -> bool:
        return bool(self.join_link) and not self.cancelled_at and self.opens_at <= now < self.ends_at

    def has_started_at(self, now: datetime) -> bool:
        return self.starts_at <= now

    def has_ended_at(self, now: datetime) -> bool:
        return self.ends_at <= now

    @property
    def preparation_steps(self) -> list[str]:
        return [line.strip() for line in self.preparation.splitlines() if line.strip()]

    @property
    def agenda_items(self) -> list[tuple[str, str]]:
        """(time, what) for each line that starts with a time; ("", line) for another."""
        lines = filter(None, map(str.strip, self.agenda.splitlines()))
        return [(match[1], match[2]) if (match := CLOCK.fullmatch(line)) else ("", line) for line in lines]
