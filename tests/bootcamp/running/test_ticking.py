"""Who was there: saved without script, and nothing lost when two people tick at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bootcamp.running.views import ticking
from bootcamp.seats.models import Attendance, Swap
from portal.people.access import Role
from tests.bootcamp.running.staff import a_seat, page, sign_in
from tests.factories import make_bootcamp, make_seat, make_user

pytestmark = pytest.mark.django_db
State = Attendance.State


@pytest.fixture
def staff(client):
    client.user = sign_in(client)
    return client


def a_session(bootcamp=None):
    return (bootcamp or make_bootcamp()).work_sessions.get(number=1)


def person(session, name="De Vuurvlinder"):
    return a_seat(session.bootcamp, name).participations.get()


def url(session):
    return page("attendance", session.bootcamp, session_id=session.pk)


def noted(session):
    return dict(Attendance.objects.filter(session=session).values_list("participation", "state"))


def test_ticking_is_saved_with_who_and_when(staff):
    session = a_session()
    there, not_there, unknown = (person(session, name) for name in "ABC")
    before = timezone.now()

    staff.post(
        url(session),
        {
            **{f"was-{participation.pk}": "" for participation in (there, not_there, unknown)},
            f"wie-{there.pk}": State.PRESENT,
            f"wie-{not_there.pk}": State.ABSENT,
            f"wie-{unknown.pk}": "",
        },
    )

    row = Attendance.objects.get(participation=there)
    assert noted(session) == {there.pk: State.PRESENT, not_there.pk: State.ABSENT}
    assert row.noted_by == staff.user
    assert row.noted_at >= before


def test_what_a_colleague_ticked_meanwhile_stays(staff):
    session = a_session()
    mine, theirs = person(session, "A"), person(session, "B")
    page_of_both = {f"was-{mine.pk}": "", f"was-{theirs.pk}": "", f"wie-{theirs.pk}": ""}
    Attendance.objects.create(
        session=session, participation=theirs, state=State.ABSENT, noted_at=timezone.now(), noted_by=make_user()
    )

    staff.post(url(session), {**page_of_both, f"wie-{mine.pk}": State.PRESENT})

    assert noted(session) == {mine.pk: State.PRESENT, theirs.pk: State.ABSENT}


def test_a_tick_can_be_changed_and_taken_back(staff):
    session = a_session()
    one = person(session)
    staff.post(url(session), {f"was-{one.pk}": "", f"wie-{one.pk}": State.ABSENT})
    staff.post(url(session), {f"was-{one.pk}": State.ABSENT, f"wie-{one.pk}": State.CAUGHT_UP})
    changed = noted(session)
    staff.post(url(session), {f"was-{one.pk}": State.CAUGHT_UP, f"wie-{one.pk}": ""})

    assert changed == {one.pk: State.CAUGHT_UP}
    assert noted(session) == {}


def test_guests_are_expected_and_who_swapped_away_is_not(staff):
    session, elsewhere = a_session(), a_session()
    away, guest = person(session, "Weg"), person(elsewhere, "Gast")
    now = timezone.now()
    Swap.objects.create(seat=away.seat, session=session, instead=elsewhere, swapped_at=now)
    Swap.objects.create(seat=guest.seat, session=elsewhere, instead=session, swapped_at=now)

    response = staff.get(url(session))

    assert [(row.participation, row.is_guest) for row in response.context["rows"]] == [(guest, True)]
    assert "Gast, te gast" in " ".join(response.text.split())


@pytest.mark.parametrize("value", ["onzin", "x" * 5000, "aanwezig'"])
def test_a_tick_that_does_not_exist_is_ignored(staff, value):
    session = a_session()
    one = person(session)

    staff.post(url(session), {f"was-{one.pk}": "", f"wie-{one.pk}": value})

    assert noted(session) == {}


def test_nobody_is_ticked_who_is_not_expected(staff):
    session = a_session()
    stranger = person(a_session(), "Elders")
    cancelled = person(session, "Afgemeld")
    type(cancelled.seat).objects.filter(pk=cancelled.seat_id).update(cancelled_at=timezone.now())

    staff.post(url(session), {f"wie-{pk}": State.PRESENT for pk in (stranger.pk, cancelled.pk, "-1", "9" * 30, "x")})

    assert noted(session) == {}


def test_the_script_hears_that_it_is_saved(staff):
    session = a_session()
    one = person(session)
    answers = {f"was-{one.pk}": "", f"wie-{one.pk}": State.PRESENT}

    response = staff.post(url(session), answers, headers={"Accept": "application/json"})

    assert response.json() == {"bewaard": 1}


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_takes_no_more_queries_for_more_people(staff, how_many, django_assert_num_queries):
    session = a_session()
    for number in range(how_many):
        person(session, f"School {number}")

    with django_assert_num_queries(7):
        response = staff.get(url(session))

    assert len(response.context["rows"]) == how_many


def test_a_page_never_holds_more_fields_than_a_request_may(settings):
    assert 2 * ticking.PAGE_SIZE + 10 < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def test_who_came_in_later_is_not_expected_at_what_was_before(staff):
    bootcamp = make_bootcamp()
    session = bootcamp.work_sessions.get(number=1)
    seat = make_seat(bootcamp=bootcamp)
    colleague = make_user(Role.DIRECTOR, schools=[seat.school])
    seat.participations.create(user=colleague, joined_at=session.ends_at + timedelta(days=1))

    sessions = bootcamp.work_sessions.order_by("number")
    first, second = (staff.get(page("attendance", bootcamp, session_id=one.pk)) for one in sessions)

    assert [row.participation.user for row in first.context["rows"]] == [seat.enrolled_by]
    assert {row.participation.user for row in second.context["rows"]} == {seat.enrolled_by, colleague}
