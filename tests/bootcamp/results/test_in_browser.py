"""Counting a month on a phone: taps counted, quick, whole in both widths and without script."""

import time
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from bootcamp.results import actions, courses
from tests.bootcamp.results.counted import address, last_month
from tests.factories import make_director, make_plan, make_seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "has_touch": True, "is_mobile": True}
TWO_MINUTES = 120
# A finger finds a box and taps it within two seconds; four figures take four.
A_TAP, A_NUMBER = 2, 4


class Thumb:
    """Taps as someone does, and counts them."""

    def __init__(self, page):
        self.page, self.taps, self.numbers = page, 0, 0

    def bead(self, question, number):
        group = self.page.get_by_role("group", name=question)
        group.locator("label").filter(has_text=str(number)).first.tap()
        self.taps += 1
        expect(group.get_by_role("radio", name=str(number), exact=True)).to_be_checked()

    def number(self, place, text):
        box = self.page.get_by_label("Hoeveel uur per week").nth(place)
        box.tap()
        box.fill(text)
        self.taps += 1
        self.numbers += 1

    def press(self, name):
        self.page.get_by_role("button", name=name).tap()
        self.taps += 1

    @property
    def seconds(self):
        return self.taps * A_TAP + self.numbers * A_NUMBER


@pytest.fixture
def director(db):
    director = make_director()
    actions.count(
        school=director.schools.get(),
        month=last_month(2),
        values={},
        part_timers=24,
        by=director,
        now=timezone.now(),
    )
    return director


def test_a_full_month_takes_ten_taps_and_less_than_two_minutes(visit, director):
    school, began = director.schools.get(), time.monotonic()
    page = visit(address(school, last_month()), as_user=director, **PHONE)
    thumb = Thumb(page)

    thumb.bead("Hoeveel collega’s vroeg je", 6)
    thumb.bead("Met hoeveel collega’s", 4)
    thumb.bead("Hoeveel gaan voor vast meer", 2)
    thumb.number(0, "12")
    thumb.bead("Hoeveel gaan tijdelijk meer", 0)
    thumb.bead("Hoeveel wilden minder", 1)
    thumb.number(2, "6")
    thumb.bead("Hoeveel gaan minder", 0)
    name = page.get_by_role("heading", level=1).inner_text().removeprefix("Tel ")
    thumb.press(f"Bewaar {name}")

    expect(page.get_by_role("heading", name="Wat het opleverde")).to_be_visible()
    (_, counted) = courses.of(school).filled
    assert (counted.approached, counted.more, counted.more_hours, counted.kept) == (6, 2, Decimal(12), 1)
    assert thumb.taps <= 10
    assert thumb.seconds < TWO_MINUTES / 2
    assert time.monotonic() - began < TWO_MINUTES


def test_a_month_in_which_nothing_happened_is_one_tap(visit, director):
    page = visit(address(director.schools.get(), last_month()), as_user=director, **PHONE)

    page.get_by_role("button", name="Er gebeurde niets").tap()

    expect(page.get_by_text("is geteld. Dank je wel.")).to_be_visible()


def test_beads_before_the_tapped_one_move_along(visit, director):
    page = visit(address(director.schools.get(), last_month()), as_user=director, **PHONE)

    Thumb(page).bead("Hoeveel collega’s vroeg je", 3)

    filled = page.evaluate(
        """() => [...document.querySelectorAll(".bead-count")][0].querySelectorAll("label > span").length &&
        [...[...document.querySelectorAll(".bead-count")][0].querySelectorAll("label > span")].map(
            bead => getComputedStyle(bead).backgroundColor)"""
    )
    assert filled[1] == filled[2] == filled[3] != filled[4]
    assert filled[4] == filled[8]


def test_the_keys_move_along_a_wire_as_along_radio_buttons(visit, director):
    page = visit(address(director.schools.get(), last_month()), as_user=director, script=False)

    first = page.get_by_role("group", name="Hoeveel collega’s vroeg je").get_by_role("radio").first
    first.focus()
    first.press("Space")
    first.press("ArrowRight")

    expect(page.get_by_role("radio", name="1", exact=True).first).to_be_checked()


def test_still_so_is_two_taps_and_moves_the_beads_of_the_plan(visit, db):
    seat = make_seat()
    make_plan(seat=seat, answers={"part_timers": "20", "more_hours": "4"})
    month = last_month(4)
    actions.count(
        school=seat.school,
        month=month,
        values={"permanent": 2, "permanent_hours": Decimal(8), "starts": month},
        part_timers=20,
        by=seat.enrolled_by,
        now=timezone.now() - timedelta(days=1),
    )
    page = visit(reverse("bootcamp:results", args=[seat.school_id]), as_user=seat.enrolled_by, **PHONE)

    page.get_by_role("link", name="De 2 collega’s die").tap()
    page.locator("label").filter(has_text="1 van de 2").tap()
    page.get_by_label("Hoeveel uur per week erbij").fill("4")
    page.get_by_role("button", name="Bewaar").tap()

    expect(page.get_by_text("Bewaard. Dank je wel.")).to_be_visible()
    page.goto(page.url.split("/bootcamps/")[0] + seat.school.plan.get_absolute_url())
    expect(page.get_by_text("Nu werkt er 1 meer.")).to_be_visible()
