"""The mails about a seat: one for each participant, once, also when the mail server was away."""

import email
import email.policy
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from bootcamp.seats import actions, letters
from portal.jobs import queue, tasks
from portal.jobs.models import Job
from portal.people.access import Role
from portal.post.models import Letter
from tests.factories import make_board, make_bootcamp, make_school, make_seat, make_session, make_user
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LOCAL_MEMORY = "django.core.mail.backends.locmem.EmailBackend"


def take_a_seat(*, directors=1, **bootcamp):
    """HR takes a seat for a school with this many directors."""
    school = make_school(name="De Vuurvlinder")
    for _ in range(directors):
        make_user(Role.DIRECTOR, schools=[school])
    by = make_user(Role.HR, board=school.board, first_name="Samira")
    bootcamp = make_bootcamp(**{"title": "Groep Midden", **bootcamp})
    return actions.enrol(school=school, by=by, bootcamp_id=bootcamp.pk, now=timezone.now()).seat


def prove(seat):
    """The proof of a seat that a factory made, as the worker sends it."""
    letters.enrolled(seat, by=seat.enrolled_by, now=timezone.now())
    do_all_jobs()


def as_delivered(message):
    """As it goes over the wire and is read by the one who gets it."""
    return email.message_from_bytes(message.message().as_bytes(linesep="\r\n"), policy=email.policy.default)


