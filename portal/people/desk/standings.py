"""How far someone is on the way in: prepared, invited, stuck or active."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery

from portal.people.letters import INVITATION
from portal.people.models import User
from portal.post.models import Letter


class WayIn(models.TextChoices):
    PREPARED = "voorbereid", "voorbereid"
    INVITED = "uitgenodigd", "uitgenodigd"
    STUCK = "vast", "nog niet binnen"
    ACTIVE = "actief", "actief"
    BLOCKED = "geblokkeerd", "geblokkeerd"


def with_invitations(people: QuerySet[User]) -> QuerySet:
    letters = Letter.objects.filter(to=OuterRef("pk"), kind=INVITATION.name).order_by("-written_at", "-pk")
    return people.annotate(
        invited_at=Subquery(letters.values("written_at")[:1]), invitation=Subquery(letters.values("state")[:1])
    )


def is_at(standing: str, *, now: datetime) -> Q:
    """A condition on people that come from `with_invitations`."""
    new = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX, is_active=True)
    works = Q(invited_at__gt=link_works_since(now)) & ~Q(invitation=Letter.State.FAILED)
    conditions = {
        WayIn.PREPARED: new & Q(invited_at=None),
        WayIn.INVITED: new & works,
        WayIn.STUCK: new & Q(invited_at__isnull=False) & ~works,
        WayIn.ACTIVE: Q(is_active=True) & ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX),
        WayIn.BLOCKED: Q(is_active=False),
    }
    return conditions[WayIn(standing)]


def link_works_since(now: datetime) -> datetime:
    return now - timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def of(user: User, *, now: datetime) -> WayIn:
    """Of someone that comes from `with_invitations`."""
    invited_at: datetime | None = getattr(user, "invited_at", None)
    if not user.is_active:
        return WayIn.BLOCKED
    if user.has_usable_password():
        return WayIn.ACTIVE
    if invited_at is None:
        return WayIn.PREPARED
    failed = getattr(user, "invitation", "") == Letter.State.FAILED
    return WayIn.STUCK if failed or invited_at <= link_works_since(now) else WayIn.INVITED
