"""What is asked about parents apart, who lives in and a benefit, on a phone: only what goes with a choice shows."""

import pytest
from django.urls import reverse

from tests.browser import axe_faults, overflow

START = reverse("calculator:start")


def onward(page, slug):
    page.locator(f'button[name="naar"][value="{slug}"]').last.click()


def shown(page, *names):
    return [page.locator(f'[name="{name}"]').is_visible() for name in names]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("script", [True, False])
def test_only_what_goes_with_a_choice_shows_and_the_answer_reckons_with_it(visit, script):
    page = visit(START, width=360, script=script)
    page.locator('[name="work-step"]').select_option("8")
    page.locator('[name="work-hours_now"]').fill("24")
    onward(page, "partner")
    assert shown(page, "partner-benefit", "partner-benefit_month") == [False, False]
    page.get_by_text("Ja", exact=True).first.click()
    page.locator('[name="partner-benefit"]').select_option("ww")
    assert shown(page, "partner-benefit", "partner-benefit_month") == [True, True]
    page.locator('[name="partner-pay"][value="business"]').check(force=True)
    of_business, of_a_wage = (
        ("partner-profit", "partner-criterion"),
        ("partner-scale", "partner-month", "partner-hours"),
    )
    assert [page.locator(f'[name="{name}"]').first.is_visible() for name in (*of_business, *of_a_wage)] == (
        [True] * 2 + [False] * 3
    )
    page.get_by_text("Nee", exact=True).first.click()
    onward(page, "kinderen")

    page.get_by_role("button", name="Voeg een kind toe").click()
    page.locator('[name="children-0-born"]').fill("1-9-2018")
    assert shown(page, "children-0-lives") == [False]
    page.locator('[name="children-0-kinderbijslag"]').select_option("other")
    assert shown(page, "children-0-lives") == [True]
    onward(page, "wonen")

    page.get_by_text("Ik huur", exact=True).click()
    page.locator('[name="home-rent"]').fill("780")
    page.locator('[name="home-mate"]').select_option("child")
    assert shown(page, "home-mate_income", "home-mate_born") == [True, True]
    page.locator('[name="home-mate"]').select_option("parent")
    assert shown(page, "home-mate_income", "home-mate_born") == [True, False]
    page.locator('[name="home-mate_income"]').fill("14.000")
    onward(page, "overig")

    assert shown(page, "rest-benefit_month") == [False]
    page.locator('[name="rest-benefit"]').select_option("ww")
    assert shown(page, "rest-benefit_month") == [True]
    page.locator('[name="rest-benefit_month"]').fill("800")
    assert overflow(page) == 0
    if script:
        assert axe_faults(page) == []
    onward(page, "uitkomst")

    board = page.locator("#antwoord").inner_text()
    assert "Je hebt een WW-uitkering." in board
    assert "De kinderbijslag gaat naar de andere ouder." in board
    assert "je vader of moeder in huis" in page.locator("#uitgangspunten").inner_text()
    assert overflow(page) == 0
