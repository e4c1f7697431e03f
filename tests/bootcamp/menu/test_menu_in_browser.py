"""A board's menu and a teacher's, as people use them: from the link to her own amounts; axe finds nothing."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser import COLOURS, WIDTHS, axe_faults, overflow
from tests.factories import make_board, make_hr, make_menu, make_option
from tests.test_browser_pages import SMALL_TARGETS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def menu(db):
    board = make_board(name="Stichting Zonnekring")
    menu = make_menu(board=board, why="Nodig.", most=2, shared_at=timezone.now())
    make_option(menu, title="Geld", min_hours=32)
    make_option(menu, "vrij", title="Netto", amount=600)
    make_option(menu, "dagen", title="Vrije dagen")
    make_option(menu, "opvang", title="Hulp bij opvang", parents_only=True)
    return menu


def faults_of(page):
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
    return {what: marks for what, marks in faults.items() if marks}


def test_a_board_can_use_its_menu_in_every_width_and_colour(visit, menu):
    page = visit(menu.get_absolute_url(), as_user=make_hr(menu.board))

    for summary in page.locator("main summary").all():
        summary.click()
    assert faults_of(page) == {}
    expect(page.get_by_role("heading", name="De één houdt")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_from_the_link_a_teacher_comes_to_what_each_choice_leaves_her(visit, menu, script):
    page = visit(reverse("calculator:menu", args=[menu.code]), script=script)
    if script:
        assert faults_of(page) == {}
    page.get_by_role("button", name="Reken met mijn situatie").click()
    page.locator("[name=work-scale]").select_option("LB")
    page.locator("[name=work-step]").select_option("8")
    page.locator("[name=work-hours_now]").fill("24")
    page.locator("[name=work-hours_wish]").fill("32")
    page.get_by_role("button", name="Sla de rest over").click()

    expect(page.get_by_role("heading", name="Wat levert elke keuze mij op?")).to_be_visible()
    expect(page.get_by_label("Hulp bij opvang")).to_be_disabled()
    page.get_by_label("Netto").check()
    page.get_by_role("button", name="Reken met deze keuzes").last.click()

    expect(page.get_by_text("1 van de 2 gekozen")).to_be_visible()
    expect(page.get_by_text("€ 50 komt van je keuzes.")).to_be_visible()
    assert menu.code not in page.url
    if script:
        assert faults_of(page) == {}
