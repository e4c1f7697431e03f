"""The library, the page of a material, and its file."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from materials.models import Material
from portal import once
from portal.people.access import Role
from tests.factories import make_bootcamp, make_material, make_school, make_seat, make_user
from tests.materials.files import PDF

pytestmark = pytest.mark.django_db
LIST = reverse("materials:material_list")


def file_address(material):
    return reverse("materials:download", args=[material.pk])


def titles(page):
    return [link.get_text(strip=True) for link in BeautifulSoup(page, "html.parser").select(".item h3 a")]


def counts(page):
    boxes = BeautifulSoup(page, "html.parser").select(".facets .check-row")
    return dict([box.get_text("|", strip=True).split("|") for box in boxes])


@pytest.fixture
def director(client):
    user = make_user(Role.DIRECTOR, schools=[make_school()])
    client.force_login(user)
    return user


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_needs_no_more_queries_for_more_materials(client, how_many, django_assert_num_queries):
    for _ in range(how_many):
        make_material(file=("pakket.pdf", PDF))

    with django_assert_num_queries(2):
        page = client.get(LIST).text

    assert len(titles(page)) == how_many


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_of_a_participant_needs_no_more_queries_for_more_seats(
    client, director, how_many, django_assert_num_queries
):
    for _ in range(how_many):
        shelf = make_seat(director=director, bootcamp=make_bootcamp()).bootcamp.shelf
        for _ in range(how_many):
            make_material(access="plank", shelves=[shelf], file=("pakket.pdf", PDF))

    with django_assert_num_queries(8):
        page = client.get(LIST).text

    assert len(titles(page)) == how_many**2


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_shelf_needs_no_more_queries_for_more_materials(director, how_many, django_assert_num_queries):
    shelf = make_seat(director=director).bootcamp.shelf
    for _ in range(how_many):
        make_material(access="plank", shelves=[shelf], file=("pakket.pdf", PDF))

    # Of which the page of a seat asked one already: the seats someone follows.
    with once.while_reading(), django_assert_num_queries(2):
        html = render_to_string("components/shelf.html", {"user": director, "shelf_id": shelf.pk})

    assert html.count("Download") == how_many


def test_a_shelf_shows_what_this_user_may_open_and_nothing_else(cast):
    shelf = make_seat(director=cast["directeur"]).bootcamp.shelf
    make_material(title="Het pakket", access="plank", shelves=[shelf])
    make_material(title="Voor allen", access="iedereen", shelves=[shelf])
    make_material(title="Concept", access="plank", shelves=[shelf], published_at=None)
    make_material(title="Elders", access="iedereen")

    def on_shelf(name):
        html = render_to_string("components/shelf.html", {"user": cast[name], "shelf_id": shelf.pk})
        return [link.get_text() for link in BeautifulSoup(html, "html.parser").select("a")]

    assert on_shelf("directeur") == ["Het pakket", "Voor allen"]
    assert on_shelf("directeur_elders") == ["Voor allen"]
    assert on_shelf("hpp") == ["Concept", "Het pakket", "Voor allen"]


def test_an_empty_shelf_says_what_will_come(director):
    shelf = make_seat(director=director).bootcamp.shelf

    html = render_to_string("components/shelf.html", {"user": director, "shelf_id": shelf.pk})

    assert "Hier komen de materialen zodra HPP ze klaarzet." in html


def test_searching_narrows_and_keeps_what_was_typed(client):
    make_material(title="Goed Gesprek", goal=4, kind="leidraad")
    make_material(title="Gesprek met ouders", goal=2, kind="brief")
    make_material(title="Cijfers", goal=1, kind="rapport")

    response = client.get(LIST, {"zoek": "gesprek ", "soort": ["leidraad"]})

    page = response.text
    assert titles(page) == ["Goed Gesprek"]
    assert re.search(r'name="zoek"[^>]*value="gesprek"', page)
    assert "over <q>gesprek</q>" in page
    assert re.search(r'value="leidraad"[^>]*checked', page)
    assert "Filter, 1 aan" in page


def test_the_numbers_beside_the_boxes_say_what_each_would_show(client):
    make_material(title="Goed Gesprek", goal=4, kind="leidraad")
    make_material(title="Gesprek met ouders", goal=2, kind="brief")
    make_material(title="Cijfers", goal=1, kind="rapport")
    make_material(title="Gesprek voor later", goal=4, kind="brief", published_at=None)

    counted = counts(client.get(LIST, {"zoek": "gesprek", "doel": "4"}).text)

    assert {label: count for label, count in counted.items() if count != "0"} == {
        "2. Leerkrachten": "1",
        "4. Resultaat": "1",
        "Leidraad": "1",
        "Poster of brief": "1",
    }
    assert len(counted) == 11


def test_with_nothing_found_there_is_a_way_back(client):
    make_material(title="Cijfers")

    page = client.get(LIST, {"zoek": "nergens"}).text

    assert "Hier staat niets bij deze keuze." in page
    assert "Bekijk alle materialen" in page
    assert titles(page) == []


def test_an_empty_library_does_not_blame_the_choice(client):
    page = client.get(LIST).text

    assert "Er staan nog geen materialen klaar." in page
    assert "Hier staat niets" not in page


@pytest.mark.parametrize(
    "query",
    [
        "zoek=%00",
        "zoek=gew%00oon",
        "zoek=%ED%A0%80",
        "zoek=%FF%FE",
        "zoek=%E2%80%AEnooweg",
        "zoek=" + "a" * 5000,
        "zoek=" + "+a" * 2000,
        "zoek=%25&zoek=_",
        "zoek[]=x",
        "zoek=<script>alert(1)</script>",
        "zoek=%22%20autofocus%20onfocus=alert(1)%20x=%22",
        "doel=9&doel=-1&doel=abc&doel=%00&doel=" + "9" * 40,
        "soort=nergens&soort=%00",
        "soort=" + "&soort=".join(["brief"] * 300),
        "bladzijde=abc",
        "bladzijde=-1",
        "bladzijde=0",
        "bladzijde=1.5",
        "bladzijde=%00",
        "bladzijde=" + "9" * 40,
        "bladzijde=1&bladzijde=2",
    ],
)
def test_odd_input_gives_a_readable_page(client, query):
    make_material(title="Gewoon")

    response = client.get(f"{LIST}?{query}")

    page = BeautifulSoup(response.text, "html.parser")
    assert response.status_code == 200
    assert page.h1.get_text() == "Materialen"
    assert len(page.find_all("script")) == 1
    assert not page.select("[onfocus], [autofocus]")


def test_what_narrows_nothing_shows_everything(client):
    make_material(title="Gewoon")

    assert titles(client.get(f"{LIST}?doel=9&soort=nergens&zoek=%00").text) == ["Gewoon"]


def test_ten_thousand_fields_are_refused(client):
    response = client.get(LIST, {f"veld{number}": "x" for number in range(10_000)})

    assert response.status_code == 400


def test_a_long_list_goes_by_the_page_and_keeps_the_choice(client):
    for number in range(45):
        make_material(title=f"Stuk {number:02}", goal=2)
    make_material(title="Iets anders", goal=1)

    first = client.get(LIST, {"zoek": "Stuk", "doel": "2"}).text
    links = BeautifulSoup(first, "html.parser").select("nav[aria-label=Bladzijden] a")
    second = client.get(LIST + links[0]["href"]).text
    last = client.get(LIST, {"zoek": "Stuk", "doel": "2", "bladzijde": "99"}).text

    assert [titles(page)[0] for page in (first, second, last)] == ["Stuk 00", "Stuk 20", "Stuk 40"]
    assert [len(titles(page)) for page in (first, second, last)] == [20, 20, 5]
    assert "Bladzijde 2 van 3" in second
    assert re.search(r'value="2"[^>]*checked', second)


def test_what_stands_ready_for_a_participant_is_on_top(client, director):
    shelf = make_seat(director=director).bootcamp.shelf
    make_material(title="Het pakket", access="plank", shelves=[shelf], file=("pakket.pdf", PDF))
    make_material(title="Iets anders")

    def on_top(**query):
        page = BeautifulSoup(client.get(LIST, query).text, "html.parser")
        return [link.get_text(strip=True) for link in page.select(".shelf h3 a")]

    assert on_top() == ["Het pakket"]
    assert on_top(zoek="pakket") == []
    client.logout()
    assert on_top() == []


def test_hpp_sees_what_is_not_yet_to_be_seen_marked_as_such(cast):
    make_material(title="Concept", published_at=None)
    make_material(title="Volgende week", published_at=timezone.now() + timedelta(days=7))
    make_material(title="Klaar")

    page = BeautifulSoup(cast.client("hpp").get(LIST).text, "html.parser")

    marked = {item.h3.get_text(strip=True) for item in page.select(".item") if "nog niet te zien" in item.get_text()}
    assert marked == {"Concept", "Volgende week"}


def test_the_page_shows_the_text_made_safe(client):
    material = make_material(title="<b>Titel</b>", body="## Kop\n\n<script>alert(1)</script>")

    page = client.get(material.get_absolute_url()).text

    assert "<h2>Kop</h2>" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;Titel&lt;/b&gt;" in page
    assert file_address(material) not in page


@pytest.mark.parametrize("name", ["material", "download"])
@pytest.mark.parametrize("material_id", [0, 999_999, 10**30])
def test_a_material_that_does_not_exist_is_not_found(client, name, material_id):
    assert client.get(reverse(f"materials:{name}", args=[material_id])).status_code == 404


def download(client, material):
    """(headers, content); the file is closed again."""
    response = client.get(file_address(material))
    assert response.status_code == 200
    content = response.getvalue()
    response.close()
    return response.headers, content


def test_a_file_arrives_whole_under_its_own_name(client):
    material = make_material(file=("Leidraad.pdf", PDF))

    headers, content = download(client, material)

    assert content == PDF
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Length"] == str(len(PDF))
    assert headers["Content-Disposition"] == 'attachment; filename="Leidraad.pdf"'
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ('het "pakket".pdf', 'attachment; filename="het \\"pakket\\".pdf"'),
        ("a\\b.pdf", 'attachment; filename="b.pdf"'),
        ("a\r\nX-Sluw: ja.pdf", 'attachment; filename="aX-Sluw: ja.pdf"'),
        ("één.pdf", "attachment; filename*=utf-8''%C3%A9%C3%A9n.pdf"),
        ("fdp\u202eexe.pdf", 'attachment; filename="fdpexe.pdf"'),
        ("; filename=x.exe.pdf", 'attachment; filename="; filename=x.exe.pdf"'),
        ("../../x.pdf", 'attachment; filename="x.pdf"'),
    ],
)
def test_no_name_of_a_file_breaks_the_answer(client, name, disposition):
    headers, content = download(client, make_material(file=(name, PDF)))

    assert headers["Content-Disposition"] == disposition
    assert "X-Sluw" not in headers
    assert content == PDF


def test_a_name_that_came_in_another_way_cannot_break_the_answer_either(client):
    material = make_material(file=("x.pdf", PDF))
    Material.objects.update(file_name="a\r\nX-Sluw: ja.pdf")

    headers, _ = download(client, material)

    assert "X-Sluw" not in headers
    assert "\n" not in headers["Content-Disposition"]


@pytest.mark.parametrize("kind", ["html", "svg", "js", "zip"])
def test_whatever_it_is_a_browser_gets_it_to_keep_not_to_run(client, kind):
    """The check on uploading keeps these out; should one be there, it still does no harm."""
    material = make_material(file=(f"pagina.{kind}", b"<script>alert(1)</script>"))

    headers, _ = download(client, material)

    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"].startswith("attachment")


def test_strangers_get_the_same_answer_as_for_a_file_that_is_not_there(client, cast):
    shelf = make_seat(director=cast["directeur"]).bootcamp.shelf
    material = make_material(access="plank", shelves=[shelf], file=("pakket.pdf", PDF))
    stranger = cast.client("directeur_elders")

    hidden, missing = (
        stranger.get(reverse("materials:download", args=[pk])) for pk in (material.pk, material.pk + 1000)
    )

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert len(hidden.content) == len(missing.content)
    assert b"%PDF" not in hidden.content
    assert client.get(file_address(material)).status_code == 404
    _, content = download(cast.client("directeur"), material)
    assert content == PDF


def test_when_the_seat_is_given_back_the_file_is_gone(client, director):
    seat = make_seat(director=director)
    material = make_material(access="plank", shelves=[seat.bootcamp.shelf], file=("pakket.pdf", PDF))
    download(client, material)

    client.post(reverse("bootcamp:cancel", args=[seat.pk]))

    assert client.get(file_address(material)).status_code == 404
    assert client.get(material.get_absolute_url()).status_code == 404


def test_a_material_without_a_file_has_nothing_to_download(client):
    assert client.get(file_address(make_material())).status_code == 404


def test_a_file_that_is_missing_from_the_disk_is_not_found_and_noted(client, caplog):
    material = make_material(file=("pakket.pdf", PDF))
    Path(material.file.path).unlink()

    response = client.get(file_address(material))

    assert response.status_code == 404
    assert f"The file of materials.Material {material.pk} is not on the disk." in caplog.text


def test_the_folder_itself_is_not_on_the_web(client, settings):
    settings.MEDIA_URL = None  # as on a server; the tests' own settings need another value
    material = make_material(file=("pakket.pdf", PDF))
    stored = material.file.name

    addresses = [f"/{stored}", f"/media/{stored}", f"/static/{stored}", f"/static/../media/{stored}", "/media/"]

    assert {client.get(address).status_code for address in addresses} == {404}
    for page in (LIST, material.get_absolute_url()):
        assert stored not in client.get(page).text


def test_asking_only_for_the_head_gives_no_content(client):
    response = client.head(file_address(make_material(file=("pakket.pdf", PDF))))
    response.close()

    assert (response.status_code, response.getvalue()) == (200, b"")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_other_methods_are_refused(client, method):
    material = make_material(file=("pakket.pdf", PDF))

    for address in (LIST, material.get_absolute_url(), file_address(material)):
        assert getattr(client, method)(address).status_code == 405
