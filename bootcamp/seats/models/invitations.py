"""A code or link with which a board lets its schools in."""

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from bootcamp.seats.models.bootcamps import Bootcamp
from portal.people import access
from portal.people.models import Board, User

# Without letters and digits that people mix up when they read a code aloud.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(10))


class InvitationQuerySet(models.QuerySet):
    def valid(self) -> Self:
        return self.filter(revoked_at=None)

    def managed_by(self, user: User) -> Self:
        """HPP all of them, HR and board those of their own board."""
        if access.is_hpp(user):
            return self
        return self.filter(board=user.board_id) if access.leads_from_board(user) and user.board_id else self.none()


class Invitation(models.Model):
    bootcamp = models.ForeignKey(Bootcamp, on_delete=models.CASCADE, related_name="invitations")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="invitations", verbose_name="bestuur")
    code = models.CharField("code", max_length=12, unique=True, default=new_code, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField("gemaakt op")
    revoked_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        constraints = [
            models.UniqueConstraint(
                fields=["bootcamp", "board"],
                condition=models.Q(revoked_at=None),
                name="invitation_once_per_board",
                violation_error_message="Voor dit bestuur is er al een code.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.board} bij {self.bootcamp}"

    def get_absolute_url(self) -> str:
        return reverse("bootcamp:invitation", args=[self.code])
