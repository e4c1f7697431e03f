"""Answers that a teacher keeps: on the device, in a link, in a file; none of it is sent until she goes on with it."""

import json

import pytest

from tests.browser import overflow
from tests.journeys.test_teacher import PATH, answer_family, answer_work, heading, press

pytestmark = pytest.mark.browser
ANSWER = "Van 28 naar 32 uur per week"


@pytest.fixture
def outcome(visit_portal):
    page = visit_portal(PATH, width=360)
    answer_work(page)
    press(page, "Sla de rest over")
    assert ANSWER in page.locator("main").inner_text()
    return page


def test_on_the_device_until_it_is_wiped(outcome):
    page = outcome
    press(page, "Bewaar op dit apparaat")
    page.get_by_text("Je antwoorden staan nu op dit apparaat.").wait_for()

    page.goto(PATH)
    press(page, "Ga ermee verder")
    page.get_by_text(ANSWER).wait_for()
    page.goto(PATH)
    press(page, "wis ze")
    page.get_by_text("Alles is gewist van dit apparaat.").wait_for()
    page.reload()

    assert not page.get_by_role("button", name="Ga ermee verder").is_visible()
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_nothing_stays_on_the_device_unasked(outcome):
    assert outcome.evaluate("[Object.keys(localStorage).length, Object.keys(sessionStorage).length]") == [0, 0]


def test_a_link_brings_someone_else_to_the_same_outcome(outcome, visit_portal, portal):
    press(outcome, "Maak een link")
    link = outcome.get_by_label("Je link").input_value()
    secret = link.partition("#a=")[2]

    other = visit_portal("/", width=1280)
    asked = []
    other.on("request", lambda request: asked.append((request.url, request.post_data or "")))
    other.goto(link)
    other.get_by_text(ANSWER).wait_for()

    assert heading(other).startswith("Je houdt € ")
    assert len(secret) > 50
    assert not any(secret in url or secret in body for url, body in asked)
    assert "#" not in other.url
    assert secret not in portal.logs()


@pytest.mark.parametrize("text", ["", "%%%", "AAAA", "d29yay1raW5kPTxiPg", "x" * 20_000])
def test_a_broken_link_is_said_and_does_nothing(visit_portal, text):
    page = visit_portal(f"{PATH}#a={text}")

    page.get_by_text("Deze link is niet compleet.").wait_for()
    assert heading(page) == "Je werk en je loon"


def test_a_link_of_a_whole_family_is_short_and_tells_when_it_was_cut(visit_portal):
    page = visit_portal(PATH, width=360)
    answer_family(page)
    answer = heading(page)
    page.get_by_label("Je wens", exact=True).fill("36")
    page.get_by_role("heading", level=1, name="Jullie houden € 411 per maand meer over").wait_for()
    press(page, "Maak een link")
    link = page.get_by_label("Je link").input_value()

    assert answer != heading(page)
    assert len(link) < 650
    for part in (link[:-1], link[:-40], link[: link.index("#a=") + 5], link[:-5] + link[-4:]):
        page.goto("about:blank")
        page.goto(part)
        page.get_by_text("Deze link is niet compleet.").wait_for()
        assert heading(page) == "Je werk en je loon"
    page.goto("about:blank")
    page.goto(link)
    page.get_by_role("heading", level=1, name="Jullie houden € 411 per maand meer over").wait_for()


def test_a_link_goes_to_another_app_where_the_browser_can(visit_portal):
    page = visit_portal(PATH, width=360)
    answer_work(page)
    press(page, "Sla de rest over")
    page.evaluate("""() => {
        const share = async shared => { window.shared = shared; throw new DOMException("", "AbortError") };
        Object.defineProperty(navigator, "share", { configurable: true, value: share });
    }""")
    assert not page.get_by_role("button", name="Deel je link").is_visible()

    press(page, "Maak een link")
    press(page, "Deel je link")

    assert page.evaluate("window.shared.url") == page.get_by_label("Je link").input_value()
    assert page.evaluate("window.shared.title").startswith("Van 28 naar 32 uur")
    assert overflow(page) == 0


def test_without_apps_to_share_with_there_is_no_button_for_it(visit_portal):
    page = visit_portal(PATH, width=360)
    answer_work(page)
    press(page, "Sla de rest over")
    page.evaluate("Object.defineProperty(navigator, 'share', { configurable: true, value: undefined })")

    press(page, "Maak een link")

    assert page.get_by_label("Je link").is_visible()
    assert not page.get_by_role("button", name="Deel je link").is_visible()


def test_a_file_goes_out_and_comes_back(outcome):
    page = outcome
    with page.expect_download() as download:
        press(page, "Maak een bestand")
    file = download.value.path()
    with open(file) as content:
        kept = json.load(content)

    page.goto(PATH)
    page.get_by_text("Heb je een bestand met antwoorden?").click()
    page.get_by_label("Bestand met antwoorden").set_input_files(file)
    page.get_by_text(ANSWER).wait_for()

    assert kept["antwoorden"]["work-hours_now"] == "28"
    assert download.value.suggested_filename == "werkuren.json"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[1, 2]",
        b'{"soort": "uren-portaal-antwoorden", "antwoorden": {"csrfmiddlewaretoken": "x"}}',
        b'{"soort": "uren-portaal-antwoorden", "antwoorden": {"work-kind": 3}}',
        b'{"soort": "iets", "antwoorden": {"work-kind": "scale"}}',
        b"x" * 200_000,
    ],
)
def test_another_file_is_refused_in_words(visit_portal, content):
    page = visit_portal(PATH)
    page.get_by_text("Heb je een bestand met antwoorden?").click()

    page.get_by_label("Bestand met antwoorden").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": content}
    )

    page.get_by_text("Dit is geen bestand met antwoorden van deze berekenaar.").wait_for()
    assert heading(page) == "Je werk en je loon"


def test_the_talk_stays_on_the_page(outcome):
    page = outcome
    asked = []
    press(page, "Bereid je gesprek voor")
    page.get_by_label("Wat kost je energie?").wait_for()
    page.wait_for_load_state("networkidle")
    # The browser itself fetches this when it pleases.
    icons = page.evaluate("[...document.querySelectorAll('link[rel~=icon]')].map(icon => icon.href)")
    page.on("request", lambda request: asked.append(request.url))

    page.get_by_label("Wat kost je energie?").fill("De vergadering op dinsdag")
    page.get_by_label("Thuis").fill("De opvang sluit om zes uur")
    page.keyboard.press("Enter")
    page.emulate_media(media="print")

    assert [address for address in asked if address not in icons] == []
    assert not page.locator("header.site-header").is_visible()
    assert page.get_by_label("Thuis").is_visible()
    assert page.evaluate("Object.keys(localStorage).length") == 0
