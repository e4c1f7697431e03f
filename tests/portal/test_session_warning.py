"""Two minutes before someone is signed out they hear it, and what they typed stays."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from portal.people import sessions
from tests.factories import make_seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "Dit schreef ik net voor ik werd weggeroepen."


@pytest.fixture
def writing(visit):
    """Someone is writing to the group; `let(seconds)` makes as if they did nothing until so many seconds are left."""
    seat = make_seat()
    page = visit(reverse("bootcamp:house_rules", args=[seat.bootcamp_id]), as_user=seat.enrolled_by)
    (cookie,) = [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]

    def let(seconds):
        session = SessionStore(cookie["value"])
        session[sessions.SEEN] -= 3600 - seconds
        session.save()
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    return page, let


def test_a_button_keeps_you_in(writing):
    page, let = writing
    warning = page.get_by_text("Ben je er nog?")
    hidden_first = not warning.is_visible()

    let(100)
    warning.wait_for()
    page.get_by_role("button", name="Ja, ik ben er nog").click()
    warning.wait_for(state="hidden")

    assert hidden_first
    page.reload()
    assert page.get_by_role("heading", level=1).is_visible()


def test_after_the_end_the_page_says_so_and_still_has_what_was_typed(writing):
    page, let = writing
    page.goto(page.url.replace("huisregels/", "nieuw/"))
    page.get_by_label("Titel").fill(TEXT)

    let(-5)
    page.get_by_text("Je bent uitgelogd").wait_for()

    assert page.get_by_label("Titel").input_value() == TEXT
