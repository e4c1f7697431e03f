"""How accounts come to be and stay safe: by invitation of HPP, with mails that never hold up a page."""

import base64
import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from portal import homes, limits
from portal.people import letters, sessions, sign_ins
from portal.people.models import User

WRONG_CODE = "Die code klopt niet. Een code geldt maar kort: vul de nieuwste in."


def invite(user: User, *, by: User | None, now: datetime) -> None:
    """Give someone without a password the mail with which to choose one."""
    letters.invite(user, by=by, now=now)


def use_address(user: User) -> None:
    """From now on this is how the person signs in; it counts once they open a mail that was sent there."""
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)


def may_leave(user: User) -> bool:
    """By themselves. Who works for HPP is let go by another administrator, so that somebody always stays."""
    return not user.is_staff and not user.is_superuser


@transaction.atomic
def take_second_step_away(user: User, *, now: datetime) -> None:
    """For who lost a phone. Signed out everywhere; the next time the password is enough to set a new step up."""
    Authenticator.objects.filter(user=user).delete()
    sessions.end_all(user)
    letters.notice(user, "portal/second_step_removed", now=now)


AT_NEW_PASSWORD: list[Callable[[User], str]] = []


def at_new_password(act: Callable[[User], str]) -> None:
    """What else must change with a password. `act` gives the sentence that tells the person so, or nothing."""
    AT_NEW_PASSWORD.append(act)


AT_VERIFIED: list[Callable[[User], str]] = []


def when_verified(act: Callable[[User], str]) -> None:
    """What follows when someone proves for the first time that they read the mail of their address. `act` gives a
    sentence that tells the person what became of it, or nothing."""
    AT_VERIFIED.append(act)


def verified(user: User) -> None:
    for sentence in filter(None, [act(user) for act in AT_VERIFIED]):
        messages.success(context.request, sentence)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Dit e-mailadres en dit wachtwoord horen niet bij elkaar.",
        "incorrect_password": "Dat wachtwoord klopt niet.",
        "enter_current_password": "Dat is niet je huidige wachtwoord.",
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": "Er is te vaak een verkeerd wachtwoord ingevuld. Wacht vijf minuten.",
        "duplicate_email": "Dit is al je e-mailadres.",
        "same_as_current": "Dit is al je e-mailadres.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """A server on a Unix socket names no address; that must keep nobody from signing in."""
        try:
            return super().get_client_ip(request)
        except PermissionDenied:
            return limits.NO_ADDRESS

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Per visitor and address together: who guesses from elsewhere doesn't lock the owner out."""
        return f"{limits.visitor(request)}:{super()._get_login_attempts_cache_key(request, **credentials)}"

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        sign_ins.wrong_password(request, credentials.get("email") or "", now=timezone.now())

    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        for sentence in filter(None, [act(user) for act in AT_NEW_PASSWORD]):
            messages.info(context.request, sentence)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The home of the role; where someone was going (`next`) goes before it."""
        return homes.address_of(request.user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("my_account")

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: EmailConfirmation, signup: bool) -> None:
        letters.confirm(emailconfirmation.email_address, now=timezone.now())

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        address = "" if email in (None, user.email) else email
        letters.notice(user, template_prefix, address=address, now=timezone.now())

    def send_account_already_exists_mail(self, email: str) -> None:
        """Silence: whoever types someone else's address learns nothing and can make us mail nobody."""


class MfaAdapter(DefaultMFAAdapter):
    """Keeps the keys of second steps encrypted, so that a leaked database is not enough to sign in."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"portal.second-step:" + secret.encode()).digest())
