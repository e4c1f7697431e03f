"""The page of one bootcamp, and the list of all of them."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from bootcamp.experts.choices import Place, Skill
from bootcamp.following import steps
from bootcamp.running import prepared, state
from bootcamp.seats.models import Application, Attendance, Bootcamp, Skip, Swap
from tests.bootcamp.running.staff import SOON, a_seat, page, sign_in, waits
from tests.factories import make_board, make_bootcamp, make_letter, make_plan, make_user

pytestmark = pytest.mark.django_db
State = Attendance.State


@pytest.fixture
def staff(client):
    sign_in(client)
    return client


def note(seat, session, state, person=0):
    participation = seat.participations.order_by("pk")[person]
    fields = {"session": session, "participation": participation, "noted_at": timezone.now()}
    return Attendance.objects.create(state=state, **fields)


def begun(**fields):
    """Two of its three sessions have been."""
    return make_bootcamp(**{"starts_on": timezone.localdate() - timedelta(days=30), "sessions": 3, **fields})


def tick(seat, session, number=None):
    for step in steps.of(session)[:number]:
        seat.prepared_steps.create(number=session.number, key=step.key, ticked_at=timezone.now())


def schools(response):
    return [cell.a.get_text() for cell in BeautifulSoup(response.text, "html.parser").select("tbody th")]


def row_of(response, school):
    rows = BeautifulSoup(response.text, "html.parser").select("tbody tr")
    [of_school] = [row for row in rows if row.th and row.th.a.get_text() == school]
    cells = {cell.get("data-label"): " ".join(cell.get_text().split()) for cell in of_school.select("td[data-label]")}
    picture = of_school.select_one("svg.beads")
    return {**cells, "aanwezig": picture["aria-label"] if picture else cells["aanwezig"]}


def test_a_row_tells_how_a_school_stands(staff):
    bootcamp = begun()
    first, second, third = bootcamp.work_sessions.order_by("number")
    seat = a_seat(bootcamp, "De Vuurvlinder", first_name="Marit", last_name="de Boer")
    note(seat, first, State.PRESENT)
    note(seat, second, State.ABSENT)
    tick(seat, third, 1)
    make_plan(seat=seat, actions=[{"goal": 1}, {"goal": 4}])

    row = row_of(staff.get(page("bootcamp", bootcamp)), "De Vuurvlinder")

    assert row == {
        "deelnemers": "Marit de Boer",
        "aanwezig": "1 van de 2 sessies aanwezig",
        "sessie 3": "bezig",
        "plan": "2 van 5 doelen",
        "let op": "1 gemist",
    }


def test_the_figures_count_all_seats(staff):
    bootcamp = begun(seats=12)
    third = bootcamp.work_sessions.get(number=3)
    ready, busy = a_seat(bootcamp, "A"), a_seat(bootcamp, "B")
    a_seat(bootcamp, "C", seat={"cancelled_at": timezone.now()})
    tick(ready, third)
    tick(busy, third, 1)
    make_plan(seat=ready, answers={"more_hours": "15 %"})
    make_plan(seat=busy, answers={"more_hours": ""})

    figures = BeautifulSoup(staff.get(page("bootcamp", bootcamp)).text, "html.parser").select(".figures > div")

    said = [" ".join(f"{figure.dd.get_text()} {figure.dt.get_text()}".split()) for figure in figures]
    assert said == [
        "2 scholen doen mee, van 12 plekken",
        "1 van de 2 klaar voor sessie 3",
        "1 van de 2 plannen met een ambitie erin",
        "0 open vragen aan een expert",
    ]


def test_a_school_where_a_colleague_was_there_did_not_miss_the_session():
    bootcamp = begun()
    first = bootcamp.work_sessions.get(number=1)
    seat = a_seat(bootcamp)
    seat.participants.add(make_user())
    note(seat, first, State.ABSENT, 0)
    note(seat, first, State.PRESENT, 1)

    marks = state.marks_of(state.loaded([seat.pk]), list(bootcamp.work_sessions.order_by("number")))

    assert (list(state.missed(bootcamp)), marks[seat.pk]) == ([], "x..")


def test_a_swapped_session_counts_where_it_was_followed():
    home, other = begun(), begun()
    seat = a_seat(home)
    first, instead = home.work_sessions.get(number=1), other.work_sessions.get(number=1)
    Swap.objects.create(seat=seat, session=first, instead=instead, swapped_at=timezone.now())
    note(seat, instead, State.PRESENT)

    marks = state.marks_of(state.loaded([seat.pk]), list(home.work_sessions.order_by("number")))

    assert marks[seat.pk] == "x.."


def test_what_needs_attention_stands_on_top(staff):
    bootcamp = begun()
    first, second, _ = bootcamp.work_sessions.order_by("number")
    twice, once = a_seat(bootcamp, "Het Zonnewiel"), a_seat(bootcamp, "De Wilgenbank")
    note(twice, first, State.ABSENT)
    note(twice, second, State.ABSENT)
    note(once, first, State.ABSENT)
    make_letter(to=twice.enrolled_by, owner=bootcamp, about=[twice])
    until = timezone.now() + timedelta(days=1)
    waits(bootcamp, "De Tolbrug", state=Application.State.OFFERED, held_until=until)

    shown = staff.get(page("bootcamp", bootcamp)).text

    assert "Het Zonnewiel miste twee sessies" in shown
    assert "De Wilgenbank miste" not in shown
    assert "1 mail is niet weg" in shown
    assert "De Tolbrug tot" in shown


def test_a_school_that_asks_for_an_expert_stands_on_top_and_in_its_row(staff):
    bootcamp = begun()
    asks, quiet = a_seat(bootcamp, "De Vuurvlinder"), a_seat(bootcamp, "De Tolbrug")
    asked = ask_for_an_expert(asks)
    ask_for_an_expert(quiet, state="ingetrokken")

    response = staff.get(page("bootcamp", bootcamp))

    assert str(asked) in response.text
    assert response.text.count(asked.get_absolute_url()) == 1
    assert row_of(response, "De Vuurvlinder")["let op"] == "vraagt expert"
    assert row_of(response, "De Tolbrug")["let op"] == "niets"


def ask_for_an_expert(seat, **fields):
    today = timezone.localdate()
    period = {"wanted_from": today, "wanted_until": today + timedelta(days=7)}
    moments = {"asked_at": timezone.now(), "changed_at": timezone.now()}
    kind = {"skill": Skill.values[0], "place": Place.ONLINE, "question": "Wie helpt ons?"}
    return seat.expert_requests.create(asked_by=seat.enrolled_by, **period, **moments, **kind, **fields)


def test_each_page_of_a_bootcamp_is_one_tab_away(staff):
    bootcamp = begun()

    tabs = BeautifulSoup(staff.get(page("bootcamp", bootcamp)).text, "html.parser").select(".tabs a")

    names = ["Stand", "Sessies", "Wachtlijst", "Mails", "Na de sessies", "Evaluatie", "Gegevens"]
    assert [tab.get_text() for tab in tabs] == names
    assert [tab["href"] for tab in tabs if tab.get("aria-current")] == [page("bootcamp", bootcamp)]
    assert {staff.get(tab["href"]).status_code for tab in tabs} == {200}


def test_what_goes_out_next_stands_there_with_how_many_it_goes_to(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    a_seat(bootcamp, "A")
    a_seat(bootcamp, "B")

    lines = BeautifulSoup(staff.get(page("bootcamp", bootcamp)).text, "html.parser").select(".outbox li")

    assert len(lines) == 4
    assert "Over sessie 1, aan iedereen die meedoet: nu 2 scholen." in " ".join(lines[0].get_text().split())


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["A", "B", "C"]),
        ({"zoek": "boer"}, ["B"]),
        ({"zoek": "marit de boer"}, ["B"]),
        ({"zoek": "Kleurrijk"}, ["A"]),
        ({"stand": "klaar"}, ["C"]),
        ({"stand": "niet-klaar"}, ["A", "B"]),
        ({"stand": "gemist"}, ["B"]),
        ({"stand": "afgemeld"}, ["D"]),
        ({"stand": "onzin"}, ["A", "B", "C"]),
        ({"bestuur": "999999"}, ["A", "B", "C"]),
        ({"zoek": "'; DROP"}, []),
        ({"zoek": "\x00"}, ["A", "B", "C"]),
        ({"bladzijde": "-1"}, ["A", "B", "C"]),
    ],
)
def test_filters_and_search(staff, asked, expected):
    bootcamp = begun()
    a_seat(bootcamp, "A", board=make_board(name="Stichting Kleurrijk Vechtrand"))
    other = make_board(name="SKO De Meent")
    missed = a_seat(bootcamp, "B", board=other, first_name="Marit", last_name="de Boer")
    ready = a_seat(bootcamp, "C", board=other)
    a_seat(bootcamp, "D", board=other, seat={"cancelled_at": timezone.now()})
    note(missed, bootcamp.work_sessions.get(number=1), State.ABSENT)
    tick(ready, bootcamp.work_sessions.get(number=3))

    response = staff.get(page("bootcamp", bootcamp), asked)

    assert schools(response) == expected


def test_by_board(staff):
    bootcamp, board = begun(), make_board()
    a_seat(bootcamp, "A")
    a_seat(bootcamp, "B", board=board)

    response = staff.get(page("bootcamp", bootcamp), {"bestuur": board.pk})

    [chosen] = BeautifulSoup(response.text, "html.parser").select("[name=bestuur] option[selected]")
    assert schools(response) == ["B"]
    assert (chosen["value"], chosen.get_text()) == (str(board.pk), board.name)


def alive(bootcamp, how_many):
    """So many schools, each with everything that the page can show of one."""
    first, second, third = bootcamp.work_sessions.order_by("number")
    for number in range(how_many):
        seat = a_seat(bootcamp, f"School {number}")
        note(seat, first, State.ABSENT)
        note(seat, second, State.ABSENT)
        tick(seat, third)
        make_plan(seat=seat, answers={"more_hours": "15 %"})
        waiting = waits(bootcamp, f"Wacht {number}")
        behind = waits(bootcamp, f"Achter {number}")
        skip = {"passed_by": behind, "reason": Skip.Reason.BOARD, "seats_free": 1, "at": timezone.now()}
        Skip.objects.create(application=waiting, **skip)


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_page_takes_no_more_queries_for_more_schools(staff, how_many, django_assert_num_queries):
    bootcamp = begun()
    alive(bootcamp, how_many)
    staff.get(page("bootcamp", bootcamp))

    with django_assert_num_queries(20):
        response = staff.get(page("bootcamp", bootcamp))

    assert len(schools(response)) == how_many


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_waiting_list_takes_no_more_queries_for_more_schools(staff, how_many, django_assert_num_queries):
    bootcamp = begun()
    alive(bootcamp, how_many)

    with django_assert_num_queries(10):
        shown = staff.get(page("waiting", bootcamp)).text

    assert shown.count("ging voor.") == how_many


def test_a_page_holds_so_many(staff):
    bootcamp = make_bootcamp(starts_on=SOON, seats=60)
    for number in range(26):
        a_seat(bootcamp, f"School {number:02}", password=None)

    first = schools(staff.get(page("bootcamp", bootcamp)))
    second = schools(staff.get(page("bootcamp", bootcamp), {"bladzijde": 2}))

    assert (len(first), second) == (25, ["School 25"])


def test_where_nothing_is_to_prepare_everyone_is_ready():
    bootcamp = begun()
    session = bootcamp.work_sessions.get(number=3)
    session.preparation = ""
    seat = a_seat(bootcamp)

    assert list(prepared.ready(bootcamp.school_seats.all(), session)) == [seat]
    assert prepared.states([seat], session) == {seat.pk: prepared.READY}


# All bootcamps.


def titles(response):
    return [row.title for row in response.context["page"]]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Komt", "Bezig", "Was"]),
        ({"wanneer": "komt"}, ["Komt"]),
        ({"wanneer": "bezig"}, ["Bezig"]),
        ({"wanneer": "geweest"}, ["Was"]),
        ({"zoek": "BEZ"}, ["Bezig"]),
        ({"zoek": "vuurvlinder"}, ["Was"]),
        ({"sector": "zorg"}, ["Komt"]),
        ({"sector": "x", "wanneer": "y"}, ["Komt", "Bezig", "Was"]),
        ({"zoek": "%"}, []),
    ],
)
def test_finding_a_bootcamp(staff, asked, expected):
    today = timezone.localdate()
    make_bootcamp(title="Komt", starts_on=SOON, sector=Bootcamp.Sector.CARE)
    make_bootcamp(title="Bezig", starts_on=today - timedelta(days=10))
    was = make_bootcamp(title="Was", starts_on=today - timedelta(days=100))
    a_seat(was, "De Vuurvlinder")

    assert titles(staff.get(page("list"), asked)) == expected


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_takes_no_more_queries_for_more_bootcamps(staff, how_many, django_assert_num_queries):
    for number in range(how_many):
        bootcamp = make_bootcamp(title=f"Groep {number}")
        a_seat(bootcamp)
        waits(bootcamp)

    with django_assert_num_queries(5):
        response = staff.get(page("list"))

    assert len(titles(response)) == how_many


def test_a_row_of_the_list_counts_seats_sessions_and_who_waits(staff):
    bootcamp = begun(seats=12, title="Groep Zuid")
    a_seat(bootcamp)
    waits(bootcamp)
    waits(bootcamp, "De Tolbrug")

    [row] = staff.get(page("list")).context["page"]

    assert (row.seats_taken, row.sessions, row.done, row.waiting) == (1, 3, 2, 2)
