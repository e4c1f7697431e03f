"""Signing in, and everything around a password and an address."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail as django_mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from portal.jobs.models import Job
from portal.people import accounts
from portal.people.access import Role
from portal.people.models import User
from portal.post.models import Letter
from tests.factories import PASSWORD, make_user
from tests.jobs import do_all_jobs
from tests.portal.account_steps import is_signed_in, link_in, log_in, open_link, run_jobs

NEW_PASSWORD = "negen telramen in de gang"
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture(autouse=True)
def no_attempts_yet():
    cache.clear()


class CountingHasher(MD5PasswordHasher):
    algorithm = "counting"
    count = 0

    def encode(self, password, salt):
        CountingHasher.count += 1
        return super().encode(password, salt)


def anonymous(page, *addresses):
    """The page without what differs each time: the token and the address that was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    for address in addresses:
        text = text.replace(address, "ADRES")
    return text


def test_with_the_right_password_you_are_in(client):
    user = make_user()

    response = log_in(client, user)

    assert (response.status_code, response["Location"], is_signed_in(client)) == (302, reverse("school:hours"), True)


def test_an_address_counts_whatever_its_capitals(client):
    user = make_user(email="sanne@school.example")
    user.email = "Sanne@School.EXAMPLE"

    log_in(client, user)

    assert is_signed_in(client)


@pytest.mark.parametrize("kind", ["wrong password", "invited", "not active", "unknown"])
def test_who_is_refused_hears_the_same_whoever_it_is(client, kind):
    known = make_user()
    expected = anonymous(log_in(client, known, "verkeerd wachtwoord").text, known.email)
    user = make_user(password=None if kind == "invited" else PASSWORD, is_active=kind != "not active")
    if kind == "unknown":
        user.delete()

    page = log_in(client, user, "verkeerd wachtwoord")

    assert page.status_code == 200
    assert "Dit e-mailadres en dit wachtwoord horen niet bij elkaar." in page.text
    assert anonymous(page.text, user.email) == expected
    assert not is_signed_in(client)


@pytest.mark.parametrize("kind", ["wrong password", "invited", "unknown"])
def test_refusing_costs_the_same_work_whoever_it_is(client, settings, kind):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    user = make_user(password=None if kind == "invited" else PASSWORD)
    if kind == "unknown":
        user.delete()
    CountingHasher.count = 0

    log_in(client, user, "verkeerd wachtwoord")

    assert CountingHasher.count == 1


def test_someone_who_was_made_inactive_is_out_at_once(client):
    user = make_user()
    client.force_login(user)

    User.objects.filter(pk=user.pk).update(is_active=False)

    assert client.get(reverse("my_account"))["Location"].startswith(reverse("account_login"))


def test_an_account_that_is_not_active_is_told_so_only_with_its_own_password(client):
    user = make_user(is_active=False)

    response = log_in(client, user)

    assert response["Location"] == reverse("account_inactive")
    assert not is_signed_in(client)


def test_guessing_one_password_stops_after_five_times(client):
    user = make_user()

    pages = [log_in(client, user, f"gok {number}").text for number in range(6)]
    right = log_in(client, user)

    assert ["te vaak" in page for page in pages] == [False] * 5 + [True]
    assert right.status_code == 200


def test_a_stranger_who_keeps_guessing_does_not_lock_the_owner_out(client):
    user = make_user()

    for number in range(8):
        log_in(Client(REMOTE_ADDR=f"192.0.2.{number % 2}"), user, f"gok {number}")
    log_in(client, user)

    assert is_signed_in(client)


def test_guessing_many_accounts_from_one_place_stops_too(client):
    pages = [log_in(client, User(email=f"naam{number}@school.example"), "welkom01").text for number in range(11)]

    assert ["te vaak" in page for page in pages] == [False] * 10 + [True]


