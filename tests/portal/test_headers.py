"""What browsers are told with every answer, and that they keep nothing of what is about someone."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.access import all_rows
from tests.characters import CHARACTERS
from tests.factories import make_user

ROWS = all_rows()


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_a_browser_keeps_no_page_and_no_file_of_who_is_signed_in(cast):
    kept = {}
    for name, row in ROWS.items():
        character = next((sees for sees in reversed(CHARACTERS) if row.expected[sees] == 200), "bezoeker")
        if character == "bezoeker":
            continue
        with transaction.atomic():
            response = cast.client(character).get(reverse(name, kwargs=row.arguments(cast)))
            response.close()
            transaction.set_rollback(True)  # each row makes its own things
        if "no-store" not in response.headers.get("Cache-Control", ""):
            kept[name] = response.headers.get("Cache-Control")

    assert len(ROWS) > 100
    assert kept == {}


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["account_login", "account_reset_password"])
def test_a_browser_keeps_no_page_on_the_way_in(client, page):
    assert "no-store" in client.get(reverse(page))["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["home", "calculator:start", "privacy"])
def test_a_visitor_may_go_back_to_a_public_page_and_gets_no_cookie(client, page):
    response = client.get(reverse(page))

    assert "no-store" not in response.get("Cache-Control", "")
    assert set(client.cookies) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/beheer/", "/bestaat-niet/", "/static/css/portal.css", "/api/"])
def test_every_answer_says_what_a_page_may_do_and_who_may_use_it(client, path):
    response = client.get(path)
    response.close()

    assert "camera=()" in response["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in response["Permissions-Policy"]
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.django_db
def test_only_the_calculator_to_frame_may_be_used_by_another_site(client):
    assert client.get(reverse("calculator:widget"))["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_signing_in_over_https_sets_cookies_that_no_other_host_could_have_set(settings):
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get(reverse("account_login"), secure=True)

    user = make_user()
    client.post(reverse("account_login"), {"login": user.email, "password": "kralen-op-een-draad"}, secure=True)

    assert set(client.cookies) == {"__Host-sessionid", "__Host-csrftoken"}
    for cookie in client.cookies.values():
        assert (cookie["secure"], cookie["path"], cookie["domain"], cookie["httponly"]) == (True, "/", "", True)
        assert cookie["samesite"] == "Lax"


def test_who_finds_a_hole_reads_where_to_tell_and_until_when(client, settings):
    settings.CONTACT_EMAIL, settings.SITE_URL = "veilig@portaal.example", "https://portaal.example"

    answer = client.get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in answer.text.strip().splitlines())

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert lines["Contact"] == "mailto:veilig@portaal.example"
    assert lines["Canonical"] == "https://portaal.example/.well-known/security.txt"
    assert timezone.now() < datetime.fromisoformat(lines["Expires"]) < timezone.now() + timedelta(days=365)
