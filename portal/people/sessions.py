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
from django.contrib.sessions.models import Session
from django.db.models import DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from portal.people import access, second_step
from portal.people.models import User, signed_in

BEGAN, SEEN = "session_began", "session_seen"
# Asked for at signing in; and that this session stays, on a device of one's own.
OWN_DEVICE, STAYS = "own_device", "session_stays"
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
def begin(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    request.session[BEGAN] = request.session[SEEN] = int(time.time())
    # Also after a second step, which comes in a later request than the choice.
    if request.session.pop(OWN_DEVICE, False) and may_stay(user):
        request.session[STAYS] = True
    lasts_as_chosen(request.session)


def lasts_as_chosen(session: SessionBase) -> None:
    """How long the browser keeps the cookie; without the choice it goes when the browser closes."""
    if session.get(STAYS):
        # A day more than it can be used, as for any other, so that what is sent too late isn't lost.
        session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_OWN_DEVICE_SECONDS, days=1))


def may_stay(user: User) -> bool:
    """Not who sees what others wrote: they sign in each day, with a second step."""
    return not (access.needs_second_step(user) or user.is_staff or user.is_superuser)


def touch(session: SessionBase) -> None:
    """Someone is there."""
    now = int(time.time())
    if now - session.get(SEEN, 0) >= WRITE_EVERY:
        session[SEEN] = now


def seconds_left(request: HttpRequest) -> int:
    """Until the session ends by itself: for lack of use, or because it's old. What the user may is asked each time, so
    that a session that stays gets short the moment its user sees more."""
    session = request.session
    stays = session.get(STAYS, False) and may_stay(signed_in(request))
    idle = settings.SESSION_OWN_DEVICE_SECONDS if stays else settings.SESSION_IDLE_SECONDS
    longest = settings.SESSION_OWN_DEVICE_SECONDS if stays else settings.SESSION_LONGEST_SECONDS
    ends = min(session.get(SEEN, 0) + idle, session.get(BEGAN, 0) + longest)
    return max(0, ends - int(time.time()))


def forget_ended() -> int:
    """The list keeps no address and browser of a session that can't be used any more."""
    now = timezone.now()
    longest, own_device = (
        timedelta(seconds=seconds)
        for seconds in (settings.SESSION_LONGEST_SECONDS, settings.SESSION_OWN_DEVICE_SECONDS)
    )
    # Of any other the store forgets it within two days of its beginning.
    stays = Session.objects.filter(
        session_key=OuterRef("session_key"),
        expire_date__gt=ExpressionWrapper(OuterRef("created_at") + 4 * longest, output_field=DateTimeField()),
    )
    ended = UserSession.objects.filter(
        Q(created_at__lt=now - own_device) | Q(~Exists(stays), created_at__lt=now - longest)
    )
    return ended.delete()[0]
