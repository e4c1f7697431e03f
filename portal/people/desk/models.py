"""A list of people that HPP looks over before anything of it becomes an account."""

from django.conf import settings
from django.db import models
from django.urls import reverse


class PeopleList(models.Model):
    """Kept only while somebody works on it."""

    file_name = models.CharField("naam van het bestand", max_length=120)
    # Each as a dict of what stood in the file, with its number.
    rows = models.JSONField("rijen", default=list)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="ingestuurd door"
    )
    uploaded_at = models.DateTimeField("ingestuurd op")

    class Meta:
        verbose_name = "lijst van mensen"
        verbose_name_plural = "lijsten van mensen"

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("desk:import", args=[self.pk])
