"""What is new to someone in the exchange of a bootcamp: since their visit before this one."""

from datetime import datetime, timedelta

from django.db.models import F

from bootcamp.exchange.models import Thread, Visit
from bootcamp.seats.models import Bootcamp
from portal.people.models import User

AWAY = timedelta(minutes=30)
"""Who comes back later than this is on a new visit. A page less often than that writes nothing."""


def since(*, user: User, bootcamp: Bootcamp, now: datetime) -> datetime | None:
    """When the visit before this one was; nothing on the first. One query, and one to write when a visit begins."""
    visit = Visit.objects.filter(bootcamp=bootcamp, user=user).first()
    if visit is None:
        Visit.objects.bulk_create([Visit(bootcamp=bootcamp, user=user, last_at=now)], ignore_conflicts=True)
        return None
    if now - visit.last_at < AWAY:
        return visit.since
    # Of two pages at once, one begins the visit.
    begun = Visit.objects.filter(pk=visit.pk, last_at=visit.last_at).update(since=F("last_at"), last_at=now)
    return visit.last_at if begun else Visit.objects.values_list("since", flat=True).get(pk=visit.pk)


def news(*, user: User, bootcamp: Bootcamp, moment: datetime | None) -> list[Thread]:
    """The threads with something new to this user, as far as a list needs them; one query."""
    if moment is None:
        return []
    return list(Thread.objects.filter(bootcamp=bootcamp).readable().new_to(user, moment).only("kind", "seat"))
