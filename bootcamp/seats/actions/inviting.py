"""A board lets its schools in with a code."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bootcamp.seats.actions.locking import lock
from bootcamp.seats.actions.reasons import NotPossible
from bootcamp.seats.models import Invitation
from portal.people.models import Board, User


@transaction.atomic
def invite(*, bootcamp_id: int, board: Board, by: User, now: datetime) -> Invitation:
    """The code of this board for this bootcamp. Asking again gives the same one, until it is revoked."""
    bootcamp = lock(bootcamp_id)
    existing = bootcamp.invitations.valid().filter(board=board).first()
    if existing:
        return existing
    if not bootcamp.is_published or timezone.localdate(now) > bootcamp.enrolment_closes:
        raise NotPossible(f"Aanmelden voor {bootcamp.title} kan niet meer.")
    return bootcamp.invitations.create(board=board, made_by=by, made_at=now)


def revoke_invitation(*, invitation_id: int, now: datetime) -> None:
    """The code works no more; who came in with it stays in."""
    Invitation.objects.valid().filter(pk=invitation_id).update(revoked_at=now)
