"""Mijn bootcamp, a session, and giving the seat back."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bootcamp.following import steps
from bootcamp.following.models import AfterSession, FieldWork
from bootcamp.seats import letters
from bootcamp.seats.models import Attendance, Seat
from portal.jobs.models import Job
from portal.people.access import Role
from portal.post.models import Letter
from tests.factories import (
    make_attendance,
    make_board,
    make_bootcamp,
    make_hr,
    make_invitation_of_colleague,
    make_material,
    make_school,
    make_seat,
    make_session,
    make_user,
)
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MINE = reverse("bootcamp:my_bootcamp")
THURSDAY = datetime(2027, 3, 4, 15, tzinfo=AMSTERDAM)


def cancel_page(seat):
    return reverse("bootcamp:cancel", args=[seat.pk])


def without_token(response):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.text)


def session_page(seat, number=1):
    return reverse("bootcamp:session", args=[seat.pk, number])


@pytest.fixture
def director(client):
    user = make_user(Role.DIRECTOR, schools=[make_school(name="De Vuurvlinder")])
    client.force_login(user)
    return user


@pytest.fixture
def seat(director):
    """A seat in a bootcamp of two Thursdays: 4 and 25 March 2027, 15.00 to 17.00."""
    bootcamp = make_bootcamp(title="Groep Midden", starts_on=THURSDAY.date(), sessions=0)
    for number, title in enumerate(["Waar staan we?", "Neem je team mee"], 1):
        start = THURSDAY + timedelta(weeks=3 * (number - 1))
        make_session(bootcamp=bootcamp, number=number, title=title, starts_at=start, ends_at=start + timedelta(hours=2))
    return make_seat(director=director, bootcamp=bootcamp)


@pytest.fixture
def look(client, director):
    """`look((3, 4, 14, 0), address)`: the page as the director finds it at that moment of 2027, with single spaces."""

    def read(moment, address):
        with time_machine.travel(datetime(2027, *moment, tzinfo=AMSTERDAM), tick=False):
            client.force_login(director)
            response = client.get(address)
        assert response.status_code == 200
        return " ".join(response.text.split())

    return read


def test_the_only_seat_opens_at_once(client, director):
    seat = make_seat(director=director)
    make_seat()
    make_seat(director=director, cancelled_at=timezone.now())

    response = client.get(MINE)

    assert (response.status_code, response["Location"]) == (302, seat.get_absolute_url())


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_of_seats_needs_no_more_queries_for_more_seats(client, how_many, django_assert_num_queries):
    board = make_board()
    for _ in range(how_many):
        for _ in range(2):
            make_seat(
                bootcamp=make_bootcamp(sessions=how_many),
                director=make_user(Role.DIRECTOR, schools=[make_school(board=board)]),
            )
    client.force_login(make_hr(board))

    with django_assert_num_queries(12):
        page = client.get(MINE).text

    assert page.count("<article") == 2 * how_many


def test_the_list_of_seats_has_the_latest_bootcamp_on_top_and_says_what_is_next(client):
    board = make_board()
    school = make_school(board=board, name="Het Kraalnest")
    today = timezone.localdate()
    for title, days in [("Groep Vroeger", -300), ("Groep Straks", 20)]:
        bootcamp = make_bootcamp(title=title, starts_on=today + timedelta(days=days))
        make_seat(bootcamp=bootcamp, school=school)
    client.force_login(make_hr(board))

    page = client.get(MINE).text

    assert page.index("Het Kraalnest: Groep Straks") < page.index("Het Kraalnest: Groep Vroeger")
    assert "Sessie over stap 1" in page
    assert "Alle werksessies zijn geweest." in page


def test_without_a_seat_there_is_a_way_to_the_bootcamps(client, director):
    page = client.get(MINE).text

    assert "Je doet nog niet mee aan een bootcamp." in page
    assert reverse("bootcamp:bootcamp_list") in page


def seat_of_everything(how_many):
    """So many leaders, colleagues, materials and sessions that have been, with all that is kept of each."""
    school = make_school()
    director = make_user(Role.DIRECTOR, schools=[school])
    starts_on = timezone.localdate() - timedelta(weeks=20)
    bootcamp = make_bootcamp(sessions=how_many, starts_on=starts_on)
    bootcamp.led_by.set([make_user(Role.HPP) for _ in range(how_many)])
    colleagues = [make_user(Role.HR, board=make_board()) for _ in range(how_many)]
    seat = make_seat(director=director, bootcamp=bootcamp, colleagues=colleagues)
    for session in bootcamp.work_sessions.all():
        make_material(access="plank", shelves=[bootcamp.shelf], file=("pakket.pdf", b"%PDF-1.7 x"))
        make_attendance(seat=seat, session=session, state=Attendance.State.ABSENT)
        make_invitation_of_colleague(seat=seat)
        AfterSession.objects.create(session=session, field_work_target=5)
        FieldWork.objects.create(seat=seat, number=session.number, times=3, changed_at=timezone.now())
        for step in steps.of(session):
            tick = {"number": session.number, "key": step.key, "ticked_by": director, "ticked_at": timezone.now()}
            seat.prepared_steps.create(**tick)
    return seat


@pytest.mark.parametrize("name", ["seat", "session", "certificate"])
def test_a_page_of_a_seat_needs_no_more_queries_for_more_of_everything(client, name):
    """The cards of other rooms are in the count; each of them tests its own."""
    pages, counts = [], []
    for how_many in (1, 3):
        seat = seat_of_everything(how_many)
        client.force_login(seat.enrolled_by)
        arguments = [seat.pk, 1] if name == "session" else [seat.pk]
        with CaptureQueriesContext(connection) as captured:
            pages.append(client.get(reverse(f"bootcamp:{name}", args=arguments)).text)
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 22
    shown = {"seat": "<b>Op school:</b>", "session": "Download<", "certificate": "#inhalen"}[name]
    assert [page.count(shown) for page in pages] == [1, 3]


def test_before_the_start_the_next_step_is_to_prepare(look, seat):
    page = look((2, 25, 10), seat.get_absolute_url())

    assert "Bereid werksessie 1 voor" in page
    assert "<b>Waar staan we?</b> <br> Donderdag 4 maart, 15.00 tot 17.00 uur, online." in page
    assert "Lees het pakket" in page
    assert "De knop om mee te doen staat hier op 4 maart vanaf 14.00 uur." in page
    assert "<b>7</b>" in page
    assert "vergaderen.example" not in page


@pytest.mark.parametrize("moment", [(3, 4, 14, 0), (3, 4, 16, 59)])
def test_from_an_hour_before_the_button_to_join_is_there(look, seat, moment):
    pages = [look(moment, seat.get_absolute_url()), look(moment, session_page(seat))]

    assert all('href="https://vergaderen.example/x"' in page for page in pages)
    assert "Doe mee met werksessie 1" in pages[0]
    assert "vandaag" in pages[0]


@pytest.mark.parametrize("moment", [(3, 4, 13, 59), (3, 4, 17, 0), (3, 25, 13, 59), (3, 25, 17, 0)])
def test_outside_that_time_the_link_is_nowhere(look, seat, moment):
    pages = [look(moment, page) for page in (seat.get_absolute_url(), session_page(seat, 1), session_page(seat, 2))]

    assert not any("vergaderen.example" in page for page in pages)


def test_a_session_without_link_that_has_begun_is_on_now(look, seat):
    seat.bootcamp.work_sessions.update(join_link="", place="Utrecht")

    page, session = look((3, 4, 15, 30), seat.get_absolute_url()), look((3, 4, 15, 30), session_page(seat))

    assert "Werksessie 1 is nu" in page
    assert "De knop" not in page + session
    assert "Waar: Utrecht" in session


def test_after_a_session_the_next_one_comes_up(look, seat):
    page = look((3, 5, 9), seat.get_absolute_url())

    assert "Bereid werksessie 2 voor" in page
    assert page.count("geweest") == 1
    assert page.count("is-next") == 1


def test_after_the_last_session_the_materials_stay(look, seat):
    make_material(title="Infopakket", access="plank", shelves=[seat.bootcamp.shelf])

    page = look((6, 1, 9), seat.get_absolute_url())

    assert "De bootcamp is klaar" in page
    assert "Infopakket" in page
    assert "Meld je school af" not in page


def test_a_bootcamp_whose_sessions_are_not_known_yet_says_so(client, director):
    seat = make_seat(director=director, bootcamp=make_bootcamp(sessions=0))

    page = client.get(seat.get_absolute_url()).text

    assert "De data volgen" in page
    assert "Jouw route" not in page
    assert reverse("bootcamp:calendar_file", args=[seat.pk]) not in page


def test_the_page_says_whether_the_proof_was_mailed(client, seat):
    before = client.get(seat.get_absolute_url()).text
    letters.enrolled(seat, by=seat.enrolled_by, now=timezone.now())
    do_all_jobs()
    Letter.objects.update(sent_at=datetime(2027, 1, 5, 12, tzinfo=AMSTERDAM))

    after = client.get(seat.get_absolute_url()).text

    assert "De bevestiging komt per mail" in before
    assert "Bevestiging gemaild op 5 januari 2027" in after


def test_a_session_shows_all_there_is_to_know(look, seat):
    page = look((2, 25, 10), session_page(seat))

    for words in (
        "Werksessie 1. Donderdag 4 maart 2027, 15.00 tot 17.00 uur, online.",
        "Je weet waar je staat.",
        "Verzamel je cijfers",
        "<b>15.30</b><span>Aan de slag</span>",
        "Praat met een collega.",
        "De knop werkt op 4 maart vanaf 14.00 uur.",
        "De feiten op tafel",
    ):
        assert words in page


@pytest.mark.parametrize("number", [0, 3, 99_999, 10**30])
def test_a_session_that_is_not_there_is_not_found(client, seat, number):
    assert client.get(session_page(seat, number)).status_code == 404


@pytest.mark.parametrize("name", ["seat", "calendar_file", "cancel"])
@pytest.mark.parametrize("seat_id", [0, 999_999, 10**30])
def test_a_seat_that_does_not_exist_is_not_found(client, director, name, seat_id):
    assert client.get(reverse(f"bootcamp:{name}", args=[seat_id])).status_code == 404


def test_a_strangers_seat_and_one_that_is_not_there_look_the_same(client, director):
    strangers = make_seat()

    there, not_there = (client.get(reverse("bootcamp:seat", args=[pk])) for pk in (strangers.pk, strangers.pk + 1000))

    assert (there.status_code, not_there.status_code) == (404, 404)
    assert without_token(there) == without_token(not_there)


def test_giving_the_seat_back_says_so_and_frees_it(client, director):
    bootcamp = make_bootcamp(title="Groep Midden", seats=1)
    seat = make_seat(director=director, bootcamp=bootcamp)
    asked = client.get(cancel_page(seat)).text

    response = client.post(cancel_page(seat), follow=True)

    seat.refresh_from_db()
    assert "De Vuurvlinder afmelden?" in asked
    assert response.redirect_chain == [(MINE, 302)]
    assert [str(message) for message in response.context["messages"]] == [
        "De Vuurvlinder is afgemeld voor Groep Midden."
    ]
    assert seat.cancelled_at is not None
    assert "Nog 1 van de 1 plekken vrij." in client.get(bootcamp.get_absolute_url()).text


def test_looking_at_the_question_changes_nothing(client, seat):
    client.get(cancel_page(seat))
    client.head(cancel_page(seat))

    seat.refresh_from_db()
    assert seat.cancelled_at is None


def test_giving_back_twice_has_one_effect_and_the_same_confirmation(client, director):
    seat = make_seat(director=director)

    first = client.post(cancel_page(seat), follow=True)
    second = client.post(cancel_page(seat), follow=True)

    assert second.redirect_chain == first.redirect_chain
    assert [str(m) for m in second.context["messages"]] == [str(m) for m in first.context["messages"]]
    assert Job.objects.count() == 1


def test_the_back_button_after_giving_back_explains(client, director):
    seat = make_seat(director=director)
    client.post(cancel_page(seat))

    question, own_page = client.get(cancel_page(seat)).text, client.get(seat.get_absolute_url()).text
    session = client.get(session_page(seat))

    assert "De Vuurvlinder is afgemeld" in question
    assert "De Vuurvlinder is afgemeld" in own_page
    assert "Download" not in own_page
    assert (session.status_code, session["Location"]) == (302, seat.get_absolute_url())
    assert client.get(reverse("bootcamp:calendar_file", args=[seat.pk])).status_code == 404


def test_once_it_has_begun_the_seat_stays_and_the_page_says_whom_to_ask(client, director):
    seat = make_seat(director=director, bootcamp=make_bootcamp(starts_on=timezone.localdate()))

    asked, posted = client.get(cancel_page(seat)).text, client.post(cancel_page(seat)).text

    seat.refresh_from_db()
    assert seat.cancelled_at is None
    assert "Afmelden kan niet meer" in asked
    assert "De bootcamp is al begonnen." in posted
    assert reverse("contact") in posted


def test_a_colleague_who_only_takes_part_cannot_give_the_seat_back(client):
    colleague = make_user(Role.TEACHER)
    seat = make_seat(colleagues=[colleague])
    client.force_login(colleague)

    page = client.get(seat.get_absolute_url()).text
    response = client.post(cancel_page(seat))

    seat.refresh_from_db()
    assert "Meld je school af" not in page
    assert (response.status_code, seat.cancelled_at) == (404, None)


def test_another_schools_seat_cannot_be_given_back(client, director):
    strangers = make_seat()

    response = client.post(cancel_page(strangers))

    strangers.refresh_from_db()
    assert (response.status_code, strangers.cancelled_at) == (404, None)


def test_hpp_finds_no_seats_of_its_own_however_many_there_are(client, settings):
    settings.MFA_REQUIRED = False
    make_seat()
    client.force_login(make_user(Role.HPP))

    page = client.get(MINE).text

    assert Seat.objects.count() == 1
    assert "Je doet nog niet mee aan een bootcamp." in page
