"""One table of all pages by all characters; the rows are in tests/access/, a file for each room."""

import pytest
from django.urls import URLResolver, get_resolver, reverse

from tests.access import LOGIN, all_rows
from tests.characters import CHARACTERS

ROWS = all_rows()


def all_urls(resolver=None, namespace="", start=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        path = start + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from all_urls(pattern, inner, path)
        else:
            yield (f"{namespace}{pattern.name}" if pattern.name else None), path


def outcome(client, url):
    response = client.get(url)
    # The admin has a login address of its own, which sends visitors on and refuses everyone else.
    if goes_to(response, "admin:login"):
        response = client.get(response["Location"])
    response.close()  # a file stays open until then
    return LOGIN if goes_to(response, "account_login") else response.status_code


def goes_to(response, name):
    return response.status_code == 302 and response["Location"].startswith(reverse(name))


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


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.ignore_template_errors) if third_party(name) else name
        for name in sorted(ROWS)
    ],
)
def test_each_character_gets_what_the_table_says(name, cast):
    url = reverse(name, kwargs=ROWS[name].arguments(cast))

    outcomes = {character: outcome(cast.client(character), url) for character in CHARACTERS}

    assert outcomes == ROWS[name].expected
