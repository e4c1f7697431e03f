"""Each kind of page in Chromium with everything opened: what is folded away must hold as well."""

import pytest
from django.urls import reverse

from tests.browser import axe_faults, overflow

OPEN = "document.querySelectorAll('details.disclosure').forEach(each => { each.open = true })"
KINDS = {
    "a pay table for each period": "cao-kinderopvang",
    "a table with heads over heads": "bijzonder-tarief",
    "a long table": "kinderopvangtoeslag",
    "two periods a year and no picture": "minimumloon",
    "no values of its own": "brutoloon",
    "values of two forms": "huurtoeslag",
}
PAGES = {kind: reverse("calculator:rule", kwargs={"slug": slug}) for kind, slug in KINDS.items()}
PAGES["changes"] = reverse("calculator:value_changes", kwargs={"year": 2026})


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", PAGES)
def test_what_is_folded_away_can_be_used_by_everyone(visit, kind):
    page = visit(PAGES[kind])
    page.evaluate(OPEN)
    faults = {}

    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        faults[f"axe {width}"] = axe_faults(page)
        faults[f"breder dan {width}"] = overflow(page)

    assert {what: wrong for what, wrong in faults.items() if wrong} == {}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_all_of_a_page_can_be_read_without_script(visit):
    page = visit(PAGES["values of two forms"], script=False)

    page.get_by_text("Alle jaren naast elkaar").click()

    assert page.locator("#huurtoeslag-jaren").is_visible()
    assert page.locator("svg.chart--wide").is_visible()
    assert not page.locator("svg.chart--narrow").is_visible()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_link_to_one_rule_opens_what_changed_in_it(visit):
    page = visit(f"{PAGES['changes']}#zorgtoeslag")

    assert page.locator("#zorgtoeslag").is_visible()
    assert not page.locator("#huurtoeslag").is_visible()
