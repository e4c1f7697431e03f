"""What only the school knows, and where it knows better than DUO. Numbers of a school; never anyone's own."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.people import access
from portal.people.models import School, Visitor


class OwnFigureQuerySet(models.QuerySet):
    def visible_to(self, user: Visitor) -> Self:
        if not user.is_authenticated:
            return self.none()
        if access.is_hpp(user):
            return self
        return self.filter(school__in=School.objects.led_by(user).values("pk"))


class OwnFigure(models.Model):
    """One number that a director gave, kept apart from DUO's. By whom is forgotten after 24 months."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="own_figures", verbose_name="school")
    name = models.CharField("getal", max_length=30)
    value = models.DecimalField("waarde", max_digits=12, decimal_places=3)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="ingevuld door"
    )
    entered_at = models.DateTimeField("ingevuld op")

    objects = OwnFigureQuerySet.as_manager()

    class Meta:
        verbose_name = "eigen getal van een school"
        verbose_name_plural = "eigen getallen van scholen"
        constraints = [
            models.UniqueConstraint(fields=["school", "name"], name="own_figure_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="own_figure_not_below_zero"),
        ]

    def __str__(self) -> str:
        return self.name


class FactsPaper(models.Model):
    """The facts of a school on one A4; one for each school, the latest."""

    IS_MADE_ANEW = True
    """Where two schools become one, the next who asks gets a new one (portal/people/desk/joining.py)."""

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="facts_paper")
    made_of = models.CharField("gemaakt van", max_length=64, help_text="Kenmerk van de inhoud.")
    made_at = models.DateTimeField("gemaakt op")
    content = models.BinaryField("pdf")

    class Meta:
        verbose_name = "feiten op papier"
        verbose_name_plural = "feiten op papier"

    def __str__(self) -> str:
        return f"pdf van de feiten van school {self.school_id}"
