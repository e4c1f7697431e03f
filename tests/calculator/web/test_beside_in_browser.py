"""What only some need, on a phone: folded away until asked for, and in the answer once it's filled in."""

import pytest
from django.urls import reverse

from tests.browser import axe_faults, overflow

START = reverse("calculator:start")


def onward(page, slug):
    page.locator(f'button[name="naar"][value="{slug}"]').last.click()


def is_shown(page, name):
    return page.locator(f'[name="{name}"]').first.is_visible()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("script", [True, False])
def test_what_only_some_need_is_folded_and_changes_the_answer(visit, script):
    page = visit(START, width=360, script=script)
    page.locator('[name="work-step"]').select_option("8")
    page.locator('[name="work-hours_now"]').fill("24")
    assert not is_shown(page, "work-start")
    page.get_by_text("Dit hoort er ook bij").click()
    assert is_shown(page, "work-start")
    assert not is_shown(page, "work-fixed_amount")
    page.locator('[name="work-start"]').select_option("8")
    page.locator('[name="work-bonus"]').fill("2.000")
    page.locator('[name="work-fixed"]').select_option("december")
    assert is_shown(page, "work-fixed_amount")
    page.locator('[name="work-fixed_amount"]').fill("1.622,50")
    assert overflow(page) == 0
    assert not script or axe_faults(page) == []

    onward(page, "uitkomst")

    assert page.locator(".answer__title").inner_text().startswith("Je houdt in 2026 €")
    assert page.get_by_role("heading", name="Dit jaar en volgend jaar").is_visible()
    assert page.get_by_role("heading", name="economisch zelfstandig").is_visible()
    assert overflow(page) == 0
    assert not script or axe_faults(page) == []
    onward(page, "werk")
    # What was filled in isn't folded away again.
    assert is_shown(page, "work-start")
    assert page.locator('[name="work-start"]').input_value() == "8"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_in_kinderopvang_and_zorg_the_full_week_is_known(visit):
    page = visit(START, width=360)
    page.locator('[name="work-kind"][value="other"]').check(force=True)
    page.locator('[name="work-sector"]').select_option("month")
    assert [is_shown(page, f"work-{name}") for name in ("month", "fulltime_hours")] == [True, True]
    page.locator('[name="work-sector"]').select_option("pay-zorg")
    assert [is_shown(page, f"work-{name}") for name in ("month", "fulltime_hours")] == [True, False]
    assert is_shown(page, "work-holiday_percent")
    page.locator('[name="work-sector"]').select_option("cao-kinderopvang")
    assert [is_shown(page, f"work-{name}") for name in ("month", "fulltime_hours")] == [False, False]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_pay_before_ww_is_asked_with_ww_alone(visit):
    page = visit(START, width=360)
    page.locator('[name="work-step"]').select_option("8")
    page.locator('[name="work-hours_now"]').fill("24")
    onward(page, "partner")
    page.get_by_text("Ja", exact=True).first.click()
    for law, old in (("ww", True), ("anw", False), ("none", False)):
        page.locator('[name="partner-benefit"]').select_option(law)
        assert is_shown(page, "partner-benefit_old") is old
