"""A round of one board, or of several as a pool; and what was agreed, as numbers."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bootcamp.matching.solver.rows import RoundOutcome, outcome_from_json
from portal.people import access
from portal.people.models import Board, School, User, schools_led_by


class FormationRoundQuerySet(models.QuerySet):
    def led_by(self, user: User) -> Self:
        """Of HR and board of the board that began it."""
        if not (access.leads_from_board(user) and user.board_id):
            return self.none()
        return self.filter(board=user.board_id)

    def visible_to(self, user: User) -> Self:
        """To who leads a school or a board that takes part; an invited board sees it too, to say yes."""
        if access.leads_from_board(user) and user.board_id:
            return self.filter(Q(board=user.board_id) | Q(taking_part__board=user.board_id)).distinct()
        if not access.leads_own_school(user):
            return self.none()
        boards = School.objects.filter(pk__in=schools_led_by(user)).values("board")
        joined = Q(taking_part__board__in=boards, taking_part__joined_at__isnull=False)
        return self.filter(joined).distinct()


class FormationRound(models.Model):
    class State(models.TextChoices):
        OPEN = "open", "open voor wensen en plekken"
        CLOSED = "closed", "gesloten, voorstellen maken"
        TALKS = "talks", "gesprekken"
        DECIDED = "decided", "besloten"

    class Solving(models.TextChoices):
        NOT_YET = "", "nog niet gemaakt"
        ASKED = "asked", "wordt gemaakt"
        DONE = "done", "klaar"
        STOPPED = "stopped", "gestopt"
        FAILED = "failed", "mislukt"

    title = models.CharField("naam", max_length=80)
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="formation_rounds", verbose_name="bestuur")
    state = models.CharField("stand", max_length=8, choices=State, default=State.OPEN)
    wishes_until = models.DateField("wensen tot en met")
    places_until = models.DateField("open plekken tot en met")
    talks_until = models.DateField("gesprekken tot en met")
    reasons_open = models.BooleanField("leerkrachten zien waarom iets niet past", default=False)
    solving = models.CharField("voorstellen", max_length=8, choices=Solving, default=Solving.NOT_YET, blank=True)
    stop_asked = models.BooleanField("stoppen gevraagd", default=False)
    done = models.PositiveIntegerField("delen klaar", default=0)
    of = models.PositiveIntegerField("van de delen", default=0)
    outcome = models.JSONField("uitkomst", null=True, blank=True)
    trouble = models.CharField("wat er misging", max_length=300, blank=True)
    solved_at = models.DateTimeField("voorstellen gemaakt op", null=True, blank=True)
    began_at = models.DateTimeField("begonnen op")
    began_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="begonnen door"
    )

    objects = FormationRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "formatieronde"
        verbose_name_plural = "formatierondes"
        constraints = [
            models.CheckConstraint(
                condition=Q(wishes_until__lte=F("places_until"), places_until__lte=F("talks_until")),
                name="round_days_in_order",
                violation_error_message="Zet de dagen op volgorde: eerst wensen, dan plekken, dan gesprekken.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.board.name}"

    @property
    def step(self) -> int:
        """Of the four that a round has."""
        if self.state == self.State.OPEN:
            return 1
        if self.state == self.State.CLOSED:
            return 2 if self.outcome is None else 3
        return 4

    @property
    def best(self) -> RoundOutcome | None:
        return None if self.outcome is None else outcome_from_json(self.outcome)

    def board_ids(self) -> list[int]:
        """Of the boards that take part."""
        return [row.board_id for row in self.taking_part.all() if row.joined_at is not None]


class RoundBoard(models.Model):
    """A board in a round. Others than who began it are asked first."""

    round = models.ForeignKey(FormationRound, on_delete=models.CASCADE, related_name="taking_part")
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="+", verbose_name="bestuur")
    joined_at = models.DateTimeField("doet mee sinds", null=True, blank=True)

    class Meta:
        verbose_name = "bestuur in een ronde"
        verbose_name_plural = "besturen in een ronde"
        constraints = [models.UniqueConstraint(fields=["round", "board"], name="board_once_in_a_round")]

    def __str__(self) -> str:
        return f"{self.board_id} in {self.round_id}"


class AgreedHours(models.Model):
    """Hours that were agreed in a month at a school: a number, of nobody."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="agreed_hours", verbose_name="school")
    month = models.DateField("maand")
    hours = models.PositiveIntegerField("uren per week", default=0)

    class Meta:
        verbose_name = "afgesproken uren"
        verbose_name_plural = "afgesproken uren"
        constraints = [models.UniqueConstraint(fields=["school", "month"], name="agreed_hours_once_a_month")]

    def __str__(self) -> str:
        return f"{self.hours} uur in {self.month:%Y-%m}"


def first_of(day: date) -> date:
    return day.replace(day=1)
