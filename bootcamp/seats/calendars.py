"""Work sessions as a calendar file (RFC 5545) that any calendar program reads.

Two kinds: what someone fetches (`calendar`, `feed`), and what comes by mail for one person (`invitation`,
`withdrawal`; RFC 5546), which puts a session in that person's calendar and takes it out again.
"""

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats.models import Bootcamp, WorkSession
from portal.people.models import User
from portal.text.plain import one_line

CONTENT_TYPE = "text/calendar; charset=utf-8"
FETCH_EVERY = timedelta(hours=6)
ZONE = "Europe/Amsterdam"
SEQUENCES_FROM = datetime(2026, 1, 1, tzinfo=UTC)


def calendar(bootcamp: Bootcamp, sessions: Iterable[WorkSession], *, now: datetime) -> bytes:
    """The file for one bootcamp, or one session of it."""
    return _written(bootcamp.title, sessions, now=now)


def feed(sessions: Iterable[WorkSession], *, now: datetime) -> bytes:
    """What calendar programs fetch again and again: the same bytes for an hour, as long as nothing changes."""
    on_the_hour = now.replace(minute=0, second=0, microsecond=0)
    return _written("Bootcamps van Uren-portaal", sessions, now=on_the_hour, fetch_every=FETCH_EVERY)


def invitation(session: WorkSession, *, to: User, at: datetime) -> bytes:
    """Puts the session in the calendar of `to`, or moves what stands there. `at` is when that was written."""
    return _for_person("REQUEST", session, to, at)


def withdrawal(session: WorkSession, *, to: User, at: datetime) -> bytes:
    """Takes the session out of the calendar of `to`: it doesn't go on, or not for that person."""
    return _for_person("CANCEL", session, to, at)


def _for_person(method: str, session: WorkSession, to: User, at: datetime) -> bytes:
    """One session a file: several of them in one request is against RFC 5546, 3.2.2.

    The UID is of this person and session, so that taking it away touches nobody else's. Its SEQUENCE counts seconds:
    a later mail always weighs more, also about a session that was left and is followed again. The organiser is always
    the portal: a calendar takes nothing away on the word of another than who put it there, and guides change.
    """
    from icalendar import vCalAddress

    ical = _empty(method)
    event = _event(session, at)
    event["uid"] = str(uuid.uuid5(session.uid, f"participant {to.pk}"))
    event["sequence"] = int((at - SEQUENCES_FROM).total_seconds())
    if method == "CANCEL":
        event["status"] = "CANCELLED"
    host = vCalAddress(f"mailto:{parseaddr(settings.CONTACT_EMAIL)[1]}")
    host.params["cn"] = "Uren-portaal"
    event["organizer"] = host
    guest = vCalAddress(f"mailto:{one_line(to.email)}")
    guest.params["cn"] = one_line(to.full_name)
    # Coming is said on the portal; an answer by calendar would reach nobody.
    guest.params.update({"role": "REQ-PARTICIPANT", "partstat": "ACCEPTED", "rsvp": "FALSE"})
    event.add("attendee", guest)
    ical.add_component(event)
    return ical.to_ical()


def _written(
    name: str, sessions: Iterable[WorkSession], *, now: datetime, fetch_every: timedelta | None = None
) -> bytes:
    """Each session keeps its UID; its SEQUENCE rises when it moves, so calendars update instead of doubling."""
    ical = _empty("PUBLISH")
    ical.add("x-wr-calname", one_line(name))
    if fetch_every:
        ical.add("refresh-interval", fetch_every, parameters={"VALUE": "DURATION"})
        ical.add("x-published-ttl", f"PT{int(fetch_every.total_seconds() // 3600)}H")
    for session in sessions:
        ical.add_component(_event(session, now))
    return ical.to_ical()


def _empty(method: str) -> Any:
    from icalendar import Calendar  # slow to load, and never needed for a first page

    ical = Calendar()
    ical.add("prodid", "-//Uren-portaal//Bootcamp//NL")
    ical.add("version", "2.0")
    ical.add("method", method)
    ical.add_component(_zone())
    return ical


def _zone() -> Any:
    """Dutch time by its two rules. A list of the changes of sixty years is misread by some programs."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone = Timezone()
    zone.add("tzid", ZONE)
    for kind, name, month, start, before, after in (
        (TimezoneDaylight, "CEST", 3, datetime(1996, 3, 31, 2), 1, 2),  # noqa: DTZ001 (local time by RFC 5545, 3.6.5)
        (TimezoneStandard, "CET", 10, datetime(1996, 10, 27, 3), 2, 1),  # noqa: DTZ001 (the same)
    ):
        rule = kind()
        rule.add("dtstart", start)
        rule.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        rule.add("tzname", name)
        rule.add("tzoffsetfrom", timedelta(hours=before))
        rule.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(rule)
    return zone


def _event(session: WorkSession, now: datetime) -> Any:
    from icalendar import Event

    bootcamp, event = session.bootcamp, Event()
    page = f"{settings.SITE_URL}{reverse('bootcamp:session_of_mine', args=[session.uid])}"
    # Bare, so that it stays the same when the portal moves to another address.
    event.add("uid", str(session.uid))
    event.add("sequence", session.sequence)
    event.add("dtstamp", now)
    event.add("last-modified", session.agenda_changed_at)
    event.add("status", "CANCELLED" if session.cancelled_at else "CONFIRMED")
    name = one_line(f"{bootcamp.title}: {session.title}")
    # Many programs keep showing what is cancelled, without saying so.
    event.add("summary", f"Gaat niet door: {name}" if session.cancelled_at else name)
    event.add("dtstart", timezone.localtime(session.starts_at))
    event.add("dtend", timezone.localtime(session.ends_at))
    place = session.place or bootcamp.place
    event.add("location", f"{place}, meedoen via {page}" if session.join_link else place)
    event.add("url", page)
    event.add("description", f"{session.outcome}\n\nVoorbereiding en materialen: {page}".strip())
    return event
