"""What can happen with someone who asks to come in.

Nothing of it tells who asks whether an address has an account or a school takes part: the page does the same for each,
and what is different stands in a mail to that address.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.jobs import queue
from portal.people import access, accounts
from portal.people.access import At
from portal.people.entrance import errands, letters
from portal.people.entrance.models import OPEN_FOR, SignUp, SignUpQuerySet
from portal.people.models import KnownDomain, School, User
from portal.people.sectors import Sector
from portal.reasons import NotPossible

KIND = "entrance.sign_up"
State = SignUp.State
BY_CODE, BY_DOMAIN = "met de code van het bestuur", "met een adres van de school of het bestuur"


@dataclass(frozen=True)
class Asked:
    """What someone filled in at the door."""

    email: str
    first_name: str
    last_name: str
    role: str
    school: School | None = None
    own_name: str = ""
    own_city: str = ""
    own_number: str = ""
    sector: str = Sector.PO
    errand: str = ""
    code: str = ""


@transaction.atomic
def ask(asked: Asked, *, now: datetime) -> None:
    """The same work for each address; the rest happens in the background."""
    sign_up = SignUp.objects.create(**vars(asked), asked_at=now)
    queue.enqueue(KIND, now=now, sign_up_id=sign_up.pk)


@transaction.atomic
def look_at(sign_up_id: int, *, now: datetime) -> None:
    """Safe to run twice. A new address gets an account that opens nothing, and a mail with which to prove that it is
    theirs; someone with an account is told so in a mail."""
    sign_up = SignUp.objects.select_for_update(of=("self",)).filter(pk=sign_up_id, state=State.ARRIVED).first()
    if sign_up is None:
        return
    user = User.objects.filter(email__iexact=sign_up.email).first()
    if user and (access.has_role(user) or user.has_usable_password()):
        if user.is_active:
            letters.known(user, sign_up, now=now)
        sign_up.delete()
        return
    if user is None:
        user = User.objects.create_user(
            sign_up.email, first_name=sign_up.first_name, last_name=sign_up.last_name, role=""
        )
        accounts.use_address(user)
    else:
        # Asked before and never opened the mail: what was filled in last counts.
        SignUp.objects.filter(email=sign_up.email, state=State.ASKED).delete()
        user.first_name, user.last_name = sign_up.first_name, sign_up.last_name
        user.save(update_fields=["first_name", "last_name"])
    sign_up.user, sign_up.state = user, State.ASKED
    sign_up.save(update_fields=["user", "state"])
    letters.link(sign_up, now=now)


def arrive(user: User) -> str:
    """Someone proved that an address is theirs. Returns what they should know now, or nothing."""
    return _arrive(user, now=timezone.now())


@transaction.atomic
def _arrive(user: User, *, now: datetime) -> str:
    sign_up = _locked(SignUp.objects.filter(user=user, state=State.ASKED))
    if sign_up is None or access.has_role(user):
        return ""
    sign_up.verified_at, sign_up.state = now, State.WAITS
    sign_up.save(update_fields=["verified_at", "state"])
    way_in = vouched_for(sign_up)
    if way_in and sign_up.school:
        return _let_in(sign_up, sign_up.school, role=sign_up.role, way_in=way_in, by=None, now=now)
    if kind := errands.kind_of(sign_up.errand):
        kind.ask(sign_up, now)
    letters.waits(sign_up, now=now)
    return ""


def _locked(sign_ups: SignUpQuerySet) -> SignUp | None:
    return sign_ups.select_for_update(of=("self",)).select_related("school__board", "user").first()


def vouched_for(sign_up: SignUp) -> str:
    """By what someone may come in at once, in words; nothing when a person must look. A role that reaches all schools
    of a board is never given by itself: the board's code and its addresses are known to everyone who works there."""
    school, opens = sign_up.school, access.opens(sign_up.role)
    if school is None or opens.at is not At.SCHOOL:
        return ""
    of_code = errands.with_code(sign_up.code)
    if of_code and of_code[0] == school.board:
        return BY_CODE
    domains = KnownDomain.objects.filter(domain=sign_up.domain.lower())
    known = domains.filter(school=school) | domains.filter(board=school.board)
    return BY_DOMAIN if known.exists() else ""


def _let_in(sign_up: SignUp, school: School, *, role: str, way_in: str, by: User | None, now: datetime) -> str:
    user = sign_up.user
    if user is None or access.has_role(user):
        raise NotPossible("Deze persoon heeft al een account met een rol.")
    user.role = role
    user.board = school.board if access.opens(role).at is At.BOARD else None
    user.save(update_fields=["role", "board"])
    user.schools.set([school] if access.opens(role).at is At.SCHOOL else [])
    sign_up.role, sign_up.school = role, school
    _end(sign_up, State.APPROVED, by=by, now=now, way_in=way_in)
    kind = errands.kind_of(sign_up.errand)
    outcome = kind.carry_out(sign_up, school, now) if kind else ""
    letters.let_in(sign_up, school, outcome=outcome, by=by, now=now)
    return outcome or f"Welkom. Je bent binnen als {access.opens(role).word} van {school.name}."


