"""Where each role lands after signing in, and what stands in its main menu."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.urls import reverse

from portal import homes
from portal.people.access import Role
from tests.factories import PASSWORD, make_board, make_newcomer, make_school, make_user

pytestmark = pytest.mark.django_db
LANDS = {
    "leerkracht": "school:hours",
    "directeur": "school:mine",
    "hr": "school:mine",
    "bestuur": "school:ours",
    "expert": "bootcamp:expert_work",
    "hpp": "today:today",
    "hpp_admin": "today:today",
    "aanvrager": "entrance:mine",
}


@pytest.mark.parametrize(("character", "page"), LANDS.items())
def test_each_role_has_a_home_that_opens(cast, character, page):
    address = homes.address_of(cast[character])

    assert address == reverse(page)
    assert cast.client(character).get(address).status_code == 200


def test_a_visitor_has_none():
    assert homes.home_of(AnonymousUser()) is None
    assert homes.address_of(AnonymousUser()) == "/"


def log_in(client, user, **more):
    cache.clear()
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD, **more})


def test_signing_in_leads_home_and_where_you_were_going_goes_before_it(client):
    director = make_user(Role.DIRECTOR, schools=[make_school()])

    straight = log_in(client, director)
    client.post(reverse("account_logout"))
    on_the_way = log_in(client, director, next=reverse("bootcamp:my_calendar"))

    assert straight.url == reverse("school:mine")
    assert on_the_way.url == reverse("bootcamp:my_calendar")


def test_an_address_elsewhere_is_no_next(client):
    director = make_user(Role.DIRECTOR, schools=[make_school()])

    assert log_in(client, director, next="https://elders.example/").url == reverse("school:mine")


@pytest.mark.parametrize(
    ("character", "menu"),
    [
        ("bezoeker", ["WerkUrenBerekenaar", "Bootcamp", "Materialen", "Zo rekenen wij"]),
        ("leerkracht", ["Mijn uren", "Materialen", "WerkUrenBerekenaar"]),
        ("directeur", ["Mijn school", "Bootcamp", "Materialen", "WerkUrenBerekenaar"]),
        ("hr", ["Mijn school", "Bootcamp", "Materialen", "WerkUrenBerekenaar"]),
        ("bestuur", ["Onze scholen", "Bootcamp", "Materialen", "WerkUrenBerekenaar"]),
        ("expert", ["Vragen voor jou", "Materialen", "WerkUrenBerekenaar"]),
        ("hpp", ["Vandaag", "Bootcamps", "Mensen", "Materialen", "WerkUrenBerekenaar"]),
        ("aanvrager", ["Mijn aanmelding", "Materialen", "WerkUrenBerekenaar"]),
    ],
)
def test_the_main_menu_begins_at_home(cast, character, menu):
    page = BeautifulSoup(cast.client(character).get(reverse("privacy")).content, "html.parser")

    nav = page.find("nav", attrs={"aria-label": "Hoofdmenu"})
    assert [link.get_text(strip=True) for link in nav.find_all("a")] == menu
    footer = [link.get_text(strip=True) for link in page.find("footer").find_all("a")]
    assert {"WerkUrenBerekenaar", "Bootcamp", "Materialen", "Zo rekenen wij"} <= set(footer)


def test_who_is_let_in_lands_where_the_role_is_at_home():
    newcomer = make_newcomer()
    before = homes.address_of(newcomer)
    newcomer.role, newcomer.board = Role.BOARD, make_board()

    assert (before, homes.address_of(newcomer)) == (reverse("entrance:mine"), reverse("school:ours"))
