"""A link in each mail that ends the mails of its kind: signed, so that it works without signing in.

The app that owns the choice registers what can be ended; the page and the headers are the same for all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse

from portal.people.models import User

SALT = "portal.post.unsubscribe"


@dataclass(frozen=True)
class Subscription:
    """Mails that someone can do without, about one row (`find`): a bootcamp."""

    name: str
    template: str
    find: Callable[[int], models.Model | None]
    is_off: Callable[[User, Any], bool]
    turn_off: Callable[[User, Any], None]


SUBSCRIPTIONS: dict[str, Subscription] = {}


def register(subscription: Subscription) -> Subscription:
    if subscription.name in SUBSCRIPTIONS:
        raise LookupError(f"There is a subscription {subscription.name} already.")
    SUBSCRIPTIONS[subscription.name] = subscription
    return subscription


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT)


def link(subscription: Subscription, user: User, about: models.Model) -> str:
    token = _signer().sign_object([subscription.name, user.pk, about.pk])
    return settings.SITE_URL + reverse("post:unsubscribe", args=[token])


def headers(subscription: Subscription, user: User, about: models.Model) -> dict[str, str]:
    """So that a mail programme can show a button of its own (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{link(subscription, user, about)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def read(token: str) -> tuple[Subscription, int, int] | None:
    """(what, user id, row), or nothing for what we didn't sign. It has no end: people keep old mails."""
    try:
        name, user_id, about_id = _signer().unsign_object(token)
        return SUBSCRIPTIONS[name], user_id, about_id
    except (signing.BadSignature, ValueError, TypeError, LookupError):
        return None
