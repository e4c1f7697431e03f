"""The board asks on, on a phone: every next question is fit for everyone, whatever was answered before it."""

import pytest
from django.urls import reverse

from tests.browser import axe_faults, overflow

START = reverse("calculator:start")
WORDS = ".next-question__words"
QUESTIONS = [
    "Woon je samen met een partner?",
    "Heb je kinderen die bij je wonen?",
    "Hoe woon je?",
    "Heb je spaargeld, een studieschuld, reiskosten of nog een baan?",
]


def first_answer(visit, **how):
    page = visit(START, width=360, **how)
    page.locator('[name="work-step"]').select_option("8")
    page.locator('[name="work-hours_now"]').fill("28")
    page.locator('[name="work-hours_wish"]').fill("32")
    page.locator('button[name="naar"][value="uitkomst"]').last.click()
    page.locator("#antwoord").wait_for()
    return page


def press(page, label):
    """One button of the question, and on to the next."""
    before = page.locator(WORDS).inner_text()
    page.locator(".next-question").get_by_role("button", name=label).click()
    page.wait_for_function("([css, before]) => document.querySelector(css)?.innerText !== before", arg=[WORDS, before])


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("labels", [["Nee", "Nee", "Anders", "Nee"], ["Sla over"] * 4], ids=["answered", "skipped"])
def test_every_next_question_on_the_board_is_without_a_fault_on_a_phone(visit, labels):
    page, asked = first_answer(visit), []

    for label in labels:
        asked.append(page.locator(WORDS).inner_text())
        assert axe_faults(page) == []
        assert overflow(page) == 0
        press(page, label)

    assert asked == QUESTIONS
    assert page.locator(WORDS).count() == 0
    assert axe_faults(page) == []
    assert overflow(page) == 0


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_zone_is_shaded_in_the_chart_of_a_phone(visit):
    page = first_answer(visit)

    shade = page.locator("svg.chart--narrow .c-zone").first
    box = shade.bounding_box()

    assert shade.is_visible()
    assert 0 <= box["x"] < box["x"] + box["width"] <= 360
    assert "Gekleurd in het plaatje: van 28 tot" in page.locator(".zone").inner_text()