def test_asking_for_a_password_says_the_same_for_known_and_unknown_addresses(client):
    user = make_user()
    answers = []
    for address in (user.email, "niemand@school.example"):
        response = client.post(reverse("account_reset_password"), {"email": address}, follow=True)
        answers.append((response.redirect_chain, anonymous(response.text, address)))

    assert answers[0] == answers[1]
    # The same work too: a job for both, of which one finds nobody.
    assert list(Job.objects.values_list("kind", flat=True)) == ["people.password_link"] * 2


def test_asking_for_a_password_over_and_over_stops(client):
    user = make_user()

    statuses = [client.post(reverse("account_reset_password"), {"email": user.email}).status_code for _ in range(7)]

    assert statuses == [302] * 5 + [429] * 2
    assert Job.objects.count() == 5


def test_a_forgotten_password_is_replaced_through_the_mail_and_the_link_works_once(client, settings, mailoutbox):
    user = make_user(first_name="'t Hart <b>")
    client.post(reverse("account_reset_password"), {"email": user.email.upper()})
    run_jobs()
    link = link_in(mailoutbox[0], settings)

    page = open_link(client, link)
    fields = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(page.request["PATH_INFO"], fields)
    run_jobs()
    again = open_link(Client(), link)

    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)
    assert is_signed_in(client)
    assert "Deze link werkt niet meer" in again.text
    assert [(message.to, message.subject) for message in mailoutbox] == [
        ([user.email], "Kies een nieuw wachtwoord"),
        ([user.email], "Er is een nieuw wachtwoord gekozen voor je account"),
    ]
    # Plain text: what looks like HTML in a name stays as it was typed.
    assert "Hallo 't Hart <b>," in mailoutbox[0].body


@pytest.mark.parametrize("change", ["password", "address", "not active"])
def test_a_link_that_was_mailed_before_something_changed_no_longer_works(client, settings, mailoutbox, change):
    user = make_user()
    client.post(reverse("account_reset_password"), {"email": user.email})
    run_jobs()
    if change == "password":
        user.set_password("iets anders dan eerst")
    elif change == "address":
        user.email = "nieuw@school.example"
    else:
        user.is_active = False
    user.save()
    if change == "address":
        accounts.use_address(user)

    page = open_link(client, link_in(mailoutbox[0], settings))
    client.post(page.request["PATH_INFO"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    user.refresh_from_db()
    assert not is_signed_in(client)
    assert change == "not active" or not user.check_password(NEW_PASSWORD)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("kort", "minstens 12 tekens"),
        ("q1w2e3r4t5y6", "te algemeen"),
        ("sanne.devries@school", "lijkt te veel op"),
    ],
)
def test_a_weak_password_is_refused_with_what_is_wrong(client, password, words):
    user = make_user(email="sanne.devries@school.example", first_name="Sanne", last_name="de Vries")
    client.force_login(user)
    url = reverse("account_change_password")
    fields = {"oldpassword": PASSWORD, "password1": password, "password2": password}

    page = client.post(url, fields)

    user.refresh_from_db()
    assert words in page.text
    assert user.check_password(PASSWORD)


def test_changing_the_password_needs_the_old_one_and_signs_out_other_browsers(client, mailoutbox):
    user = make_user()
    other = Client()
    for browser in (client, other):
        log_in(browser, user)
    url = reverse("account_change_password")
    fields = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    refused = client.post(url, {"oldpassword": "verkeerd", **fields})
    done = client.post(url, {"oldpassword": PASSWORD, **fields})
    run_jobs()

    assert refused.status_code == 200
    assert done["Location"] == reverse("my_account")
    assert client.get(reverse("my_account")).status_code == 200
    assert other.get(reverse("my_account")).status_code == 302
    assert [message.subject for message in mailoutbox] == ["Het wachtwoord van je account is gewijzigd"]


def ask_for_address(client, address):
    """The page after asking; on the way the password is asked once more."""
    asked = client.post(reverse("account_email"), {"email": address, "action_add": ""})
    if asked["Location"].startswith(reverse("account_reauthenticate")):
        asked = client.post(asked["Location"], {"password": PASSWORD, "next": reverse("account_email")})
    return client.get(asked["Location"])


