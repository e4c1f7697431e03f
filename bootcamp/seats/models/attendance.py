"""Who was there at a work session."""

from django.conf import settings
from django.db import models

from bootcamp.seats.models.seats import Participation
from bootcamp.seats.models.sessions import WorkSession


class Attendance(models.Model):
    class State(models.TextChoices):
        PRESENT = "aanwezig", "aanwezig"
        ABSENT = "afwezig", "afwezig"
        CAUGHT_UP = "ingehaald", "ingehaald"

    session = models.ForeignKey(WorkSession, on_delete=models.CASCADE, related_name="attendances")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="attendances")
    state = models.CharField("aanwezigheid", max_length=10, choices=State)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField("genoteerd op")

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheid"
        constraints = [
            models.UniqueConstraint(fields=["session", "participation"], name="attendance_once_per_session"),
        ]

    def __str__(self) -> str:
        return f"{self.participation}: {self.get_state_display()}"

    @property
    def of_whom(self) -> str:
        """The name of who held the seat then: what was noted stays with that person when the seat passes on."""
        moment = self.noted_at if self.state == self.State.CAUGHT_UP else self.session.starts_at
        later = [hand_over for hand_over in self.participation.hand_overs.all() if hand_over.handed_at > moment]
        if not later:
            return self.participation.user.full_name
        holder = min(later, key=lambda hand_over: hand_over.handed_at).from_user
        return holder.full_name if holder else "Iemand die niet meer meedoet"
