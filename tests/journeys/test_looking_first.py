"""What is shown before it happens: a plan as other schools will see it, and two schools that become one."""

import pytest
from django.urls import reverse

from tests.browser import axe_faults, overflow
from tests.factories import make_plan, make_school, make_seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_plan_is_seen_as_others_see_it_before_it_is_shared(visit, cast, width, tmp_path):
    seat = make_seat(director=cast["directeur"])
    answers = {"team": "31", "part_timers": "24", "more_hours": "4", "hiring": "84000", "frames": "Tot 8 uur mag."}
    plan = make_plan(seat=seat, answers=answers, actions=[{"what": "Praten met het team", "who": "Els"}])

    page = visit(reverse("bootcamp:plan_sharing", args=[plan.school_id]), as_user=cast["directeur"], width=width)
    assert not page.get_by_role("checkbox", name="Geld").is_checked()
    page.get_by_role("checkbox", name=seat.bootcamp.title).check()
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_text("Er is nog niets gedeeld.").wait_for()
    page.screenshot(path=tmp_path / f"delen-{width}.png", full_page=True)
    assert "84.000" not in page.locator(".plan-read").inner_text()
    assert axe_faults(page) == []
    assert overflow(page) == 0
    page.get_by_role("button", name="Deel het zo").click()
    page.get_by_text("Bewaard.").wait_for()

    assert list(plan.shared_with.all()) == [seat.bootcamp]


@pytest.mark.parametrize("width", [360, 1280])
def test_two_schools_become_one_after_a_look(visit, cast, width, tmp_path):
    gone, kept = make_school(brin="90AA", name="De Oude"), make_school(brin="91BB", name="De Nieuwe")

    page = visit(reverse("desk:join_school", args=[gone.pk]), as_user=cast["hpp_admin"], width=width)
    page.get_by_label("Nummer van de school die blijft").fill("91bb")
    page.get_by_role("button", name="Bekijk wat er overgaat").click()
    page.get_by_text("Er is nog niets veranderd.").wait_for()
    page.screenshot(path=tmp_path / f"samen-{width}.png", full_page=True)
    assert axe_faults(page) == []
    assert overflow(page) == 0
    page.get_by_role("button", name="Voeg samen").click()
    page.get_by_text(f"De Oude is opgegaan in {kept.name}.").wait_for()

    assert not type(gone).objects.filter(pk=gone.pk).exists()
