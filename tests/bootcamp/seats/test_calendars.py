"""The calendar file, read back as a calendar program reads it."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from bootcamp.seats import calendars
from portal.people.access import Role
from tests.factories import make_bootcamp, make_school, make_seat, make_session, make_user

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 24, 12, tzinfo=AMSTERDAM)


def calendar_of(bootcamp):
    return calendars.calendar(bootcamp, bootcamp.work_sessions.order_by("starts_at"), now=NOW)


def events(content):
    return Calendar.from_ical(content).walk("VEVENT")


def session_at(bootcamp, number, *moment, **fields):
    start = datetime(*moment, tzinfo=AMSTERDAM)
    return make_session(bootcamp=bootcamp, number=number, starts_at=start, ends_at=start + timedelta(hours=2), **fields)


def test_an_event_says_what_when_and_where():
    bootcamp = make_bootcamp(title="Groep  Midden", sessions=0)
    session = session_at(
        bootcamp, 1, 2027, 3, 4, 15, title="Waar staan we?", place="", outcome="Je weet het; echt, alles."
    )

    [event] = events(calendar_of(bootcamp))

    assert (str(event["uid"]), event["sequence"]) == (str(session.uid), 0)
    assert str(event["summary"]) == "Groep Midden: Waar staan we?"
    assert str(event["location"]) == f"online, meedoen via {event['url']}"
    assert str(event["description"]).startswith("Je weet het; echt, alles.\n\n")
    assert reverse("bootcamp:session_of_mine", args=[session.uid]) in str(event["description"])
    assert event["dtstamp"].dt == NOW
    assert event["dtstamp"].dt.utcoffset() == timedelta(0)
    assert "vergaderen.example" not in calendar_of(bootcamp).decode()


@pytest.mark.parametrize(
    ("day", "hours_from_utc"),
    [
        ((2027, 3, 27), 1),
        ((2027, 3, 28), 2),
        ((2027, 3, 29), 2),
        ((2027, 10, 30), 2),
        ((2027, 10, 31), 1),
        ((2027, 11, 1), 1),
        ((2028, 2, 29), 1),
    ],
    ids=lambda value: "-".join(map(str, value)) if isinstance(value, tuple) else f"+{value}",
)
@pytest.mark.fault("clock change")
def test_three_o_clock_is_three_o_clock_around_the_change_of_the_clock(day, hours_from_utc, seen):
    """Read twice: by our own clock, and as a program does that knows nothing but the rules inside the file."""
    bootcamp = make_bootcamp(sessions=0)
    session_at(bootcamp, 1, *day, 15)

    content = calendar_of(bootcamp)

    [event] = events(content)
    [zone] = Calendar.from_ical(content).walk("VTIMEZONE")
    assert event["dtstart"].params["TZID"] == str(zone["tzid"]) == "Europe/Amsterdam"
    start, end = event["dtstart"].dt, event["dtend"].dt
    assert (start.date(), start.hour, end - start) == (date(*day), 15, timedelta(hours=2))
    assert start.utcoffset() == timedelta(hours=hours_from_utc)
    own_zone = zone.to_tz(lookup_tzid=False)
    assert datetime(*day, 15, tzinfo=own_zone).utcoffset() == timedelta(hours=hours_from_utc)
    seen(f"{start:%-d-%-m-%Y %H:%M} is {start.astimezone(UTC):%H:%M} UTC")


def test_a_series_over_the_change_of_the_clock_keeps_its_hour():
    bootcamp = make_bootcamp(sessions=0)
    for number, day in enumerate([18, 25], 1):
        session_at(bootcamp, number, 2027, 3, day, 15)
    session_at(bootcamp, 3, 2027, 4, 1, 15)

    starts = [event["dtstart"].dt for event in events(calendar_of(bootcamp))]

    assert {start.hour for start in starts} == {15}
    assert [start.astimezone(ZoneInfo("UTC")).hour for start in starts] == [14, 14, 13]


def test_awkward_words_arrive_as_they_are():
    awkward = 'Één; "twee", drie\\vier \N{BUTTERFLY} ' + "woord " * 30
    bootcamp = make_bootcamp(title="Groep: A, B; C", sessions=0)
    session_at(bootcamp, 1, 2027, 3, 4, 15, outcome=f"{awkward}\r\nBEGIN:VEVENT\nX-SLUW:ja", place="'t Huis, zaal 1")

    content = calendar_of(bootcamp)

    [event] = events(content)
    assert "Groep: A, B; C" in str(event["summary"])
    assert str(event["location"]).startswith("'t Huis, zaal 1, meedoen via ")
    assert awkward.strip() in str(event["description"])
    assert "x-sluw" not in event
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_the_file_is_only_for_who_sees_the_seat(client):
    director = make_user(Role.DIRECTOR, schools=[make_school()])
    bootcamp = make_bootcamp(title="Groep Midden")
    mine, strangers = make_seat(director=director, bootcamp=bootcamp), make_seat(bootcamp=bootcamp)
    client.force_login(director)

    response = client.get(reverse("bootcamp:calendar_file", args=[mine.pk]))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="bootcamp.ics"'
    assert [str(event["summary"]) for event in events(response.content)] == [
        "Groep Midden: Sessie over stap 1",
        "Groep Midden: Sessie over stap 2",
    ]
    assert client.get(reverse("bootcamp:calendar_file", args=[strangers.pk])).status_code == 404


def test_the_uid_does_not_depend_on_where_the_portal_lives(settings):
    bootcamp = make_bootcamp(sessions=1)
    before = events(calendar_of(bootcamp))[0]["uid"]

    settings.SITE_URL = "https://ergens-anders.example"

    assert events(calendar_of(bootcamp))[0]["uid"] == before


def test_the_moment_of_making_is_in_utc():
    bootcamp = make_bootcamp(sessions=1)

    content = calendars.calendar(bootcamp, bootcamp.work_sessions.all(), now=timezone.now()).decode()

    [stamp] = [line for line in content.splitlines() if line.startswith("DTSTAMP")]
    assert stamp.endswith("Z")


# What RFC 5545 and 5546 ask of a file, beside that it can be read.

PROPERTY = re.compile(rb"^[A-Z0-9-]+(?:;[A-Z0-9-]+=(?:\"[^\"\r\n]*\"|[^\";:,\r\n]*))*:.*$")
ONCE = ("uid", "dtstamp", "dtstart", "dtend", "summary", "status", "sequence", "last-modified", "url", "location")


def files_of(bootcamp):
    session = bootcamp.work_sessions.get(number=1)
    guest = make_user(Role.DIRECTOR, first_name="Zoë; van", last_name='\'t Ros, "de" Äkker')
    return {
        "PUBLISH": calendar_of(bootcamp),
        "feed": calendars.feed(bootcamp.work_sessions.all(), now=NOW),
        "REQUEST": calendars.invitation(session, to=guest, at=NOW),
        "CANCEL": calendars.withdrawal(session, to=guest, at=NOW),
    }


@pytest.fixture
def awkward():
    """Long words, signs that mean something in the format, letters of two bytes at the fold."""
    bootcamp = make_bootcamp(title="Groep Midden; Ede, " + "ë" * 60, sessions=0, place="Zaal 3\\b, " + "é" * 70)
    outcome = "Je weet, ook; dit: " + "ü" * 200 + "\nen \\ nog iets"
    session_at(bootcamp, 1, 2027, 3, 4, 15, outcome=outcome)
    session_at(bootcamp, 2, 2027, 10, 31, 15, cancelled_at=timezone.now())
    return bootcamp


@pytest.mark.parametrize("kind", ["PUBLISH", "feed", "REQUEST", "CANCEL"])
def test_each_file_keeps_the_rules_of_rfc_5545(awkward, kind):
    content = files_of(awkward)[kind]
    lines = content.split(b"\r\n")

    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)  # 3.1: lines end in CRLF
    assert max(len(line) for line in lines) <= 75  # 3.1: octets, not letters
    content.decode("utf-8")
    for line in lines:
        line.decode("utf-8")  # no letter is cut in two by a fold
    whole = content.replace(b"\r\n ", b"").split(b"\r\n")[:-1]
    assert [line for line in whole if not PROPERTY.match(line)] == []
    assert (whole[0], whole[-1]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR")
    begun = []
    for line in whole:
        if line.startswith(b"BEGIN:"):
            begun.append(line[6:])
        elif line.startswith(b"END:"):
            assert begun.pop() == line[4:]
    assert begun == []
    names = [line.partition(b":")[0] for line in whole]
    for needed in (b"PRODID", b"VERSION", b"METHOD"):  # 3.6
        assert names.count(needed) == 1


@pytest.mark.parametrize("kind", ["PUBLISH", "feed", "REQUEST", "CANCEL"])
def test_each_event_has_what_it_must_have_once_and_in_a_zone_that_is_told(awkward, kind):
    calendar_read = Calendar.from_ical(files_of(awkward)[kind])
    zones = {str(zone["tzid"]) for zone in calendar_read.walk("VTIMEZONE")}

    for event in calendar_read.walk("VEVENT"):
        assert [name for name in ONCE if isinstance(event.get(name), list)] == []
        assert [name for name in ("uid", "dtstamp", "dtstart", "summary") if name not in event] == []
        assert event["dtend"].dt > event["dtstart"].dt
        assert event["dtstart"].params["tzid"] in zones  # 3.2.19
        assert "duration" not in event  # 3.6.1: never beside dtend
        assert event["dtstamp"].dt.utcoffset() == timedelta(0)
        assert (str(event["status"]) == "CANCELLED") == (str(event["summary"]).startswith("Gaat niet door:")) or (
            kind == "CANCEL"
        )
    for zone in calendar_read.walk("VTIMEZONE"):
        kinds = [part.name for part in zone.subcomponents]
        assert sorted(kinds) == ["DAYLIGHT", "STANDARD"]
        for part in zone.subcomponents:
            assert {"dtstart", "tzoffsetfrom", "tzoffsetto", "rrule"} <= {name.lower() for name in part}


@pytest.mark.parametrize(("method", "status"), [("REQUEST", "CONFIRMED"), ("CANCEL", "CANCELLED")])
def test_what_comes_by_mail_keeps_the_rules_of_rfc_5546(awkward, method, status):
    calendar_read = Calendar.from_ical(files_of(awkward)[method])
    [event] = calendar_read.walk("VEVENT")  # 3.2.2: one event a request

    assert str(calendar_read["method"]) == method
    assert str(event["status"]) == status
    assert str(event["organizer"]).startswith("mailto:")
    assert str(event["attendee"]).startswith("mailto:")
    assert event["attendee"].params["cn"] == 'Zoë; van \'t Ros, "de" Äkker'
    assert isinstance(event["sequence"], int)
