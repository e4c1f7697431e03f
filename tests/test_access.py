"""One table of all pages by all characters; the rows are in tests/access/, a file for each room."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import F
from django.http import HttpResponse
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from bootcamp.seats.models import Bootcamp, Seat, WorkSession
from portal import limits
from tests.access import CLOSED, LOGIN, all_rows
from tests.characters import CHARACTERS

ROWS = all_rows()
NO_POST = 405


def all_urls(resolver=None, namespace="", start=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        path = start + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from all_urls(pattern, inner, path)
        else:
            yield (f"{namespace}{pattern.name}" if pattern.name else None), path


def outcome(client, url, method="get"):
    response = getattr(client, method)(url)
    # The admin has a login address of its own, which sends visitors on and refuses everyone else.
    if goes_to(response, "admin:login"):
        response = client.get(response["Location"])
    response.close()  # a file stays open until then
    return LOGIN if goes_to(response, "account_login") else response.status_code


def goes_to(response, name):
    return response.status_code == 302 and response["Location"].startswith(reverse(name))


@pytest.fixture
def short_refusals(monkeypatch):
    """Most answers here are the page of a refusal, which takes longer than refusing. tests/portal/test_errors.py
    looks at that page, for each character."""
    monkeypatch.setattr("portal.urls.handler404", lambda request, exception: HttpResponse(status=404), raising=False)


def third_party(name):
    return name.startswith(("admin:", "account_", "mfa_"))


def test_every_page_has_a_row():
    names = {name for name, _ in all_urls() if name}

    assert len(names) > 40
    assert sorted(names - set(ROWS)) == []
    assert sorted(set(ROWS) - names) == []


def test_every_page_has_a_name():
    nameless = {path for name, path in all_urls() if not name}

    admin_rows = {path for path in nameless if path.startswith("beheer/") and path.endswith("/<path:object_id>/")}
    assert nameless - admin_rows == {"beheer/(?P<url>.*)$"}


def test_every_row_speaks_about_every_character():
    assert {name for name, row in ROWS.items() if set(row.expected) != set(CHARACTERS)} == set()


NAMES = [
    pytest.param(name, marks=pytest.mark.ignore_template_errors) if third_party(name) else name for name in sorted(ROWS)
]


@pytest.mark.django_db
@pytest.mark.usefixtures("short_refusals")
@pytest.mark.parametrize("name", NAMES)
def test_each_character_gets_what_the_table_says(name, cast):
    """Who may not look may not send either; who may is let in, whatever the form then says."""
    row = ROWS[name]
    url = reverse(name, kwargs=row.arguments(cast))
    clients = {character: cast.client(character) for character in CHARACTERS}

    looked = {character: outcome(client, url) for character, client in clients.items()}
    pressed = {character: sent(client, url) for character, client in clients.items()}

    assert looked == row.expected
    assert {character: status for character, status in pressed.items() if status in range(500, 600)} == {}
    # A page that only shows something refuses whatever is sent, before it asks who sends it.
    closed = {
        character: status
        for character in CHARACTERS
        if (status := row.when_posted(character)) and pressed[character] != NO_POST
    }
    assert {character: pressed[character] for character in closed} == closed
    if not third_party(name):  # allauth and the admin decide themselves what sending does to who may look
        let_in = {character for character in CHARACTERS if row.when_posted(character) is None}
        assert {character: pressed[character] for character in let_in if pressed[character] in (403, LOGIN)} == {}


def sent(client, url):
    """What was there is there again afterwards, for the next who tries."""
    with transaction.atomic():
        status = outcome(client, url, "post")
        transaction.set_rollback(True)
    return status


def _by_invitation(cast):
    Bootcamp.objects.update(by_invitation=True)


def _hidden(cast):
    Bootcamp.objects.update(is_published=False)


def _cancelled(cast):
    Seat.objects.update(cancelled_at=timezone.now())
    WorkSession.objects.update(cancelled_at=timezone.now())


def _over(cast):
    """Begun and ended, long ago."""
    ago = timedelta(days=400)
    days = {name: F(name) - ago for name in ("enrolment_opens", "enrolment_closes", "starts_on")}
    Bootcamp.objects.update(**days)
    WorkSession.objects.update(starts_at=F("starts_at") - ago, ends_at=F("ends_at") - ago)


STATES = {"op uitnodiging": _by_invitation, "van de site": _hidden, "afgemeld": _cancelled, "voorbij": _over}
OF_BOOTCAMPS = [name for name in sorted(ROWS) if name.startswith("bootcamp:")]


ELSEWHERE = ("leerkracht", "directeur_elders", "hr_elders", "bestuur_elders", "expert_elders")


@pytest.mark.django_db
@pytest.mark.usefixtures("short_refusals")
@pytest.mark.parametrize("name", OF_BOOTCAMPS)
def test_no_state_of_a_bootcamp_lets_anyone_in_whom_the_table_keeps_out(name, cast):
    row = ROWS[name]
    url = reverse(name, kwargs=row.arguments(cast))
    kept_out = {character: cast.client(character) for character in ELSEWHERE if row.expected[character] in CLOSED}
    inside = [character for character in CHARACTERS if row.expected[character] not in CLOSED]
    insider = cast.client(inside[-1])

    came_in, broke = {}, {}
    for state, bring_about in STATES.items():
        with transaction.atomic():
            bring_about(cast)
            limits._limiter.cache_clear()  # each state is asked as often as the one before
            for character, client in kept_out.items():
                came_in[state, character] = {outcome(client, url), sent(client, url)} - set(CLOSED)
            broke[state] = {outcome(insider, url), sent(insider, url)} & set(range(500, 600))
            transaction.set_rollback(True)

    assert {character: statuses for character, statuses in came_in.items() if statuses - {NO_POST}} == {}
    assert {state: statuses for state, statuses in broke.items() if statuses} == {}


HIDDEN_FROM_ALL_OUTSIDE = ("bootcamp:bootcamp", "bootcamp:enrol", "bootcamp:invite")


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["op uitnodiging", "van de site"])
@pytest.mark.parametrize("name", HIDDEN_FROM_ALL_OUTSIDE)
def test_what_everyone_may_open_is_closed_once_the_bootcamp_is_hidden(name, state, cast):
    url = reverse(name, kwargs=ROWS[name].arguments(cast))
    STATES[state](cast)
    outside = [character for character in CHARACTERS if not character.startswith("hpp")]

    clients = {character: cast.client(character) for character in outside}
    statuses = {
        character: {outcome(client, url), sent(client, url)} & {200, 302} for character, client in clients.items()
    }

    assert {character: status for character, status in statuses.items() if status} == {}
