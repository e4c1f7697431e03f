"""Where someone is signed in, and how that ends.

Each account has a number that is part of every session's seal. Raising it ends them all at once, also one that stands
in no list. The list itself is allauth's; it's for people to look at.
"""

import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import F
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from portal.people import second_step
from portal.people.models import User, signed_in

BEGAN, SEEN = "session_began", "session_seen"
# Being seen is written down at most this often.
WRITE_EVERY = 60


def end_all(user: User) -> None:
    """Signed out everywhere, from the next request on."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    UserSession.objects.filter(user=user).delete()


def end_others(request: HttpRequest) -> None:
    """Signed out everywhere but here. This session gets a new key too."""
    user = signed_in(request)
    end_all(user)
    user.refresh_from_db(fields=["session_round"])
    update_session_auth_hash(request, user)
    UserSession.objects.create_from_request(request)


class SessionsAdapter(DefaultUserSessionsAdapter):
    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        """Asked for by allauth's page, always for all but this one."""
        end_others(context.request)


# allauth offers no other place to say what follows when someone's steps change.
@receiver(authenticator_removed)
def without_a_step(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    end_others(request)


@receiver([authenticator_added, authenticator_reset])
def with_another_step(sender: Any, request: HttpRequest, authenticator: Authenticator, **kwargs: Any) -> None:
    """What came in under the earlier rules must come in again."""
    end_others(request)
    second_step.was_taken(request, authenticator)


@receiver(user_logged_in)
def begin(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def touch(session: SessionBase) -> None:
    """Someone is there."""
    now = int(time.time())
    if now - session.get(SEEN, 0) >= WRITE_EVERY:
        session[SEEN] = now


def seconds_left(session: SessionBase) -> int:
    """Until the session ends by itself: for lack of use, or because it's old."""
    unused = session.get(SEEN, 0) + settings.SESSION_IDLE_SECONDS
    old = session.get(BEGAN, 0) + settings.SESSION_LONGEST_SECONDS
    return max(0, min(unused, old) - int(time.time()))


def forget_ended() -> int:
    """The list keeps no address and browser of a session that can't be used any more."""
    longest = timedelta(seconds=settings.SESSION_LONGEST_SECONDS)
    return UserSession.objects.filter(created_at__lt=timezone.now() - longest).delete()[0]
