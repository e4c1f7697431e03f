"""Staying signed in on one's own device: who may, how long, how it ends; and a passkey, offered once."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings as ours
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people import passkeys, sessions
from portal.people.access import Role
from tests.factories import SECRET, make_board, make_school, make_second_step, make_user
from tests.portal.account_steps import is_signed_in, log_in, totp_code

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
DAYS = timedelta(days=1)


@pytest.fixture(autouse=True)
def no_attempts_yet():
    cache.clear()


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as moving:
        yield moving


def director():
    return make_user(Role.DIRECTOR, schools=[make_school()])


def cookie_of(client):
    return client.cookies[ours.SESSION_COOKIE_NAME]


def opens(client):
    return client.get(reverse("my_account")).status_code == 200


def test_without_the_choice_the_cookie_goes_with_the_browser_and_the_session_within_the_hour(clock, client):
    log_in(client, director())
    max_age = cookie_of(client)["max-age"]
    clock.shift(timedelta(minutes=61))

    assert max_age == ""
    assert not opens(client)


def test_on_your_own_device_you_stay_for_thirty_days_and_no_longer(clock, client):
    log_in(client, director(), own_device="on")
    max_age = cookie_of(client)["max-age"]

    clock.shift(29 * DAYS)
    still = opens(client)
    clock.shift(23 * timedelta(hours=1))
    and_still = opens(client)
    clock.shift(timedelta(hours=2))
    over = opens(client)

    assert max_age == 31 * 24 * 60 * 60
    assert (still, and_still, over) == (True, True, False)


def test_using_it_every_day_does_not_make_it_longer(clock, client):
    log_in(client, director(), own_device="on")

    opened = []
    for _ in range(31):
        clock.shift(1 * DAYS)
        opened.append(opens(client))

    assert opened == [True] * 29 + [False] * 2


@pytest.mark.parametrize("role", [Role.HR, Role.BOARD, Role.EXPERT, Role.HPP])
def test_who_sees_what_others_wrote_signs_in_each_day(clock, client, settings, role):
    settings.MFA_REQUIRED = False
    board = make_board() if role in (Role.HR, Role.BOARD) else None
    log_in(client, make_user(role, board=board), own_device="on")

    clock.shift(timedelta(minutes=61))

    assert not opens(client)


def test_whoever_gets_such_a_role_loses_the_long_session_at_once(clock, client):
    user = director()
    log_in(client, user, own_device="on")
    clock.shift(2 * DAYS)
    before = opens(client)
    clock.shift(2 * timedelta(hours=1))

    user.is_staff = True
    user.save()

    assert (before, opens(client)) == (True, False)


def test_the_choice_counts_also_after_a_second_step(clock, client):
    user = director()
    make_second_step(user)
    log_in(client, user, own_device="on")
    half_way = is_signed_in(client)

    client.post(reverse("mfa_authenticate"), {"code": totp_code(SECRET)})
    clock.shift(5 * DAYS)

    assert (half_way, opens(client)) == (False, True)


def test_a_wrong_password_first_does_not_keep_the_choice(clock, client):
    user = director()
    log_in(client, user, password="verkeerd", own_device="on")
    log_in(client, user)

    clock.shift(timedelta(minutes=61))

    assert not opens(client)


def test_signing_out_everywhere_ends_it(client):
    user = director()
    log_in(client, user, own_device="on")

    sessions.end_all(user)

    assert not opens(client)


def test_it_stands_in_the_list_of_where_you_are_signed_in_as_long_as_it_lives(clock):
    user = director()
    stays, goes = Client(), Client()
    log_in(stays, user, own_device="on")
    log_in(goes, user)

    clock.shift(2 * DAYS)
    sessions.forget_ended()
    after_two = list(UserSession.objects.values_list("session_key", flat=True))
    clock.shift(29 * DAYS)
    sessions.forget_ended()

    assert after_two == [stays.session.session_key]
    assert not UserSession.objects.exists()


def test_the_form_says_for_whom_it_is_and_names_no_default(client):
    page = client.get(reverse("account_login")).text

    assert "laat me 30 dagen ingelogd" in page
    assert "checked" not in page


# The passkey.


def test_a_passkey_is_offered_once(client):
    user = director()
    client.force_login(user)
    home, offer = reverse("school:mine"), "Volgende keer zonder wachtwoord?"

    before = client.get(home).text
    answer = client.post(reverse("passkey_offer"), {"passkey": "nee"})
    after = client.get(home).text

    assert (offer in before, answer.url, offer in after) == (True, home, False)
    client.logout()
    client.force_login(user)
    assert offer not in client.get(home).text


def test_who_wants_one_is_led_to_it_and_not_asked_again(client):
    user = director()
    client.force_login(user)

    answer = client.post(reverse("passkey_offer"), {"passkey": "aan"})

    user.refresh_from_db()
    assert answer.url == reverse("mfa_add_webauthn")
    assert not passkeys.is_offered(user)


def test_looking_does_not_count_as_an_answer(client):
    user = director()
    client.force_login(user)

    client.get(reverse("school:mine"))
    looked = client.get(reverse("passkey_offer"))

    user.refresh_from_db()
    assert looked.status_code == 405
    assert passkeys.is_offered(user)


def test_who_has_one_or_must_set_a_step_up_anyway_gets_no_offer(settings):
    with_one, hr, someone = director(), make_user(Role.HR, board=make_board()), director()
    Authenticator.objects.create(user=with_one, type=Authenticator.Type.WEBAUTHN, data={})

    offered = [passkeys.is_offered(user) for user in (with_one, hr, someone)]
    settings.DEMO = True

    assert offered == [False, False, True]
    assert not passkeys.is_offered(someone)


def test_the_first_answer_stays():
    user, now = director(), timezone.now()

    passkeys.was_offered(user, now=now)
    passkeys.was_offered(user, now=now + DAYS)

    user.refresh_from_db()
    assert user.passkey_offered_at == now
