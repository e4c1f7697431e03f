"""Signing in that failed, for the trail that administrators read (portal/audit)."""

from datetime import datetime
from typing import Any

from allauth.mfa.signals import authentication_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from portal.audit import trail
from portal.people.models import User

WRONG_PASSWORD = "inloggen mislukt"  # noqa: S105 (what happened, in words)
NO_ACCOUNT = "inloggen mislukt, met een adres zonder account"
WRONG_STEP = "tweede stap mislukt"


def wrong_password(request: HttpRequest, typed: str, *, now: datetime) -> None:
    """An address without an account may be a password in the wrong field, so it's kept nowhere."""
    number = User.objects.filter(email__iexact=typed).values_list("pk", flat=True).first()
    if number is None:
        trail.failed_to_sign_in(request, [], what=NO_ACCOUNT, now=now)
    else:
        trail.failed_to_sign_in(request, [number], what=WRONG_PASSWORD, now=now)


@receiver(authentication_failed)
def wrong_step(request: HttpRequest, user: User, **kwargs: Any) -> None:
    trail.failed_to_sign_in(request, [user.pk], what=WRONG_STEP, now=timezone.now())
