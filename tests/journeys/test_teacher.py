"""A teacher, without an account, in the portal as people run it: from three answers to the PDF in hand."""

import io

import pikepdf
import pytest

from tests.browser import axe_faults, overflow
from tests.journeys.test_nothing_is_kept import ask_for_pdf

pytestmark = pytest.mark.browser
PATH = "/werkurenberekenaar/"


def plain(text):
    return " ".join(text.replace("\xa0", " ").split())


def heading(page):
    return plain(page.locator("h1").inner_text())


def press(page, name):
    page.get_by_role("button", name=name).click()


def answer_work(page, *, now="28", wish="32"):
    page.get_by_label("Trede", exact=True).select_option("8")
    page.get_by_label("Hoeveel uur werk je nu per week?").fill(now)
    page.get_by_role("textbox", name="Aan hoeveel uur denk je?").fill(wish)


def answer_family(page):
    """Scale LB, a partner, two children in bso, rent: from the first page to the outcome."""
    answer_work(page)
    press(page, "Verder naar partner")
    page.get_by_role("radio", name="Ja", exact=False).check()
    page.get_by_label("Brutoloon van je partner").fill("3.400")
    page.get_by_label("Hoeveel uur werkt je partner per week?").fill("32")
    press(page, "Verder naar kinderen")
    for number, born in enumerate(("12-4-2019", "3-9-2021"), 1):
        press(page, "Voeg een kind toe" if number == 1 else "Voeg nog een kind toe")
        child = page.get_by_role("group", name=f"Kind {number}")
        child.get_by_label("Geboortedatum").fill(born)
        child.get_by_label("Gaat dit kind naar de opvang?").select_option("bso")
        child.get_by_label("Hoeveel uur opvang per maand?").fill("40")
        child.get_by_label("Wat kost een uur?").fill("9,80")
    press(page, "Verder naar wonen")
    page.get_by_role("radio", name="Ik huur").check()
    page.get_by_label("Kale huur").fill("780")
    press(page, "Verder naar spaargeld")
    page.get_by_label("Hoeveel spaargeld").fill("12.000")
    press(page, "Naar je uitkomst")


def save_pdf(page, button="Bewaar je PDF"):
    with page.expect_download() as download:
        press(page, button)
    with open(download.value.path(), "rb") as file:
        return file.read()


@pytest.mark.parametrize("width", [360, 1280])
def test_from_28_to_32_hours_with_a_partner_and_two_children(portal, visit_portal, width):
    ask_for_pdf(portal)  # the worker comes up after the pages do
    page = visit_portal(PATH, width=width)

    answer_family(page)

    assert heading(page) == "Jullie houden € 224 per maand meer over"
    assert overflow(page) == 0
    page.get_by_label("Je wens", exact=True).fill("36")
    page.get_by_role("heading", level=1, name="Jullie houden € 411 per maand meer over").wait_for()
    page.get_by_role("link", name="Per extra uur").click()
    assert page.locator("#per-uur").is_visible()
    assert not page.locator("#te-besteden").is_visible()
    press(page, "Samen met je partner")
    both = page.locator("#samen-plaatje svg:visible")
    both.get_by_text("je wens").wait_for()
    assert not page.locator("#per-uur").is_visible()
    page.get_by_label("Je wens", exact=True).fill("34")
    page.get_by_text("Van 28 naar 34 uur per week").wait_for()
    both.get_by_text("je wens").wait_for()
    page.get_by_label("Je wens", exact=True).fill("36")
    page.get_by_role("heading", level=1, name="Jullie houden € 411 per maand meer over").wait_for()
    press(page, "Maak de PDF")
    content = save_pdf(page)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 2
        assert str(pdf.docinfo["/Title"]).startswith("Van 28 naar 36 uur per week")
    page.get_by_role("button", name="Bewaar je PDF").wait_for(state="detached")
    assert page.context.cookies() == []


def test_all_of_it_without_script(visit_portal):
    page = visit_portal(PATH, width=360, script=False)

    answer_family(page)

    assert heading(page) == "Jullie houden € 224 per maand meer over"
    assert page.locator("#per-uur").is_visible()
    assert page.locator("#als-tabel").is_visible()
    press(page, "Samen met je partner")
    assert heading(page) == "Samen met je partner"
    press(page, "Terug naar je uitkomst")
    page.get_by_label("Je wens", exact=True).fill("36")
    press(page, "Reken opnieuw")
    assert heading(page) == "Jullie houden € 411 per maand meer over"
    with page.expect_popup() as opened:
        press(page, "Maak de PDF")
    waiting = opened.value
    # The page loads itself anew until the button is there.
    waiting.get_by_role("button", name="Bewaar je PDF").wait_for()
    assert save_pdf(waiting).startswith(b"%PDF-")
    waiting.reload()
    assert "Deze PDF is er niet meer" in waiting.locator("main").inner_text()
    assert heading(page) == "Jullie houden € 411 per maand meer over"


