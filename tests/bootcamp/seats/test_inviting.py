"""A board lets its own schools in with a code."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats.models import Enrolment, Invitation
from portal.people.access import Role
from tests.factories import make_board, make_bootcamp, make_hr, make_invitation, make_school, make_user

pytestmark = pytest.mark.django_db


def director_of(board):
    return make_user(Role.DIRECTOR, schools=[make_school(board=board)])


def test_a_bootcamp_by_invitation_is_hidden_from_who_is_not_invited(client):
    invitation = make_invitation()
    bootcamp = invitation.bootcamp

    assert bootcamp.title not in client.get(reverse("bootcamp:bootcamp_list")).text
    assert client.get(bootcamp.get_absolute_url()).status_code == 404
    client.force_login(director_of(make_board()))
    assert client.get(bootcamp.get_absolute_url()).status_code == 404
    client.force_login(director_of(invitation.board))
    assert client.get(bootcamp.get_absolute_url()).status_code == 200


def test_the_link_leads_to_the_page_and_the_form_knows_the_code(client):
    invitation = make_invitation()
    director = director_of(invitation.board)
    client.force_login(director)

    page = client.get(invitation.get_absolute_url(), follow=True).text
    enrol = reverse("bootcamp:enrol", args=[invitation.bootcamp.pk])
    assert f"{enrol}?code={invitation.code}" in page
    form = client.get(f"{enrol}?code={invitation.code}").text
    assert f'value="{invitation.code}"' in form

    client.post(enrol, {"school": director.schools.get().pk, "code": invitation.code.upper()})

    assert Enrolment.objects.get().school == director.schools.get()


@pytest.mark.parametrize("code", ["", "zomaar", "\x00", "' OR 1=1"])
def test_without_the_right_code_there_is_no_seat(client, code):
    invitation = make_invitation()
    director = director_of(invitation.board)
    client.force_login(director)

    page = client.post(
        reverse("bootcamp:enrol", args=[invitation.bootcamp.pk]),
        {"school": director.schools.get().pk, "code": code},
    ).text

    assert 'name="code"' in page
    assert not Enrolment.objects.exists()


def test_a_code_is_for_the_schools_of_its_board(client):
    invitation = make_invitation()
    stranger = director_of(make_board())
    client.force_login(stranger)

    page = client.post(
        reverse("bootcamp:enrol", args=[invitation.bootcamp.pk]),
        {"school": stranger.schools.get().pk, "code": invitation.code},
    ).text

    assert "van een ander bestuur" in page
    assert not Enrolment.objects.exists()


def test_a_board_makes_its_code_once_and_takes_it_back(client):
    board, bootcamp = make_board(), make_bootcamp()
    client.force_login(make_hr(board))
    address = reverse("bootcamp:invite", args=[bootcamp.pk])

    for _ in range(2):
        client.post(address, {"board": board.pk})
    invitation = Invitation.objects.get()
    assert invitation.code in client.get(address).text
    client.post(address, {"intrekken": invitation.pk})

    invitation.refresh_from_db()
    assert invitation.revoked_at is not None
    assert client.get(invitation.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("value", ["0", "-1", "9" * 40, "x"])
def test_an_odd_number_takes_no_code_back(client, value):
    invitation = make_invitation()
    client.force_login(make_hr(invitation.board))

    response = client.post(reverse("bootcamp:invite", args=[invitation.bootcamp.pk]), {"intrekken": value})

    assert response.status_code == 404
    assert Invitation.objects.valid().exists()


def test_a_board_makes_no_code_for_another_board_and_takes_none_back(client):
    mine, other = make_board(), make_invitation(made_by=None)
    client.force_login(make_hr(mine))
    address = reverse("bootcamp:invite", args=[other.bootcamp.pk])

    page = client.post(address, {"board": other.board.pk}).text
    refused = client.post(address, {"intrekken": other.pk})

    assert "hoort niet bij jouw account" in page
    assert refused.status_code == 404
    assert list(Invitation.objects.valid()) == [other]


def test_a_code_says_nothing_after_the_closing_day(client):
    bootcamp = make_bootcamp(enrolment_closes=timezone.localdate() - timedelta(days=1))
    board = make_board()
    client.force_login(make_hr(board))

    page = client.post(reverse("bootcamp:invite", args=[bootcamp.pk]), {"board": board.pk}).text

    assert "kan niet meer" in page
    assert not Invitation.objects.exists()
