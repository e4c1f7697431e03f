"""How far the schools of a session are with preparing."""

import pytest
from django.utils import timezone

from bootcamp.following import steps
from bootcamp.following.models import PreparedStep
from bootcamp.running import prepared
from bootcamp.seats.models import Seat, Swap
from tests.factories import make_bootcamp, make_seat, make_session


def ready_for(session):
    return set(prepared.ready(Seat.objects.attending(session), session).values_list("pk", flat=True))


def tick(seat, session, how_many):
    for step in steps.of(session)[:how_many]:
        PreparedStep.objects.create(seat=seat, number=session.number, key=step.key, ticked_at=timezone.now())


@pytest.mark.django_db
@pytest.mark.parametrize("how_many", [1, 3])
def test_who_prepared_is_asked_in_one_query_for_all_schools(how_many, django_assert_num_queries):
    bootcamp = make_bootcamp(sessions=1)
    session = bootcamp.work_sessions.get()
    ready = [make_seat(bootcamp=bootcamp) for _ in range(how_many)]
    half = [make_seat(bootcamp=bootcamp) for _ in range(how_many)]
    for _ in range(how_many):
        make_seat(bootcamp=bootcamp)
    for seat in ready:
        tick(seat, session, 2)
    for seat in half:
        tick(seat, session, 1)

    with django_assert_num_queries(3):
        are_ready, states = ready_for(session), prepared.states(bootcamp.school_seats.all(), session)

    assert are_ready == {seat.pk for seat in ready}
    assert states == {**{seat.pk: prepared.READY for seat in ready}, **{seat.pk: prepared.BUSY for seat in half}}


@pytest.mark.django_db
def test_a_new_step_makes_a_school_unprepared_again():
    bootcamp = make_bootcamp(sessions=1)
    session, seat = bootcamp.work_sessions.get(), make_seat(bootcamp=bootcamp)
    tick(seat, session, 2)

    session.preparation += "\nBel HR"

    assert (ready_for(session), prepared.states([seat], session)) == (set(), {seat.pk: prepared.BUSY})


@pytest.mark.django_db
def test_where_nothing_is_to_prepare_everyone_is_ready():
    bootcamp = make_bootcamp(sessions=0)
    session, seat = make_session(bootcamp=bootcamp, preparation=" \n"), make_seat(bootcamp=bootcamp)
    make_seat(bootcamp=bootcamp, cancelled_at=timezone.now())

    assert (ready_for(session), prepared.number_ready(bootcamp, session)) == ({seat.pk}, 1)


@pytest.mark.django_db
def test_a_school_that_swapped_is_counted_where_it_comes():
    home, parallel = make_bootcamp(sessions=1), make_bootcamp(sessions=1)
    mine, there = home.work_sessions.get(), parallel.work_sessions.get()
    seat = make_seat(bootcamp=home)
    tick(seat, mine, 2)
    Swap.objects.create(seat=seat, session=mine, instead=there, swapped_at=timezone.now())

    assert (ready_for(mine), ready_for(there)) == (set(), {seat.pk})
