"""A link in each mail that ends the mails of one bootcamp: signed, so that it works without signing in."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "bootcamp.exchange.unsubscribe"


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT)


def link(user, bootcamp) -> str:
    token = _signer().sign_object([user.pk, bootcamp.pk])
    return settings.SITE_URL + reverse("bootcamp:unsubscribe", args=[token])


def headers(user, bootcamp) -> dict[str, str]:
    """So that a mail programme can show a button of its own (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{link(user, bootcamp)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def read(token: str) -> tuple[int, int] | None:
    """(user id, bootcamp id), or nothing for what we didn't sign. It has no end: people keep old mails."""
    try:
        user_id, bootcamp_id = _signer().unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return user_id, bootcamp_id
