"""One session followed with a parallel bootcamp instead of one's own."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bootcamp.seats.models.seats import Seat
from bootcamp.seats.models.sessions import WorkSession


class Swap(models.Model):
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="swaps")
    session = models.ForeignKey(WorkSession, on_delete=models.CASCADE, related_name="swapped_out")
    instead = models.ForeignKey(WorkSession, on_delete=models.CASCADE, related_name="swapped_in")
    swapped_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    swapped_at = models.DateTimeField("geruild op")

    class Meta:
        verbose_name = "geruilde sessie"
        verbose_name_plural = "geruilde sessies"
        constraints = [
            models.UniqueConstraint(fields=["seat", "session"], name="session_swapped_once_per_seat"),
            models.CheckConstraint(condition=~Q(session=F("instead")), name="swap_is_with_another_session"),
        ]

    def __str__(self) -> str:
        return f"{self.seat.school}: {self.session} met {self.instead.bootcamp}"
