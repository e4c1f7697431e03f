"""Requests that can't be answered, by mistake or on purpose."""

from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import path, reverse

from portal import urls
from tests.characters import CHARACTERS
from tests.factories import PASSWORD, make_user
from tests.jobs import do_all_jobs
from tests.pages import faults_in


def broken(request):
    raise RuntimeError("stuk")


broken.login_required = False
urlpatterns = [*urls.urlpatterns, path("stuk/", broken)]


@contextmanager
def no_database():
    def refuse(*arguments):
        raise OperationalError("weg")

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.django_db
@pytest.mark.urls("tests.portal.test_errors")
def test_a_page_that_breaks_says_so_without_asking_the_database_for_anything(client):
    client.raise_request_exception = False

    with no_database():
        response = client.get("/stuk/")

    assert response.status_code == 500
    assert "<h1>Het lukte niet</h1>" in response.text
    assert "stuk" not in response.text
    assert 'lang="nl"' in response.text


@pytest.mark.django_db
def test_while_the_database_is_away_a_visitor_gets_the_pages_that_need_none_and_else_a_readable_one(client):
    client.raise_request_exception = False

    with no_database():
        statuses = {name: client.get(reverse(name)).status_code for name in ("privacy", "contact", "health")}
        broken_page = client.get(reverse("bootcamp:bootcamp_list"))

    assert statuses == {"privacy": 200, "contact": 200, "health": 503}
    assert broken_page.status_code == 500
    assert "<h1>Het lukte niet</h1>" in broken_page.text


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("character", CHARACTERS)
def test_a_page_that_is_not_there_is_a_whole_page(cast, character, method):
    response = getattr(cast.client(character), method)("/bestaat-niet/")

    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.text
    assert faults_in(response.text) == []


@pytest.mark.django_db
def test_what_is_not_for_you_is_a_whole_page(cast):
    response = cast.client("leerkracht").get(reverse("admin:index"), follow=True)

    assert response.status_code == 403
    assert "Dit mag niet met jouw account" in response.text
    assert faults_in(response.text) == []


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_on_a_whole_page():
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "a@b.nl", "password": "x"})

    assert response.status_code == 403
    assert "Verstuur het formulier opnieuw" in response.text
    assert faults_in(response.text) == []


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["kwaad.example", "localhost.kwaad.example", "localhost:80@kwaad.example", ""])
def test_an_unknown_host_is_refused_and_nothing_of_it_comes_back(client, host):
    response = client.get("/", headers={"Host": host})

    assert response.status_code == 400
    assert "Dat begrepen we niet" in response.text
    assert "kwaad" not in response.text


@pytest.mark.django_db
def test_the_link_in_a_mail_does_not_follow_the_host_of_the_request(client, settings, mailoutbox):
    settings.ALLOWED_HOSTS = ["portaal.example", "localhost"]
    user = make_user()

    client.post(reverse("account_reset_password"), {"email": user.email}, headers={"Host": "portaal.example"})
    do_all_jobs()

    assert settings.SITE_URL in mailoutbox[0].body
    assert "portaal.example" not in mailoutbox[0].body


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["home", "privacy", "contact", "accessibility", "health", "robots", "manifest"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_page_to_read_takes_no_other_method(client, name, method):
    response = getattr(client, method)(reverse(name))

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


@pytest.mark.django_db
def test_no_method_can_be_smuggled_in_with_a_header_or_a_field(client):
    make_user(email="sanne@school.example")
    tampered = {"X-HTTP-Method-Override": "DELETE", "X-Method-Override": "DELETE"}

    response = client.post("/", {"_method": "GET"}, headers=tampered)

    assert response.status_code == 405


ELSEWHERE = [
    "https://kwaad.example/",
    "//kwaad.example/",
    "///kwaad.example",
    "\\\\kwaad.example",
    "/\\kwaad.example",
    "http:kwaad.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " https://kwaad.example",
    "https://localhost@kwaad.example/",
    "https://localhost.kwaad.example/",
    "\thttps://kwaad.example",
    "%2f%2fkwaad.example",
]


@pytest.mark.django_db
@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_signing_in_never_sends_you_to_another_site(client, elsewhere):
    user = make_user()

    page = client.get(reverse("account_login"), {"next": elsewhere})
    fields = {"login": user.email, "password": PASSWORD, "next": elsewhere}
    response = client.post(reverse("account_login") + "?next=https://kwaad.example", fields)

    assert page.status_code == 200
    assert response.status_code == 302
    assert response["Location"] in ("/mijn-uren/", "/account/login/%2f%2fkwaad.example", "%2f%2fkwaad.example")


@pytest.mark.django_db
def test_signing_in_brings_you_where_you_wanted_to_go(client):
    user = make_user()

    sent_away = client.get(reverse("my_account"))
    response = client.post(sent_away["Location"], {"login": user.email, "password": PASSWORD, "next": "/mijn-account/"})

    assert sent_away["Location"] == f"{reverse('account_login')}?next=/mijn-account/"
    assert response["Location"] == "/mijn-account/"


@pytest.mark.django_db
def test_signing_out_never_sends_you_to_another_site(cast):
    response = cast.client("directeur").post(reverse("account_logout"), {"next": "https://kwaad.example/"})

    assert (response.status_code, response["Location"]) == (302, "/")


@pytest.mark.django_db
def test_too_many_fields_are_refused_on_a_readable_page(client):
    response = client.post(reverse("account_login"), {f"veld{number}": "x" for number in range(10_000)})

    assert response.status_code == 400
    assert "Dat begrepen we niet" in response.text


@pytest.mark.django_db
def test_a_form_of_more_than_a_megabyte_is_refused_on_a_readable_page(client):
    body = "login=" + "x" * 1_100_000
    response = client.post(reverse("account_login"), body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 400
    assert "Dat begrepen we niet" in response.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    ["", " ", "\x00", "a\r\nBcc: kwaad@example.org", "\ud800@b.nl", "\u202egro.elpmaxe", "é" * 5000, "a@b.nl\0"],
)
@pytest.mark.parametrize("name", ["account_login", "account_reset_password"])
def test_odd_text_in_an_account_form_is_answered_at_the_field(client, name, typed):
    field = "login" if name == "account_login" else "email"

    body = urlencode({field: typed.encode("utf-8", "surrogatepass"), "password": "x"})
    response = client.post(reverse(name), body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 200
    assert "error-summary" in response.text
    assert "kwaad" not in "".join(response.headers.values())
