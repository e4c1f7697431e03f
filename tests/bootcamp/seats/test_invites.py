"""What the mails about a seat do to a calendar, read as a calendar program reads them (RFC 5545 and 5546)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from bootcamp.following import colleagues
from bootcamp.running import changes
from bootcamp.seats import actions, calendars
from bootcamp.seats.models import WorkSession
from portal.people.access import Role
from tests.factories import make_bootcamp, make_school, make_seat, make_user
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db
NOW = timezone.now()


class CalendarProgram:
    """Of one person, who opens every attachment of every mail."""

    def __init__(self, address):
        self.address = address
        self.events = {}
        self.read = 0

    def open_mail(self):
        do_all_jobs()
        for message in mail.outbox[self.read :]:
            if message.to == [self.address]:
                for part in message.message().walk():
                    if part.get_content_type() == "text/calendar":
                        self._take_in(part)
        self.read = len(mail.outbox)

    def _take_in(self, part):
        ical = Calendar.from_ical(part.get_payload(decode=True))
        check_rules(ical, attendee=self.address)
        assert part.get_param("method") == str(ical["method"])
        [event] = ical.walk("VEVENT")
        there = self.events.get(event["uid"])
        assert there is None or event["sequence"] > there["sequence"], "a newer mail weighs more"
        self.events[event["uid"]] = event

    @property
    def shown(self):
        going_on = [event for event in self.events.values() if event["status"] != "CANCELLED"]
        return sorted((event["dtstart"].dt, str(event["summary"])) for event in going_on)


def check_rules(ical, *, attendee):
    """Of RFC 5545 (3.6, 3.6.5, 3.8) and RFC 5546 (3.2.2, 3.2.5): what must be there, what once, and what not."""
    method = str(ical["method"])
    assert method in {"REQUEST", "CANCEL"}
    assert (str(ical["version"]), bool(str(ical["prodid"]))) == ("2.0", True)
    events = ical.walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == 1
    for event in events:
        for once in ("uid", "dtstamp", "dtstart", "dtend", "organizer", "attendee", "summary", "sequence", "status"):
            assert event.get(once) is not None, once
            assert not isinstance(event[once], list), once
        assert event["dtstamp"].dt.utcoffset() == event["last-modified"].dt.utcoffset() == timedelta(0)
        assert event["dtend"].dt > event["dtstart"].dt
        assert isinstance(event["sequence"], int)
        assert 0 <= event["sequence"] < 2**31
        assert str(event["organizer"]).startswith("mailto:")
        assert str(event["attendee"]) == f"mailto:{attendee}"
        assert event["status"] == ("CONFIRMED" if method == "REQUEST" else "CANCELLED")
        assert {event["dtstart"].params["TZID"], event["dtend"].params["TZID"]} == {"Europe/Amsterdam"}
    [zone] = ical.walk("VTIMEZONE")
    assert "RDATE" not in ical.to_ical().decode()
    assert sorted(part.name for part in zone.subcomponents) == ["DAYLIGHT", "STANDARD"]
    for part in zone.subcomponents:
        assert part["rrule"]["BYMONTH"] in ([3], [10])
        assert part["rrule"]["BYDAY"] == ["-1SU"]


def followed_by(seat):
    seat = type(seat).objects.for_my_bootcamp().get(pk=seat.pk)
    return [
        (timezone.localtime(session.starts_at), f"{session.bootcamp.title}: {session.title}")
        for session in seat.held_sessions()
    ]


@pytest.fixture
def later(time_machine):
    """Each step a minute later than the one before it."""
    time_machine.move_to(NOW, tick=False)

    def step():
        time_machine.shift(timedelta(minutes=1))
        return timezone.now()

    return step


def test_a_calendar_that_follows_the_mails_shows_what_someone_follows(later):
    """Enrolled, swapped twice, swapped back, one session cancelled, moved, handed over and given back."""
    west, east, north = (make_bootcamp(title=f"Groep {name}", sessions=3) for name in ("West", "Oost", "Noord"))
    school = make_school()
    director, colleague = (make_user(Role.DIRECTOR, schools=[school]) for _ in range(2))
    mine, theirs = CalendarProgram(director.email), CalendarProgram(colleague.email)
    seat = actions.enrol(bootcamp_id=west.pk, school=school, by=director, now=later()).seat
    for program in (mine, theirs):
        program.open_mail()
        assert program.shown == followed_by(seat)
    assert len(mine.shown) == 3

    second = west.work_sessions.get(number=2)
    for other in (east, north):
        instead = other.work_sessions.get(number=2)
        actions.swap(seat_id=seat.pk, session_id=second.pk, instead_id=instead.pk, by=director, now=later())
        mine.open_mail()
        assert mine.shown == followed_by(seat)
    actions.swap_back(seat_id=seat.pk, session_id=second.pk, now=later())
    mine.open_mail()
    assert mine.shown == followed_by(seat)

    cancel(west.work_sessions.get(number=3), now=later())
    mine.open_mail()
    assert mine.shown == followed_by(seat)
    assert len(mine.shown) == 2

    actions.move(seat_id=seat.pk, to_bootcamp_id=east.pk, now=later())
    for program in (mine, theirs):
        program.open_mail()
        assert program.shown == followed_by(seat)
    assert {title.partition(":")[0] for _, title in mine.shown} == {"Groep Oost"}

    third = make_user(Role.DIRECTOR, schools=[school])
    after = CalendarProgram(third.email)
    participation = seat.participations.get(user=director)
    colleagues.hand_over(seat_id=seat.pk, participation_id=participation.pk, to_id=third.pk, by=director, now=later())
    for program in (after, mine):
        program.open_mail()
    assert mine.shown == []
    assert after.shown == followed_by(seat)

    actions.cancel(seat_id=seat.pk, by=third, now=later())
    for program in (after, theirs):
        program.open_mail()
        assert program.shown == []


def cancel(session, *, now):
    before = WorkSession.objects.get(pk=session.pk)
    session.cancelled_at = now
    change = changes.DateChange(
        session.bootcamp, [before], [session], subject="Gaat niet door", intro="Gaat niet door."
    )
    changes.make(change, seen=change.version, now=now, subject=change.subject, text=change.text)


def test_who_follows_a_session_again_gets_it_back(later):
    """The same person and session: the invitation after a withdrawal weighs more."""
    school = make_school()
    director, other = (make_user(Role.DIRECTOR, schools=[school]) for _ in range(2))
    seat = make_seat(director=director, colleagues=[other])
    program = CalendarProgram(other.email)
    for _ in range(2):
        participation = seat.participations.get(user=other)
        colleagues.remove(seat_id=seat.pk, participation_id=participation.pk, by=director, now=later())
        program.open_mail()
        assert program.shown == []
        colleagues.add(seat_id=seat.pk, user_id=other.pk, by=director, now=later())
        program.open_mail()
        assert program.shown == followed_by(seat)


def test_what_is_over_comes_in_no_calendar():
    seat = make_seat()
    seat.bootcamp.work_sessions.filter(number=1).update(
        starts_at=NOW - timedelta(days=2), ends_at=NOW - timedelta(days=2, hours=-2)
    )
    colleague = make_user(Role.DIRECTOR, schools=[seat.school])
    program = CalendarProgram(colleague.email)

    colleagues.add(seat_id=seat.pk, user_id=colleague.pk, by=seat.enrolled_by, now=timezone.now())
    program.open_mail()

    assert [title for _, title in program.shown] == [f"{seat.bootcamp.title}: Sessie over stap 2"]


def test_the_organiser_stays_the_same_when_the_guide_changes_and_no_other_address_is_in_it(later):
    """A calendar takes a session away only on the word of who put it there."""
    first, second = (make_user(Role.HPP, email=f"gids{number}@hpp.example") for number in (1, 2))
    bootcamp = make_bootcamp(sessions=1)
    bootcamp.led_by.set([first])
    school = make_school()
    director, colleague = (make_user(Role.DIRECTOR, schools=[school]) for _ in range(2))
    seat = actions.enrol(bootcamp_id=bootcamp.pk, school=school, by=director, now=later()).seat
    do_all_jobs()
    bootcamp.led_by.set([second])
    actions.cancel(seat_id=seat.pk, by=director, now=later())
    do_all_jobs()

    files = [
        part.get_payload(decode=True).decode().replace("\r\n ", "")
        for message in mail.outbox
        if message.to == [director.email]
        for part in message.message().walk()
        if part.get_content_type() == "text/calendar"
    ]

    methods = [str(Calendar.from_ical(file)["method"]) for file in files]
    organisers = {str(Calendar.from_ical(file).walk("VEVENT")[0]["organizer"]) for file in files}
    assert methods == ["REQUEST", "CANCEL"]
    assert len(organisers) == 1
    assert not any(address in file for file in files for address in (colleague.email, first.email, second.email))


def test_a_cancelled_session_says_so_in_its_title():
    session = make_bootcamp(sessions=1, title="Groep Midden").work_sessions.get()
    session.cancelled_at = NOW

    [event] = Calendar.from_ical(calendars.feed([session], now=NOW)).walk("VEVENT")

    assert str(event["summary"]) == "Gaat niet door: Groep Midden: Sessie over stap 1"
    assert event["status"] == "CANCELLED"


def test_an_event_leads_to_the_page_of_the_session_for_each_who_follows_it(client):
    bootcamp = make_bootcamp()
    session = bootcamp.work_sessions.get(number=2)
    session.join_link = "https://vergaderen.example/geheim"
    [event] = Calendar.from_ical(calendars.feed([session], now=NOW)).walk("VEVENT")
    address = "/" + str(event["url"]).split("/", 3)[3]
    assert str(event["location"]) == f"online, meedoen via {event['url']}"
    assert "vergaderen.example" not in event.to_ical().decode()

    for seat in (make_seat(bootcamp=bootcamp), make_seat(bootcamp=bootcamp)):
        client.force_login(seat.enrolled_by)
        assert client.get(address).url == reverse("bootcamp:session", args=[seat.pk, 2])
    client.force_login(make_seat().enrolled_by)
    assert client.get(address).status_code == 404
