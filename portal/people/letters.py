"""The mails about someone's account. What is secret in them, a link, is made when they go and stands nowhere else."""

import logging
from datetime import datetime

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import get_connection
from django.urls import reverse

from portal.people.models import User
from portal.post import kinds, mail, writing
from portal.post.kinds import Keeping, Kind, Maker, MessageOf, Priority
from portal.post.models import Letter

log = logging.getLogger(__name__)

NOTICES = {
    "account/email/password_changed": "Het wachtwoord van je account is gewijzigd",
    "account/email/password_reset": "Er is een nieuw wachtwoord gekozen voor je account",
    "account/email/password_set": "Er is een wachtwoord gekozen voor je account",
    "account/email/email_changed": "Het e-mailadres van je account is gewijzigd",
    "account/email/email_deleted": "Er is een e-mailadres weggehaald bij je account",
    "account/email/email_confirm": "Je e-mailadres is bevestigd",
    "portal/account_removed": "Je account is verwijderd",
    "portal/second_step_removed": "De tweede stap is weggehaald bij je account",
    "mfa/email/totp_activated": "Inloggen met een app met codes staat nu aan",
    "mfa/email/totp_deactivated": "Inloggen met een app met codes staat nu uit",
    "mfa/email/recovery_codes_generated": "Er zijn nieuwe herstelcodes gemaakt voor je account",
    "mfa/email/webauthn_added": "Er is een passkey of sleutel toegevoegd aan je account",
    "mfa/email/webauthn_removed": "Er is een passkey of sleutel weggehaald bij je account",
}


LINK_DAYS = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
"""How long the link of a mail works with which someone chooses a password."""


def password_link(user: User) -> str:
    key = PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return settings.SITE_URL + path


def what_happened(notice: str) -> str:
    return NOTICES.get(notice, "Er is iets gewijzigd aan je account")


def _with_link(letter: Letter) -> mail.Message:
    user = letter.to
    template = "password_link" if user.has_usable_password() else "invitation"
    return mail.rendered(template, {"user": user, "by": letter.by, "link": password_link(user), "days": LINK_DAYS})


def _invitations(letters: list[Letter]) -> MessageOf:
    """Not to who chose a password meanwhile."""
    return lambda letter: None if letter.to.has_usable_password() else _with_link(letter)


def _password_links(letters: list[Letter]) -> MessageOf:
    return _with_link


def _confirmations(letters: list[Letter]) -> MessageOf:
    waiting = EmailAddress.objects.filter(user__in=[letter.to_id for letter in letters], verified=False)
    addresses = {(address.user_id, address.email): address for address in waiting.select_related("user")}

    def message(letter: Letter) -> mail.Message | None:
        address = addresses.get((letter.to_id, letter.address))
        if address is None:
            return None
        path = reverse("account_confirm_email", args=[EmailConfirmationHMAC.create(address).key])
        return mail.rendered("confirm_address", {"user": letter.to, "link": settings.SITE_URL + path})

    return message


SIX_MONTHS = Keeping(
    "Mails over je account",
    6,
    "Zo kunnen we nagaan of iemand een mail over het account kreeg. De link erin bewaren we niet.",
)


def _secret(name: str, label: str, make: Maker) -> Kind:
    return kinds.register(Kind(name, label, make=make, priority=Priority.FIRST, is_secret=True, keeping=SIX_MONTHS))


INVITATION = _secret("people.invitation", "uitnodiging voor een account", _invitations)
PASSWORD_LINK = _secret("people.password_link", "nieuw wachtwoord kiezen", _password_links)
CONFIRMATION = _secret("people.confirmation", "e-mailadres bevestigen", _confirmations)
NOTICE = kinds.register(
    Kind(
        "people.notice",
        "wijziging aan een account",
        template="account_notice",
        priority=Priority.FIRST,
        keeping=SIX_MONTHS,
    )
)


def invite(user: User, *, by: User | None, now: datetime) -> None:
    writing.write(
        INVITATION,
        to=user,
        once=now.isoformat(),
        subject="Je account voor Uren-portaal",
        by=by,
        reply_to=by,
        now=now,
    )


def link_for_password(user: User, *, now: datetime) -> None:
    writing.write(PASSWORD_LINK, to=user, once=now.isoformat(), subject="Kies een nieuw wachtwoord", now=now)


def confirm(address: EmailAddress, *, now: datetime) -> None:
    writing.write(
        CONFIRMATION,
        to=address.user,
        once=f"{address.pk}:{now.isoformat()}",
        subject="Bevestig je e-mailadres",
        address=address.email,
        now=now,
    )


def notice(user: User, what: str, *, now: datetime, address: str = "") -> None:
    """At another address than that of the account: the one that was just replaced."""
    writing.write(
        NOTICE,
        to=user,
        once=f"{what}:{address}:{now.isoformat()}"[:120],
        address=address,
        now=now,
        context={"what_happened": what_happened(what)},
    )


def tell_who_leaves(user: User) -> None:
    """That the account is gone. No row can hold it: with the account go all its mails."""
    message = mail.rendered("account_notice", {"user": user, "what_happened": what_happened("portal/account_removed")})
    try:
        mail.deliver(message, to=user.email, reply_to=[settings.CONTACT_EMAIL], post_office=get_connection())
    except OSError:
        log.exception("The notice that an account was removed failed.")
