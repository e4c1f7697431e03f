"""A plain function for each model: what you don't name gets a sensible value. Rooms add theirs below."""

import itertools

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator

from portal.models import Board, Role, School, User

PASSWORD = "kralen-op-een-draad"
SECRET = "JBSWY3DPEHPK3PXP"
numbers = itertools.count(1)


def make_board(**fields):
    return Board.objects.create(**{"name": f"Stichting Kleurrijk {next(numbers)}", **fields})


def make_school(**fields):
    number = next(numbers)
    defaults = {"name": f"De Vuurvlinder {number}", "city": "Almere", "brin": f"{number % 100:02}AB{number // 100:02}"}
    board = fields.pop("board", None) or make_board()
    return School.objects.create(board=board, **{**defaults, **fields})


def make_user(role=Role.TEACHER, *, schools=(), password=PASSWORD, verified=True, **fields):
    """Someone who can sign in; HPP staff may enter the admin, as when an administrator invites them."""
    defaults = {
        "email": f"{role}{next(numbers)}@voorbeeld.test",
        "first_name": "Sanne",
        "last_name": "de Vries",
        "is_staff": role == Role.HPP,
    }
    user = User.objects.create_user(password=password, role=role, **{**defaults, **fields})
    user.schools.set(schools)
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    return user


def make_second_step(user):
    secret = get_adapter().encrypt(SECRET)
    return Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": secret})