@pytest.fixture
def mail_server_away(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False


def test_each_participant_gets_one_mail():
    seat = take_a_seat(directors=2)

    do_all_jobs()

    expected = [[user.email] for user in seat.participants.all()]
    assert sorted(message.to for message in mail.outbox) == sorted(expected)
    assert len(expected) == 3
    assert set(Letter.objects.about(seat).values_list("state", flat=True)) == {Letter.State.SENT}


def test_the_mail_tells_what_when_and_where():
    starts_on = datetime(2027, 3, 4, 15, tzinfo=AMSTERDAM)
    bootcamp = make_bootcamp(title="Groep Midden", starts_on=starts_on.date(), sessions=0)
    make_session(
        bootcamp=bootcamp,
        title="Waar staan we?",
        starts_at=starts_on,
        ends_at=starts_on + timedelta(hours=2),
    )
    make_session(
        bootcamp=bootcamp,
        number=2,
        title="Neem je team mee",
        place="Utrecht",
        starts_at=starts_on + timedelta(weeks=4),
        ends_at=starts_on + timedelta(weeks=4, hours=2),
    )
    director = make_user(Role.DIRECTOR, first_name="Yıldız", schools=[make_school(name="'t Hart & Co")])
    seat = make_seat(director=director, bootcamp=bootcamp)

    prove(seat)

    [message] = mail.outbox
    assert message.subject == "'t Hart & Co doet mee aan Groep Midden"
    assert message.body.startswith("Hallo Yıldız,\n")
    assert "1. Waar staan we?\n   donderdag 4 maart 2027, 15.00 tot 17.00 uur, online" in message.body
    assert "2. Neem je team mee\n   donderdag 1 april 2027, 15.00 tot 17.00 uur, Utrecht" in message.body
    assert seat.get_absolute_url() in message.body
    assert "vergaderen.example" not in message.message().as_string()


def test_the_calendar_file_survives_the_mail():
    seat = take_a_seat(directors=0)
    seat.bootcamp.work_sessions.filter(number=1).update(title="Wat vraagt het van Yıldız? " + "é" * 40)

    do_all_jobs()

    attachments = list(as_delivered(mail.outbox[0]).iter_attachments())
    events = [Calendar.from_ical(attachment.get_content()).walk("VEVENT")[0] for attachment in attachments]
    assert [attachment.get_filename() for attachment in attachments] == ["werksessie-1.ics", "werksessie-2.ics"]
    for attachment in attachments:
        assert attachment.get_content_type() == "text/calendar"
        assert attachment["Content-Type"].count("charset") == 1
        assert attachment["Content-Type"].params["method"] == "REQUEST"
    assert [str(event["summary"]) for event in events] == [
        "Groep Midden: Wat vraagt het van Yıldız? " + "é" * 40,
        "Groep Midden: Sessie over stap 2",
    ]


def test_without_sessions_the_mail_promises_no_calendar():
    take_a_seat(directors=0, sessions=0)

    do_all_jobs()

    [message] = mail.outbox
    assert message.attachments == []
    assert "De data volgen nog." in message.body
    assert "bijlage" not in message.body


def test_the_same_task_delivered_twice_sends_one_mail():
    take_a_seat(directors=0)
    key = str(Job.objects.get().key)

    tasks.run_job(key=key)
    tasks.run_job(key=key)

    assert len(mail.outbox) == 1


def test_a_second_job_for_the_same_proof_sends_nothing_more():
    seat = take_a_seat(directors=0)
    letter = Letter.objects.about(seat).get()
    queue.enqueue("post.normal", now=timezone.now(), parcel=str(letter.parcel))

    do_all_jobs()

    assert (Job.objects.filter(state=Job.State.DONE).count(), len(mail.outbox)) == (2, 1)


def test_a_second_proof_of_the_same_seat_is_not_written():
    seat = take_a_seat(directors=1)

    letters.enrolled(seat, by=None, now=timezone.now() + timedelta(hours=1))
    do_all_jobs()

    assert Letter.objects.count() == len(mail.outbox) == 2


@pytest.mark.fault("mail away")
def test_a_seat_stands_when_the_mail_server_is_away_and_the_mail_goes_later(settings, mail_server_away, seen):
    seat = take_a_seat(directors=0)
    do_all_jobs()
    letter = Letter.objects.about(seat).get()
    waiting = (letter.state, letter.reason, letter.attempts, letter.sent_at)
    pause = letter.next_try_at - letter.tried_at

    do_all_jobs(now=letter.next_try_at)
    letter.refresh_from_db()
    longer = letter.next_try_at - letter.tried_at
    settings.EMAIL_BACKEND = LOCAL_MEMORY
    do_all_jobs(now=letter.next_try_at)

    assert waiting == (Letter.State.WRITTEN, "de mailserver is niet te bereiken (ConnectionRefusedError)", 1, None)
    assert (pause, longer) == (queue.PAUSES[0], queue.PAUSES[1])
    letter.refresh_from_db()
    assert (letter.state, letter.reason, len(mail.outbox)) == (Letter.State.SENT, "", 1)
    assert not Job.objects.unfinished().exists()
    seen(f"geweigerd: pauzes van {pause.seconds} en {longer.seconds} s, daarna {len(mail.outbox)} mail")


@pytest.mark.fault("mail away")
def test_staff_see_that_a_proof_has_not_gone(client, settings, mail_server_away, seen):
    settings.MFA_REQUIRED = False
    seat = take_a_seat(directors=1)
    do_all_jobs()
    client.force_login(make_user(Role.HPP))

    log = client.get(reverse("post:log")).text
    of_the_bootcamp = client.get(reverse("bootcamp:staff_mails", args=[seat.bootcamp_id]), {"wat": "vast"}).text

    for page in (log, of_the_bootcamp):
        assert page.count("ConnectionRefusedError") == 2
        assert "2 mails zijn" in page
        assert "De Vuurvlinder, Almere doet mee" in page
    seen(f"HPP ziet {log.count('ConnectionRefusedError')} mails die niet weg konden")


def test_one_address_that_fails_holds_up_nobody_else(settings):
    seat = take_a_seat(directors=2)
    broken = seat.participants.filter(role=Role.DIRECTOR).order_by("pk").first()
    broken.email = "geen adres\nBcc: iedereen@voorbeeld.test"
    broken.save()

    do_all_jobs()
    letter = Letter.objects.get(to=broken)
    first = (letter.state, letter.attempts, letter.reason)
    do_all_jobs(now=timezone.now() + timedelta(hours=3))

    letter.refresh_from_db()
    others = seat.participants.exclude(pk=broken.pk)
    assert sorted(message.to[0] for message in mail.outbox) == sorted(others.values_list("email", flat=True))
    assert set(Letter.objects.filter(to__in=others).values_list("state", flat=True)) == {Letter.State.SENT}
    assert len(others) == 2
    assert first == (Letter.State.WRITTEN, 1, "deze mail kan niet worden gemaakt (BadHeaderError)")
    assert (letter.state, letter.attempts) == (Letter.State.FAILED, 8)


def test_a_proof_that_is_no_longer_true_is_not_sent(settings, mail_server_away):
    seat = take_a_seat(directors=0)
    do_all_jobs()
    actions.cancel(seat_id=seat.pk, now=timezone.now())

    settings.EMAIL_BACKEND = LOCAL_MEMORY
    do_all_jobs(now=timezone.now() + timedelta(hours=1))

    assert [message.subject for message in mail.outbox] == ["De Vuurvlinder is afgemeld voor Groep Midden"]
    assert not Job.objects.unfinished().exists()
    assert dict(Letter.objects.values_list("kind", "state")) == {
        "seats.enrolled": Letter.State.HELD,
        "seats.cancelled": Letter.State.SENT,
    }


def test_giving_the_seat_back_is_mailed_to_each_participant_once():
    seat = make_seat(colleagues=[make_user(Role.HR, board=make_board())])
    actions.cancel(seat_id=seat.pk, now=timezone.now())

    do_all_jobs()
    letters.cancelled(seat, by=None, now=timezone.now())
    do_all_jobs()

    assert sorted(message.to[0] for message in mail.outbox) == sorted(user.email for user in seat.participants.all())
    assert {message.subject for message in mail.outbox} == {
        f"{seat.school.name} is afgemeld voor {seat.bootcamp.title}"
    }
    assert reverse("bootcamp:bootcamp_list") in mail.outbox[0].body


def test_who_has_no_account_any_more_gets_no_mail():
    seat = take_a_seat(directors=1)
    gone, closed = seat.participants.order_by("role")
    gone.delete()
    closed.is_active = False
    closed.save()

    do_all_jobs()

    assert mail.outbox == []
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}


@pytest.mark.parametrize("where", ["school", "bootcamp"])
def test_a_name_cannot_write_its_own_mail_headers(where):
    sly = "Groep\r\nBcc: iedereen@voorbeeld.test"
    director = make_user(Role.DIRECTOR, schools=[make_school(name=sly if where == "school" else "De Vuurvlinder")])
    bootcamp = make_bootcamp(title=sly if where == "bootcamp" else "Groep Midden")

    prove(make_seat(director=director, bootcamp=bootcamp))

    read = as_delivered(mail.outbox[0])
    assert mail.outbox[0].recipients() == [director.email]
    assert (read["Bcc"], read["To"]) == (None, director.email)
