"""A board writes its frames on a phone and finds them in the plan of a school."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from portal.people.access import Role
from tests.factories import make_plan, make_seat, make_second_step, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "Je mag tot 8 uur per week zelf toezeggen."


def test_a_board_writes_frames_and_a_director_finds_them_in_the_plan(visit, db):
    seat = make_seat()
    plan = make_plan(seat=seat, for_board="lezen")
    leader = make_user(Role.BOARD, board=seat.school.board)
    make_second_step(leader)
    page = visit(reverse("bootcamp:own_frames"), as_user=leader, width=360)

    page.get_by_role("link", name="Wijzig de kaders").click()
    page.get_by_label("Wat mag op al onze scholen?").fill(TEXT)
    page.get_by_role("button", name="Kijk na wat er verandert").click()
    expect(page.get_by_text("Er is nog niets bewaard")).to_be_visible()
    page.get_by_role("button", name="Bewaar en stuur de mails").click()

    expect(page.get_by_text("Bewaard als versie 1")).to_be_visible()
    page.goto(page.url.split("/bootcamps/")[0] + plan.get_absolute_url())
    expect(page.get_by_text(TEXT)).to_be_visible()
