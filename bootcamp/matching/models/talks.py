"""What comes out of a round: proposals to talk about, what was changed by hand, and why something stays open."""

from django.conf import settings
from django.db import models

from bootcamp.matching.models.places import OpenPlace
from bootcamp.matching.models.rounds import FormationRound
from bootcamp.matching.models.wishes import HoursWish


class RoundProposal(models.Model):
    """A wish that fits half-days of a place, or half-days that a colleague gives away. Goes when the wish goes."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "nog niet besproken"
        TALK = "talk", "uitgenodigd voor een gesprek"
        AGREED = "agreed", "afgesproken"
        DROPPED = "dropped", "gaat niet door"

    round = models.ForeignKey(FormationRound, on_delete=models.CASCADE, related_name="proposals", verbose_name="ronde")
    wish = models.ForeignKey(HoursWish, on_delete=models.CASCADE, related_name="proposals", verbose_name="wens")
    place = models.ForeignKey(
        OpenPlace, on_delete=models.CASCADE, null=True, blank=True, related_name="proposals", verbose_name="open plek"
    )
    given_by = models.ForeignKey(
        HoursWish,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wens van wie afgeeft",
    )
    need = models.CharField("kenmerk van de plek", max_length=80)
    halves = models.PositiveSmallIntegerField("dagdelen")
    reasons = models.JSONField("waarom het past", default=list)
    state = models.CharField("stand", max_length=8, choices=State, default=State.PROPOSED)
    changed_at = models.DateTimeField("gewijzigd op")

    class Meta:
        verbose_name = "voorstel in een ronde"
        verbose_name_plural = "voorstellen in een ronde"
        constraints = [
            models.UniqueConstraint(fields=["round", "wish", "need"], name="proposal_once_for_wish_and_place"),
        ]

    def __str__(self) -> str:
        return f"{self.need}: {self.get_state_display()}"

    @property
    def is_fixed(self) -> bool:
        """In talk, or agreed: a new proposal leaves it as it is."""
        return self.state in (self.State.TALK, self.State.AGREED)


class RoundMove(models.Model):
    """By hand: this wish at this place, or never there. Weighed first, kept once someone says yes to what it costs."""

    class State(models.TextChoices):
        ASKED = "asked", "wordt uitgezocht"
        WEIGHED = "weighed", "uitgezocht"
        REFUSED = "refused", "kan niet"
        KEPT = "kept", "vastgezet"

    round = models.ForeignKey(FormationRound, on_delete=models.CASCADE, related_name="moves", verbose_name="ronde")
    wish = models.ForeignKey(HoursWish, on_delete=models.CASCADE, related_name="moves", verbose_name="wens")
    need = models.CharField("kenmerk van de plek", max_length=80)
    halves = models.PositiveSmallIntegerField("dagdelen", default=0)
    is_pin = models.BooleanField("vastzetten")
    state = models.CharField("stand", max_length=8, choices=State, default=State.ASKED)
    cost = models.JSONField("wat het kost", null=True, blank=True)
    outcome = models.JSONField("uitkomst", null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="gevraagd door"
    )
    asked_at = models.DateTimeField("gevraagd op")

    class Meta:
        verbose_name = "wijziging in een ronde"
        verbose_name_plural = "wijzigingen in rondes"

    def __str__(self) -> str:
        return f"{self.need}: {self.get_state_display()}"


class OpenReason(models.Model):
    """Why a wish or a place stays open, with what would help. Goes when the wish goes."""

    round = models.ForeignKey(FormationRound, on_delete=models.CASCADE, related_name="reasons", verbose_name="ronde")
    wish = models.ForeignKey(
        HoursWish, on_delete=models.CASCADE, null=True, blank=True, related_name="reasons", verbose_name="wens"
    )
    place = models.ForeignKey(
        OpenPlace, on_delete=models.CASCADE, null=True, blank=True, related_name="reasons", verbose_name="open plek"
    )
    given_by = models.ForeignKey(
        HoursWish,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wens van wie afgeeft",
    )
    need = models.CharField("kenmerk van de plek", max_length=80, blank=True)
    why = models.CharField("waarom niet", max_length=24)
    unlock = models.JSONField("wat helpt", null=True, blank=True)
    for_teacher = models.JSONField("wat helpt, voor de leerkracht", null=True, blank=True)

    class Meta:
        verbose_name = "reden in een ronde"
        verbose_name_plural = "redenen in een ronde"

    def __str__(self) -> str:
        return self.why
