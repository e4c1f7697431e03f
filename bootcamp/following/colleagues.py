"""More people on one seat: who is of the school or its board, an adjunct-director asked by mail, or someone instead.

Whoever manages the seat decides (`Seat.objects.managed_by`). Each action is one transaction.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from bootcamp.following import letters
from bootcamp.following.models import ColleagueInvitation, HandOver
from bootcamp.seats.actions import NotPossible
from bootcamp.seats.models import Participation, Seat
from portal import kept
from portal.jobs import queue
from portal.people import access, accounts
from portal.people.access import Role
from portal.people.models import User

KIND = "bootcamp.colleague"
MOST_PEOPLE = 6


def who_could_join(seat: Seat) -> QuerySet[User]:
    """Directors of the school, HR and board above it, who aren't in yet."""
    directors = Q(access.directors(), schools=seat.school_id)
    above = Q(access.leaders_from_board(), board=seat.school.board_id)
    here = seat.participations.values("user")
    people = User.objects.filter(directors | above, is_active=True).exclude(pk__in=here).distinct()
    return people.order_by("last_name", "first_name", "pk")


INVITED = kept.Question(
    lambda seat: ColleagueInvitation.objects.filter(seat=seat).order_by("last_name", "first_name", "pk")
)


def shown(seat: Seat) -> tuple[list[Participation], list[ColleagueInvitation]]:
    """Who takes part, and who was asked. Someone new counts as asked until the first time they sign in, so that the
    page doesn't tell whether an address had an account."""
    invited = INVITED(seat.pk)
    addresses = {invitation.email for invitation in invited}
    people = [
        participation
        for participation in seat.participations.all()
        if participation.user.last_login is not None or participation.user.email not in addresses
    ]
    here = {participation.user.email for participation in people}
    return people, [invitation for invitation in invited if invitation.email not in here]


@transaction.atomic
def add(*, seat_id: int, user_id: int, by: User, now: datetime) -> Participation:
    seat = _locked(seat_id)
    existing = seat.participations.filter(user=user_id).first()
    if existing:
        return existing
    user = who_could_join(seat).filter(pk=user_id).first()
    if user is None:
        raise NotPossible("Deze collega kan niet meedoen voor deze school. Kies iemand uit de lijst.")
    _check_room(seat)
    participation = seat.participations.create(user=user, joined_at=now)
    letters.tell(letters.COLLEAGUE_ADDED, seat, user, by=by, now=now)
    return participation


@transaction.atomic
def remove(*, seat_id: int, participation_id: int, by: User, now: datetime) -> None:
    """Taking out someone who is out already changes nothing."""
    seat = _locked(seat_id)
    participation = seat.participations.select_related("user").filter(pk=participation_id).first()
    if participation is None:
        return
    if seat.participations.count() == 1:
        raise NotPossible(
            "Er moet iemand meedoen voor je school. Geef de plek door aan een collega, of meld de school af."
        )
    seat.colleague_invitations.filter(email=participation.user.email).delete()
    participation.delete()
    letters.tell(letters.COLLEAGUE_REMOVED, seat, participation.user, by=by, now=now)


@transaction.atomic
def hand_over(*, seat_id: int, participation_id: int, to_id: int, by: User, now: datetime) -> Participation:
    """The seat passes on with what was noted for the school. Both get a mail."""
    seat = _locked(seat_id)
    participation = seat.participations.select_related("user").filter(pk=participation_id).first()
    if participation is None:
        raise NotPossible("Deze collega doet niet meer mee. Er is niets veranderd.")
    if participation.user_id == to_id:
        return participation
    to = who_could_join(seat).filter(pk=to_id).first()
    if to is None:
        raise NotPossible("Aan deze collega kan de plek niet. Kies iemand uit de lijst.")
    gave = participation.user
    HandOver.objects.create(participation=participation, from_user=gave, handed_by=by, handed_at=now)
    seat.colleague_invitations.filter(email=gave.email).delete()
    participation.user = to
    participation.save(update_fields=["user"])
    letters.tell(letters.SEAT_RECEIVED, seat, to, by=by, now=now, gave=gave)
    letters.tell(letters.SEAT_HANDED, seat, gave, by=by, now=now, taker=to)
    return participation


@transaction.atomic
def invite(
    *, seat_id: int, email: str, first_name: str, last_name: str, by: User, now: datetime
) -> ColleagueInvitation:
    """The answer is the same whether the address has an account or not; the rest happens in the background."""
    seat = _locked(seat_id)
    email = email.strip().lower()
    existing = seat.colleague_invitations.filter(email=email).first()
    if existing:
        return existing
    _check_room(seat)
    invitation = seat.colleague_invitations.create(
        email=email, first_name=first_name, last_name=last_name, invited_by=by, invited_at=now
    )
    queue.enqueue(KIND, now=now, invitation_id=invitation.pk)
    return invitation


@transaction.atomic
def withdraw(*, seat_id: int, invitation_id: int) -> None:
    """An account that was made for it and never used goes too: a mistyped address may open nothing."""
    seat = _locked(seat_id)
    invitation = seat.colleague_invitations.select_related("account").filter(pk=invitation_id).first()
    if invitation is None:
        return
    account = invitation.account
    invitation.delete()
    if account and account.last_login is None:
        account.delete()


@transaction.atomic
def bring_in(invitation_id: int) -> None:
    """Safe to run twice. A new address gets an account as director of this school and nothing more; someone of the
    school or its board takes part at once; anyone else is told that HPP can link the account to the school."""
    now = timezone.now()
    invitation = ColleagueInvitation.objects.select_for_update(of=("self",)).filter(pk=invitation_id).first()
    if invitation is None or invitation.seat.cancelled_at is not None:
        return
    seat = _locked(invitation.seat_id)
    user = User.objects.filter(email__iexact=invitation.email).first()
    if user is None:
        user = invitation.account = _new_director(invitation, seat)
        invitation.save(update_fields=["account"])
        seat.participations.create(user=user, joined_at=now)
        letters.invite(seat, user, by=invitation.invited_by, now=now)
        return
    if seat.participations.filter(user=user).exists():
        return
    if who_could_join(seat).filter(pk=user.pk).exists():
        seat.participations.create(user=user, joined_at=now)
        letters.tell(letters.COLLEAGUE_ADDED, seat, user, by=invitation.invited_by, now=now)
    elif user.is_active:
        letters.tell(letters.COLLEAGUE_ASKED, seat, user, by=invitation.invited_by, now=now)


def _new_director(invitation: ColleagueInvitation, seat: Seat) -> User:
    user = User.objects.create_user(
        email=invitation.email,
        password=None,
        first_name=invitation.first_name,
        last_name=invitation.last_name,
        role=Role.DIRECTOR,
    )
    user.schools.set([seat.school])
    accounts.use_address(user)
    return user


def _locked(seat_id: int) -> Seat:
    # Two people may take the last two out at the same moment.
    Seat.objects.select_for_update().get(pk=seat_id)
    seat = Seat.objects.select_related("bootcamp", "school").get(pk=seat_id)
    if seat.cancelled_at is not None:
        raise NotPossible(f"{seat.school.name} is afgemeld voor {seat.bootcamp.title}.")
    return seat


def _check_room(seat: Seat) -> None:
    people, invited = shown(seat)
    if len(people) + len(invited) >= MOST_PEOPLE:
        raise NotPossible(f"Per school kunnen hooguit {MOST_PEOPLE} mensen meedoen. Haal eerst iemand weg.")
