"""Where you are signed in, how that ends, and that nothing typed gets lost by it."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bootcamp.exchange.models import Thread
from portal.people import sessions
from portal.people.models import User
from portal.people.templatetags.accounts import browser
from portal.tasks import forget_expired
from tests.factories import PASSWORD, make_seat, make_user
from tests.portal.account_steps import is_signed_in, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def no_attempts_yet():
    cache.clear()


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as moving:
        yield moving


def signed_in(user, **headers):
    client = Client(**headers)
    log_in(client, user)
    return client


def test_the_list_shows_each_browser_and_nobody_elses():
    user = make_user()
    here = signed_in(user, HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="192.0.2.7")
    signed_in(user, REMOTE_ADDR="192.0.2.8")
    signed_in(make_user(), REMOTE_ADDR="192.0.2.9")

    page = here.get(reverse("usersessions_list")).text

    assert "Firefox op Linux" in page
    assert re.findall(r"192\.0\.2\.\d", page) == ["192.0.2.7", "192.0.2.8"]
    assert page.count("hier ben je nu") == 1
    assert "hier en op 1 andere plek" in " ".join(here.get(reverse("my_account")).text.split())


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge op Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari op een iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile Safari/537.36", "Chrome op Android"),
        ("curl/8", "Een andere browser"),
    ],
)
def test_a_browser_is_called_what_people_call_it(agent, words):
    assert browser(agent) == words


def test_signing_out_everywhere_leaves_only_this_browser(mailoutbox):
    user = make_user()
    here, there = signed_in(user), signed_in(user)
    UserSession.objects.filter(session_key=there.session.session_key).delete()  # also what stands in no list

    here.post(reverse("usersessions_list"))

    assert here.get(reverse("my_account")).status_code == 200
    assert there.get(reverse("my_account")).status_code == 302
    assert list(UserSession.objects.values_list("session_key", flat=True)) == [here.session.session_key]


def test_an_older_secret_still_opens_sessions_and_an_ended_round_never(settings):
    user = make_user()
    client = signed_in(user)

    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "een nieuw geheim" * 4
    still = client.get(reverse("my_account")).status_code
    sessions.end_all(user)

    assert (still, client.get(reverse("my_account")).status_code) == (200, 302)


def test_after_an_hour_of_nothing_you_are_out_and_hear_why(clock):
    client = signed_in(make_user())

    clock.shift(timedelta(minutes=59))
    just_in_time = client.get(reverse("my_account")).status_code
    clock.shift(timedelta(minutes=59))
    again = client.get(reverse("my_account")).status_code
    clock.shift(timedelta(minutes=61))
    late = client.get(reverse("my_account"), follow=True)

    assert (just_in_time, again) == (200, 200)
    assert late.redirect_chain[0][0].startswith(reverse("account_login"))
    assert "Je deed een tijd niets. Daarom ben je uitgelogd." in late.text
    assert not is_signed_in(client)


def test_who_goes_on_all_day_signs_in_again_after_twelve_hours(clock):
    client = signed_in(make_user())

    for _ in range(23):
        clock.shift(timedelta(minutes=31))
        assert client.get(reverse("my_account")).status_code == 200
    clock.shift(timedelta(minutes=31))

    assert client.get(reverse("my_account")).status_code == 302


def test_asking_how_long_is_left_does_not_make_it_longer_and_saying_you_are_there_does(clock):
    client = signed_in(make_user())

    clock.shift(timedelta(minutes=58))
    first = client.get(reverse("session_left")).json()["left"]
    clock.shift(timedelta(minutes=1))
    second = client.get(reverse("session_left")).json()["left"]
    stayed = client.post(reverse("session_stay")).json()["left"]

    assert (first, second, stayed) == (120, 60, 3600)
    assert Client().get(reverse("session_left")).json() == {"left": 0}


def test_being_seen_is_written_once_a_minute(clock, django_assert_num_queries):
    client = signed_in(make_user())
    address = reverse("session_stay")
    client.post(address)

    with django_assert_num_queries(2):  # the session and the user
        client.post(address)


def test_a_text_that_is_sent_too_late_is_there_after_signing_in_and_can_be_sent(clock):
    seat = make_seat()
    director = seat.enrolled_by
    client = signed_in(director)
    address = reverse("bootcamp:new_thread", args=[seat.bootcamp_id])
    typed = {"kind": "vraag", "title": "Rooster", "body": "Wij <zoeken> een rooster.", "rules": "on"}
    client.get(address)

    clock.shift(timedelta(minutes=61))
    refused = client.post(address, {**typed, "csrfmiddlewaretoken": "x"})
    nothing_yet = Thread.objects.count()
    back_in = log_in(client, director, next=reverse("session_resume"))
    page = client.get(back_in["Location"]).text
    form = BeautifulSoup(page, "html.parser").find("form", action=address)
    fields = {box["name"]: box["value"] for box in form.find_all("input")}
    sent = client.post(address, fields)

    assert refused["Location"] == f"{reverse('account_login')}?next={reverse('session_resume')}"
    assert nothing_yet == 0
    assert "Wij &lt;zoeken&gt; een rooster." in page
    assert {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"} == typed
    assert sent.status_code == 302
    assert Thread.objects.get().title == "Rooster"


def test_what_someone_typed_is_shown_to_nobody_else_who_signs_in_there(clock):
    first, second = make_user(), make_user()
    client = signed_in(first)
    clock.shift(timedelta(minutes=61))
    client.post(reverse("my_account"), {"text": "dit is van mij alleen"})

    log_in(client, second)
    page = client.get(reverse("session_resume"), follow=True)

    assert "van mij alleen" not in page.text
    assert "van mij alleen" not in str(dict(client.session))


def test_no_password_is_kept(clock):
    user = make_user()
    client = signed_in(user)
    clock.shift(timedelta(minutes=61))

    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "x", "password2": "x"})

    assert PASSWORD not in str(dict(client.session))
    assert not is_signed_in(client)


def test_what_was_kept_goes_when_it_is_sent_or_thrown_away(clock):
    user = make_user()

    def late():
        client = signed_in(user)
        clock.shift(timedelta(minutes=61))
        client.post(reverse("my_account"), {"text": "alsnog"})
        log_in(client, user)
        return client

    sent = late()
    before = "alsnog" in str(dict(sent.session))
    sent.post(reverse("my_account"), {"text": "alsnog"})
    thrown = late()
    thrown.post(reverse("session_resume"))

    assert before
    assert "alsnog" not in str(dict(sent.session)) + str(dict(thrown.session))


def test_every_night_the_list_forgets_what_has_ended(clock):
    signed_in(make_user())
    clock.shift(timedelta(hours=13))
    fresh = signed_in(User.objects.get())

    forget_expired()

    assert list(UserSession.objects.values_list("session_key", flat=True)) == [fresh.session.session_key]
