"""Work sessions as a calendar file (RFC 5545) that any calendar program reads."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from bootcamp.models import Bootcamp, WorkSession

CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar(bootcamp: Bootcamp, sessions: Iterable[WorkSession], *, now: datetime) -> bytes:
    """Each session keeps its UID; its SEQUENCE rises when it moves, so calendars update instead of doubling."""
    made = Calendar()
    made.add("prodid", "-//Uren-portaal//Bootcamp//NL")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _one_line(bootcamp.title))
    for session in sessions:
        made.add_component(_event(bootcamp, session, now))
    made.add_missing_timezones()
    return made.to_ical()


def _event(bootcamp: Bootcamp, session: WorkSession, now: datetime) -> Event:
    event = Event()
    # Bare, so that it stays the same when the portal moves to another address.
    event.add("uid", str(session.uid))
    event.add("sequence", session.sequence)
    event.add("dtstamp", now)
    event.add("summary", _one_line(f"{bootcamp.title}: {session.title}"))
    event.add("dtstart", timezone.localtime(session.starts_at))
    event.add("dtend", timezone.localtime(session.ends_at))
    event.add("location", session.place or bootcamp.place)
    where = f"Voorbereiding en materialen: {settings.SITE_URL}{reverse('bootcamp:my_bootcamp')}"
    event.add("description", f"{session.outcome}\n\n{where}".strip())
    return event


def _one_line(text: str) -> str:
    return " ".join(text.split())
