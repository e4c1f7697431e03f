"""What HPP does with someone's account. Each is one transaction; who may do it is asked in rights.py."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError, QuerySet

from portal.people import access, accounts, letters, sessions
from portal.people.access import At
from portal.people.desk.joining import pointing_at
from portal.people.desk.rights import taken
from portal.people.models import Board, School, User
from portal.reasons import NotPossible


@transaction.atomic
def prepare(
    *, email: str, first_name: str, last_name: str, role: str, schools: Iterable[School], board: Board | None
) -> User:
    """An account without a mail: that goes when HPP says so."""
    if taken().filter(email__iexact=email).exists():
        raise NotPossible("Er is al een account met dit e-mailadres.")
    User.objects.filter(email__iexact=email).delete()
    user = User.objects.create_user(
        email,
        first_name=first_name,
        last_name=last_name,
        role=role,
        board=board,
        is_staff=access.opens(role).in_admin,
    )
    user.schools.set(schools)
    accounts.use_address(user)
    return user


def invite(people: Iterable[User], *, by: User, now: datetime) -> list[User]:
    """Who isn't in yet, once or once more. Returns who gets the mail."""
    invited = [user for user in people if user.is_active and access.has_role(user) and not user.has_usable_password()]
    for user in invited:
        accounts.invite(user, by=by, now=now)
    return invited


@transaction.atomic
def rename(user: User, *, first_name: str, last_name: str, email: str, now: datetime) -> None:
    former = user.email
    user.first_name, user.last_name, user.email = first_name, last_name, email
    user.save(update_fields=["first_name", "last_name", "email"])
    if former != email:
        accounts.use_address(user)
        letters.notice(user, "account/email/email_changed", address=former, now=now)


@transaction.atomic
def place(user: User, *, role: str, schools: Iterable[School], board: Board | None) -> None:
    """Another role, school or board. Signed out everywhere, so that no open page shows what is closed now."""
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    locked.role, locked.board, locked.is_staff = role, board, access.opens(role).in_admin
    locked.save(update_fields=["role", "board", "is_staff"])
    locked.schools.set(schools)
    sessions.end_all(locked)


@transaction.atomic
def block(user: User) -> None:
    """Out at once, and can't sign in. What they wrote stays."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    sessions.end_all(user)


def unblock(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=True)


def consequences(user: User, *, role: str, schools: list[School], board: Board | None) -> list[str]:
    """What another role, school or board changes, in sentences to read before it is done."""
    was, becomes = access.opens(user.role), access.opens(role)
    had = list(user.schools.order_by("name", "pk"))
    lost = [school for school in had if school not in schools]
    won = [school for school in schools if school not in had]
    sentences = []
    if was.word != becomes.word:
        sentences.append(f"{user.full_name} is voortaan {becomes.word}, en geen {was.word or 'wachtende'} meer.")
    sentences += [f"Ziet en doet niets meer voor {school}." for school in lost]
    sentences += [f"Hoort voortaan bij {school}." for school in won]
    if user.board and user.board != board:
        sentences.append(f"Ziet niets meer van de scholen van {user.board}.")
    if board and board != user.board:
        number = board.schools.count()
        sentences.append(f"Ziet voortaan {'de school' if number == 1 else f'alle {number} scholen'} van {board}.")
    if becomes.leads and becomes.at is At.SCHOOL and not was.leads:
        sentences.append("Kan plekken vragen en het plan van de school maken.")
    if was.leads and not becomes.leads:
        sentences.append("Kan geen plekken meer vragen en geen plan meer maken.")
    if becomes.needs_second_step and not was.needs_second_step:
        sentences.append("Stelt bij de volgende keer inloggen een tweede stap in.")
    if sentences:
        sentences.append("Wordt overal uitgelogd. Wat al in een bootcamp staat, blijft staan.")
    return sentences


class Merge:
    """Two accounts of one person become one. `gone` goes, with its way in; what it has done becomes that of `kept`,
    whose address, password and role stay."""

    OF_THE_ACCOUNT = {"account", "mfa", "usersessions", "admin", "sessions"}

    def __init__(self, *, gone: User, kept: User):
        if gone.pk == kept.pk:
            raise NotPossible("Kies een ander account om mee samen te voegen.")
        self.gone, self.kept = gone, kept

    def moves(self) -> list[tuple[str, int]]:
        """(what, how many) of what would move."""
        counted = [(rows.model._meta.verbose_name_plural, rows.count()) for rows, _ in self._rows()]
        totals: dict[str, int] = {}
        for name, number in counted:
            totals[str(name)] = totals.get(str(name), 0) + number
        return sorted((name, number) for name, number in totals.items() if number)

    @transaction.atomic
    def do(self) -> None:
        for rows, name in self._rows():
            for row in rows:
                self._move(row, name)
        both = (access.opens(self.kept.role), access.opens(self.gone.role))
        if all(opens.at is At.SCHOOL for opens in both):
            self.kept.schools.add(*self.gone.schools.all())
        sessions.end_all(self.gone)
        try:
            with transaction.atomic():
                self.gone.delete()
        except ProtectedError as held:
            raise NotPossible("Aan dit account hangt iets wat niet mee kan. Blokkeer het account dan.") from held

    def _rows(self) -> Iterator[tuple[QuerySet, str]]:
        for rows, name in pointing_at(self.gone, but_of=self.OF_THE_ACCOUNT):
            if rows.model is not User.schools.through:
                yield rows, name

    def _move(self, row: Model, name: str) -> None:
        """What the other account has as well stays behind, and goes."""
        try:
            with transaction.atomic():
                type(row)._base_manager.filter(pk=row.pk).update(**{name: self.kept})
        except IntegrityError:
            return
