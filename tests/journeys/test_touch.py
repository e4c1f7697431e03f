"""The outcome under a finger: real touches, as Chromium gets them from a screen."""

import time

import pytest

from tests.journeys.test_teacher import PATH, answer_work, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZE = {"width": 360, "has_touch": True, "is_mobile": True}


class Finger:
    def __init__(self, page):
        self.page, self.screen = page, page.context.new_cdp_session(page)

    def send(self, kind, *at):
        points = [{"x": at[0], "y": at[1], "id": 1}] if at else []
        self.screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def stroke(self, start, end, *, steps=10, lift=True):
        self.send("touchStart", *start)
        for step in range(1, steps + 1):
            self.send("touchMove", *(a + (b - a) * step / steps for a, b in zip(start, end, strict=True)))
            time.sleep(0.02)
        if lift:
            self.send("touchEnd")

    def tap(self, at):
        self.send("touchStart", *at)
        self.send("touchEnd")


@pytest.fixture
def page(visit):
    page = visit(PATH, **SIZE)
    answer_work(page)
    press(page, "Sla de rest over")
    page.locator("#te-besteden svg.chart--narrow").scroll_into_view_if_needed()
    return page


def place(page, hour):
    """Where an hour lies in the narrow chart, half-way up."""
    chart = page.locator("#te-besteden svg.chart--narrow")
    box = chart.bounding_box()
    left, right, top = (float(edge) for edge in chart.get_attribute("data-plot").split()[:3])
    unit = box["width"] / 320
    return box["x"] + (left + (right - left) * hour / top) * unit, box["y"] + box["height"] / 2


def wish(page):
    return page.get_by_label("Je wens", exact=True).input_value()


def scrolled(page):
    return page.evaluate("scrollY")


@pytest.mark.parametrize("hour", [7, 20, 32], ids=["far from the wish", "between", "on the bead of the wish"])
def test_a_scroll_over_the_chart_changes_nothing(page, hour):
    before, (x, y) = scrolled(page), place(page, hour)

    Finger(page).stroke((x, y), (x + 6, y - 250))

    page.wait_for_function("before => scrollY > before + 100", arg=before)
    assert wish(page) == "32"
    assert not page.locator("[data-pointed]").is_visible()
    page.wait_for_timeout(300)
    assert "Van 28 naar 32 uur per week" in page.locator("#antwoord").inner_text()


def test_a_tap_chooses(page):
    Finger(page).tap(place(page, 20))

    page.get_by_text("Van 28 naar 20 uur per week").wait_for()
    assert wish(page) == "20"


def test_a_drag_that_begins_at_the_bead_moves_the_wish(page):
    Finger(page).stroke(place(page, 32), place(page, 25))

    page.get_by_text("Van 28 naar 25 uur per week").wait_for()
    assert wish(page) == "25"


def test_a_drag_that_begins_elsewhere_only_shows_the_amounts(page):
    Finger(page).stroke(place(page, 10), place(page, 20))

    assert wish(page) == "32"


def test_a_drag_that_the_system_breaks_off_puts_the_wish_back(page):
    finger = Finger(page)
    finger.stroke(place(page, 32), place(page, 25), lift=False)
    page.get_by_text("Van 28 naar 25 uur per week").wait_for()

    finger.send("touchCancel")

    page.get_by_text("Van 28 naar 32 uur per week").wait_for()
    assert wish(page) == "32"


def test_a_scroll_over_the_slider_changes_nothing(page):
    slider = page.locator(".wish-form input.slider")
    slider.scroll_into_view_if_needed()
    box, before = slider.bounding_box(), scrolled(page)

    Finger(page).stroke(
        (box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2), (box["x"] + box["width"] * 0.3, box["y"] - 240)
    )

    page.wait_for_function("before => scrollY > before + 100", arg=before)
    assert wish(page) == "32"
