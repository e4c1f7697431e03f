"""The second step with an app for codes, and the recovery codes for a lost phone."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import SECRET, make_second_step, make_user
from tests.portal.account_steps import confirm_it_is_you, is_signed_in, log_in, run_jobs, totp_code

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture(autouse=True)
def no_attempts_yet():
    cache.clear()


@pytest.fixture
def moment():
    """A fixed moment, so that a code doesn't run out halfway a test."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


def second_step(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def test_an_app_for_codes_is_added_with_its_first_code_and_its_key_is_stored_unreadable(
    client, moment, mailoutbox, django_capture_on_commit_callbacks
):
    user = make_user()
    log_in(client, user)
    confirm_it_is_you(client, "mfa_activate_totp")

    page = client.get(reverse("mfa_activate_totp")).text
    secret = re.search(r"<code>(\w+)</code>", page)[1]
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": totp_code(secret)})
    run_jobs()

    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert "Die code klopt niet." in wrong.text
    assert secret not in stored
    assert get_adapter().decrypt(stored) == secret
    assert "Inloggen met een app met codes staat nu aan" in [mail.subject for mail in mailoutbox]


def test_with_the_step_a_password_alone_lets_nobody_in_and_a_code_works_once(client, moment):
    user = make_user()
    make_second_step(user)
    code = totp_code(SECRET)

    after_password = log_in(client, user)
    halfway = is_signed_in(client)
    second_step(client, "000000")
    wrong = is_signed_in(client)
    second_step(client, code)
    right = is_signed_in(client)
    other = Client()
    log_in(other, user)
    second_step(other, code)

    assert after_password["Location"] == reverse("mfa_authenticate")
    assert (halfway, wrong, right, is_signed_in(other)) == (False, False, True, False)


def test_a_code_of_two_minutes_ago_is_too_old(client, moment):
    user = make_user()
    make_second_step(user)
    code = totp_code(SECRET)
    log_in(client, user)

    moment.shift(timedelta(minutes=2))
    second_step(client, code)

    assert not is_signed_in(client)


def test_guessing_codes_stops(client, moment):
    user = make_user()
    make_second_step(user)
    log_in(client, user)

    pages = [second_step(client, f"{number:06}").text for number in range(6)]
    second_step(client, totp_code(SECRET))

    assert "te vaak" in pages[-1]
    assert "te vaak" not in pages[0]
    assert not is_signed_in(client)


def test_a_recovery_code_opens_the_door_once(client, moment):
    user = make_user()
    make_second_step(user)
    RecoveryCodes.activate(user)
    code = RecoveryCodes(Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)).get_unused_codes()[0]

    in_or_not = []
    for _ in range(2):
        browser = Client()
        log_in(browser, user)
        second_step(browser, code)
        in_or_not.append(is_signed_in(browser))
        moment.shift(timedelta(minutes=10))

    assert in_or_not == [True, False]


# With real transactions: what follows on the commit belongs to the request.
@pytest.mark.django_db(transaction=True)
def test_recovery_codes_can_be_read_and_made_anew_by_their_owner_after_a_check(client, moment, mailoutbox):
    user = make_user()
    make_second_step(user)
    log_in(client, user)
    second_step(client, totp_code(SECRET))

    asked = client.get(reverse("mfa_generate_recovery_codes"))
    confirm_it_is_you(client, "mfa_generate_recovery_codes")
    client.post(reverse("mfa_generate_recovery_codes"))
    page = client.get(reverse("mfa_view_recovery_codes")).text
    run_jobs()

    codes = RecoveryCodes(Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)).get_unused_codes()
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert len(codes) == 10
    assert all(code in page for code in codes)
    assert [mail.subject for mail in mailoutbox] == ["Er zijn nieuwe herstelcodes gemaakt voor je account"]


def test_turning_it_off_takes_a_check_and_is_told_by_mail(client, moment, mailoutbox):
    user = make_user()
    make_second_step(user)
    log_in(client, user)
    second_step(client, totp_code(SECRET))

    confirm_it_is_you(client, "mfa_deactivate_totp")
    client.post(reverse("mfa_deactivate_totp"))
    run_jobs()

    assert not Authenticator.objects.filter(user=user).exists()
    assert [mail.subject for mail in mailoutbox] == ["Inloggen met een app met codes staat nu uit"]


def test_a_new_secret_of_the_server_still_opens_what_the_old_one_closed(settings):
    closed = get_adapter().encrypt(SECRET)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "een-nieuw-geheim", [settings.SECRET_KEY]

    assert get_adapter().decrypt(closed) == SECRET
