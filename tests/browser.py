"""A real Chromium for tests. Any error in the console, refused resource or request to another host fails the test.

@pytest.mark.browser
def test_menu_opens(visit, cast):
    page = visit("/", as_user=cast["directeur"], width=360)
"""

import functools
import os
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

from tests.running import LONG

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
CHROMIUM = "/usr/bin/chromium"
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (360, 1280)
# All that axe looks at: the page but for its token, what is typed and where the focus is, and how it is shown.
STATE = """() => document.documentElement && JSON.stringify([
    document.documentElement.outerHTML.replace(/(name="csrfmiddlewaretoken" value=")[^"]*/g, "$1"),
    [...document.querySelectorAll("input:not([name=csrfmiddlewaretoken]), select, textarea")].map(
        field => [field.value, field.checked]
    ),
    [...document.querySelectorAll("*")].indexOf(document.activeElement),
    [innerWidth, innerHeight, scrollX, scrollY, document.adoptedStyleSheets.length],
    ["(prefers-color-scheme: dark)", "print"].map(query => matchMedia(query).matches)
])"""

# Only what is wrong leaves the browser: all that axe looked at is a thousand times as much.
VIOLATIONS = """async rules => {
    const outcome = await axe.run({runOnly: rules, resultTypes: ["violations"]});
    return outcome.violations.map(
        ({id, help, nodes}) => `${id}: ${help} (${nodes.map(node => node.target.join(" ")).join(", ")})`
    );
}"""


@pytest.fixture(scope="session")
def chromium():
    # Playwright's loop lives on in this process; Django would refuse the database to every later test.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


class Watch:
    """Writes down what a page should not do."""

    def __init__(self, base_url):
        self.base_url, self.faults = base_url, []

    def over(self, page):
        for event, write_down in self.events.items():
            page.on(event, write_down)

    def leave(self, page):
        for event, write_down in self.events.items():
            page.remove_listener(event, write_down)

    @functools.cached_property
    def events(self):
        return {"console": self.console, "pageerror": self.error, "request": self.request}

    def error(self, error):
        self.faults.append(f"fout in script: {error}")

    def console(self, message):
        # A page that answers 4xx on purpose is also written to the console; tests look at the status themselves.
        if message.type in ("error", "warning") and "the server responded with a status of 4" not in message.text:
            self.faults.append(f"console: {message.text}")

    def request(self, request):
        if not request.url.startswith((self.base_url, "blob:", "about:")):
            self.faults.append(f"vraagt iets aan een ander: {request.url}")


def new_window(chromium, *, width=1280, dark=False, script=True, **options):
    """A fresh browser, as one visitor has it."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
        locale="nl-NL",
        reduced_motion="reduce",
        **options,
    )
    context.set_default_timeout(LONG * 1000)
    return context


def sign_in(context, user, base_url):
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": base_url}])


def browsing(chromium, base_url, watch):
    """A function that opens a page of `base_url`; each call is a fresh browser."""

    def visit(path="/", *, as_user=None, **options):
        context = new_window(chromium, base_url=base_url, **options)
        if as_user:
            sign_in(context, as_user, base_url)
        page = context.new_page()
        watch.over(page)
        page.goto(path)
        return page

    return visit


@pytest.fixture
def watch(live_server):
    """What `visit` writes down; a test that breaks something on purpose takes just that out again."""
    return Watch(live_server.url.replace("127.0.0.1", "localhost"))


@pytest.fixture
def visit(chromium, watch):
    """`visit("/pad/", as_user=..., width=360, dark=True, script=False)` gives a Playwright page on the live server."""
    yield browsing(chromium, watch.base_url, watch)
    for context in chromium.contexts:
        context.close()
    assert watch.faults == []


@pytest.fixture(scope="module")
def window(chromium):
    context = new_window(chromium)
    yield context.new_page()
    context.close()


@pytest.fixture
def look(window, watch):
    """`look("/pad/", as_user=...)` as `visit`, for tests that only look at a page: they share one window, since opening
    it takes longer than most pages. Nothing of the one before is left in it."""
    watch.over(window)

    def open_page(path, *, as_user=None):
        if as_user:
            sign_in(window.context, as_user, watch.base_url)
        window.goto(watch.base_url + path)
        return window

    yield open_page
    window.evaluate("localStorage.clear(); sessionStorage.clear()")
    window.goto("about:blank")
    window.context.clear_cookies()
    window.set_viewport_size({"width": 1280, "height": 900})
    window.emulate_media(color_scheme="light")
    watch.leave(window)
    assert watch.faults == []


@pytest.fixture
def visit_portal(chromium, portal):
    """As `visit`, on the portal as people run it: web server, worker and demo content (tests/running.py)."""
    watch = Watch(portal.url)
    yield browsing(chromium, portal.url, watch)
    for context in chromium.contexts:
        context.close()
    assert watch.faults == []


SEEN_BY_AXE: dict[str, list[str]] = {}


def axe_faults(page, rules=RULES) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA and good practice; a page that it saw before isn't seen again."""
    page.wait_for_load_state()
    state = f"{rules} {_settled(page)}"
    if state not in SEEN_BY_AXE:
        SEEN_BY_AXE[state] = _ask_axe(page, rules)
    return SEEN_BY_AXE[state]


def _settled(page) -> str:
    """Between two pages there is none for a moment, also after the load of the one before."""
    deadline = time.monotonic() + LONG
    while (state := page.evaluate(STATE)) is None and time.monotonic() < deadline:
        page.wait_for_timeout(20)
    return state


def _ask_axe(page, rules):
    if not page.evaluate("window.axe !== undefined"):
        page.evaluate(AXE.read_text())
    return page.evaluate(VIOLATIONS, rules)


def overflow(page) -> int:
    """How many pixels the page is wider than the window; 0 when nobody needs to scroll sideways."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