def test_a_new_address_counts_once_its_mail_was_opened_and_the_old_one_is_told(client, settings, mailoutbox):
    user = make_user(email="oud@school.example")
    log_in(client, user)

    ask_for_address(client, "nieuw@school.example")
    run_jobs()
    before = User.objects.get().email
    confirm = link_in(mailoutbox[0], settings)
    client.get(confirm)
    unchanged_by_looking = User.objects.get().email
    client.post(confirm)
    run_jobs()

    assert (before, unchanged_by_looking) == ("oud@school.example", "oud@school.example")
    assert User.objects.get().email == "nieuw@school.example"
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        ("nieuw@school.example", True, True)
    ]
    assert (mailoutbox[0].to, mailoutbox[0].subject) == (["nieuw@school.example"], "Bevestig je e-mailadres")
    assert "oud@school.example" in [message.to[0] for message in mailoutbox[1:]]


def test_taking_the_address_of_someone_else_tells_nothing_and_mails_nobody(client, mailoutbox):
    other, user = make_user(email="ander@school.example"), make_user()
    log_in(client, user)
    client.get("/")

    taken, free = (ask_for_address(client, address) for address in (other.email, "vrij@school.example"))

    assert anonymous(taken.text, other.email) == anonymous(free.text, "vrij@school.example")
    assert mailoutbox == []
    assert EmailAddress.objects.get(email=other.email, verified=True).user == other


def test_nobody_can_make_an_account_by_themselves(client):
    fields = {"email": "zelf@school.example", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    page = client.post(reverse("account_signup"), fields)

    assert "uitnodiging" in page.text
    assert not User.objects.exists()


def test_signing_out_takes_a_button_and_not_a_link(cast):
    client = cast.client("directeur")

    client.get(reverse("account_logout"))
    after_link = is_signed_in(client)
    client.post(reverse("account_logout"))

    assert (after_link, is_signed_in(client)) == (True, False)


def test_the_first_administrator_comes_from_the_command_line_and_confirms_the_address(
    client, settings, mailoutbox, monkeypatch
):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    names = {"first_name": "Yasmina", "last_name": "el Idrissi"}
    call_command("createsuperuser", interactive=False, email="Beheer@HPP.example", **names)
    user = User.objects.get()

    first = log_in(client, user)
    run_jobs()
    client.post(link_in(mailoutbox[0], settings))
    second = log_in(client, user)

    assert (user.email, user.role, user.is_staff, user.is_superuser) == ("beheer@hpp.example", Role.HPP, True, True)
    assert first["Location"] == reverse("account_email_verification_sent")
    assert second["Location"] == reverse("today:today")
    assert client.get(reverse("admin:index"))["Location"] == reverse("mfa_index")


def test_a_mail_server_that_is_away_delays_the_mail_and_not_the_page(client, settings, monkeypatch):
    user = make_user()
    client.post(reverse("account_reset_password"), {"email": user.email})
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    do_all_jobs()
    letter = Letter.objects.get()
    waiting = (letter.state, letter.reason, letter.next_try_at > letter.written_at)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    do_all_jobs(now=letter.next_try_at)

    assert waiting == (Letter.State.WRITTEN, "de mailserver is niet te bereiken (ConnectionRefusedError)", True)
    assert [message.to for message in django_mail.outbox] == [[user.email]]


@pytest.mark.fault("login provider")
def test_nobody_signs_in_through_a_service_of_others(client, seen):
    """So none of them can be away or send something else. When one comes, it brings its own tests."""
    outside = [name for name in settings.INSTALLED_APPS if "socialaccount" in name]
    page = client.get(reverse("account_login"))

    assert outside == []
    assert page.context.get("socialaccount") is None
    seen(f"{len(outside)} inlogdiensten van buiten; inloggen hier: {page.status_code}")
