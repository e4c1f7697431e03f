"""The second step of signing in. Like every right it's asked of this session, not of the account.

`still_to_do(request)` is the one function that knows. The middleware asks it for every page, so for the admin too.
"""

import enum

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from portal.people import access
from portal.people.models import User

# Recovery codes only stand in for one of these.
COUNT_AS_STEP = {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}


class Step(enum.Enum):
    NONE = "none"
    SET_UP = "set up"
    """The account has no second step yet."""
    TAKE = "take"
    """The account has one, but this session came in without it."""


def is_needed_by(user: User) -> bool:
    return settings.MFA_REQUIRED and (access.needs_second_step(user) or user.is_staff or user.is_superuser)


def still_to_do(request: HttpRequest) -> Step:
    if not request.user.is_authenticated or not is_needed_by(request.user):
        return Step.NONE
    own = dict(Authenticator.objects.filter(user=request.user).values_list("pk", "type"))
    if not COUNT_AS_STEP & set(own.values()):
        return Step.SET_UP
    return Step.NONE if _taken_here(request) & set(own) else Step.TAKE


def page_for_the_step(user: User) -> str:
    """The name of allauth's page on which this person can take it; each leads to the other."""
    has_codes = is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES])
    return "mfa_reauthenticate" if has_codes else "mfa_reauthenticate_webauthn"


def _taken_here(request: HttpRequest) -> set[int]:
    """The ids of what was used in this session; one that was taken away since no longer counts."""
    records = get_authentication_records(request, request.user)
    return {record["id"] for record in records if record["method"] == "mfa" and "id" in record}


def was_taken(request: HttpRequest, authenticator: Authenticator) -> None:
    """Setting a step up here shows that you have it, as using it does."""
    record_authentication(request, request.user, method="mfa", id=authenticator.pk, type=str(authenticator.type))
