"""What a board agrees on for all its schools: its frames (kaders), in versions, and the help it offers."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models

from portal.people import access
from portal.people.models import Board, User

LONGEST = 200
"""What stands in each plan, also on the poster."""


class BoardFramesQuerySet(models.QuerySet):
    def in_force_on(self, day: date) -> Self:
        return self.filter(valid_from__lte=day).order_by("-valid_from", "-number")


class BoardFrames(models.Model):
    """One version. A new one never changes what stood there before."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="frames", verbose_name="bestuur")
    number = models.PositiveIntegerField("versie")
    text = models.CharField("kaders", max_length=LONGEST)
    valid_from = models.DateField("geldt vanaf")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="geschreven door"
    )
    written_at = models.DateTimeField("geschreven op")

    objects = BoardFramesQuerySet.as_manager()

    class Meta:
        verbose_name = "kaders van een bestuur"
        verbose_name_plural = "kaders van besturen"
        constraints = [models.UniqueConstraint(fields=["board", "number"], name="board_frames_number_once")]

    def __str__(self) -> str:
        return f"versie {self.number}"


class ProjectSupport(models.Model):
    """Who of the board helps its schools, how much, and how a school asks for it."""

    board = models.OneToOneField(Board, on_delete=models.CASCADE, related_name="support", verbose_name="bestuur")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="supports", verbose_name="wie helpt"
    )
    hours = models.PositiveSmallIntegerField("uren per week")
    how = models.CharField("zo vraag je het", max_length=LONGEST)

    class Meta:
        verbose_name = "hulp van een bestuur"
        verbose_name_plural = "hulp van besturen"

    def __str__(self) -> str:
        return f"{self.hours} uur per week"


def boards_written_by(user: User) -> models.QuerySet[Board]:
    if not access.leads_from_board(user) or user.board_id is None:
        return Board.objects.none()
    return Board.objects.filter(pk=user.board_id)


def boards_read_by(user: User) -> models.QuerySet[Board]:
    """HPP, the board, and who leads one of its schools."""
    if access.is_hpp(user):
        return Board.objects.all()
    if access.leads_own_school(user):
        return Board.objects.filter(schools__people=user).distinct()
    return boards_written_by(user)
