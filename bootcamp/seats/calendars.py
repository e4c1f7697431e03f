"""Work sessions as a calendar file (RFC 5545) that any calendar program reads."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats.models import Bootcamp, WorkSession
from portal.text.plain import one_line

CONTENT_TYPE = "text/calendar; charset=utf-8"
FETCH_EVERY = timedelta(hours=6)


def calendar(bootcamp: Bootcamp, sessions: Iterable[WorkSession], *, now: datetime) -> bytes:
    """The file for one bootcamp, or one session of it."""
    return _written(bootcamp.title, sessions, now=now)


def feed(sessions: Iterable[WorkSession], *, now: datetime) -> bytes:
    """What calendar programs fetch again and again: the same bytes for an hour, as long as nothing changes."""
    on_the_hour = now.replace(minute=0, second=0, microsecond=0)
    return _written("Bootcamps van Uren-portaal", sessions, now=on_the_hour, fetch_every=FETCH_EVERY)


def _written(
    name: str, sessions: Iterable[WorkSession], *, now: datetime, fetch_every: timedelta | None = None
) -> bytes:
    """Each session keeps its UID; its SEQUENCE rises when it moves, so calendars update instead of doubling."""
    from icalendar import Calendar  # slow to load, and never needed for a first page

    ical = Calendar()
    ical.add("prodid", "-//Uren-portaal//Bootcamp//NL")
    ical.add("version", "2.0")
    ical.add("method", "PUBLISH")
    ical.add("x-wr-calname", one_line(name))
    if fetch_every:
        ical.add("refresh-interval", fetch_every, parameters={"VALUE": "DURATION"})
        ical.add("x-published-ttl", f"PT{int(fetch_every.total_seconds() // 3600)}H")
    for session in sessions:
        ical.add_component(_event(session, now))
    ical.add_missing_timezones()
    return ical.to_ical()


def _event(session: WorkSession, now: datetime) -> Any:
    from icalendar import Event

    bootcamp, event = session.bootcamp, Event()
    # Bare, so that it stays the same when the portal moves to another address.
    event.add("uid", str(session.uid))
    event.add("sequence", session.sequence)
    event.add("dtstamp", now)
    event.add("status", "CANCELLED" if session.cancelled_at else "CONFIRMED")
    event.add("summary", one_line(f"{bootcamp.title}: {session.title}"))
    event.add("dtstart", timezone.localtime(session.starts_at))
    event.add("dtend", timezone.localtime(session.ends_at))
    event.add("location", session.place or bootcamp.place)
    where = f"Voorbereiding en materialen: {settings.SITE_URL}{reverse('bootcamp:my_bootcamp')}"
    event.add("description", f"{session.outcome}\n\n{where}".strip())
    return event
