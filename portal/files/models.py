"""Where files and materials that not everyone may open are kept together."""

from django.db import models


class Shelf(models.Model):
    """A place for materials that not everyone may open, such as the info package of one bootcamp.

    Rooms that know who may open it say so in portal/files/shelves.py; the materials themselves don't ask why.
    """

    title = models.CharField("naam", max_length=160)

    class Meta:
        verbose_name = "plank"
        verbose_name_plural = "planken"

    def __str__(self) -> str:
        return self.title
