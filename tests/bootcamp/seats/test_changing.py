"""Swapping one session with a parallel bootcamp, and moving to another."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats import actions
from bootcamp.seats.models import Seat, Swap
from portal.people.access import Role
from portal.post.models import Letter
from tests.factories import make_application, make_bootcamp, make_school, make_seat, make_user
from tests.letters import brings_a_calendar

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups():
    """Two parallel bootcamps and a seat in the first."""
    later = timezone.localdate() + timedelta(days=40)
    here, there = make_bootcamp(seats=2), make_bootcamp(seats=2, starts_on=later)
    return here, there, make_seat(bootcamp=here)


def swap(seat, there, *, number=1):
    session, instead = seat.bootcamp.work_sessions.get(number=number), there.work_sessions.get(number=number)
    return actions.swap(
        seat_id=seat.pk,
        session_id=session.pk,
        instead_id=instead.pk,
        by=seat.enrolled_by,
        now=timezone.now(),
    )


def test_a_swapped_session_takes_the_place_of_the_own_one(groups):
    here, there, seat = groups

    swap(seat, there)
    swap(seat, there)

    instead = there.work_sessions.get(number=1)
    followed = Seat.objects.for_my_bootcamp().get(pk=seat.pk).sessions()
    assert set(followed) == {instead, here.work_sessions.get(number=2)}
    assert list(Seat.objects.attending(instead)) == [seat]
    assert not Seat.objects.attending(here.work_sessions.get(number=1)).exists()
    letter = Letter.objects.get(kind="seats.swapped")
    assert letter.to == seat.enrolled_by
    assert brings_a_calendar(letter)


def test_a_guest_takes_a_place_that_is_left(groups):
    here, there, seat = groups
    other = make_seat(bootcamp=here)
    make_seat(bootcamp=there)
    swap(seat, there)

    with pytest.raises(actions.NotPossible, match="zit net vol"):
        swap(other, there)
    director = make_user(Role.DIRECTOR, schools=[make_school()])
    asked = actions.enrol(school=director.schools.get(), by=director, bootcamp_id=there.pk, now=timezone.now())

    assert asked.seat is None


def test_swapping_back_finds_the_own_place_still_there(groups):
    here, there, seat = groups
    make_seat(bootcamp=here)
    guest = make_seat(bootcamp=there)
    swap(seat, there)

    with pytest.raises(actions.NotPossible, match="zit net vol"):
        swap(guest, here)
    actions.swap_back(seat_id=seat.pk, session_id=here.work_sessions.get(number=1).pk, now=timezone.now())

    assert not Swap.objects.exists()


@pytest.mark.parametrize("fields", [{"kind": "dag"}, {"sector": "zorg"}, {"is_published": False}])
def test_only_the_same_session_of_a_parallel_bootcamp_can_be_chosen(groups, fields):
    _, _, seat = groups
    other = make_bootcamp(**fields)

    with pytest.raises(actions.NotPossible, match="kun je niet ruilen"):
        swap(seat, other)


def test_a_session_that_has_begun_cannot_be_swapped(groups):
    here, there, seat = groups
    here.work_sessions.filter(number=1).update(
        starts_at=timezone.now() - timedelta(minutes=5), ends_at=timezone.now() + timedelta(hours=1)
    )

    with pytest.raises(actions.NotPossible, match="al begonnen"):
        swap(seat, there)


def test_the_page_offers_the_other_days_and_swaps(client, groups):
    _, there, seat = groups
    client.force_login(seat.enrolled_by)
    address = reverse("bootcamp:swap", args=[seat.pk, 1])
    assert there.title in client.get(address).text

    chosen = there.work_sessions.get(number=1)
    nothing = client.post(address, {}).text
    swapped = client.post(address, {"instead": chosen.pk}, follow=True).text
    back = client.post(address, {"terug": "ja"}, follow=True).text

    assert "Kies de dag waarop je deze sessie wilt volgen." in nothing
    assert f"nu met {there.title}" in swapped
    assert "weer met je eigen groep" in back
    assert not Swap.objects.exists()


def test_moving_takes_people_along_and_passes_the_seat_on(client, groups):
    here, there, seat = groups
    make_seat(bootcamp=here)
    waiting = make_application(bootcamp=here)
    client.force_login(seat.enrolled_by)

    page = client.post(reverse("bootcamp:move", args=[seat.pk]), {"bootcamp": there.pk}, follow=True).text

    seat.refresh_from_db()
    waiting.refresh_from_db()
    assert f"doet nu mee aan {there.title}" in page
    assert (seat.bootcamp, waiting.state) == (there, "aanbod")
    assert list(seat.participants.all()) == [seat.enrolled_by]
    assert Letter.objects.filter(kind="seats.moved", to=seat.enrolled_by).count() == 1


def test_moving_passes_nobody_in_line(groups):
    _, there, seat = groups
    make_application(bootcamp=there)

    with pytest.raises(actions.NotPossible, match="er wachten nog scholen"):
        actions.move(seat_id=seat.pk, to_bootcamp_id=there.pk, now=timezone.now())


def test_a_director_cannot_move_once_the_bootcamp_began(client, groups):
    here, there, seat = groups
    today = timezone.localdate()
    type(here).objects.filter(pk=here.pk).update(starts_on=today, enrolment_closes=today - timedelta(days=1))
    client.force_login(seat.enrolled_by)

    page = client.post(reverse("bootcamp:move", args=[seat.pk]), {"bootcamp": there.pk}).text

    seat.refresh_from_db()
    assert "Verplaatsen kan niet meer." in page
    assert seat.bootcamp == here
