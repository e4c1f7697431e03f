"""How long a seat is held: in hours of working days, with one reminder, and with the dates in every mail."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats import actions, tasks
from bootcamp.seats.models import Application, Bootcamp, SchoolHoliday
from bootcamp.seats.models.holidays import working_time_after
from portal.post.models import Letter
from tests.factories import make_bootcamp, make_director, make_holiday, make_offer, make_seat
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CHRISTMAS = SchoolHoliday(name="kerst", first_day=date(2026, 12, 19), last_day=date(2027, 1, 3))


def moment(text):
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("offered", "hours", "until"),
    [
        ("2027-03-01 10:00", 48, "2027-03-03 10:00"),  # Monday to Wednesday
        ("2027-03-05 17:00", 48, "2027-03-09 17:00"),  # Friday to Tuesday, where it was Sunday
        ("2027-03-06 15:30", 24, "2027-03-09 09:00"),  # Saturday: counts from Monday at nine
        ("2027-03-07 23:59", 1, "2027-03-08 10:00"),
        ("2026-12-18 12:00", 48, "2027-01-05 12:00"),  # over the Christmas holiday
        ("2026-12-24 12:00", 2, "2027-01-04 11:00"),
        ("2027-03-26 12:00", 24, "2027-03-29 12:00"),  # the clock goes forward in between
        ("2027-10-29 12:00", 24, "2027-11-01 12:00"),  # and back
        ("2027-03-05 00:00", 24, "2027-03-06 00:00"),
    ],
)
def test_weekends_and_holidays_do_not_count(offered, hours, until):
    ends = working_time_after(moment(offered), timedelta(hours=hours), [CHRISTMAS])

    assert ends == moment(until)


def test_a_holiday_that_hpp_wrote_down_counts_for_the_next_offer():
    now = moment("2027-03-01 10:00")
    bootcamp = make_bootcamp(starts_on=date(2027, 5, 1), hold_hours=48)
    assert bootcamp.holds_until(now) == moment("2027-03-03 10:00")

    make_holiday(first_day=date(2027, 3, 2), last_day=date(2027, 3, 7))

    assert bootcamp.holds_until(now) == moment("2027-03-09 10:00")


def test_no_seat_is_held_past_the_start():
    bootcamp = make_bootcamp(starts_on=date(2027, 3, 8), hold_hours=48)

    assert bootcamp.holds_until(moment("2027-03-05 17:00")) == bootcamp.start


@pytest.fixture
def offer(time_machine):
    """Held since Monday at ten, for two days."""
    time_machine.move_to(moment("2027-03-01 10:00"), tick=False)
    bootcamp = make_bootcamp(title="Groep Midden", seats=1, starts_on=date(2027, 4, 8))
    seat = make_seat(bootcamp=bootcamp)
    director = make_director()
    now = timezone.now()
    application = actions.enrol(school=director.schools.get(), by=director, bootcamp_id=bootcamp.pk, now=now)
    actions.cancel(seat_id=seat.pk, now=now)
    application.refresh_from_db()
    assert application.state == Application.State.OFFERED
    return application


def reminders():
    return Letter.objects.filter(kind="seats.reminded")


def test_who_does_not_answer_is_reminded_once_the_day_before(offer, time_machine):
    for at in ("2027-03-02 09:59", "2027-03-02 10:00", "2027-03-02 10:01", "2027-03-03 09:59"):
        time_machine.move_to(moment(at), tick=False)
        tasks.pass_seats_on()
        tasks.pass_seats_on()
        assert reminders().count() == (at >= "2027-03-02 10:00")
    time_machine.move_to(moment("2027-03-03 10:00"), tick=False)
    tasks.pass_seats_on()

    offer.refresh_from_db()
    assert offer.state == Application.State.LAPSED
    assert reminders().get().to == offer.asked_by


def test_who_answered_is_not_reminded(offer, time_machine):
    actions.decline(application_id=offer.pk, now=timezone.now())
    time_machine.move_to(moment("2027-03-02 10:00"), tick=False)

    tasks.pass_seats_on()

    assert not reminders().exists()


def test_the_offer_and_the_reminder_name_the_dates(offer, time_machine):
    offer.bootcamp.work_sessions.filter(number=2).update(cancelled_at=timezone.now())
    time_machine.move_to(moment("2027-03-02 10:00"), tick=False)
    tasks.pass_seats_on()
    do_all_jobs()

    subjects = {message.subject: message.body for message in mail.outbox}
    offered = next(body for subject, body in subjects.items() if subject.startswith("Er is een plek"))
    reminded = next(body for subject, body in subjects.items() if subject.startswith("Kom je?"))
    assert "donderdag 8 april 2027, 15.00 tot 17.00 uur" in offered
    assert "donderdag 8 april 2027, 15.00 tot 17.00 uur" in reminded
    assert "Sessie over stap 2" not in reminded
    assert "woensdag 3 maart, 10.00 uur" in reminded


def test_the_page_of_an_offer_names_the_dates(client):
    application = make_offer(bootcamp=make_bootcamp(sessions=2))
    client.force_login(application.asked_by)

    page = client.get(application.get_absolute_url()).text

    assert "Sessie over stap 1" in page
    assert "Twee werksessies, op" in page


def test_the_page_of_the_list_says_where_there_is_room(client):
    full = make_bootcamp(title="Groep West", seats=1)
    make_seat(bootcamp=full)
    make_bootcamp(title="Groep Midden", seats=4)
    make_bootcamp(title="Groep Zorg", seats=4, sector=Bootcamp.Sector.CARE)
    director = make_director()
    application = actions.enrol(school=director.schools.get(), by=director, bootcamp_id=full.pk, now=timezone.now())
    client.force_login(director)

    page = " ".join(client.get(application.get_absolute_url()).text.split())

    assert "In Groep Midden zijn nog 4 plekken." in page
    assert "Groep Zorg" not in page


def test_hpp_keeps_the_holidays(cast):
    hpp, here = cast.client("hpp"), reverse("bootcamp:staff_holidays")
    day = timezone.localdate() + timedelta(days=30)
    filled = {"name": "Meivakantie", "region": "zuid", "first_day": str(day), "last_day": str(day + timedelta(days=8))}

    wrong = hpp.post(here, filled | {"last_day": str(day - timedelta(days=1))})
    assert wrong.context["form"].errors["last_day"] == ["De laatste dag ligt voor de eerste. Kies een latere dag."]
    assert "Meivakantie" in wrong.text
    hpp.post(here, filled)
    twice = hpp.post(here, filled)
    assert "Deze vakantie staat er al voor deze regio." in twice.text

    holiday = SchoolHoliday.objects.get()
    one = reverse("bootcamp:staff_holiday", args=[holiday.pk])
    assert "Meivakantie" in hpp.get(here).text
    hpp.post(one, {"weg": "1"})
    assert not SchoolHoliday.objects.exists()
