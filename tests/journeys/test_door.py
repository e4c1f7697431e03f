"""A director whom nobody knows, from the public page to a seat and HPP's yes; and a childcare organisation."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from bootcamp.seats.models import Reservation, Seat
from portal.people.models import User
from tests.browser import axe_faults, overflow
from tests.factories import make_board, make_bootcamp, make_invitation, make_school
from tests.jobs import do_all_jobs
from tests.portal.account_steps import link_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "negen telramen in de gang"
OF_SCHOOLS = re.compile(r"\b(school|scholen|schoolleider\w*|leerkracht\w*|brin\w*)\b", re.IGNORECASE)


def looks_right(page, name, picture):
    assert axe_faults(page) == []
    assert overflow(page) == 0
    picture(page, name)


@pytest.fixture
def picture(tmp_path_factory, request):
    """What each page of a journey looked like, for who wants to look."""
    folder = tmp_path_factory.mktemp("beelden")

    def take(page, name):
        width = page.viewport_size["width"]
        page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)

    return take


def link_in_last_mail(mailoutbox):
    do_all_jobs()
    return link_in(mailoutbox[-1], settings)


def choose_password(page, mailoutbox):
    page.goto(link_in_last_mail(mailoutbox))
    page.get_by_label("Nieuw wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_label("Nieuw wachtwoord (bevestigen)").fill(PASSWORD)
    page.get_by_role("button", name="Bewaar mijn wachtwoord").click()


@pytest.mark.parametrize("width", [360, 1280])
def test_an_unknown_director_from_the_public_page_to_hpp_s_yes(visit, cast, mailoutbox, picture, width):
    bootcamp = make_bootcamp(title="Voorjaar, groep Midden", seats=8)
    school = make_school(name="De Vuurvlinder", city="Culemborg", brin="04ZQ", listed_in="bo", address="Lange Dreef 12")
    make_school(name="Vlindertuin", city="Culemborg", brin="11WX", listed_in="bo")

    page = visit(bootcamp.get_absolute_url(), width=width)
    page.get_by_role("link", name="Meld je school aan").click()
    page.get_by_label("Naam, plaats of BRIN-nummer").fill("vuurvlidner culemb")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_text("De Vuurvlinder", exact=True).wait_for()
    looks_right(page, "zoek", picture)
    page.get_by_role("button", name="Ja, dit is mijn school").click()
    page.get_by_role("button", name="Meld me aan").click()
    page.get_by_text("Vul je voornaam in.").first.wait_for()
    looks_right(page, "wie-fout", picture)
    page.get_by_label("Je voornaam").fill("Marit")
    page.get_by_label("Je achternaam").fill("de Boer")
    page.get_by_label("Je e-mailadres van het werk").fill("m.deboer@kraal.example")
    looks_right(page, "wie", picture)
    page.get_by_role("button", name="Meld me aan").click()
    page.get_by_role("heading", name="Kijk in je mail").wait_for()
    looks_right(page, "gevraagd", picture)

    choose_password(page, mailoutbox)
    page.get_by_role("heading", name="HPP kijkt nog even mee").wait_for()
    assert "We houden een plek voor je vast tot" in page.text_content("main")
    assert Reservation.objects.get().held_until is not None
    looks_right(page, "wacht", picture)

    do_all_jobs()
    hpp = visit(reverse("entrance:queue"), as_user=cast["hpp_admin"], width=width)
    looks_right(hpp, "hpp-rij", picture)
    hpp.get_by_role("link", name="Marit de Boer").first.click()
    hpp.get_by_role("heading", name="Marit de Boer").wait_for()
    looks_right(hpp, "hpp-een", picture)
    hpp.get_by_role("button", name="Laat binnen bij De Vuurvlinder").click()
    hpp.get_by_text("Marit de Boer is binnen en krijgt een mail.").wait_for()

    do_all_jobs()
    assert Seat.objects.get(bootcamp=bootcamp).school == school
    page.goto(reverse("bootcamp:my_bootcamp"))
    page.get_by_text("De Vuurvlinder").first.wait_for()


def test_a_childcare_organisation_from_the_door_to_its_plan_without_a_brin(visit, cast, mailoutbox, picture):
    bootcamp = make_bootcamp(title="Kinderopvang, najaar", sector="kinderopvang")
    make_board(name="De Korf", sector="kinderopvang")

    page = visit(bootcamp.get_absolute_url(), width=360)
    page.get_by_role("link", name="Meld je locatie aan").click()
    page.get_by_role("link", name="Vul je organisatie in").click()
    page.get_by_label("Je voornaam").fill("Ans")
    page.get_by_label("Je achternaam").fill("Bij")
    page.get_by_label("Je e-mailadres van het werk").fill("ans@korf.example")
    page.get_by_label("Naam", exact=True).fill("De Bijenkorf")
    page.get_by_label("Plaats", exact=True).fill("Ede")
    page.get_by_label("Nummer, als je het weet").fill("123456789")
    assert page.get_by_role("radio", name="kinderopvang").is_checked()
    looks_right(page, "opvang", picture)
    page.get_by_role("button", name="Meld me aan").click()
    page.get_by_role("heading", name="Kijk in je mail").wait_for()
    choose_password(page, mailoutbox)
    page.get_by_role("heading", name="HPP kijkt nog even mee").wait_for()

    hpp = visit(reverse("entrance:queue"), as_user=cast["hpp_admin"])
    hpp.get_by_role("link", name="Ans Bij").first.click()
    hpp.get_by_role("link", name="maak haar eerst aan").click()
    hpp.get_by_label("Bestuur").fill("De Korf")
    assert hpp.get_by_label("Uren in een volle week").input_value() == "36"
    assert hpp.get_by_label("Ander nummer").input_value() == "123456789"
    looks_right(hpp, "opvang-hpp", picture)
    hpp.get_by_role("button", name="Sla op").click()
    hpp.get_by_text("De Bijenkorf, Ede staat erin.").wait_for()
    hpp.goto(reverse("entrance:queue"))
    hpp.get_by_role("link", name="Ans Bij").first.click()
    hpp.get_by_role("link", name=re.compile("Deze is het")).first.click()
    hpp.get_by_role("button", name="Laat binnen bij De Bijenkorf").click()
    hpp.get_by_text("Ans Bij is binnen en krijgt een mail.").wait_for()

    assert Seat.objects.get(bootcamp=bootcamp).school.number == "123456789"
    assert User.objects.get(email="ans@korf.example").schools.get().full_week == 36

    do_all_jobs()
    seat = Seat.objects.get(bootcamp=bootcamp)
    page.goto(seat.get_absolute_url())
    looks_right(page, "opvang-plek", picture)
    assert "Meld je locatie af" in page.text_content("main")
    page.goto(reverse("bootcamp:plan", args=[seat.school_id]))
    assert "Het plan is van jullie locatie." in page.text_content("main")
    page.get_by_role("button", name=re.compile("Begin")).click()
    page.get_by_label("Hoeveel collega’s werken er bij jullie?").fill("18")
    page.get_by_role("button", name=re.compile("Verder naar doel 2")).click()
    page.get_by_role("heading", name="Pedagogisch medewerkers weten wat kan").wait_for()
    looks_right(page, "opvang-plan", picture)
    page.goto(reverse("bootcamp:plan", args=[seat.school_id]))
    assert OF_SCHOOLS.findall(page.text_content("main")) == []
    looks_right(page, "opvang-plan-heel", picture)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_director_with_the_code_of_the_board_is_straight_in(visit, mailoutbox, picture, width):
    board = make_board(name="Stichting Kleurrijk Rivierenland")
    school = make_school(name="De Vuurvlinder", city="Culemborg", board=board)
    make_school(name="De Merel", city="Tiel", board=board)
    bootcamp = make_bootcamp(title="Voorjaar, groep Midden", by_invitation=True)
    invitation = make_invitation(board=board, bootcamp=bootcamp)

    page = visit(reverse("entrance:find_school"), width=width)
    page.get_by_text("Ik heb een code van mijn bestuur").click()
    page.get_by_label("Code", exact=True).fill("verkeerd")
    page.get_by_role("button", name="Gebruik de code").click()
    page.get_by_text("Deze code kennen we niet.").first.wait_for()
    looks_right(page, "code-fout", picture)
    page.get_by_label("Code", exact=True).fill(invitation.code.upper())
    page.get_by_role("button", name="Gebruik de code").click()
    page.get_by_text("Je code is van Stichting Kleurrijk Rivierenland.").wait_for()
    looks_right(page, "code", picture)
    page.get_by_text("De Vuurvlinder", exact=True).click()
    page.get_by_role("button", name="Ja, dit is mijn school").click()
    page.get_by_label("Je voornaam").fill("Marit")
    page.get_by_label("Je achternaam").fill("de Boer")
    page.get_by_label("Je e-mailadres van het werk").fill("m.deboer@kraal.example")
    page.get_by_role("button", name="Meld me aan").click()
    page.get_by_role("heading", name="Kijk in je mail").wait_for()
    choose_password(page, mailoutbox)

    page.get_by_text("De Vuurvlinder doet mee aan Voorjaar, groep Midden.").first.wait_for()
    looks_right(page, "code-binnen", picture)
    assert Seat.objects.get(bootcamp=bootcamp).school == school
    page.goto(Seat.objects.get().get_absolute_url())
    page.get_by_role("heading", name=re.compile("Jouw route|Je route")).wait_for()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_board_enrols_three_of_its_schools_in_one_form(visit, cast, picture, width):
    bootcamp = make_bootcamp(title="Voorjaar, groep Midden", seats=2)
    for name in ("De Merel", "De Zon", "De Eik"):
        make_school(name=name, board=cast.board)

    page = visit(bootcamp.get_absolute_url(), as_user=cast["bestuur"], width=width)
    page.get_by_role("link", name="Meld je school aan").click()
    page.get_by_role("link", name="Meld meer scholen tegelijk aan").click()
    page.get_by_role("button", name="Meld deze scholen aan").click()
    page.get_by_text("Kies minstens één school.").first.wait_for()
    looks_right(page, "meer-fout", picture)
    for name in ("De Eik", "De Merel", "De Zon"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Meld deze scholen aan").click()
    page.wait_for_url(lambda address: "aanmelden" not in address)
    looks_right(page, "meer-klaar", picture)

    assert {seat.school.name for seat in Seat.objects.filter(bootcamp=bootcamp)} == {"De Eik", "De Merel"}
    assert bootcamp.applications.waiting().get().school.name == "De Zon"
