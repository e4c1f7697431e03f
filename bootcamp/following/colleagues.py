"""More people on one seat: who is of the school or its board, an adjunct-director asked by mail, or someone instead.

Whoever manages the seat decides (`Enrolment.objects.managed_by`). Each action is one transaction.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from bootcamp.following import letters
from bootcamp.following.models import ColleagueInvitation, HandOver
from bootcamp.seats.actions import NotPossible
from bootcamp.seats.models import Enrolment, Participation
from portal.jobs import queue
from portal.people import access, accounts
from portal.people.access import Role
from portal.people.models import User

KIND = "bootcamp.colleague"
MOST_PEOPLE = 6


def who_could_join(enrolment: Enrolment) -> QuerySet[User]:
    """Directors of the school, HR and board above it, who aren't in yet."""
    directors = Q(access.directors(), schools=enrolment.school_id)
    above = Q(access.leaders_from_board(), board=enrolment.school.board_id)
    here = enrolment.participations.values("user")
    people = User.objects.filter(directors | above, is_active=True).exclude(pk__in=here).distinct()
    return people.order_by("last_name", "first_name", "pk")


def shown(enrolment: Enrolment) -> tuple[list[Participation], list[ColleagueInvitation]]:
    """Who takes part, and who was asked. Someone new counts as asked until the first time they sign in, so that the
    page doesn't tell whether an address had an account."""
    invited = list(enrolment.colleague_invitations.order_by("last_name", "first_name", "pk"))
    addresses = {each.email for each in invited}
    people = [
        each
        for each in enrolment.participations.all()
        if each.user.last_login is not None or each.user.email not in addresses
    ]
    here = {each.user.email for each in people}
    return people, [each for each in invited if each.email not in here]


@transaction.atomic
def add(*, enrolment_id: int, user_id: int, by: User, now: datetime) -> Participation:
    enrolment = _locked(enrolment_id)
    existing = enrolment.participations.filter(user=user_id).first()
    if existing:
        return existing
    user = who_could_join(enrolment).filter(pk=user_id).first()
    if user is None:
        raise NotPossible("Deze collega kan niet meedoen voor deze school. Kies iemand uit de lijst.")
    _check_room(enrolment)
    participation = enrolment.participations.create(user=user)
    letters.tell(letters.COLLEAGUE_ADDED, enrolment, user, by=by, now=now)
    return participation


@transaction.atomic
def remove(*, enrolment_id: int, participation_id: int, by: User, now: datetime) -> None:
    """Taking out someone who is out already changes nothing."""
    enrolment = _locked(enrolment_id)
    found = enrolment.participations.select_related("user").filter(pk=participation_id).first()
    if found is None:
        return
    if enrolment.participations.count() == 1:
        raise NotPossible(
            "Er moet iemand meedoen voor je school. Geef de plek door aan een collega, of meld de school af."
        )
    enrolment.colleague_invitations.filter(email=found.user.email).delete()
    found.delete()
    letters.tell(letters.COLLEAGUE_REMOVED, enrolment, found.user, by=by, now=now)


@transaction.atomic
def hand_over(*, enrolment_id: int, participation_id: int, to_id: int, by: User, now: datetime) -> Participation:
    """The place passes on with what was noted for the school. Both get a mail."""
    enrolment = _locked(enrolment_id)
    found = enrolment.participations.select_related("user").filter(pk=participation_id).first()
    if found is None:
        raise NotPossible("Deze collega doet niet meer mee. Er is niets veranderd.")
    if found.user_id == to_id:
        return found
    to = who_could_join(enrolment).filter(pk=to_id).first()
    if to is None:
        raise NotPossible("Aan deze collega kan de plek niet. Kies iemand uit de lijst.")
    gave = found.user
    HandOver.objects.create(participation=found, from_user=gave, handed_by=by, handed_at=now)
    enrolment.colleague_invitations.filter(email=gave.email).delete()
    found.user = to
    found.save(update_fields=["user"])
    letters.tell(letters.SEAT_RECEIVED, enrolment, to, by=by, now=now, gave=gave)
    letters.tell(letters.SEAT_HANDED, enrolment, gave, by=by, now=now, taker=to)
    return found


@transaction.atomic
def invite(
    *, enrolment_id: int, email: str, first_name: str, last_name: str, by: User, now: datetime
) -> ColleagueInvitation:
    """The answer is the same whether the address has an account or not; the rest happens in the background."""
    enrolment = _locked(enrolment_id)
    email = email.strip().lower()
    existing = enrolment.colleague_invitations.filter(email=email).first()
    if existing:
        return existing
    _check_room(enrolment)
    made = enrolment.colleague_invitations.create(
        email=email, first_name=first_name, last_name=last_name, invited_by=by, invited_at=now
    )
    queue.enqueue(KIND, now=now, invitation_id=made.pk)
    return made


@transaction.atomic
def withdraw(*, enrolment_id: int, invitation_id: int) -> None:
    """An account that was made for it and never used goes too: a mistyped address may open nothing."""
    enrolment = _locked(enrolment_id)
    found = enrolment.colleague_invitations.select_related("account").filter(pk=invitation_id).first()
    if found is None:
        return
    account = found.account
    found.delete()
    if account and account.last_login is None:
        account.delete()


@transaction.atomic
def bring_in(invitation_id: int) -> None:
    """Safe to run twice. A new address gets an account as director of this school and nothing more; someone of the
    school or its board takes part at once; anyone else is told that HPP can link the account to the school."""
    now = timezone.now()
    found = ColleagueInvitation.objects.select_for_update(of=("self",)).filter(pk=invitation_id).first()
    if found is None or found.enrolment.cancelled_at is not None:
        return
    enrolment = _locked(found.enrolment_id)
    user = User.objects.filter(email__iexact=found.email).first()
    if user is None:
        user = found.account = _new_director(found, enrolment)
        found.save(update_fields=["account"])
        accounts.invite(user, by=found.invited_by, now=now)
    if enrolment.participations.filter(user=user).exists():
        return
    if who_could_join(enrolment).filter(pk=user.pk).exists():
        enrolment.participations.create(user=user)
        letters.tell(letters.COLLEAGUE_ADDED, enrolment, user, by=found.invited_by, now=now)
    elif user.is_active:
        letters.tell(letters.COLLEAGUE_ASKED, enrolment, user, by=found.invited_by, now=now)


def _new_director(invitation: ColleagueInvitation, enrolment: Enrolment) -> User:
    user = User.objects.create_user(
        email=invitation.email,
        password=None,
        first_name=invitation.first_name,
        last_name=invitation.last_name,
        role=Role.DIRECTOR,
    )
    user.schools.set([enrolment.school])
    accounts.use_address(user)
    return user


def _locked(enrolment_id: int) -> Enrolment:
    # Two people may take the last two out at the same moment.
    Enrolment.objects.select_for_update().get(pk=enrolment_id)
    enrolment = Enrolment.objects.select_related("bootcamp", "school").get(pk=enrolment_id)
    if enrolment.cancelled_at is not None:
        raise NotPossible(f"{enrolment.school.name} is afgemeld voor {enrolment.bootcamp.title}.")
    return enrolment


def _check_room(enrolment: Enrolment) -> None:
    people, invited = shown(enrolment)
    if len(people) + len(invited) >= MOST_PEOPLE:
        raise NotPossible(f"Per school kunnen hooguit {MOST_PEOPLE} mensen meedoen. Haal eerst iemand weg.")
