"""Every page of our own in Chromium, in all its forms: axe-core, reflow, room between letters, size of targets."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from tests.access import all_rows, own_pages
from tests.browser import COLOURS, WIDTHS, axe_faults, overflow
from tests.characters import CHARACTERS

STYLES = Path(__file__).resolve().parent.parent / "static"
ROWS = all_rows()
ROOM_BETWEEN_LETTERS = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
        "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    );
    document.adoptedStyleSheets = [sheet];
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, summary, input, select")].filter(el => {
    const box = el.getBoundingClientRect();
    const visible = el.checkVisibility() && box.width > 1 && !el.closest(".skip-link");
    // A link inside a sentence is exempt (WCAG 2.5.8), and so is a bead whose whole label can be hit.
    const inText = el.tagName === "A" && getComputedStyle(el).display === "inline";
    return visible && !inText && !el.closest("label") && (box.width < 24 || box.height < 24);
}).map(el => el.outerHTML.slice(0, 80))"""


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", own_pages())
def test_everyone_can_use_the_page(name, look, cast):
    # Who is signed in sees the most: the last character who may open it.
    character = [character for character in CHARACTERS if ROWS[name].expected[character] == 200][-1]
    page = look(reverse(name, kwargs=ROWS[name].arguments(cast)), as_user=cast[character])

    faults = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        faults[f"axe {width}"] = axe_faults(page)
        page.emulate_media(color_scheme="dark")
        faults[f"axe {width} dark"] = axe_faults(page, COLOURS)
        page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 900})
    faults["te kleine doelen"] = page.evaluate(SMALL_TARGETS)
    faults["breder dan 320 px"] = overflow(page)
    page.evaluate(ROOM_BETWEEN_LETTERS)
    faults["breder met ruimte tussen letters"] = overflow(page)

    assert {what: marks for what, marks in faults.items() if marks} == {}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_check_itself_sees_what_is_wrong(look):
    page = look("/")

    page.evaluate("document.querySelector('main').append(document.createElement('img'))")

    [fault] = axe_faults(page)
    assert fault.startswith("image-alt: ")
    assert fault.endswith(" (img)")


def test_in_the_dark_nothing_changes_but_colours():
    """So that only these are looked at again above."""
    texts = {path.name: path.read_text() for path in STYLES.rglob("*.css")}
    dark = {name: text for name, text in texts.items() if "prefers-color-scheme" in text}

    assert list(dark) == ["tokens.css"]
    [block] = re.findall(
        r"prefers-color-scheme: dark\) \{\s*:root:not\(\.paper\) \{(.*?)\}", dark["tokens.css"], re.DOTALL
    )
    assert dark["tokens.css"].count("prefers-color-scheme") == 1
    declared = [line.strip() for line in re.sub(r"/\*.*?\*/", "", block, flags=re.DOTALL).split(";") if line.strip()]
    assert len(declared) > 10
    assert [line for line in declared if not re.match(r"--portal-[\w-]+-(color|shadow):", line)] == []
