"""The answer that's shown is always of what was typed, or says that it isn't, right at the figures."""

import time

import pytest

from tests.browser import axe_faults, overflow
from tests.journeys.test_teacher import PATH, answer_work, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(visit):
    page = visit(PATH, width=360)
    answer_work(page)
    press(page, "Sla de rest over")
    page.get_by_label("Je wens", exact=True).scroll_into_view_if_needed()
    return page


def type_wish(page, text):
    page.get_by_label("Je wens", exact=True).fill(text)


def said(page):
    return page.locator("#wens-verouderd")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("99", "99 uur per week kan niet."),
        ("", "Vul in aan hoeveel uur je denkt."),
        ("veel", "“veel” is geen getal."),
    ],
)
def test_a_wish_that_cant_be_is_said_at_the_figures(page, typed, why):
    type_wish(page, typed)

    said(page).get_by_text("Je ziet nog het antwoord bij 32 uur.").wait_for()
    assert why in said(page).inner_text()
    assert page.get_by_label("Je wens", exact=True).get_attribute("aria-invalid") == "true"
    assert page.locator(".live-bar").get_by_text("Je ziet nog het antwoord bij 32 uur.").is_visible()
    assert axe_faults(page) == []
    assert overflow(page) == 0
    type_wish(page, "36")
    page.get_by_text("Van 28 naar 36 uur per week").wait_for()
    assert not said(page).is_visible()
    assert page.get_by_label("Je wens", exact=True).get_attribute("aria-invalid") is None


def test_without_a_connection_it_is_said_and_tried_again(page, watch):
    page.context.set_offline(True)
    type_wish(page, "36")

    said(page).get_by_text("Er is geen verbinding.").wait_for()
    assert "Je ziet nog het antwoord bij 32 uur." in said(page).inner_text()
    page.context.set_offline(False)
    page.get_by_text("Van 28 naar 36 uur per week").wait_for()
    assert not said(page).is_visible()
    watch.faults[:] = [fault for fault in watch.faults if "ERR_INTERNET_DISCONNECTED" not in fault]


def test_a_slow_answer_is_said_while_it_is_on_its_way(page):
    def slowly(route):
        time.sleep(2)
        route.continue_()

    page.route("**/werkurenberekenaar/", slowly)
    type_wish(page, "36")

    said(page).get_by_text("We rekenen nog.").wait_for()
    page.get_by_text("Van 28 naar 36 uur per week").wait_for()
    assert not said(page).is_visible()


def test_a_refusal_of_the_server_is_said(page, watch):
    page.route("**/werkurenberekenaar/", lambda route: route.fulfill(status=429, body="te vaak"))
    type_wish(page, "36")

    said(page).get_by_text("Het rekenen lukte niet.").wait_for()
    page.unroute("**/werkurenberekenaar/")
    page.get_by_text("Van 28 naar 36 uur per week").wait_for()


def test_beside_the_questions_too(visit, watch):
    page = visit(PATH, width=360)
    answer_work(page)
    page.locator("#tot-nu-toe").get_by_text("meer over").wait_for()
    page.context.set_offline(True)
    page.get_by_label("Hoeveel uur werk je nu per week?").fill("20")

    page.locator("#tot-nu-toe").get_by_text("Er is geen verbinding.").wait_for()
    page.context.set_offline(False)
    page.locator("#tot-nu-toe").get_by_text("Van 20 naar 32 uur").wait_for()
    watch.faults[:] = [fault for fault in watch.faults if "ERR_INTERNET_DISCONNECTED" not in fault]


def test_the_bar_keeps_the_answer_in_view_on_a_phone(page):
    bar = page.locator(".live-bar")
    bar.wait_for()

    assert "per maand meer over" in bar.inner_text()
    assert bar.bounding_box()["height"] < 60
    page.evaluate("scrollTo(0, 0)")
    bar.wait_for(state="hidden")


def test_a_bar_without_an_answer_is_not_there(visit):
    page = visit(PATH, width=360)
    answer_work(page)
    press(page, "Verder naar partner")
    page.get_by_text("Ja", exact=True).first.click()
    page.locator('[name="partner-pay"][value="business"]').check(force=True)
    page.get_by_label("Winst van je partner").fill("38.000")
    bar = page.locator(".live-bar")
    page.locator("#tot-nu-toe").get_by_text("meer over").wait_for()
    bar.wait_for()

    page.locator('[name="partner-benefit"]').select_option("ww")

    bar.wait_for(state="hidden")
    page.locator('[name="partner-benefit"]').select_option("none")
    bar.wait_for()
    assert "meer over" in bar.inner_text()
