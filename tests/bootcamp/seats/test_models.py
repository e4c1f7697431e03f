from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from bootcamp.seats.models import Bootcamp, Participation, Seat, WorkSession
from portal.files.models import Shelf
from tests.factories import make_bootcamp, make_material, make_school, make_seat, make_session, make_user

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    "wrong",
    [
        {"seats": 0},
        {"enrolment_opens": timezone.localdate() + timedelta(days=25)},
        {"enrolment_closes": timezone.localdate() + timedelta(days=30)},
    ],
    ids=["zonder plek", "sluit voor het opengaat", "sluit op de startdag"],
)
def test_the_database_refuses_a_bootcamp_that_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_bootcamp(sessions=0, **wrong)

    assert not Bootcamp.objects.exists()
    assert not Shelf.objects.exists()


def test_the_form_says_kindly_what_the_database_makes_true():
    bootcamp = make_bootcamp()
    bootcamp.enrolment_closes = bootcamp.starts_on

    with pytest.raises(ValidationError, match="vóór de dag van de start"):
        bootcamp.full_clean()


def test_the_database_refuses_a_session_that_ends_before_it_starts():
    bootcamp = make_bootcamp(sessions=0)
    moment = timezone.now()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_session(bootcamp=bootcamp, starts_at=moment, ends_at=moment)

    assert not WorkSession.objects.exists()


def test_the_database_refuses_two_sessions_with_one_number():
    bootcamp = make_bootcamp(sessions=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_session(bootcamp=bootcamp, number=1)
    make_session(bootcamp=make_bootcamp(sessions=0), number=1)

    assert WorkSession.objects.count() == 2


def test_the_database_refuses_a_second_active_seat():
    seat = make_seat()
    same = {"bootcamp": seat.bootcamp, "school": seat.school, "enrolled_at": timezone.now()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(**same)
    Seat.objects.create(**same, cancelled_at=timezone.now())

    assert Seat.objects.active().count() == 1


def test_the_database_refuses_the_same_participant_twice():
    seat = make_seat()

    with pytest.raises(IntegrityError), transaction.atomic():
        seat.participations.create(user=seat.participants.get())

    assert Participation.objects.count() == 1


def test_a_bootcamp_with_a_seat_taken_cannot_be_deleted():
    bootcamp = make_seat().bootcamp

    with pytest.raises(ProtectedError):
        bootcamp.delete()

    assert Shelf.objects.filter(bootcamp=bootcamp).exists()


def test_the_shelf_comes_and_goes_with_the_bootcamp():
    bootcamp = make_bootcamp(title="Groep Oost", starts_on=timezone.localdate() + timedelta(days=30))
    material = make_material(access="plank", shelves=[bootcamp.shelf])

    bootcamp.delete()

    assert not Shelf.objects.exists()
    assert list(material.shelves.all()) == []


def test_the_shelf_is_called_after_the_bootcamp_also_when_that_changes():
    day = timezone.localdate() + timedelta(days=30)
    bootcamp = make_bootcamp(title="Groep Oost", starts_on=day)
    before = Shelf.objects.get().title

    bootcamp.title = "Groep West"
    bootcamp.save()

    assert before.startswith("Groep Oost, start ")
    assert Shelf.objects.get().title.startswith("Groep West, start ")
    assert str(day.year) in Shelf.objects.get().title


def test_open_on_knows_the_window_and_what_is_published():
    today = timezone.localdate()
    day = timedelta(days=1)
    make_bootcamp(title="verborgen", is_published=False)
    make_bootcamp(title="nog niet", enrolment_opens=today + day)
    make_bootcamp(title="dicht", enrolment_closes=today - day)
    make_bootcamp(title="eerste dag", enrolment_opens=today)
    make_bootcamp(title="laatste dag", enrolment_closes=today)

    open_now = Bootcamp.objects.open_on(today)

    assert {bootcamp.title for bootcamp in open_now} == {"eerste dag", "laatste dag"}
    assert {bootcamp.title for bootcamp in Bootcamp.objects.all() if bootcamp.is_open_on(today)} == {
        "eerste dag",
        "laatste dag",
    }


def test_seats_left_counts_the_active_seats_once():
    bootcamp = make_bootcamp(seats=5, sessions=3)
    make_seat(bootcamp=bootcamp, colleagues=[make_user(), make_user()])
    make_seat(bootcamp=bootcamp)
    make_seat(bootcamp=bootcamp, cancelled_at=timezone.now())
    make_seat()

    shown = Bootcamp.objects.for_overview().get(pk=bootcamp.pk)

    assert (shown.seats_taken, shown.seats_left) == (2, 3)


def test_the_overview_has_bootcamps_and_their_sessions_in_order_of_time():
    late = make_bootcamp(sessions=0, starts_on=timezone.localdate() + timedelta(days=60))
    early = make_bootcamp(sessions=0, starts_on=timezone.localdate() + timedelta(days=40))
    second = make_session(bootcamp=early, number=2)
    first = make_session(bootcamp=early, number=1)

    bootcamps = list(Bootcamp.objects.for_overview())

    assert bootcamps == [early, late]
    assert list(bootcamps[0].work_sessions.all()) == [first, second]


def test_joining_is_possible_from_an_hour_before_until_the_end():
    session = WorkSession(
        join_link="https://vergaderen.example/x",
        starts_at=datetime(2027, 3, 4, 15, tzinfo=AMSTERDAM),
        ends_at=datetime(2027, 3, 4, 17, tzinfo=AMSTERDAM),
    )

    moments = [(13, 59), (14, 0), (16, 59), (17, 0)]

    assert [
        session.can_be_joined_at(datetime(2027, 3, 4, hour, minute, tzinfo=AMSTERDAM)) for hour, minute in moments
    ] == [
        False,
        True,
        True,
        False,
    ]


def test_without_a_link_there_is_nothing_to_join():
    moment = timezone.now()

    assert not WorkSession(starts_at=moment, ends_at=moment + timedelta(hours=2)).can_be_joined_at(moment)


@pytest.mark.parametrize(
    ("agenda", "items"),
    [
        ("15.00 Welkom\n15.30 Aan de slag", [("15.00", "Welkom"), ("15.30", "Aan de slag")]),
        ("\n  9.30  Begin \n\n", [("9.30", "Begin")]),
        ("Pauze\n15.00", [("", "Pauze"), ("", "15.00")]),
        ("15:30 Welkom\n3 rondes", [("15:30", "Welkom"), ("", "3 rondes")]),
        ("2.0 is geen tijd", [("", "2.0 is geen tijd")]),
        ("", []),
    ],
)
def test_the_agenda_is_read_line_by_line(agenda, items):
    assert WorkSession(agenda=agenda).agenda_items == items


def test_preparation_is_a_step_a_line():
    session = WorkSession(preparation=" Lees het pakket\r\n\r\n  \nVerzamel je cijfers ")

    assert session.preparation_steps == ["Lees het pakket", "Verzamel je cijfers"]


def test_a_school_in_use_is_not_lost():
    seat = make_seat(school=make_school())

    with pytest.raises(ProtectedError):
        seat.school.delete()

    assert Seat.objects.filter(pk=seat.pk).exists()
