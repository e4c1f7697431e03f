"""Mails that go by themselves: to whom, when, once, and not absurdly late."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from bootcamp.following import steps as all_steps
from bootcamp.running import rules, tasks
from bootcamp.running.models import MailRule
from bootcamp.seats.models import Application, Attendance, Swap
from portal.jobs.models import Job
from portal.people.access import Role
from portal.post.models import Letter
from tests.factories import make_bootcamp, make_school, make_seat, make_session, make_user
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
Moment, Audience = MailRule.Moment, MailRule.Audience
LONG_AGO = datetime(2026, 1, 1, 12, tzinfo=AMSTERDAM)


def at(*moment):
    return datetime(*moment, tzinfo=AMSTERDAM)


def a_bootcamp(*days, **fields):
    """With a session from three to five on each of these days."""
    first = min(days)
    bootcamp = make_bootcamp(**{"title": "Groep Midden", "starts_on": first, "sessions": 0, **fields})
    for number, day in enumerate(days, 1):
        start = at(day.year, day.month, day.day, 15)
        make_session(bootcamp=bootcamp, number=number, starts_at=start, ends_at=start + timedelta(hours=2))
    return bootcamp


def a_seat(bootcamp, first_name="Sanne", **fields):
    director = make_user(Role.DIRECTOR, schools=[make_school()], first_name=first_name)
    return make_seat(director=director, bootcamp=bootcamp, **{"enrolled_at": LONG_AGO, **fields})


def written(**fields):
    return list(Letter.objects.filter(**fields).order_by("pk").values_list("to__first_name", "subject"))


def test_everyone_hears_a_week_and_a_day_before_by_default():
    bootcamp = a_bootcamp(date(2027, 3, 4))
    a_seat(bootcamp, "Marit")
    a_seat(bootcamp, "Joost")

    before = rules.write_due(now=at(2027, 2, 25, 8, 59))
    week = rules.write_due(now=at(2027, 2, 25, 9, 1))
    day = rules.write_due(now=at(2027, 3, 3, 9, 1))

    assert (before, week, day) == (0, 2, 2)
    assert written() == [
        ("Marit", "Over een week: Sessie over stap 1"),
        ("Joost", "Over een week: Sessie over stap 1"),
        ("Marit", "donderdag 4 maart: Sessie over stap 1"),
        ("Joost", "donderdag 4 maart: Sessie over stap 1"),
    ]


def test_nothing_goes_twice_however_often_the_clock_calls():
    bootcamp = a_bootcamp(date(2027, 3, 4))
    a_seat(bootcamp)

    first = rules.write_due(now=at(2027, 2, 25, 9, 1))
    again = [rules.write_due(now=at(2027, 2, 25, 9, minute)) for minute in (6, 11, 16)]

    assert (first, again) == (1, [0, 0, 0])
    assert Letter.objects.count() == Job.objects.filter(kind="post.normal").count() == 1


def test_the_mail_is_sent_with_the_words_filled_in():
    bootcamp = a_bootcamp(date(2027, 3, 4), place="Utrecht")
    seat = a_seat(bootcamp, "Marit")

    rules.write_due(now=at(2027, 2, 25, 9, 1))
    do_all_jobs(now=timezone.now() + timedelta(days=400))

    [letter] = Letter.objects.all()
    assert "Hallo Marit,\n\nOp donderdag 4 maart is werksessie 1 van Groep Midden" in letter.text
    assert "Van 15.00 tot 17.00 uur. Plek: Utrecht." in letter.text
    assert seat.get_absolute_url() in letter.text
    assert "{" not in letter.text


@pytest.mark.parametrize(
    ("now", "number"),
    [
        (at(2027, 2, 27, 12), 1),
        (at(2027, 2, 28, 12), 0),
        (at(2027, 3, 4, 8), 1),
        (at(2027, 3, 4, 15, 1), 0),
    ],
    ids=["two days late", "too late for a week", "on the day itself", "it has begun"],
)
def test_after_downtime_a_mail_still_goes_but_not_absurdly_late(now, number):
    a_seat(a_bootcamp(date(2027, 3, 4)))

    assert rules.write_due(now=now) == number


@pytest.mark.parametrize(
    ("session", "moment"),
    [(date(2027, 3, 30), at(2027, 3, 23, 9)), (date(2027, 11, 2), at(2027, 10, 26, 9))],
    ids=["clock went forward", "clock went back"],
)
@pytest.mark.fault("clock change")
def test_it_is_nine_by_the_clock_also_when_the_clock_changed_in_between(session, moment, seen):
    a_seat(a_bootcamp(session))

    early = rules.write_due(now=moment - timedelta(seconds=1))
    on_time = rules.write_due(now=moment)

    assert (early, on_time) == (0, 1)
    seen(f"mail om {moment:%-d-%-m %H:%M}: {early} te vroeg, {on_time} op tijd")


def test_a_session_that_moves_to_another_day_is_announced_again():
    bootcamp = a_bootcamp(date(2027, 3, 4))
    a_seat(bootcamp)
    rules.write_due(now=at(2027, 2, 25, 9, 1))
    session = bootcamp.work_sessions.get()
    session.starts_at, session.ends_at = at(2027, 3, 18, 15), at(2027, 3, 18, 17)
    session.save()

    number = rules.write_due(now=at(2027, 3, 11, 9, 1))

    assert number == 1
    assert "18 maart" in Letter.objects.latest("pk").text


def test_a_session_that_is_cancelled_is_not_announced():
    bootcamp = a_bootcamp(date(2027, 3, 4))
    a_seat(bootcamp)
    bootcamp.work_sessions.update(cancelled_at=LONG_AGO)

    assert rules.write_due(now=at(2027, 2, 25, 9, 1)) == 0


def test_nobody_hears_of_a_bootcamp_that_is_not_on_the_site():
    a_seat(a_bootcamp(date(2027, 3, 4), is_published=False))

    assert rules.write_due(now=at(2027, 2, 25, 9, 1)) == 0


def test_who_gave_the_seat_back_or_came_in_later_or_left_gets_none():
    bootcamp = a_bootcamp(date(2027, 3, 4))
    a_seat(bootcamp, "Afgemeld", cancelled_at=LONG_AGO)
    a_seat(bootcamp, "Later", enrolled_at=at(2027, 2, 26, 12))
    gone = a_seat(bootcamp, "Weg")
    gone.participants.update(is_active=False)
    a_seat(bootcamp, "Blijft")

    rules.write_due(now=at(2027, 2, 26, 13))

    assert [name for name, _ in written()] == ["Blijft"]


def test_someone_who_takes_part_for_two_schools_gets_one_mail():
    bootcamp = a_bootcamp(date(2027, 3, 4))
    hr = make_user(Role.HR, first_name="Samira")
    for _ in range(2):
        a_seat(bootcamp).participants.add(hr)

    rules.write_due(now=at(2027, 2, 25, 9, 1))

    assert [name for name, _ in written()].count("Samira") == 1


def test_a_guest_hears_of_the_session_it_swapped_to_and_not_of_its_own():
    home, other = a_bootcamp(date(2027, 3, 4)), a_bootcamp(date(2027, 3, 5), title="Groep Zuid")
    seat = a_seat(home, "Marit")
    Swap.objects.create(
        seat=seat, session=home.work_sessions.get(), instead=other.work_sessions.get(), swapped_at=LONG_AGO
    )

    own = rules.write_due(now=at(2027, 2, 25, 9, 1))
    guest = rules.write_due(now=at(2027, 2, 26, 9, 1))

    assert (own, guest) == (0, 1)
    assert "vrijdag 5 maart" in Letter.objects.get().text


def test_the_day_after_by_who_was_there():
    bootcamp = a_bootcamp(date(2027, 3, 4))
    session = bootcamp.work_sessions.get()
    states = {"Marit": Attendance.State.PRESENT, "Renske": Attendance.State.ABSENT, "Els": Attendance.State.CAUGHT_UP}
    for name, state in states.items():
        participation = a_seat(bootcamp, name).participations.get()
        Attendance.objects.create(session=session, participation=participation, state=state, noted_at=LONG_AGO)
    a_seat(bootcamp, "Onbekend")
    for audience in (Audience.PRESENT, Audience.ABSENT):
        bootcamp.mail_rules.create(moment=Moment.DAY_AFTER, audience=audience, subject=f"Wie {audience}", text="x")

    early = rules.write_due(now=at(2027, 3, 5, 8))
    rules.write_due(now=at(2027, 3, 5, 9, 1))

    assert early == 0
    assert sorted(written(subject__startswith="Wie")) == [("Marit", "Wie aanwezig"), ("Renske", "Wie afwezig")]


def test_who_is_noted_as_absent_a_day_late_still_gets_the_mail():
    bootcamp = a_bootcamp(date(2027, 3, 4))
    participation = a_seat(bootcamp).participations.get()
    bootcamp.mail_rules.create(moment=Moment.DAY_AFTER, audience=Audience.ABSENT, subject="Gemist", text="x")
    rules.write_due(now=at(2027, 3, 5, 9, 1))

    Attendance.objects.create(
        session=bootcamp.work_sessions.get(),
        participation=participation,
        state=Attendance.State.ABSENT,
        noted_at=at(2027, 3, 6, 12),
    )
    rules.write_due(now=at(2027, 3, 6, 13))

    assert len(written(subject="Gemist")) == 1


def test_the_waiting_list_hears_before_the_first_session_only():
    bootcamp = a_bootcamp(date(2027, 3, 4), date(2027, 3, 25))
    asked_by = make_user(Role.DIRECTOR, first_name="Daan")
    waiting = {"asked_by": asked_by, "asked_at": LONG_AGO}
    Application.objects.create(bootcamp=bootcamp, school=make_school(name="Het Telraam"), **waiting)
    text = "{school} wacht nog. {link}"
    bootcamp.mail_rules.create(moment=Moment.WEEK_BEFORE, audience=Audience.WAITING, subject="De lijst", text=text)

    rules.write_due(now=at(2027, 2, 25, 9, 1))
    rules.write_due(now=at(2027, 3, 18, 9, 1))

    assert written(subject="De lijst") == [("Daan", "De lijst")]
    assert "Het Telraam wacht nog." in Letter.objects.get().text


def test_who_has_not_prepared_is_reminded_and_who_has_is_not():
    bootcamp = a_bootcamp(date(2027, 3, 4))
    session = bootcamp.work_sessions.get()
    prepare(a_seat(bootcamp, "Klaar"), session)
    prepare(a_seat(bootcamp, "Bezig"), session, steps=1)
    a_seat(bootcamp, "Nog niet")
    bootcamp.mail_rules.create(moment=Moment.DAY_BEFORE, audience=Audience.NOT_PREPARED, subject="Voor", text="x")

    rules.write_due(now=at(2027, 3, 3, 9, 1))

    assert [name for name, _ in written(subject="Voor")] == ["Bezig", "Nog niet"]


def test_a_standard_mail_can_be_changed_or_switched_off():
    bootcamp = a_bootcamp(date(2027, 3, 4))
    a_seat(bootcamp)
    bootcamp.mail_rules.create(moment=Moment.WEEK_BEFORE, subject="Eigen", text="Dag {voornaam}")
    bootcamp.mail_rules.create(moment=Moment.DAY_BEFORE, subject="Uit", text="x", is_on=False)

    rules.write_due(now=at(2027, 2, 25, 9, 1))
    rules.write_due(now=at(2027, 3, 3, 9, 1))

    assert written() == [("Sanne", "Eigen")]


def test_a_mail_that_waited_for_the_mail_server_past_the_session_is_not_sent_any_more():
    bootcamp = a_bootcamp(date(2027, 3, 4))
    a_seat(bootcamp)
    rules.write_due(now=at(2027, 3, 3, 9, 1))
    Letter.objects.update(useless_from=timezone.now() - timedelta(minutes=1))

    do_all_jobs(now=at(2028, 1, 1))

    assert mail.outbox == []
    letter = Letter.objects.get()
    assert (letter.sent_at, letter.state, letter.reason) == (None, Letter.State.HELD, "het werd te laat")


def test_many_people_are_written_to_in_chunks(monkeypatch):
    monkeypatch.setattr(rules, "CHUNK", 2)
    bootcamp = a_bootcamp(date(2027, 3, 4))
    for _ in range(5):
        a_seat(bootcamp)

    number = rules.write_due(now=at(2027, 2, 25, 9, 1))

    assert number == Letter.objects.values("to").distinct().count() == 5


@pytest.mark.parametrize("how_many", [1, 3])
def test_looking_for_what_is_due_takes_no_more_queries_for_more_seats(how_many, django_assert_num_queries):
    bootcamp = a_bootcamp(date(2027, 3, 4))
    for _ in range(how_many):
        a_seat(bootcamp)
    rules.write_due(now=at(2027, 2, 25, 9, 1))

    with django_assert_num_queries(3):
        rules.write_due(now=at(2027, 2, 25, 9, 6))


def test_the_clock_calls_it_every_few_minutes(settings):
    entry = settings.CELERY_BEAT_SCHEDULE["bootcamp-letters"]

    assert entry["task"] == tasks.write_due_letters.name
    assert entry["schedule"] <= 600


def test_the_task_writes_what_is_due_now():
    today = timezone.localdate()
    a_seat(a_bootcamp(today + timedelta(days=6)), enrolled_at=timezone.now() - timedelta(days=30))

    tasks.write_due_letters()

    assert Letter.objects.count() == 1


def prepare(seat, session, steps=None):
    """Tick these many steps of the preparation, or all."""
    for step in all_steps.of(session)[:steps]:
        seat.prepared_steps.create(number=session.number, key=step.key, ticked_at=LONG_AGO)
