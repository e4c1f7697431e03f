"""The homes of a school, a board and a colleague: what they show, and how much they ask."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bootcamp.plan.models import ReactionsRead
from bootcamp.seats.models import Attendance
from portal.people.access import Role
from tests.factories import (
    make_attendance,
    make_board,
    make_bootcamp,
    make_hr,
    make_material,
    make_plan,
    make_school,
    make_seat,
    make_user,
)

pytestmark = pytest.mark.django_db
MINE, OURS, HOURS = reverse("school:mine"), reverse("school:ours"), reverse("school:hours")


def page_of(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.fixture
def director(client):
    user = make_user(Role.DIRECTOR, schools=[make_school(name="De Vuurvlinder", city="Culemborg")])
    client.force_login(user)
    return user


@pytest.fixture
def board(client, settings):
    settings.MFA_REQUIRED = False
    user = make_user(Role.BOARD, board=make_board(name="De Tolbrug"))
    client.force_login(user)
    return user


def began(**fields):
    return make_bootcamp(starts_on=timezone.localdate() - timedelta(days=45), sessions=4, **fields)


# Mijn school.


def test_who_has_no_seat_yet_is_shown_the_way_to_one(client, director):
    page = page_of(client, MINE)

    assert page.h1.get_text(strip=True) == "Mijn school"
    assert "De Vuurvlinder, Culemborg." in page.main.get_text()
    assert page.select_one(".board a")["href"] == reverse("bootcamp:bootcamp_list")


def test_the_page_of_a_school_tells_what_to_do_the_ambition_the_plan_and_the_route(client, director):
    seat = make_seat(director=director, bootcamp=began())
    make_attendance(seat=seat, session=seat.sessions()[1], state=Attendance.State.ABSENT)
    make_plan(
        seat=seat,
        answers={"part_timers": "24", "more_hours": "4"},
        actions=[{"what": "Praten met het team", "due": "2026-01", "goal": 2}, {"what": "Cijfers", "status": "klaar"}],
    )

    page = page_of(client, MINE)
    text = " ".join(page.main.get_text(" ").split())

    assert page.select_one(".day .is-next h3").get_text(strip=True) == "Praten met het team"
    assert page.select_one(".day .late").get_text(strip=True) == "te laat sinds 1 februari 2026"
    assert "4 van onze 24 parttimers werken straks meer uren" in text
    assert "1 van de 2 acties klaar, 1 te laat." in text
    route = [bead.get_text(" ", strip=True) for bead in page.select(".route .visually-hidden")]
    assert route[:2] == ["Werksessie 1: geweest", "Werksessie 2: gemist"]


def test_more_than_five_things_stand_behind_a_fold(client, director):
    seat = make_seat(director=director)
    make_plan(seat=seat, actions=[{"what": f"Actie {number}", "due": "2026-01"} for number in range(7)])

    page = page_of(client, MINE)

    assert len(page.select("details .day > li")) == 3
    assert len(page.select(".day-board > .day > li")) == 5
    assert page.select_one(".day-board summary").get_text(strip=True) == "Nog 3"


def test_what_was_read_is_no_longer_new_and_what_came_meanwhile_is(client, director):
    plan = make_plan(seat=make_seat(director=director))
    pieter = make_user(Role.BOARD, board=plan.school.board, first_name="Pieter")
    yesterday = timezone.now() - timedelta(days=1)
    plan.comments.create(written_by=pieter, text="Mooi plan.", written_at=yesterday)
    shown = page_of(client, MINE).select_one("form input[name=tot]")["value"]
    plan.comments.create(written_by=pieter, text="Nog iets.", written_at=timezone.now())

    client.post(reverse("school:one", args=[plan.school_id]), {"tot": shown})
    page = page_of(client, MINE)

    assert [line.get_text(strip=True) for line in page.select(".thread li > p:nth-of-type(2)")] == ["Nog iets."]


@pytest.mark.parametrize("typed", ["", "gisteren", "2026-13-40", "2026-01-01T10:00:00", "9" * 400])
def test_what_makes_no_sense_as_a_moment_marks_nothing(client, director, typed):
    plan = make_plan(seat=make_seat(director=director))

    response = client.post(reverse("school:one", args=[plan.school_id]), {"tot": typed})

    assert response.status_code == 404
    assert not ReactionsRead.objects.exists()


def test_nobody_marks_what_others_are_to_read(client, director):
    plan = make_plan()

    response = client.post(reverse("school:one", args=[plan.school_id]), {"tot": timezone.now().isoformat()})

    assert response.status_code == 404
    assert not ReactionsRead.objects.exists()


def test_who_has_more_schools_sees_all_in_one_list_and_each_apart(client, settings):
    settings.MFA_REQUIRED = False
    board = make_board()
    hr = make_hr(board)
    seat = make_seat(director=make_user(Role.DIRECTOR, schools=[make_school(board=board, name="De Regenbui")]))
    seat.participants.add(hr)
    make_school(board=board, name="Het Kraalnest")
    client.force_login(hr)

    page = page_of(client, MINE)
    apart = page_of(client, reverse("school:one", args=[seat.school_id]))

    assert page.h1.get_text(strip=True) == "Mijn scholen"
    assert page.select_one(".day .is-next .day__meta").get_text(" ", strip=True).startswith("De Regenbui. ")
    assert [link.get_text(strip=True) for link in page.select(".lines a")] == ["De Regenbui", "Het Kraalnest"]
    assert apart.h1.get_text(strip=True) == "Mijn school"


@pytest.mark.parametrize("character", ["directeur", "hr"])
def test_my_school_asks_no_more_for_more(client, character, settings):
    settings.MFA_REQUIRED = False
    board = make_board()
    user = make_user(Role.HR, board=board) if character == "hr" else make_user(Role.DIRECTOR, schools=[])
    client.force_login(user)

    def fill(many):
        for _ in range(many):
            school = make_school(board=board)
            if character != "hr":
                user.schools.add(school)
            seat = make_seat(director=make_user(Role.DIRECTOR, schools=[school]), bootcamp=began())
            seat.participants.add(user)
            make_plan(seat=seat, actions=[{"what": "Te laat", "due": "2026-01"}])

    fill(2)
    few = queries(client, MINE)
    fill(4)

    assert queries(client, MINE) == few


# Onze scholen.


def test_a_board_without_schools_in_a_bootcamp_sees_who_could_come(client, board):
    make_school(board=board.board, name="De Molenwiek")

    text = " ".join(page_of(client, OURS).main.get_text(" ").split())

    assert "De Tolbrug. 1 school, 0 doen mee." in text
    assert "Nog niet mee: De Molenwiek." in text


def test_of_each_school_the_step_who_came_and_the_plan_where_it_is_shared(client, board):
    names = ["De Boomgaard", "De Kastanje", "De Windroos"]
    seats = {}
    for name in names:
        school = make_school(board=board.board, name=name)
        director = make_user(Role.DIRECTOR, schools=[school], first_name="Ilse", last_name="Kramer")
        seats[name] = make_seat(director=director, bootcamp=began())
    for session in seats["De Windroos"].sessions()[:2]:
        make_attendance(seat=seats["De Windroos"], session=session, state=Attendance.State.ABSENT)
    make_attendance(seat=seats["De Boomgaard"], session=seats["De Boomgaard"].sessions()[0])
    actions = [{"what": "a", "goal": 1, "status": "klaar"}, {"what": "b", "goal": 2}]
    make_plan(seat=seats["De Boomgaard"], actions=actions, for_board="lezen")
    make_plan(seat=seats["De Kastanje"], actions=actions)

    page = page_of(client, OURS)
    cells = {
        row.th.a.get_text(strip=True): [" ".join(cell.get_text(" ").split()) for cell in row.find_all("td")]
        for row in page.select("tbody tr")
    }

    assert list(cells) == names
    assert cells["De Boomgaard"][0].startswith("werksessie 4 op ")
    assert [cells[name][2] for name in names] == [
        "2 van 5 doelen, 1 van 2 acties klaar",
        "nog niet gedeeld met het bestuur",
        "nog niet begonnen",
    ]
    assert cells["De Windroos"][1] == "2 gemist"
    assert "1 van de 1 sessies aanwezig" in str(page)
    assert page.select_one(".day .is-next h3").get_text(strip=True) == "Bel Ilse Kramer van De Windroos"


def test_nothing_of_a_school_of_another_board_is_on_it(client, board):
    seat = make_seat(director=make_user(Role.DIRECTOR, schools=[make_school(name="Vreemd")]), bootcamp=began())
    make_plan(seat=seat, for_board="reageren")

    assert "Vreemd" not in page_of(client, OURS).main.get_text()


def test_our_schools_asks_no_more_for_more(client, board):
    def fill(many):
        for _ in range(many):
            school = make_school(board=board.board)
            seat = make_seat(director=make_user(Role.DIRECTOR, schools=[school]), bootcamp=began())
            make_attendance(seat=seat, session=seat.sessions()[0])
            make_plan(seat=seat, for_board="lezen", actions=[{"what": "a"}])

    fill(1)
    few = queries(client, OURS)
    fill(5)

    assert queries(client, OURS) == few


# Mijn uren.


def test_a_colleague_finds_her_own_calculation_and_what_her_school_has_ready(client):
    school = make_school(name="De Vuurvlinder")
    teacher = make_user(Role.TEACHER, schools=[school])
    bootcamp = began()
    make_seat(director=make_user(Role.DIRECTOR, schools=[school]), bootcamp=bootcamp)
    make_material(title="Infopakket voor leerkrachten", shelves=[bootcamp.shelf], access="account")
    make_material(title="Alleen voor de leiding", shelves=[bootcamp.shelf], access="leiding")
    make_material(title="Van de groep", shelves=[bootcamp.shelf], access="plank")
    make_material(title="Van een ander", shelves=[began().shelf], access="account")
    client.force_login(teacher)

    page = page_of(client, HOURS)

    assert [link.get_text(strip=True) for link in page.select(".lines a")] == ["Infopakket voor leerkrachten"]
    assert page.select_one("[data-keep] [data-keeps=resume]")
