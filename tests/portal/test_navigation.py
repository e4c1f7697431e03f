"""What stands in the menus, and for whom."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from portal.templatetags import navigation


def menu(client, label, path="/privacy/"):
    page = BeautifulSoup(client.get(path).content, "html.parser")
    nav = page.find("nav", attrs={"aria-label": label})
    return [(link.get_text(strip=True), link["href"], link.get("aria-current")) for link in nav.find_all("a")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("character", "links"),
    [
        ("leerkracht", ["Formatieronde", "Mijn account"]),
        ("directeur", ["Onze feiten", "Formatieronde", "Onze resultaten", "Vragenlijst", "Mijn account"]),
        ("hr", ["Onze feiten", "Formatieronde", "Keuzemenu", "Onze resultaten", "Onze kaders", "Mijn account"]),
        ("bestuur", ["Onze feiten", "Formatieronde", "Keuzemenu", "Onze resultaten", "Onze kaders", "Mijn account"]),
        ("expert", ["Mijn account"]),
        ("aanvrager", ["Mijn account"]),
        (
            "hpp",
            [
                *["Expertvragen", "Cijfers vrijgeven", "Bestanden van DUO", "Subsidie voor keuzemenu’s"],
                *["Programma", "Materialen beheren"],
                *["Aanmeldingen", "Scholen", "Besturen"],
                *["Mails", "Hoe gaat het", "Mijn account", "Beheer"],
            ],
        ),
    ],
)
def test_each_character_finds_what_is_theirs(cast, character, links):
    assert [label for label, _, _ in menu(cast.client(character), "Account")] == links


@pytest.mark.django_db
def test_the_page_you_are_on_is_marked_and_no_other(cast):
    links = menu(cast.client("bezoeker"), "Hoofdmenu", reverse("materials:material_list"))

    assert [label for label, _, current in links if current] == ["Materialen"]


@pytest.mark.django_db
def test_every_link_of_the_menu_leads_to_a_page(cast):
    for _, href, _ in menu(cast.client("directeur"), "Hoofdmenu") + menu(cast.client("directeur"), "Account"):
        assert cast.client("directeur").get(href, follow=True).status_code == 200


def test_a_page_that_does_not_exist_is_left_out():
    items = navigation.items([("Begin", "home"), ("Nergens", "nowhere:at_all")], "/contact/")

    assert items == [navigation.Item("Begin", "/", True)]


@pytest.mark.django_db
def test_what_is_written_once_holds_nothing_of_anyone(cast):
    """Two people and a visitor, in turns: each sees the links of their own, and all of them the same foot."""
    names = ["directeur", "hpp", "bezoeker"]
    pages = {name: [] for name in names}
    for name in [*names, *reversed(names)]:
        pages[name].append(BeautifulSoup(cast.client(name).get("/privacy/").content, "html.parser"))

    feet = {str(page.find("footer")) for both in pages.values() for page in both}
    accounts = {
        name: [_links(page.find("nav", attrs={"aria-label": "Account"})) for page in pages[name]] for name in names
    }

    assert len(feet) == 1
    assert "csrf" not in feet.pop()
    assert all(first == second for first, second in accounts.values())
    assert len({str(first) for first, _ in accounts.values()}) == len(names)


def _links(nav):
    return [link["href"] for link in nav.find_all("a")] if nav else []
