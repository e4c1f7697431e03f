"""The lines of a preparation as steps, and how far schools are with them."""

import pytest
from django.utils import timezone

from bootcamp.following import overview, steps
from bootcamp.following.models import PreparedStep
from bootcamp.following.steps import Step
from bootcamp.seats.models import Swap, WorkSession
from tests.factories import make_bootcamp, make_enrolment, make_session


def steps_of(preparation):
    return steps.of(WorkSession(preparation=preparation))


@pytest.mark.parametrize(
    ("line", "text", "minutes"),
    [
        ("Lees het infopakket (10 minuten)", "Lees het infopakket", 10),
        ("Lees het infopakket, 10 min.", "Lees het infopakket", 10),
        ("Bel HR (1 minuut).", "Bel HR", 1),
        ("Lees (vooraf) het pakket, 120 minuten", "Lees (vooraf) het pakket", 120),
        ("Praat 10 minuten met een collega", "Praat 10 minuten met een collega", None),
        ("Neem 5 minuten", "Neem 5 minuten", None),
        ("Lees alles (0 minuten)", "Lees alles (0 minuten)", None),
        ("Lees alles (9999 minuten)", "Lees alles (9999 minuten)", None),
    ],
)
def test_a_step_says_how_long_it_takes(line, text, minutes):
    assert steps_of(line) == [Step(text, minutes)]


def test_a_line_that_stands_there_twice_is_one_step():
    found = steps_of("Lees het pakket\n\n  lees  het pakket (5 minuten)\nBel HR")

    assert [step.text for step in found] == ["lees  het pakket", "Bel HR"]


def test_other_words_are_another_step_and_other_minutes_are_not():
    (before,) = steps_of("Lees het pakket (5 minuten)")
    (longer,) = steps_of("Lees het pakket (10 minuten)")
    (other,) = steps_of("Lees het hele pakket (5 minuten)")

    assert before.key == longer.key != other.key


def test_half_a_letter_does_not_break_a_step():
    assert len(steps_of("Lees \ud83d het pakket")[0].key) == 16


def tick(enrolment, session, how_many):
    for step in steps.of(session)[:how_many]:
        PreparedStep.objects.create(enrolment=enrolment, number=session.number, key=step.key, ticked_at=timezone.now())


@pytest.mark.django_db
@pytest.mark.parametrize("how_many", [1, 3])
def test_who_prepared_is_asked_in_one_query_for_all_schools(how_many, django_assert_num_queries):
    bootcamp = make_bootcamp(sessions=1)
    session = bootcamp.work_sessions.get()
    ready = [make_enrolment(bootcamp=bootcamp) for _ in range(how_many)]
    half = [make_enrolment(bootcamp=bootcamp) for _ in range(how_many)]
    for _ in range(how_many):
        make_enrolment(bootcamp=bootcamp)
    for seat in ready:
        tick(seat, session, 2)
    for seat in half:
        tick(seat, session, 1)

    with django_assert_num_queries(2):
        prepared, begun = overview.prepared(session), overview.begun(session)

    assert prepared == {seat.pk for seat in ready}
    assert begun == {seat.pk for seat in [*ready, *half]}


@pytest.mark.django_db
def test_a_new_step_makes_a_school_unprepared_again():
    bootcamp = make_bootcamp(sessions=1)
    session, seat = bootcamp.work_sessions.get(), make_enrolment(bootcamp=bootcamp)
    tick(seat, session, 2)

    session.preparation += "\nBel HR"

    assert (overview.prepared(session), overview.begun(session)) == (set(), {seat.pk})


@pytest.mark.django_db
def test_where_nothing_is_to_prepare_everyone_is_ready():
    bootcamp = make_bootcamp(sessions=0)
    session, seat = make_session(bootcamp=bootcamp, preparation=" \n"), make_enrolment(bootcamp=bootcamp)
    make_enrolment(bootcamp=bootcamp, cancelled_at=timezone.now())

    assert (overview.prepared(session), overview.begun(session)) == ({seat.pk}, set())


@pytest.mark.django_db
def test_a_school_that_swapped_is_counted_where_it_comes():
    home, parallel = make_bootcamp(sessions=1), make_bootcamp(sessions=1)
    mine, there = home.work_sessions.get(), parallel.work_sessions.get()
    seat = make_enrolment(bootcamp=home)
    tick(seat, mine, 2)
    Swap.objects.create(enrolment=seat, session=mine, instead=there, swapped_at=timezone.now())

    assert (overview.prepared(mine), overview.prepared(there)) == (set(), {seat.pk})
