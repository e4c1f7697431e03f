"""A board lets its schools in with a code.

What "alleen op uitnodiging" means is decided here: HPP invites a board by giving it its first code. With it the board
lets its schools in, and it may take a new code in exchange for the one it has. Once a code is revoked, by whomever,
the board is out and only HPP gives another.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bootcamp.seats.actions.locking import lock
from bootcamp.seats.actions.reasons import NotPossible
from bootcamp.seats.models import Bootcamp, Invitation
from portal.people import access
from portal.people.models import Board, User


@transaction.atomic
def invite(*, bootcamp_id: int, board: Board, by: User, now: datetime) -> Invitation:
    """The code of this board for this bootcamp. Asking again gives the same one, until it is revoked."""
    bootcamp = lock(bootcamp_id)
    existing = bootcamp.invitations.valid().filter(board=board).first()
    if existing:
        return existing
    if bootcamp.by_invitation and not access.is_hpp(by):
        raise NotPossible(f"Voor {bootcamp.title} geeft HPP je bestuur een code. Vraag HPP erom.")
    _check_is_open(bootcamp, now)
    return bootcamp.invitations.create(board=board, made_by=by, made_at=now)


@transaction.atomic
def renew_invitation(*, invitation_id: int, by: User, now: datetime) -> Invitation:
    """A new code for the one that went around too far: the old one works no more."""
    invitation = Invitation.objects.select_related("board").get(pk=invitation_id)
    bootcamp = lock(invitation.bootcamp_id)
    if not bootcamp.invitations.valid().filter(pk=invitation.pk).exists():
        raise NotPossible("Deze code is al ingetrokken.")
    _check_is_open(bootcamp, now)
    revoke_invitation(invitation_id=invitation.pk, now=now)
    return bootcamp.invitations.create(board=invitation.board, made_by=by, made_at=now)


def _check_is_open(bootcamp: Bootcamp, now: datetime) -> None:
    if not bootcamp.is_published or timezone.localdate(now) > bootcamp.enrolment_closes:
        raise NotPossible(f"Aanmelden voor {bootcamp.title} kan niet meer.")


def revoke_invitation(*, invitation_id: int, now: datetime) -> None:
    """The code works no more; who came in with it stays in."""
    Invitation.objects.valid().filter(pk=invitation_id).update(revoked_at=now)
