"""The outcome printed from the browser: what it says, on a few pages, without what can only be pressed."""

import io

import pikepdf
import pytest

from tests.calculator.web.typed import FAMILY
from tests.journeys.test_teacher import PATH, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MARGIN = dict.fromkeys(("top", "right", "bottom", "left"), "12mm")
SEND = """typed => {
    const form = document.createElement("form");
    form.method = "post";
    for (const [name, value] of Object.entries(typed)) {
        form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    document.body.append(form);
    form.submit();
}"""


def pages(page):
    with pikepdf.open(io.BytesIO(page.pdf(format="A4", margin=MARGIN))) as printed:
        return len(printed.pages)


@pytest.fixture
def outcome(visit):
    page = visit(PATH)
    with page.expect_navigation():
        page.evaluate(SEND, {**FAMILY, "naar": "uitkomst"})
    return page


def test_the_outcome_prints_on_three_sheets_at_most(outcome):
    assert pages(outcome) <= 3
    outcome.emulate_media(media="print")
    pressed = outcome.locator("main :is(button, input, summary.button):visible")
    assert [one.text_content().strip() for one in pressed.all()] == []
    assert outcome.locator("#tabellen table:visible").count() == 3
    assert outcome.locator("#te-besteden svg:visible").count() == 1
    jumps = outcome.locator(".jumps li")
    assert jumps.count() > 1
    assert [jump.is_visible() for jump in jumps.all()] == [True] * jumps.count()


def test_the_preparation_of_a_talk_prints_on_one_sheet_with_the_margins_of_a_printer(outcome):
    press(outcome, "Bereid je gesprek voor")
    outcome.get_by_label("Wat kost je energie?").fill("Vergaderen op mijn vrije dag. " * 8)

    assert pages(outcome) == 1


@pytest.mark.parametrize("width", [320, 375])
def test_every_column_of_the_amounts_is_in_view_on_a_small_screen(visit, width):
    page = visit(PATH, width=width)
    with page.expect_navigation():
        page.evaluate(SEND, {**FAMILY, "naar": "uitkomst"})

    boxes = page.locator("#tabellen .table-scroll")
    assert boxes.count() == 3
    assert [box.evaluate("box => box.scrollWidth - box.clientWidth") for box in boxes.all()] == [0, 0, 0]
