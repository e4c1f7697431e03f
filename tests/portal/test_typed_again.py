"""When something doesn't work this time, what was typed is there to be sent once more: after 429 and after 500."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path, reverse

from bootcamp.exchange.models import Thread
from portal import limits, typed_again, views
from tests.factories import make_seat

TEXT = "Hallo <b>allemaal</b>\n\nTweede regel"


def breaks(request):
    if request.POST.get("en nu") == "goed":
        return HttpResponse("gedaan")
    raise RuntimeError("Stuk")


breaks.login_required = False
urlpatterns = [path("stuk/", breaks)]
handler500 = views.server_error


def sent_again(page):
    """What a browser sends when the button is pressed."""
    form = BeautifulSoup(page, "html.parser").select_one("form[method=post] textarea[hidden]").find_parent("form")
    fields = [(box["name"], box.get_text().removeprefix("\n")) for box in form.select("textarea")]
    return form["action"], dict(fields), form.select_one("[name=csrfmiddlewaretoken]")


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_after_a_fault_of_ours_what_was_typed_is_sent_once_more_with_a_button():
    client = Client(raise_request_exception=False)

    broken = client.post("/stuk/?van=hier", {"body": TEXT, "en nu": "stuk"})
    action, fields, token = sent_again(broken.text)

    assert (broken.status_code, action, token) == (500, "/stuk/?van=hier", None)
    assert fields == {"body": TEXT, "en nu": "stuk"}
    assert "Wat je invulde is niet weg." in broken.text
    assert client.post(action, fields | {"en nu": "goed"}).text == "gedaan"


@pytest.mark.django_db
def test_who_asked_too_often_sends_what_was_typed_a_little_later(cast):
    seat, client = make_seat(director=cast["directeur"]), cast.client("directeur")
    address = reverse("bootcamp:invite_colleague", args=[seat.pk])
    answers = {"first_name": "Noor", "last_name": "Jansen", "email": "geen adres"}
    for _ in range(20):
        client.post(address, answers)

    refused = client.post(address, answers)
    action, fields, _ = sent_again(refused.text)

    assert (refused.status_code, action, fields) == (429, address, answers)


def _post(fields, **cookies):
    request = RequestFactory().post("/ergens/", fields)
    request.user = AnonymousUser()
    request.COOKIES |= cookies
    return request


@pytest.mark.parametrize("name", ["password", "oldpassword", "password1", "Wachtwoord"])
def test_a_form_with_a_password_is_never_given_back(name):
    assert typed_again.context(_post({name: "geheim", "login": "ik"})) == {}


def test_a_page_without_our_cookie_gets_none_by_this():
    assert typed_again.context(_post({"a": "b"}))["token"] == ""
    assert typed_again.context(_post({"a": "b"}, csrftoken="x" * 32))["token"]


def test_there_is_nothing_to_send_again_after_just_looking():
    assert typed_again.context(RequestFactory().get("/?a=b")) == {}


@pytest.mark.django_db
def test_who_posts_too_fast_in_the_exchange_costs_no_reading_and_keeps_the_text(cast, monkeypatch):
    from bootcamp.exchange import texts

    seat, client = make_seat(director=cast["directeur"]), cast.client("directeur")
    address = reverse("bootcamp:new_thread", args=[seat.bootcamp_id])
    monkeypatch.setattr(limits, "_seconds_to_wait", lambda item, name, request: 7)
    read = []
    monkeypatch.setattr(texts, "from_markdown", lambda text: read.append(text))

    page = client.post(address, {"kind": "vraag", "title": "Vrijdag", "body": "Lang verhaal", "rules": "on"})

    assert "Probeer het over 7 seconden opnieuw." in page.text
    assert "Lang verhaal" in page.text
    assert read == []
    assert not Thread.objects.exists()
