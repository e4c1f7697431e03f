"""Words of the sector on the pages of a seat and a plan, from the public page on."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from bootcamp.facts import what_if
from bootcamp.plan import sheets
from bootcamp.running import series
from portal.people.sectors import WORDS, Sector
from tests.factories import make_application, make_board, make_bootcamp, make_director, make_hr, make_plan, make_seat

pytestmark = pytest.mark.django_db
OF_SCHOOLS = re.compile(r"\b(school|scholen|schoolleider\w*|leerkracht\w*|brin\w*)\b", re.IGNORECASE)


@pytest.fixture
def bootcamp():
    texts = {"description": series.description("zes", "kinderopvang"), "title": "Groep Midden"}
    return make_bootcamp(sector="kinderopvang", **texts)


@pytest.fixture
def manager():
    board = make_board(sector="kinderopvang", name="De Korf")
    place = {"sector": "kinderopvang", "brin": None, "other_number": "123456789", "full_week": 36}
    return make_director(board=board, name="De Boom", **place)


def words_of(page):
    main = BeautifulSoup(page.text, "html.parser").select_one("main")
    for hidden in main.select("script, style"):
        hidden.decompose()
    return " ".join(main.get_text(" ").split())


def test_the_public_page_and_the_form_speak_of_a_location(client, bootcamp, manager):
    public = words_of(Client().get(bootcamp.get_absolute_url()))
    client.force_login(manager)
    form = words_of(client.get(reverse("bootcamp:enrol", args=[bootcamp.pk])))

    assert "Meld je locatie aan" in public
    assert "Welke locatie meld je aan?" in form
    assert [OF_SCHOOLS.findall(text) for text in (public, form)] == [[], []]


def test_the_pages_of_a_seat_speak_of_a_location(client, bootcamp, manager):
    seat = make_seat(director=manager, bootcamp=bootcamp)
    client.force_login(manager)
    names = {"bootcamp:seat": [], "bootcamp:session": [1], "bootcamp:colleagues": [], "bootcamp:cancel": []}

    texts = {name: words_of(client.get(reverse(name, args=[seat.pk, *more]))) for name, more in names.items()}

    assert "Meld je locatie af" in texts["bootcamp:seat"]
    assert {name: OF_SCHOOLS.findall(text) for name, text in texts.items()} == {name: [] for name in names}


def test_the_list_speaks_of_a_location(client, bootcamp, manager):
    waiting = make_application(bootcamp=bootcamp, school=manager.schools.get(), by=manager)
    client.force_login(manager)

    text = words_of(client.get(waiting.get_absolute_url()))

    assert "Haal mijn locatie van de lijst" in text
    assert OF_SCHOOLS.findall(text) == []


def test_the_plan_speaks_of_a_location_and_its_staff(client, bootcamp, manager):
    plan = make_plan(seat=make_seat(director=manager, bootcamp=bootcamp), sector="kinderopvang")
    client.force_login(manager)
    pages = [reverse("bootcamp:plan_goal", args=[plan.school_id, number]) for number in range(1, 6)]
    pages += [reverse(f"bootcamp:plan{name}", args=[plan.school_id]) for name in ("", "_sharing", "_actions")]

    texts = {page: words_of(client.get(page)) for page in pages}

    assert {page: OF_SCHOOLS.findall(text) for page, text in texts.items()} == {page: [] for page in pages}
    assert "Pedagogisch medewerkers weten wat kan" in texts[pages[1]]
    assert [column.label for column in sheets.of(plan).columns][1] == "Pedagogisch medewerkers"


def test_several_locations_are_enrolled_as_locations(client, bootcamp, manager):
    hr = make_hr(manager.schools.get().board)
    client.force_login(hr)

    text = words_of(client.get(reverse("bootcamp:enrol_several", args=[bootcamp.pk])))

    assert "Welke locaties meld je aan?" in text
    assert OF_SCHOOLS.findall(text) == []


def test_a_full_week_is_that_of_the_location(client, manager):
    school = manager.schools.get()
    client.force_login(manager)

    page = client.get(reverse("bootcamp:facts", args=[school.pk]))

    sheet = page.context["sheet"]
    assert sheet.week == 36
    assert sheet.what_if.inputs["week"].middle == 36
    assert what_if.sector_of(school) == Sector.CHILDCARE


def test_a_school_keeps_its_week_of_forty_hours(client):
    director = make_director()
    client.force_login(director)

    sheet = client.get(reverse("bootcamp:facts", args=[director.schools.get().pk])).context["sheet"]

    assert (sheet.week, sheet.what_if.inputs["week"].middle) == (40, 40)


@pytest.mark.parametrize("sector", Sector.values)
def test_each_set_up_is_written_in_the_words_of_its_sector(sector):
    said = WORDS[Sector(sector)]
    text = series.description("zes", sector)

    assert said.leaders in text
    assert said.one in text