def _end(sign_up: SignUp, state: State, *, by: User | None, now: datetime, **fields: str) -> None:
    sign_up.state, sign_up.decided_at, sign_up.decided_by = state, now, by
    for name, value in fields.items():
        setattr(sign_up, name, value)
    sign_up.save()


def _waiting(sign_up_id: int) -> SignUp:
    sign_up = _locked(SignUp.objects.filter(pk=sign_up_id))
    if sign_up is None or not sign_up.is_waiting:
        raise NotPossible("Deze aanmelding is al afgehandeld. Er is niets veranderd.")
    return sign_up


@transaction.atomic
def approve(*, sign_up_id: int, school: School, role: str, by: User, now: datetime) -> str:
    sign_up = _waiting(sign_up_id)
    return _let_in(sign_up, school, role=role, way_in="", by=by, now=now)


@transaction.atomic
def refuse(*, sign_up_id: int, answer: str, by: User, now: datetime) -> None:
    """The mail with the answer goes to an account that opens nothing; it is forgotten with the sign-up."""
    sign_up = _waiting(sign_up_id)
    _end(sign_up, State.REFUSED, by=by, now=now, answer=answer)
    _let_go(sign_up, now)
    letters.refused(sign_up, by=by, now=now)


@transaction.atomic
def merge(*, sign_up_id: int, user: User, by: User, now: datetime) -> None:
    """They had an account under another address: that stays as it is, and the new one goes. Whoever has the new address
    gets no way into the old account: the mail goes to the address that was known already."""
    sign_up = _waiting(sign_up_id)
    doubled = sign_up.user
    if doubled is None or user == doubled or not access.has_role(user):
        raise NotPossible("Kies een account dat al langer bestaat.")
    _let_go(sign_up, now)
    letters.merged(sign_up, user, by=by, now=now)
    doubled.delete()


@transaction.atomic
def use_code(*, sign_up_id: int, code: str, now: datetime) -> str:
    """Someone who waits got the code of the board after all."""
    sign_up = _waiting(sign_up_id)
    sign_up.code = code
    way_in = vouched_for(sign_up)
    if way_in != BY_CODE or sign_up.school is None:
        raise NotPossible("Deze code kennen we niet bij je school. Kijk of hij klopt, of wacht op HPP.")
    return _let_in(sign_up, sign_up.school, role=sign_up.role, way_in=way_in, by=None, now=now)


@transaction.atomic
def mend(*, sign_up_id: int, school: School | None, by: User, now: datetime, **filled_in: str) -> str:
    """Other words than at first, by who asked or by HPP; `school` only when it is another one. When that makes it one
    that needs nobody's look, whoever asked is in. Returns what they should know then, or nothing."""
    sign_up = _waiting(sign_up_id)
    for name, value in filled_in.items():
        setattr(sign_up, name, value)
    if school:
        sign_up.school, sign_up.sector = school, school.sector
        sign_up.own_name = sign_up.own_city = sign_up.own_number = ""
    sign_up.save()
    if sign_up.user:
        sign_up.user.first_name, sign_up.user.last_name = sign_up.first_name, sign_up.last_name
        sign_up.user.save(update_fields=["first_name", "last_name"])
    way_in = vouched_for(sign_up)
    if way_in and sign_up.school and by == sign_up.user:
        return _let_in(sign_up, sign_up.school, role=sign_up.role, way_in=way_in, by=None, now=now)
    return ""


@transaction.atomic
def withdraw(*, sign_up_id: int, now: datetime) -> None:
    """All of it goes, with the account that opened nothing."""
    sign_up = _waiting(sign_up_id)
    _let_go(sign_up, now)
    if sign_up.user:
        sign_up.user.delete()


def _let_go(sign_up: SignUp, now: datetime) -> None:
    if kind := errands.kind_of(sign_up.errand):
        kind.let_go(sign_up, now)


def expire(*, now: datetime) -> int:
    """What nobody decided within thirty days goes, with the account that it made. Returns how many went."""
    limit = now - OPEN_FOR
    late = SignUp.objects.filter(state__in=[State.ARRIVED, *SignUp.OPEN, State.REFUSED], asked_at__lt=limit)
    return sum(_forget(pk, now) for pk in list(late.values_list("pk", flat=True)))


@transaction.atomic
def _forget(sign_up_id: int, now: datetime) -> bool:
    sign_up = _locked(SignUp.objects.filter(pk=sign_up_id))
    if sign_up is None or sign_up.state in (State.APPROVED, State.MERGED):
        return False
    if sign_up.is_waiting:
        _let_go(sign_up, now)
    if sign_up.user and not access.has_role(sign_up.user):
        sign_up.user.delete()
    else:
        sign_up.delete()
    return True
