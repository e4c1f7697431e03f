"""A school with a seat in a parallel bootcamp takes another instead, in one act."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats import actions
from bootcamp.seats.models import Application, Seat
from portal.people.access import Role
from portal.post.models import Letter
from tests.bootcamp.seats import crossing
from tests.factories import (
    make_application,
    make_board,
    make_bootcamp,
    make_hr,
    make_offer,
    make_school,
    make_seat,
    make_user,
)
from tests.jobs import do_all_jobs

CROSSING = crossing.__name__
pytestmark = pytest.mark.django_db
OVER = "Ja, we stappen over: de plek in Groep Midden geven we terug"
BOTH = "beide"


@pytest.fixture
def midden():
    return make_bootcamp(title="Groep Midden", seats=1)


@pytest.fixture
def west():
    return make_bootcamp(title="Groep West", seats=1)


@pytest.fixture
def seat(midden):
    """With the application that it came from."""
    seat = make_seat(bootcamp=midden)
    ended = {"state": Application.State.SEATED, "ended_at": timezone.now(), "seat": seat}
    make_application(school=seat.school, bootcamp=midden, **ended)
    return seat


@pytest.fixture
def offer(seat, west):
    return make_offer(school=seat.school, bootcamp=west)


def post(client, offer, user, doe):
    client.force_login(user)
    return client.post(reverse("bootcamp:application", args=[offer.pk]), {"doe": doe}, follow=True)


def test_the_seat_moves_and_the_old_one_goes_along_the_line(client, seat, offer, midden, west):
    next_in_line = make_application(bootcamp=midden)
    client.force_login(seat.enrolled_by)
    asked = client.get(offer.get_absolute_url()).text

    page = post(client, offer, seat.enrolled_by, "over").text

    offer.refresh_from_db()
    seat.refresh_from_db()
    next_in_line.refresh_from_db()
    assert OVER in " ".join(asked.split())
    assert "stapt over naar Groep West. De plek in Groep Midden is teruggegeven." in page
    assert (seat.bootcamp, offer.seat, offer.state) == (west, seat, Application.State.SEATED)
    assert next_in_line.state == Application.State.OFFERED
    assert Seat.objects.active().count() == 1
    assert midden.applications.get(school=seat.school).seat is None


def test_the_school_hears_it_once_with_both_calendars(client, seat, offer, west):
    post(client, offer, seat.enrolled_by, "over")
    do_all_jobs()

    (letter,) = mail.outbox
    assert letter.to == [seat.enrolled_by.email]
    assert "doet nu mee aan Groep West" in letter.subject
    assert len(letter.attachments) > 1
    assert set(Letter.objects.values_list("kind", flat=True)) == {"seats.moved"}


def test_changing_over_twice_is_changing_over_once(seat, offer):
    arguments = {"application_id": offer.pk, "seat_id": seat.pk, "now": timezone.now()}

    assert actions.change_over(**arguments) == actions.change_over(**arguments) == seat
    assert Letter.objects.filter(kind="seats.moved").count() == 1


def test_who_keeps_both_has_two_seats(client, seat, offer, midden):
    post(client, offer, seat.enrolled_by, "ja")

    assert seat.school.seats.active().count() == 2


def test_a_seat_of_another_school_is_never_given_back(seat, offer, midden):
    other = make_seat(bootcamp=midden)

    with pytest.raises(actions.NotPossible):
        actions.change_over(application_id=offer.pk, seat_id=other.pk, now=timezone.now())

    other.refresh_from_db()
    assert other.bootcamp == midden


@pytest.mark.parametrize(
    "fields",
    [
        {"starts_on": timezone.localdate(), "enrolment_closes": timezone.localdate() - timedelta(days=1)},
        {"sector": "kinderopvang"},
    ],
)
def test_only_a_seat_in_a_parallel_bootcamp_that_has_yet_to_start_can_be_given_back(
    client, offer, seat, midden, fields
):
    type(midden).objects.filter(pk=midden.pk).update(**fields)

    page = post(client, offer, seat.enrolled_by, "over").text

    assert "Er is geen plek meer om terug te geven." in page
    assert "Ja, we stappen over" not in page
    seat.refresh_from_db()
    assert seat.bootcamp == midden


def test_who_comes_together_with_another_cannot_change_over(client, seat, offer, west):
    make_offer(bootcamp=west, party=offer.party)

    page = post(client, offer, seat.enrolled_by, "over").text

    assert "Overstappen kan alleen voor één school." in page
    seat.refresh_from_db()
    assert seat.bootcamp != west


def test_too_late_changes_nothing(seat, offer, midden):
    with pytest.raises(actions.NotPossible, match="voorbij"):
        actions.change_over(application_id=offer.pk, seat_id=seat.pk, now=timezone.now() + timedelta(days=3))

    seat.refresh_from_db()
    assert seat.bootcamp == midden


def enrol(client, user, bootcamp, **fields):
    client.force_login(user)
    return client.post(reverse("bootcamp:enrol", args=[bootcamp.pk]), fields, follow=True)


def test_asking_where_there_is_room_the_school_chooses_first(client, seat, midden, west):
    director, school = seat.enrolled_by, seat.school.pk

    unchosen = enrol(client, director, west, school=school).text
    still = list(seat.school.seats.active().values_list("bootcamp", flat=True))
    done = enrol(client, director, west, school=school, seat_elsewhere="over").text

    seat.refresh_from_db()
    assert "Kies wat er met de plek in Groep Midden gebeurt." in unchosen
    assert OVER in " ".join(unchosen.split())
    assert still == [midden.pk]
    assert "stapt over naar Groep West" in done
    assert seat.bootcamp == west
    assert Seat.objects.active().count() == 1


def test_asking_for_a_second_seat_stays_possible(client, seat, west):
    enrol(client, seat.enrolled_by, west, school=seat.school.pk, seat_elsewhere=BOTH)

    assert seat.school.seats.active().count() == 2


def test_who_has_to_wait_chooses_once_there_is_a_seat(client, seat, midden, west):
    make_seat(bootcamp=west)

    page = enrol(client, seat.enrolled_by, west, school=seat.school.pk).text

    assert "staat op de lijst" in page
    seat.refresh_from_db()
    assert seat.bootcamp == midden


@pytest.mark.parametrize("how_many", [1, 4])
def test_a_board_sees_its_schools_in_the_same_number_of_queries(
    client, midden, west, how_many, django_assert_num_queries
):
    board = make_board()
    schools = [make_school(board=board) for _ in range(how_many + 1)]
    hr = make_hr(board)
    for school in schools[:how_many]:
        make_seat(bootcamp=midden, school=school, director=make_user(Role.DIRECTOR, schools=[school]))
    client.force_login(hr)
    client.get(reverse("bootcamp:enrol", args=[west.pk]))

    with django_assert_num_queries(QUERIES):
        page = client.get(reverse("bootcamp:enrol", args=[west.pk])).text

    assert schools[0].name in page


QUERIES = 12


def check(outcome):
    assert outcome == {"heard": {"over": 2}, "crossed": True, "seats": 2, "mails": 2}


@pytest.mark.postgres
def test_two_that_cross_never_wait_for_each_other_on_postgresql(race):
    check(race(CROSSING, on="postgresql"))


def test_two_that_cross_never_wait_for_each_other_on_sqlite(race):
    check(race(CROSSING, on="sqlite"))


@pytest.mark.postgres
def test_locked_in_the_order_of_who_asks_they_would(race):
    assert race(CROSSING, on="postgresql", without_lock=True)["heard"] != {"over": 2}
