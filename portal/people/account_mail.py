"""The mails about someone's account. Each is a job that holds only the number of a row; links are made on sending."""

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from portal.jobs import queue
from portal.jobs.lanes import Lane
from portal.people.models import User
from portal.post import mail

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


def password_link(user: User) -> str:
    key = PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return settings.SITE_URL + path


def notice(user: User, what: str) -> dict:
    return {"user": user, "what_happened": NOTICES.get(what, "Er is iets gewijzigd aan je account")}


def _active(user_id: int) -> User | None:
    return User.objects.filter(pk=user_id, is_active=True).first()


@queue.handler("portal.invitation", lane=Lane.MAIL)
def send_invitation(*, user_id):
    user = _active(user_id)
    if user and not user.has_usable_password():
        _send_link("invitation", user)


@queue.handler("portal.password_link", lane=Lane.MAIL)
def send_password_link(*, user_id):
    user = _active(user_id)
    if user:
        _send_link("password_link" if user.has_usable_password() else "invitation", user)


def _send_link(template: str, user: User) -> None:
    days = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
    mail.send(template, to=user.email, context={"user": user, "link": password_link(user), "days": days})


@queue.handler("portal.address_confirmation", lane=Lane.MAIL)
def send_address_confirmation(*, address_id):
    address = EmailAddress.objects.select_related("user").filter(pk=address_id, verified=False).first()
    if address:
        path = reverse("account_confirm_email", args=[EmailConfirmationHMAC.create(address).key])
        context = {"user": address.user, "link": settings.SITE_URL + path}
        mail.send("confirm_address", to=address.email, context=context)


@queue.handler("portal.account_notice", lane=Lane.MAIL)
def send_account_notice(*, user_id, what):
    user = _active(user_id)
    if user:
        mail.send("account_notice", to=user.email, context=notice(user, what))
