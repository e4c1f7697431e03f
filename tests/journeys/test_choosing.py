"""The public page of a bootcamp: what you can do with it is the first thing you see."""

import pytest

from tests.browser import axe_faults, overflow
from tests.factories import make_bootcamp

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [360, 1280])
def test_taking_part_stands_above_the_story_on_a_phone_and_beside_it_on_a_wide_screen(visit, width):
    page = visit(make_bootcamp(description="Een alinea.\n\n" * 20).get_absolute_url(), width=width)

    button = page.get_by_role("link", name="Meld je school aan").bounding_box()
    story = page.get_by_role("heading", name="Wat je eraan hebt").bounding_box()

    if width == 360:
        assert button["y"] + button["height"] < story["y"]
        assert button["y"] + button["height"] < 900
    else:
        assert button["x"] > story["x"] + story["width"]
    assert overflow(page) == 0
    assert axe_faults(page) == []
