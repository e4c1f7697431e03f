"""Not too often, counted per visitor; and never closed because the counting broke."""

import socket
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from portal import limits
from tests.running import free_port
from tests.servers import Redis, folder_for_server
from tests.speed import check_within

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@limits.limited("tests.limits", "2/minute", methods=("POST",))
def ask(request):
    return HttpResponse("gedaan")


@pytest.fixture(params=["memory", "redis"])
def store(request, settings):
    """The two places where we count, each empty."""
    address = "memory://" if request.param == "memory" else request.getfixturevalue("redis_server").url(2)
    settings.RATE_LIMIT_STORAGE = address
    limits._limiter(address).storage.reset()


def post(view=ask, *, visitor="192.0.2.1", method="post", **headers):
    request = getattr(RequestFactory(), method)("/", REMOTE_ADDR=visitor, **headers)
    request.user = AnonymousUser()
    return view(request)


def statuses(times, view=ask, **request):
    return [post(view, **request).status_code for _ in range(times)]


@pytest.mark.redis
def test_who_asks_too_often_waits_and_hears_how_long(store):
    with time_machine.travel(NOON, tick=False) as clock:
        first = post()
        clock.shift(20)
        second = post()
        clock.shift(10)

        refused = post()

    assert [first.content, second.content] == [b"gedaan", b"gedaan"]
    assert (refused.status_code, refused["Retry-After"]) == (429, "31")
    assert "Probeer het over 31 seconden opnieuw." in refused.content.decode()


@pytest.mark.redis
def test_after_the_time_that_was_said_it_works_again_and_a_refusal_makes_it_no_longer(store):
    with time_machine.travel(NOON, tick=False) as clock:
        statuses(2)
        clock.shift(30)
        waits = [int(post()["Retry-After"]) for _ in range(5)]
        clock.shift(waits[-1])

        again = statuses(3)

    assert waits == [31] * 5
    assert again == [200, 200, 429]


@pytest.mark.redis
def test_each_visitor_has_an_own_count(store):
    busy, quiet = "192.0.2.1", "192.0.2.2"

    assert statuses(3, visitor=busy) == [200, 200, 429]
    assert statuses(2, visitor=quiet) == [200, 200]


@pytest.mark.redis
def test_each_name_has_an_own_count_and_views_may_share_one(store):
    other = limits.limited("tests.other", "2/minute", methods=("POST",))(ask.__wrapped__)
    same = limits.limited("tests.limits", "2/minute", methods=("POST",))(ask.__wrapped__)
    statuses(2)

    assert (statuses(1, view=other), statuses(1, view=same)) == ([200], [429])


@pytest.mark.redis
def test_only_the_methods_that_cost_something_count(store):
    assert statuses(5, method="get") == [200] * 5
    assert statuses(2) == [200, 200]


def test_without_methods_every_request_counts(settings):
    settings.RATE_LIMIT_STORAGE = "memory://"
    view = limits.limited("tests.every", "2/minute")(ask.__wrapped__)

    assert statuses(2, view=view, method="get") + statuses(1, view=view) == [200, 200, 429]


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "expected"),
    [
        (0, "192.0.2.1", "198.51.100.7", "192.0.2.1"),
        (1, "127.0.0.1", "198.51.100.7", "198.51.100.7"),
        # The visitor wrote the first one, our proxy the last.
        (1, "127.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (1, "127.0.0.1", "", "127.0.0.1"),
        (1, "127.0.0.1", "geen adres", "unknown"),
        (0, "", "198.51.100.7", "unknown"),
        (0, "2001:db8:1:2:aaaa::1", "", "2001:db8:1:2::/64"),
        (0, "2001:db8:1:2:bbbb::2", "", "2001:db8:1:2::/64"),
        (0, "::ffff:192.0.2.1", "", "192.0.2.1"),
        (0, "::ffff:192.0.2.2", "", "192.0.2.2"),
    ],
)
def test_a_visitor_is_known_by_the_address_that_can_be_trusted(settings, proxies, remote, forwarded, expected):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    request = RequestFactory().get("/", REMOTE_ADDR=remote, headers={"X-Forwarded-For": forwarded})

    assert limits.visitor(request) == expected


@pytest.mark.redis
def test_changing_a_header_gives_no_new_count(store):
    header = "HTTP_X_FORWARDED_FOR"

    assert [post(**{header: f"198.51.100.{number}"}).status_code for number in range(3)] == [200, 200, 429]


@pytest.mark.redis
def test_with_the_store_stopped_everyone_gets_through_and_counting_goes_on_when_it_is_back(settings, caplog):
    with folder_for_server() as folder:
        server = Redis(folder).start()
        settings.RATE_LIMIT_STORAGE = server.url()
        before = statuses(3)
        server.stop()

        with check_within(2):
            during = statuses(5)
        warnings = list(caplog.records)
        server.start()
        after = statuses(3)
        server.stop()

    assert (before, during) == ([200, 200, 429], [200] * 5)
    assert {record.levelname for record in warnings} == {"WARNING"}
    assert "192.0.2.1" not in caplog.text
    # What was counted before it stopped is still there.
    assert after == [429, 429, 429]


def test_a_store_that_never_answers_holds_nobody_up(settings, caplog):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.RATE_LIMIT_STORAGE = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"

        with check_within(1.5):
            response = post()

    assert response.content == b"gedaan"
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_a_store_that_is_not_there_lets_everyone_through(settings, caplog):
    settings.RATE_LIMIT_STORAGE = f"redis://127.0.0.1:{free_port()}/0"

    assert statuses(3) == [200] * 3
    assert len(caplog.records) == 3


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(seconds=1), "1 seconde"),
        (timedelta(seconds=90), "90 seconden"),
        (timedelta(seconds=91), "2 minuten"),
        (timedelta(minutes=90), "90 minuten"),
        (timedelta(hours=23, minutes=1), "24 uur"),
    ],
)
def test_the_wait_is_said_in_words_a_person_would_use(wait, words):
    assert limits.in_words(int(wait.total_seconds())) == words


def test_a_view_stays_open_to_visitors_and_keeps_its_name():
    view = limits.limited("tests.open", "2/minute")(login_not_required(ask.__wrapped__))

    assert (view.login_required, view.__name__) == (False, "ask")
