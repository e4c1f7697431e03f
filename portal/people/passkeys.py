"""Offering a passkey, once, to who may do with a password alone. Who needs a second step is asked for it anyway."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings

from portal.people import second_step
from portal.people.models import User


def is_offered(user: User) -> bool:
    """Not on the accounts of the example content, which everybody knows."""
    if settings.DEMO or user.passkey_offered_at or second_step.is_needed_by(user):
        return False
    return not Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()


def was_offered(user: User, *, now: datetime) -> None:
    User.objects.filter(pk=user.pk, passkey_offered_at=None).update(passkey_offered_at=now)
