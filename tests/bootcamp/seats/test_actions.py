import contextlib
from datetime import UTC, timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from bootcamp.seats import actions
from bootcamp.seats.models import Seat
from portal.jobs.models import Job
from portal.people.access import Role
from portal.post.models import Letter
from tests.factories import (
    make_board,
    make_bootcamp,
    make_director,
    make_school,
    make_seat,
    make_user,
)

pytestmark = pytest.mark.django_db


def enrol(bootcamp, by, *, school=None, now=None):
    school = school or by.schools.get()
    return actions.enrol(school=school, by=by, bootcamp_id=bootcamp.pk, now=now or timezone.now()).seat


def test_who_enrols_takes_part():
    bootcamp, director, now = make_bootcamp(), make_director(), timezone.now()

    seat = enrol(bootcamp, director, now=now)

    seat.refresh_from_db()
    assert (seat.school, seat.bootcamp, seat.enrolled_by) == (director.schools.get(), bootcamp, director)
    assert (seat.enrolled_at, seat.cancelled_at) == (now, None)
    assert list(seat.participants.all()) == [director]


def test_when_hr_enrols_a_school_its_directors_take_part_too():
    school = make_school()
    directors = [make_user(Role.DIRECTOR, schools=[school]) for _ in range(2)]
    make_user(Role.TEACHER, schools=[school])
    make_user(Role.DIRECTOR, schools=[school], is_active=False)
    make_user(Role.DIRECTOR, schools=[make_school(board=school.board)])
    hr = make_user(Role.HR, board=school.board)

    seat = enrol(make_bootcamp(), hr, school=school)

    assert set(seat.participants.all()) == {hr, *directors}


def test_each_participant_gets_a_mail_of_their_own():
    school = make_school()
    make_user(Role.DIRECTOR, schools=[school])

    seat = enrol(make_bootcamp(), make_user(Role.HR, board=school.board), school=school)

    proofs = Letter.objects.about(seat).filter(kind="seats.enrolled")
    assert sorted(proofs.values_list("to", flat=True)) == sorted(seat.participants.values_list("pk", flat=True))
    assert len(proofs) == 2


def test_enrolling_twice_leads_to_the_same_seat():
    bootcamp, director = make_bootcamp(), make_director()
    first = enrol(bootcamp, director)

    with pytest.raises(actions.AlreadyEnrolled) as already:
        enrol(bootcamp, director)

    assert already.value.seat == first
    assert (Seat.objects.count(), Letter.objects.count(), Job.objects.count()) == (1, 1, 1)


def test_a_school_that_is_in_hears_so_even_after_the_bootcamp_closed():
    bootcamp, director = make_bootcamp(seats=1), make_director()
    first = enrol(bootcamp, director)

    with pytest.raises(actions.AlreadyEnrolled) as already:
        enrol(bootcamp, director, now=timezone.now() + timedelta(days=100))

    assert already.value.seat == first


def test_the_last_seat_goes_once():
    bootcamp = make_bootcamp(seats=1)
    enrol(bootcamp, make_director())

    assert enrol(bootcamp, make_director()) is None

    assert Seat.objects.count() == 1


def test_a_cancelled_seat_is_free_again():
    bootcamp, first = make_bootcamp(seats=1), make_director()
    actions.cancel(seat_id=enrol(bootcamp, first).pk, now=timezone.now())

    enrol(bootcamp, make_director())
    assert enrol(bootcamp, first) is None


def test_a_school_can_come_back_after_cancelling():
    bootcamp, director = make_bootcamp(), make_director()
    first = enrol(bootcamp, director)
    actions.cancel(seat_id=first.pk, now=timezone.now())

    second = enrol(bootcamp, director)

    assert list(bootcamp.school_seats.active()) == [second]
    assert bootcamp.school_seats.count() == 2


