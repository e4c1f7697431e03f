"""What was red, from when until when, and whether someone was told."""

from django.db import models
from django.db.models import Q


class Incident(models.Model):
    sign = models.CharField("waar", max_length=60)
    label = models.CharField("naam", max_length=100)
    began_at = models.DateTimeField("rood sinds")
    told_at = models.DateTimeField("gemaild op", null=True, blank=True)
    ended_at = models.DateTimeField("weer goed sinds", null=True, blank=True)

    class Meta:
        verbose_name = "storing"
        verbose_name_plural = "storingen"
        constraints = [
            models.UniqueConstraint(fields=["sign"], condition=Q(ended_at=None), name="incident_one_open_per_sign")
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.began_at:%Y-%m-%d %H:%M})"
