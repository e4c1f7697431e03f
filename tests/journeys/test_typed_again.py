"""Nothing typed is lost: not by Back, not by a reload, not by a look at another page."""

import pytest

from tests.journeys.test_teacher import PATH, answer_work, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TYPED = """() => Object.fromEntries([
    ...document.querySelectorAll("main :is(input:not([type=hidden]), select, textarea)")
]   .filter(box => !["range", "file"].includes(box.type))
    .map(box => [box.name + box.id, ["radio", "checkbox"].includes(box.type) ? box.checked : box.value]))"""


def work(page):
    answer_work(page, now="26,5", wish="31")
    page.get_by_label("In welk jaar ben je geboren?").fill("1984")


def partner(page):
    page.get_by_role("radio", name="Ja", exact=False).first.check()
    page.get_by_label("Brutoloon van je partner").fill("3.400")
    page.get_by_label("Hoeveel uur werkt je partner per week?").fill("32")


def children(page):
    press(page, "Voeg een kind toe")
    child = page.get_by_role("group", name="Kind 1")
    child.get_by_label("Geboortedatum").fill("12-4-2019")
    child.get_by_label("Gaat dit kind naar de opvang?").select_option("bso")
    child.get_by_label("Hoeveel uur opvang per maand?").fill("40")


def home(page):
    page.get_by_role("radio", name="Ik huur").check()
    page.get_by_label("Kale huur").fill("780")


def rest(page):
    page.get_by_label("Hoeveel spaargeld").fill("12.000")
    page.get_by_label("Studieschuld bij DUO").fill("9.000")


STEPS = {
    "werk": (work, "Verder naar partner"),
    "partner": (partner, "Verder naar kinderen"),
    "kinderen": (children, "Verder naar wonen"),
    "wonen": (home, "Verder naar spaargeld"),
    "overig": (rest, "Naar je uitkomst"),
}


def to_step(page, slug):
    """As far as a step, with all of it typed."""
    for name, (fill, onward) in STEPS.items():
        fill(page)
        if name == slug:
            return onward
        press(page, onward)
    raise AssertionError(slug)


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("slug", STEPS)
def test_a_step_keeps_what_was_typed(visit, slug, script):
    page = visit(PATH, width=360, script=script)
    onward = to_step(page, slug)
    typed = page.evaluate(TYPED)

    page.get_by_role("contentinfo").get_by_role("link").first.click()
    page.wait_for_load_state()
    page.go_back()
    assert page.evaluate(TYPED) == typed, "een andere pagina"
    press(page, onward)
    page.wait_for_load_state()
    page.go_back()
    assert page.evaluate(TYPED) == typed, "terug"
    if script:
        page.reload()
        assert page.evaluate(TYPED) == typed, "opnieuw geladen"


@pytest.mark.parametrize("how", ["reload", "other page", "back"])
def test_the_outcome_keeps_the_wish(visit, how):
    page = visit(PATH, width=360)
    answer_work(page)
    press(page, "Sla de rest over")
    page.get_by_label("Je wens", exact=True).fill("36")
    page.get_by_text("Van 28 naar 36 uur per week").wait_for()

    if how == "reload":
        page.reload()
    elif how == "other page":
        page.get_by_role("contentinfo").get_by_role("link").first.click()
        page.wait_for_load_state()
        page.go_back()
    else:
        press(page, "Reken andersom")
        page.get_by_role("heading", level=1, name="Reken andersom").wait_for()
        page.go_back()

    page.get_by_text("Van 28 naar 36 uur per week").wait_for()
    assert page.get_by_label("Je wens", exact=True).input_value() == "36"


def test_the_preparation_of_a_talk_keeps_what_was_written(visit):
    page = visit(PATH)
    answer_work(page)
    press(page, "Sla de rest over")
    press(page, "Bereid je gesprek voor")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_label("Wat kost je energie?").fill("Vergaderen op mijn vrije dag")
    page.get_by_label("Thuis").fill("De opvang sluit om zes uur")

    page.reload()

    assert page.get_by_label("Wat kost je energie?").input_value() == "Vergaderen op mijn vrije dag"
    assert page.get_by_label("Thuis").input_value() == "De opvang sluit om zes uur"


def test_the_browser_keeps_no_amount_as_a_suggestion(visit):
    page = visit(PATH)

    assert page.evaluate("document.querySelector('main form').autocomplete") == "off"
