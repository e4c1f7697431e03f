"""HPP at the door: letting in, refusing, codes for boards, moving a seat and swapping a session."""

import pytest
from django.utils import timezone

from bootcamp.seats.models import Application, Bootcamp, Seat, Skip
from tests.bootcamp.running.staff import SOON, a_seat, page, sign_in, waits
from tests.factories import make_board, make_bootcamp

pytestmark = pytest.mark.django_db
State = Application.State


@pytest.fixture
def staff(client):
    client.user = sign_in(client)
    return client


def by_hand(**fields):
    return make_bootcamp(starts_on=SOON, admission=Bootcamp.Admission.BY_HAND, **fields)


def test_letting_a_school_in(staff):
    bootcamp = by_hand()
    first, second = waits(bootcamp, "Eerst"), waits(bootcamp, "Tweede")

    answer = staff.post(page("admit", application_id=second.pk), follow=True).text

    second.refresh_from_db()
    assert second.state == State.SEATED
    assert bootcamp.school_seats.get().school == second.school
    assert "Tweede heeft een plek." in answer
    skip = Skip.objects.get(application=first)
    assert (skip.reason, skip.passed_by) == (Skip.Reason.BY_HAND, second)
    assert "HPP liet een andere school toe. Tweede ging voor." in " ".join(answer.split())


def test_a_full_bootcamp_says_why_nobody_gets_in(staff):
    bootcamp = by_hand(seats=1)
    a_seat(bootcamp)
    application = waits(bootcamp)

    answer = staff.post(page("admit", application_id=application.pk), follow=True).text

    assert "Er zijn te weinig plekken vrij." in answer
    assert bootcamp.school_seats.count() == 1


def test_refusing_twice_is_refusing_once(staff):
    application = waits(by_hand())

    for _ in range(2):
        staff.post(page("refuse", application_id=application.pk))

    application.refresh_from_db()
    assert application.state == State.REFUSED


def test_the_line_shows_places_and_who_comes_together(staff):
    bootcamp = by_hand()
    one = waits(bootcamp, "Het Telraam")
    waits(bootcamp, "De Bolderkar", party=one.party)
    shown = " ".join(staff.get(page("waiting", bootcamp)).text.split())

    assert "samen met De Bolderkar" in shown
    assert "samen met Het Telraam" in shown
    assert '<td data-label="plaats">1</td>' in shown
    assert '<td data-label="plaats">2</td>' in shown


def test_once_a_bootcamp_has_begun_the_list_says_that_it_is_closed(staff):
    bootcamp = make_bootcamp(starts_on=timezone.localdate())

    assert "de lijst is gesloten" in staff.get(page("waiting", bootcamp)).text


def test_a_code_for_a_board_is_made_once_and_can_be_revoked(staff):
    bootcamp, board = make_bootcamp(starts_on=SOON), make_board(name="SKO De Meent")

    for _ in range(2):
        answer = staff.post(page("invite", bootcamp), {"board": board.pk}, follow=True).text
    invitation = bootcamp.invitations.get()
    staff.post(page("revoke", bootcamp, invitation_id=invitation.pk))

    invitation.refresh_from_db()
    assert f"De code voor SKO De Meent is {invitation.code}." in answer
    assert invitation.made_by == staff.user
    assert invitation.revoked_at is not None


@pytest.mark.parametrize("board", ["", "999999", "x"])
def test_a_code_needs_a_board(staff, board):
    bootcamp = make_bootcamp(starts_on=SOON)

    answer = staff.post(page("invite", bootcamp), {"board": board}, follow=True).text

    assert "Kies een bestuur" in answer
    assert not bootcamp.invitations.exists()


def test_moving_a_school_to_another_bootcamp(staff):
    here, there = make_bootcamp(starts_on=SOON), make_bootcamp(starts_on=SOON, title="Groep Zuid")
    seat = a_seat(here, "De Regenbui")

    answer = staff.post(page("move", seat_id=seat.pk), {"bootcamp": there.pk}, follow=True).text

    seat.refresh_from_db()
    assert seat.bootcamp == there
    assert "De Regenbui gaat naar Groep Zuid." in answer


def test_a_full_bootcamp_is_no_choice_and_says_so(staff):
    here, full = make_bootcamp(starts_on=SOON), make_bootcamp(starts_on=SOON, seats=1)
    a_seat(full)
    seat = a_seat(here)

    response = staff.post(page("move", seat_id=seat.pk), {"bootcamp": full.pk})

    assert "Daar is geen plek meer. Kies een andere." in response.text
    assert Seat.objects.get(pk=seat.pk).bootcamp == here


def test_swapping_one_session_and_back(staff):
    here, there = make_bootcamp(starts_on=SOON), make_bootcamp(starts_on=SOON, title="Groep Zuid")
    seat = a_seat(here)
    session, instead = here.work_sessions.get(number=2), there.work_sessions.get(number=2)
    url = page("swap", seat_id=seat.pk, session_id=session.pk)

    staff.post(url, {"sessie": instead.pk})
    swapped = [swap.instead for swap in seat.swaps.all()]
    shown = staff.get(page("seat", seat_id=seat.pk)).text
    staff.post(url, {"sessie": "terug"})

    assert swapped == [instead]
    assert "bij Groep Zuid" in shown
    assert not seat.swaps.exists()


@pytest.mark.parametrize("choice", ["", "x", "-1", "9" * 20, "999999"])
def test_a_session_that_is_no_choice_changes_nothing(staff, choice):
    here = make_bootcamp(starts_on=SOON)
    make_bootcamp(starts_on=SOON)
    seat = a_seat(here)
    session = here.work_sessions.get(number=1)

    answer = staff.post(page("swap", seat_id=seat.pk, session_id=session.pk), {"sessie": choice}).text

    assert "Kies een sessie uit de lijst." in answer
    assert not seat.swaps.exists()


def test_a_session_of_another_bootcamp_is_not_found(staff):
    seat, other = a_seat(make_bootcamp()), make_bootcamp()

    response = staff.get(page("swap", seat_id=seat.pk, session_id=other.work_sessions.get(number=1).pk))

    assert response.status_code == 404


def test_a_seat_that_is_not_there_is_not_found(staff):
    assert staff.get(page("seat", seat_id=999999)).status_code == 404


def test_the_page_of_a_seat_that_was_given_back_still_opens(staff):
    seat = a_seat(make_bootcamp(), seat={"cancelled_at": timezone.now()})

    shown = staff.get(page("seat", seat_id=seat.pk)).text

    assert "Afgemeld op" in shown
    assert "Naar welke bootcamp?" not in shown
