"""A board lets its own schools in with a code."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats import actions
from bootcamp.seats.models import Invitation, Seat
from portal.people.access import Role
from tests.factories import (
    make_board,
    make_bootcamp,
    make_hr,
    make_invitation,
    make_school,
    make_seat,
    make_second_step,
    make_user,
)

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

    assert Seat.objects.get().school == director.schools.get()


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
    assert not Seat.objects.exists()


def test_a_code_is_for_the_schools_of_its_board(client):
    invitation = make_invitation()
    stranger = director_of(make_board())
    client.force_login(stranger)

    page = client.post(
        reverse("bootcamp:enrol", args=[invitation.bootcamp.pk]),
        {"school": stranger.schools.get().pk, "code": invitation.code},
    ).text

    assert "van een ander bestuur" in page
    assert not Seat.objects.exists()


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
    mine, other = make_board(), make_invitation(bootcamp=make_bootcamp(), made_by=None)
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


def invite_page(bootcamp):
    return reverse("bootcamp:invite", args=[bootcamp.pk])


@pytest.mark.parametrize("role", [Role.HR, Role.BOARD])
def test_a_board_that_hpp_did_not_invite_finds_no_bootcamp_by_invitation_and_makes_no_code(client, role):
    bootcamp, board = make_bootcamp(by_invitation=True), make_board()
    someone = make_user(role, board=board)
    make_second_step(someone)
    client.force_login(someone)

    looked = client.get(invite_page(bootcamp))
    pressed = client.post(invite_page(bootcamp), {"board": board.pk})

    assert (looked.status_code, pressed.status_code) == (404, 404)
    assert bootcamp.title not in looked.text + pressed.text
    assert not Invitation.objects.exists()


def test_the_rule_holds_below_the_page_too():
    bootcamp, board = make_bootcamp(by_invitation=True), make_board()

    with pytest.raises(actions.NotPossible, match="geeft HPP je bestuur een code"):
        actions.invite(bootcamp_id=bootcamp.pk, board=board, by=make_hr(board), now=timezone.now())
    given = actions.invite(bootcamp_id=bootcamp.pk, board=board, by=make_user(Role.HPP), now=timezone.now())

    assert list(Invitation.objects.all()) == [given]


def test_a_board_takes_a_new_code_in_exchange_for_its_own(client):
    invitation = make_invitation()
    client.force_login(make_hr(invitation.board))

    page = client.post(invite_page(invitation.bootcamp), {"vernieuwen": invitation.pk}, follow=True).text

    renewed = Invitation.objects.valid().get()
    assert renewed.board == invitation.board
    assert renewed.code != invitation.code
    assert renewed.code in page
    assert invitation.code not in page
    assert client.get(invitation.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("by", ["hpp", "board"])
def test_after_a_code_is_revoked_the_board_is_out_until_hpp_gives_another(client, by):
    invitation = make_invitation()
    bootcamp, board = invitation.bootcamp, invitation.board
    client.force_login(make_hr(board))
    if by == "hpp":
        actions.revoke_invitation(invitation_id=invitation.pk, now=timezone.now())
    else:
        client.post(invite_page(bootcamp), {"intrekken": invitation.pk})

    after = [
        client.get(invite_page(bootcamp)).status_code,
        client.post(invite_page(bootcamp), {"board": board.pk}).status_code,
        client.post(invite_page(bootcamp), {"vernieuwen": invitation.pk}).status_code,
        client.get(bootcamp.get_absolute_url()).status_code,
    ]
    actions.invite(bootcamp_id=bootcamp.pk, board=board, by=make_user(Role.HPP), now=timezone.now())

    assert after == [404] * 4
    assert client.get(invite_page(bootcamp)).status_code == 200


def test_a_code_that_was_just_revoked_is_not_renewed():
    invitation = make_invitation()
    actions.revoke_invitation(invitation_id=invitation.pk, now=timezone.now())

    with pytest.raises(actions.NotPossible, match="al ingetrokken"):
        actions.renew_invitation(invitation_id=invitation.pk, by=make_hr(invitation.board), now=timezone.now())

    assert not Invitation.objects.valid().exists()


def test_a_seat_elsewhere_is_no_way_into_a_bootcamp_by_invitation(client):
    director = director_of(make_board())
    seat, hidden = make_seat(director=director), make_bootcamp(by_invitation=True, title="Besloten groep")
    address = reverse("bootcamp:move", args=[seat.pk])
    client.force_login(director)

    page = client.get(address).text
    client.post(address, {"bootcamp": hidden.pk})
    uninvited = Seat.objects.get(pk=seat.pk).bootcamp
    make_invitation(bootcamp=hidden, board=seat.school.board)
    client.post(address, {"bootcamp": hidden.pk})

    assert "Besloten groep" not in page
    assert uninvited == seat.bootcamp
    assert Seat.objects.get(pk=seat.pk).bootcamp == hidden


STRANGERS = ("bezoeker", "leerkracht", "directeur", "directeur_elders", "hr", "bestuur", "expert")
OPEN_TO_ALL = ("bootcamp:bootcamp", "bootcamp:enrol", "bootcamp:invite", "bootcamp:exchange", "bootcamp:square")


@pytest.mark.parametrize("state", ["op uitnodiging", "nog niet op de site"])
@pytest.mark.parametrize("who", STRANGERS)
def test_a_hidden_bootcamp_answers_as_a_number_that_does_not_exist(cast, who, state):
    hidden = make_bootcamp(by_invitation=True) if state == "op uitnodiging" else make_bootcamp(is_published=False)
    client, nowhere = cast.client(who), 10**6

    for name in OPEN_TO_ALL:
        for ask in (client.get, client.post):
            there = ask(reverse(name, args=[hidden.pk]))
            not_there = ask(reverse(name, args=[nowhere]))
            assert (there.status_code, there.headers.get("Location", "").replace(str(hidden.pk), str(nowhere))) == (
                not_there.status_code,
                not_there.headers.get("Location", ""),
            ), name
            assert hidden.title not in there.text