def test_a_board_gets_no_more_than_its_seats():
    board = make_board()
    bootcamp = make_bootcamp(seats_per_board=2)
    gone = enrol(bootcamp, make_director(board=board))
    enrol(bootcamp, make_director(board=board))

    assert enrol(bootcamp, make_director(board=board)) is None
    assert enrol(bootcamp, make_director())
    actions.cancel(seat_id=gone.pk, now=timezone.now())

    assert bootcamp.school_seats.active().filter(school__board=board).count() == 1
    assert bootcamp.applications.held().get().school.board == board


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (-61, "kan vanaf"),
        (-60, None),
        (-7, None),
        (-6, "kan niet meer"),
        (0, "kan niet meer"),
        (5, "kan niet meer"),
    ],
)
def test_enrolling_is_possible_in_the_window_only(day, reason):
    """Days from the start; the window runs from 60 days before it until 7 days before it, both included."""
    bootcamp, director = make_bootcamp(), make_director()
    moment = timezone.localtime().replace(hour=12) + timedelta(days=30 + day)

    with pytest.raises(actions.NotPossible, match=reason) if reason else contextlib.nullcontext():
        enrol(bootcamp, director, now=moment)

    assert bootcamp.school_seats.exists() == (reason is None)


def test_the_window_is_counted_in_dutch_days():
    """Half past midnight in Amsterdam is a day after the last one, though in UTC, in which moments come, it's not."""
    bootcamp = make_bootcamp()
    last = (timezone.localtime().replace(hour=23, minute=55) + timedelta(days=23)).astimezone(UTC)
    after = last + timedelta(minutes=35)
    assert last.date() == after.date()

    enrol(bootcamp, make_director(), now=last)
    with pytest.raises(actions.NotPossible, match="kan niet meer"):
        enrol(bootcamp, make_director(), now=after)


def test_a_bootcamp_that_is_not_published_is_closed():
    bootcamp = make_bootcamp(is_published=False)

    with pytest.raises(actions.NotPossible, match="kan niet meer"):
        enrol(bootcamp, make_director())

    assert not bootcamp.school_seats.exists()


def test_cancelling_gives_the_seat_back_and_tells_every_participant():
    seat = make_seat(colleagues=[make_user(Role.HR, board=make_board())])
    now = timezone.now()

    actions.cancel(seat_id=seat.pk, now=now)

    seat.refresh_from_db()
    written_to = Letter.objects.about(seat).filter(kind="seats.cancelled").values_list("to", flat=True)
    assert seat.cancelled_at == now
    assert set(written_to) == set(seat.participants.values_list("pk", flat=True))
    assert len(written_to) == 2


def test_cancelling_twice_is_cancelling_once():
    seat = make_seat()
    first = actions.cancel(seat_id=seat.pk, now=timezone.now()).cancelled_at

    second = actions.cancel(seat_id=seat.pk, now=timezone.now() + timedelta(hours=1)).cancelled_at

    assert first == second
    assert Letter.objects.filter(kind="seats.cancelled").count() == 1


@pytest.mark.parametrize(("starts_in", "is_possible"), [(1, True), (0, False), (-1, False)])
def test_cancelling_stops_on_the_day_of_the_start(starts_in, is_possible):
    starts_on = timezone.localdate() + timedelta(days=starts_in)
    seat = make_seat(bootcamp=make_bootcamp(starts_on=starts_on))

    with contextlib.nullcontext() if is_possible else pytest.raises(actions.NotPossible, match="al begonnen"):
        actions.cancel(seat_id=seat.pk, now=timezone.now())

    seat.refresh_from_db()
    assert (seat.cancelled_at is not None) == is_possible


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["seats_seat", "seats_participation", "jobs_job"])
def test_when_the_database_stops_halfway_there_is_no_seat_no_participant_and_no_job(table):
    bootcamp, director = make_bootcamp(), make_director()
    full_disk = f"CREATE TEMP TRIGGER full BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'full'); END"
    with connection.cursor() as cursor:
        cursor.execute(full_disk)

    try:
        with pytest.raises(DatabaseError, match="full"):
            enrol(bootcamp, director)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER full")

    assert not bootcamp.school_seats.exists()
    assert not director.participations.exists()
    assert not Job.objects.exists()
    assert enrol(bootcamp, director).participants.get() == director
