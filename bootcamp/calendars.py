"""Work sessions as a calendar file (RFC 5545) that any calendar program reads."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from bootcamp.models import Bootcamp, WorkSession

CONTENT_TYPE = "text/calendar; charset=utf-8; method=PUBLISH"


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
    event.add("uid", f"{session.uid}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", session.sequence)
    event.add("dtstamp", now)
    event.add("summary", _one_line(f"{bootcamp.title}: {session.title}"))
    event.add("dtstart", timezone.localtime(session.starts_at))
    event.add("dtend", timezone.localtime(session.ends_at))
    event.add("location", session.place or bootcamp.place)
    event.add("description", f"{session.outcome}\n\nJe vindt alles op {settings.SITE_URL}".strip())
    return event


def _one_line(text: str) -> str:
    return " ".join(text.split())
