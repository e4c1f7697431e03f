"""One list of what can be done now: from every room, in the order in which to do it, and late things say so."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bootcamp.experts.choices import RequestState
from bootcamp.following import evaluation
from bootcamp.following.models import AfterSession, FieldWork
from bootcamp.home import register
from bootcamp.home.register import For, Mine, Rank
from bootcamp.plan import reactions
from bootcamp.seats.models import Attendance, WorkSession
from portal import once
from portal.people.access import Role
from tests.factories import (
    make_attendance,
    make_board,
    make_bootcamp,
    make_expert,
    make_expert_request,
    make_hr,
    make_material,
    make_offer,
    make_plan,
    make_school,
    make_seat,
    make_user,
)

pytestmark = pytest.mark.django_db
# A Monday; session 1 was three weeks ago, session 2 is on Thursday.
NOW = datetime(2027, 4, 12, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(autouse=True)
def on_that_monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def director():
    return make_user(Role.DIRECTOR, schools=[make_school(name="De Vuurvlinder")], first_name="Marit")


@pytest.fixture
def seat(director):
    bootcamp = make_bootcamp(starts_on=NOW.date() - timedelta(days=18), sessions=3)
    return make_seat(director=director, bootcamp=bootcamp)


def todos(user, whose=For.SCHOOL):
    return register.todos(Mine(user, now=timezone.now()), whose)


def titles(user, whose=For.SCHOOL):
    return [todo.what for todo in todos(user, whose)]


def named(user, what):
    return next(todo for todo in todos(user) if todo.what == what)


def test_who_just_came_in_prepares_and_begins_the_plan(director):
    make_seat(director=director)

    assert titles(director) == ["Maak je klaar voor werksessie 1", "Begin jullie plan op één pagina"]


def test_preparing_counts_what_is_left_and_leads_straight_to_the_document(director, seat):
    make_material(title="Infopakket voor schoolleiders", shelves=[seat.bootcamp.shelf])
    WorkSession.objects.filter(number=2).update(
        preparation="Lees het infopakket voor schoolleiders (15 min)\nPraat even"
    )

    todo = named(director, "Maak je klaar voor werksessie 2")

    assert todo.minutes == 20
    assert [(part.what, part.minutes) for part in todo.parts] == [
        ("Lees het infopakket voor schoolleiders", 15),
        ("Praat even", None),
    ]
    assert todo.parts[0].url.startswith("/materialen/")
    assert todo.parts[1].url == ""
    assert todo.on == date(2027, 4, 15)


def test_work_at_school_is_late_once_the_next_session_has_been(director, seat):
    seat.bootcamp.work_sessions.filter(number=2).update(
        starts_at=NOW - timedelta(days=4), ends_at=NOW - timedelta(days=4, hours=-2), follow_up="Bel een collega."
    )
    AfterSession.objects.create(session=seat.bootcamp.work_sessions.get(number=1), field_work_target=5)
    FieldWork.objects.create(seat=seat, number=1, times=3, changed_at=NOW)

    late, in_time = named(director, "Praat met een collega."), named(director, "Bel een collega.")

    assert (late.rank, late.late) == (Rank.LATE, "te laat sinds 8 april 2027")
    assert late.about == "3 van de 5 gedaan. Na werksessie 1."
    assert (in_time.rank, in_time.late) == (Rank.DATED, "")


def test_long_after_the_bootcamp_what_was_left_between_sessions_is_not_asked_any_more(director, seat):
    ends = seat.sessions()[-1].ends_at

    with time_machine.travel(ends + timedelta(days=44), tick=False):
        soon = titles(director)
    with time_machine.travel(ends + timedelta(days=46), tick=False):
        later = titles(director)

    assert "Praat met een collega." in soon
    assert [what for what in later if not what.startswith("Tel ")] == ["Begin jullie plan op één pagina"]


def test_work_that_is_done_is_not_asked(director, seat):
    FieldWork.objects.create(seat=seat, number=1, done_at=NOW, changed_at=NOW)

    assert "Praat met een collega." not in titles(director)


def test_actions_of_the_plan_are_asked_when_they_are_due(director, seat):
    plan = make_plan(
        seat=seat,
        actions=[
            {"what": "Te laat", "due": "2027-02", "who": "Marit", "goal": 2},
            {"what": "Deze maand", "due": "2027-04", "status": "bezig"},
            {"what": "Later", "due": "2027-05"},
            {"what": "Klaar", "due": "2027-02", "status": "klaar"},
            {"what": "Zonder maand"},
            {"what": "Weg", "due": "2027-02", "is_removed": True},
        ],
    )

    late = named(director, "Te laat")
    of_the_plan = {*plan.actions.values_list("what", flat=True)}

    assert [what for what in titles(director) if what in of_the_plan] == ["Te laat", "Deze maand"]
    assert late.late == "te laat sinds 1 maart 2027"
    assert late.about == "Marit, doel 2 van jullie plan (nog niet)."
    assert late.postpone.endswith("-due")
    assert named(director, "Deze maand").about == "Doel 1 van jullie plan (bezig). Voor deze maand."


def test_an_answer_of_an_expert_waits_above_all_and_a_held_talk_is_looked_back_on(director, seat):
    dirk = make_expert(user=make_user(Role.EXPERT, first_name="Dirk", last_name="Verhoeven")).user
    make_expert_request(seat=seat, expert=dirk, state=RequestState.PICKED_UP)
    make_expert_request(seat=seat, expert=dirk, state=RequestState.HELD, said_yes_at=NOW)

    every = titles(director)

    assert every[0] == "Zeg ja of nee tegen Dirk Verhoeven"
    assert every[-1] == "Kijk terug op de hulp van Dirk Verhoeven"


def test_reactions_are_new_until_you_say_so_or_answer(director, seat):
    plan = make_plan(seat=seat)
    pieter = make_user(Role.BOARD, board=seat.school.board, first_name="Pieter")
    plan.comments.create(written_by=pieter, text="Mag het ook half?", goal=3, written_at=NOW - timedelta(days=1))
    said = "Lees wat Pieter bij jullie plan schreef"

    before = named(director, said)
    reactions.mark_read(director, plan, until=NOW)
    read = titles(director)
    plan.comments.create(written_by=pieter, text="En nu?", written_at=NOW + timedelta(hours=1))
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        again = titles(director)
        plan.comments.create(written_by=director, text="Ja.", written_at=timezone.now())
        answered = titles(director)

    assert (before.rank, before.minutes, before.about) == (Rank.READING, 3, "1 reactie bij doel 3.")
    assert [said in every for every in (read, again, answered)] == [False, True, False]


def test_to_have_read_never_goes_back_in_time(director, seat):
    plan = make_plan(seat=seat)

    reactions.mark_read(director, plan, until=NOW)
    reactions.mark_read(director, plan, until=NOW - timedelta(days=3))

    assert reactions.ReactionsRead.objects.get().until == NOW


def test_what_you_missed_can_be_caught_up_and_what_you_followed_looked_back_on(director, seat):
    first = seat.bootcamp.work_sessions.get(number=1)
    first.starts_at, first.ends_at = NOW - timedelta(days=3), NOW - timedelta(days=3, hours=-2)
    first.save()
    AfterSession.objects.create(session=first, catch_up_minutes=38)

    evaluates = named(director, "Zeg wat je van werksessie 1 vond")
    noted = make_attendance(seat=seat, session=first, state=Attendance.State.ABSENT)
    caught = named(director, "Haal werksessie 1 in")
    after_absence = titles(director)
    noted.delete()
    me = seat.participations.get()
    questions = evaluation.STANDARD[evaluation.Moment.SESSION][0]
    evaluation.answer(
        me, bootcamp=first.bootcamp, session=first, scores=dict.fromkeys(questions, 4), texts={}, now=timezone.now()
    )

    assert (evaluates.minutes, evaluates.on) == (2, date(2027, 4, 23))
    assert caught.minutes == 38
    assert "Zeg wat je van werksessie 1 vond" not in after_absence
    assert "Zeg wat je van werksessie 1 vond" not in titles(director)


def test_a_seat_that_is_held_is_asked_of_the_school_and_of_its_board():
    board = make_board()
    school = make_school(board=board)
    director = make_user(Role.DIRECTOR, schools=[school])
    make_offer(school=school, by=director, bootcamp=make_bootcamp(title="Groep Oost"))
    what = "Zeg ja of nee tegen een plek in Groep Oost"

    assert titles(director) == [what]
    assert titles(make_user(Role.BOARD, board=board), For.BOARD) == [what, "Schrijf op wat mag op al jullie scholen"]


def test_hr_does_not_prepare_for_directors_of_all_schools(director, seat):
    hr = make_hr(seat.school.board)

    without = titles(hr)
    seat.participants.add(hr)

    assert without == []
    assert "Maak je klaar voor werksessie 2" in titles(hr)


def test_nothing_of_another_school_is_in_it(director, seat):
    other = make_user(Role.DIRECTOR, schools=[make_school()])
    make_plan(seat=seat, actions=[{"what": "Te laat", "due": "2027-02"}])
    make_expert_request(seat=seat, expert=make_expert().user, state=RequestState.PICKED_UP)

    assert titles(other) == []
    assert register.todos(Mine(other, now=timezone.now(), schools=[seat.school_id]), For.SCHOOL) == []


def fill(director, schools):
    for school in schools:
        director.schools.add(school)
        bootcamp = make_bootcamp(starts_on=NOW.date() - timedelta(days=18), sessions=3)
        seat = make_seat(director=director, school=school, bootcamp=bootcamp)
        first = bootcamp.work_sessions.get(number=1)
        first.starts_at, first.ends_at = NOW - timedelta(days=3), NOW - timedelta(days=3, hours=-2)
        first.save()
        plan = make_plan(seat=seat, actions=[{"what": "Te laat", "due": "2027-02"}])
        plan.comments.create(written_by=make_user(), text="Mooi", written_at=NOW - timedelta(days=1))
        make_expert_request(seat=seat, expert=make_expert().user, state=RequestState.PICKED_UP)
        make_material(shelves=[bootcamp.shelf])
        make_offer(school=school, by=director)


def test_it_takes_as_many_queries_for_many_schools_as_for_one():
    director = make_user(Role.DIRECTOR, schools=[])

    def queries():
        with once.while_reading(), CaptureQueriesContext(connection) as asked:
            assert todos(director)
        return len(asked)

    fill(director, [make_school()])
    few = queries()
    fill(director, [make_school() for _ in range(4)])

    assert queries() == few <= 26
