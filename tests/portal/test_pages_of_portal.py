"""The pages of the portal itself: what they say, and what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal import retention
from tests.factories import make_bootcamp, make_material, make_school

MOST = 12  # queries a page


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["home", "privacy", "contact", "accessibility", "my_account"])
@pytest.mark.parametrize("character", ["bezoeker", "directeur", "bestuur", "hpp_admin"])
def test_a_page_asks_the_database_little(cast, name, character):
    for _ in range(3):
        make_bootcamp()
        make_material()
    client = cast.client(character)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(reverse(name))

    assert response.status_code in (200, 302)
    assert len(queries) <= MOST, [query["sql"][:90] for query in queries]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["privacy", "contact", "accessibility"])
def test_a_visitor_reads_the_fixed_pages_without_any_query_or_cookie(client, name, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(reverse(name))

    assert response.status_code == 200
    assert response.cookies == {}


@pytest.mark.django_db
def test_the_privacy_page_shows_every_rule(client):
    page = " ".join(client.get(reverse("privacy")).text.split())

    for rule in retention.RULES.values():
        assert rule.long in page
        assert rule.why in page


@pytest.mark.django_db
def test_my_account_shows_my_schools_and_nobody_elses(cast):
    cast["directeur"].schools.add(make_school(board=cast.board, name="Het Kraalnest"))

    page = cast.client("directeur").get(reverse("my_account")).text

    assert "Scholen" in page
    assert "Het Kraalnest" in page
    assert cast.school.name in page
    assert cast.other_school.name not in page


@pytest.mark.django_db
def test_my_account_says_whether_the_second_step_is_on(cast):
    pages = {name: cast.client(name).get(reverse("my_account")).text for name in ("directeur", "bestuur")}

    assert "staat uit" in pages["directeur"]
    assert "staat aan" in pages["bestuur"]


@pytest.mark.django_db
def test_the_address_for_questions_comes_from_the_settings(client, settings):
    settings.CONTACT_EMAIL = "vragen@portaal.example"

    for name in ("contact", "accessibility"):
        assert 'href="mailto:vragen@portaal.example"' in client.get(reverse(name)).text
