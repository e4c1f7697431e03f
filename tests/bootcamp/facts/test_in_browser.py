"""The facts of a school in Chromium: whole, in both widths and without script, and quick to come to."""

import time

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.bootcamp.facts.delivered import samples_in_use
from tests.bootcamp.facts.test_facts_page import fill_in
from tests.browser import COLOURS, WIDTHS, axe_faults, overflow
from tests.factories import make_board, make_director, make_school
from tests.test_browser_pages import SMALL_TARGETS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TWO_MINUTES = 120


@pytest.fixture
def director(db):
    samples_in_use()
    director = make_director(brin="90AA", name="De Kraanvogel")
    fill_in(director.schools.get(), director, vacancies="0.8", hired_hours="800", hired_rate="90")
    return director


def address(director, name="facts"):
    return reverse(f"bootcamp:{name}", args=[director.schools.get().pk])


def test_everyone_can_use_the_page_with_all_that_is_known(visit, director):
    page = visit(address(director), as_user=director)

    faults = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        faults[f"axe {width}"] = axe_faults(page)
        page.emulate_media(color_scheme="dark")
        faults[f"axe {width} dark"] = axe_faults(page, COLOURS)
        page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 900})
    faults["te kleine doelen"] = page.evaluate(SMALL_TARGETS)
    faults["breder dan 320 px"] = overflow(page)

    assert {what: marks for what, marks in faults.items() if marks} == {}


def test_the_slider_moves_the_number_and_sums_anew(visit, director):
    page = visit(address(director), as_user=director)

    slider = page.get_by_label("Van de parttimers gaat, schuif")
    slider.focus()
    slider.press("ArrowRight")

    expect(page.get_by_text("Stel: 16 procent van de parttimers")).to_be_visible()
    expect(page.get_by_label("Van de parttimers gaat", exact=True)).to_have_value("16")


def test_without_script_the_numbers_do_the_same(visit, director):
    page = visit(address(director), as_user=director, script=False)

    page.get_by_label("meer werken, elk", exact=True).fill("8")
    page.get_by_role("button", name="Reken opnieuw").click()

    expect(page.get_by_text("elk 8 uur meer")).to_be_visible()
    expect(page.locator(".slider").first).to_be_hidden()


def test_every_mark_leads_to_a_source_on_the_page(visit, director):
    page = visit(address(director), as_user=director)

    page.locator(".facts-board .source-mark").first.click()

    assert "#bron-" in page.url
    expect(page.locator(f"#{page.url.split('#')[1]}")).to_be_in_viewport()


def test_a_new_director_is_at_her_own_facts_within_two_minutes_typing_nothing(visit, db):
    samples_in_use()
    board = make_board()
    director = make_director(brin="90AA", name="De Kraanvogel", board=board)
    director.schools.add(make_school(brin="90AB", name="Daltonschool", board=board))
    began = time.monotonic()

    page = visit("/", as_user=director)
    page.get_by_text(director.first_name, exact=True).click()
    page.get_by_role("link", name="Onze feiten").first.click()
    page.get_by_role("link", name="De Kraanvogel").click()

    expect(page.get_by_role("heading", name="Waar je school nu staat")).to_be_visible()
    expect(page.get_by_text("28,8").first).to_be_visible()
    assert time.monotonic() - began < TWO_MINUTES
