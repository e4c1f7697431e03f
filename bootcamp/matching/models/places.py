"""What a school needs: half-days that are open."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bootcamp.matching import choices
from bootcamp.matching.models.rounds import FormationRound
from bootcamp.matching.solver import halves
from portal.people.models import School


class OpenPlace(models.Model):
    class Kind(models.TextChoices):
        VACANCY = "vacancy", "vacature"
        REPLACEMENT = "replacement", "vervanging"
        PROJECT = "project", "project"
        FREED = "freed", "uren die vrijkomen"

    class Split(models.TextChoices):
        DAYS = "days", "ja, maar een dag blijft bij één persoon"
        WHOLE = "whole", "nee, dit is één baan"
        HALVES = "halves", "ja, ook een dag mag verdeeld"

    class Term(models.TextChoices):
        PERMANENT = "permanent", "vast"
        TEMPORARY = "temporary", "tijdelijk"

    round = models.ForeignKey(FormationRound, on_delete=models.CASCADE, related_name="places", verbose_name="ronde")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="open_places", verbose_name="school")
    kind = models.CharField("soort plek", max_length=12, choices=Kind, default=Kind.VACANCY)
    halves = models.PositiveSmallIntegerField("dagdelen")
    split = models.CharField("mag de plek verdeeld worden", max_length=6, choices=Split, default=Split.DAYS)
    max_new = models.PositiveSmallIntegerField("hoogstens zoveel nieuwe mensen", default=2)
    function = models.CharField("functie", max_length=40, default="leerkracht")
    group = models.CharField("groep", max_length=20, blank=True)
    term = models.CharField("vast of tijdelijk", max_length=9, choices=Term, default=Term.PERMANENT)
    starts = models.DateField("vanaf")
    ends = models.DateField("tot en met", null=True, blank=True)
    wait = models.DateField("mag ook later beginnen, tot", null=True, blank=True)
    begin = models.JSONField("begintijd per dag", default=dict, blank=True)
    offers = models.JSONField("wat de school regelt", default=list, blank=True)
    partner = models.CharField("wie de groep op de andere dagen heeft", max_length=80, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="ingevuld door"
    )
    entered_at = models.DateTimeField("ingevuld op")

    class Meta:
        verbose_name = "open plek"
        verbose_name_plural = "open plekken"
        constraints = [
            models.CheckConstraint(condition=Q(halves__gt=0, halves__lte=halves.WEEK), name="place_has_half_days"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="place_ends_after_it_starts",
                violation_error_message="De plek eindigt voor hij begint. Kies een latere einddag.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school.name}, {self.group_in_words}"

    @property
    def group_in_words(self) -> str:
        if self.group.isdigit():
            return f"groep {self.group}"
        return self.group or self.function

    @property
    def when(self) -> str:
        return choices.in_words(self.halves)
