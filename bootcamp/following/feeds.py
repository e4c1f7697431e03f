"""Someone's own calendar: a secret address that calendar programs fetch without signing in."""

from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch, Q
from django.utils import timezone

from bootcamp.following.models import CalendarFeed, new_token
from bootcamp.seats.models import Seat, WorkSession
from portal.people import access
from portal.people.models import School, User


@transaction.atomic
def renew(user: User, *, now: datetime) -> CalendarFeed:
    """A new address; the one before it stops at once."""
    feed, _ = CalendarFeed.objects.update_or_create(user=user, defaults={"token": new_token(), "made_at": now})
    return feed


def renew_with_password(user: User) -> str:
    """Who knew the password could have read the address. Whoever has none gets none."""
    if not CalendarFeed.objects.filter(user=user).exists():
        return ""
    renew(user, now=timezone.now())
    return "Je agenda-adres is ook nieuw. Voeg je agenda opnieuw toe met het adres op de pagina Mijn agenda."


def revoke(user: User) -> None:
    CalendarFeed.objects.filter(user=user).delete()


def sessions_of(user: User) -> list[WorkSession]:
    """Of every seat where the user is expected: takes part, or leads the school. By time, each session once.

    HR and board see the seats of all their schools in the portal; in their calendar come only those they take part in.
    """
    expected = Q(pk__in=user.participations.values("seat"))
    if access.leads_own_school(user):
        expected |= Q(school__in=School.objects.led_by(user))
    home = Prefetch("bootcamp__work_sessions", WorkSession.objects.select_related("bootcamp"))
    seats = Seat.objects.active().filter(expected)
    seats = seats.select_related("bootcamp").prefetch_related(home, "swaps__instead__bootcamp")
    sessions = {session.pk: session for seat in seats for session in seat.sessions()}
    return sorted(sessions.values(), key=lambda session: (session.starts_at, session.pk))