def test_all_of_it_with_the_keyboard(visit_portal):
    page = visit_portal(PATH)
    keys = page.keyboard

    def to(selector):
        for _ in range(60):
            keys.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"Tab komt niet bij {selector}")

    to("[name=work-step]")
    keys.type("8")
    to("[name=work-hours_now]")
    keys.type("28")
    keys.press("Enter")
    page.get_by_role("heading", level=1, name="Je partner").wait_for()
    to("button[value=uitkomst]:not([hidden])")
    keys.press("Enter")
    page.get_by_role("heading", level=1, name="per maand meer over").wait_for()
    to("input.slider")
    keys.press("ArrowRight")
    page.get_by_text("Van 28 naar 33 uur per week").wait_for()
    assert page.get_by_label("Je wens", exact=True).input_value() == "33"
    to("button[formaction*=pdf]")
    keys.press("Enter")
    ready = page.get_by_role("button", name="Bewaar je PDF")
    ready.wait_for()
    assert page.evaluate("document.activeElement.textContent").strip() == "Bewaar je PDF"


@pytest.mark.parametrize("script", [True, False])
def test_someone_of_another_sector_chooses_a_scale(visit_portal, script):
    page = visit_portal(PATH, width=360, script=script)

    page.get_by_role("radio", name="Ik werk niet in het basisonderwijs").check()
    assert page.get_by_label("Brutoloon per maand").is_visible()
    page.get_by_label("In welke sector werk je?").select_option("Voortgezet onderwijs")
    assert not page.get_by_label("Brutoloon per maand").is_visible()
    page.get_by_label("Je schaal en trede").select_option("Schaal LC, trede 8")
    page.get_by_label("Hoeveel uur werk je nu per week?").fill("28")
    press(page, "Sla de rest over")

    assert heading(page).startswith("Je houdt € ")
    assert "cao VO, schaal LC, trede 8" in page.locator("main").inner_text()


def test_the_preparation_of_a_talk_is_one_sheet(visit_portal):
    page = visit_portal(PATH)
    answer_work(page)
    press(page, "Sla de rest over")
    press(page, "Bereid je gesprek voor")
    page.get_by_label("Wat kost je energie?").fill("Vergaderen op mijn vrije dag")

    with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as printed:
        assert len(printed.pages) == 1


def test_a_slip_of_the_keys_is_asked_back_and_nothing_is_lost(visit_portal):
    page = visit_portal(PATH, width=360)
    answer_work(page, now="82")

    press(page, "Verder naar partner")

    assert heading(page) == "Je werk en je loon"
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="82 uur per week kan niet").click()
    assert page.evaluate("document.activeElement.name") == "work-hours_now"
    assert page.get_by_label("Trede", exact=True).input_value() == "8"
    page.get_by_label("Hoeveel uur werk je nu per week?").fill("28")
    press(page, "Verder naar partner")
    assert heading(page) == "Je partner"


def test_three_answers_on_the_home_page(visit_portal):
    page = visit_portal("/", width=360)

    page.get_by_label("Uren die je wilt").fill("36")
    press(page, "Laat het zien")

    assert heading(page).startswith("Je houdt € ")
    assert "Van 28 naar 36 uur" in page.locator("main").inner_text()


def test_the_outcome_comes_along_while_typing(visit_portal):
    page = visit_portal(PATH)

    answer_work(page)

    live = page.locator("#tot-nu-toe")
    live.get_by_text("Van 28 naar 32 uur").wait_for()
    page.get_by_label("Trede", exact=True).select_option("12")
    live.get_by_text("meer over").wait_for()


@pytest.mark.parametrize("width", [320, 1280])
def test_every_state_is_accessible(visit_portal, width):
    faults = {}
    page = visit_portal(PATH, width=width)

    def look(state):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            faults[f"{state}, {scheme}"] = axe_faults(page)
        if overflow(page):
            faults[f"{state}, breedte"] = [f"{overflow(page)} px te breed"]

    answer_work(page, now="82")
    press(page, "Verder naar partner")
    look("fouten")
    page.goto(PATH)
    answer_family(page)
    look("uitkomst")
    for name in ("Per extra uur", "Als tabel"):
        page.get_by_role("link", name=name).click()
        look(name)
    press(page, "Samen met je partner")
    page.locator("#samen-beeld").wait_for()
    look("samen")
    for details in page.locator("details:not(.menu)").all():
        details.evaluate("details => details.open = true")
    look("alles open")
    press(page, "Maak de PDF")
    page.get_by_role("button", name="Bewaar je PDF").wait_for()
    look("pdf klaar")

    assert {state: wrong for state, wrong in faults.items() if wrong} == {}


def test_the_picture_answers_when_you_point_at_it(visit_portal):
    page = visit_portal(PATH)
    answer_work(page)
    press(page, "Sla de rest over")
    chart = page.locator("#te-besteden svg.chart--wide")
    box = chart.bounding_box()
    left, right, hours = (float(edge) for edge in chart.get_attribute("data-plot").split()[:3])

    def to(hour):
        unit = box["width"] / 780
        page.mouse.move(box["x"] + (left + (right - left) * hour / hours) * unit, box["y"] + box["height"] / 2)

    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    to(20)
    pointed = page.locator("[data-pointed]")
    pointed.get_by_text("Bij 20 uur:").wait_for()
    cells = page.locator("#als-tabel tbody tr").nth(20).locator("td")
    assert plain(cells.nth(0).text_content()) in plain(pointed.inner_text())
    assert page.get_by_label("Je wens", exact=True).input_value() == "32"
    page.mouse.down()
    to(25)
    page.mouse.up()

    assert page.get_by_label("Je wens", exact=True).input_value() == "25"
    page.get_by_text("Van 28 naar 25 uur per week").wait_for()
    to(5)
    assert page.get_by_label("Je wens", exact=True).input_value() == "25"
