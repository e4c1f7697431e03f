"""A director signs in, enrols the school and leaves with the info package, on the portal as people run it."""

import email
import email.policy
import io
import re

import pikepdf
import pytest
from icalendar import Calendar

from portal.people.demo import PASSWORD
from tests.browser import axe_faults, overflow

pytestmark = pytest.mark.browser
DIRECTOR = "directeur@voorbeeld.example"
SCHOOL = "De Vuurvlinder"


class Visit:
    """One visit of the director; the steps are told below, with or without a mouse."""

    def __init__(self, page, portal, *, keyboard):
        self.page, self.portal, self.keyboard = page, portal, keyboard

    def press(self, target):
        """Follow a link or press a button: with the keyboard by walking to it, as someone without a mouse does."""
        if not self.keyboard:
            return target.click()
        self.walk_to(target)
        return self.page.keyboard.press("Enter")

    def walk_to(self, target):
        for _ in range(80):
            if target.evaluate("element => element === document.activeElement"):
                assert target.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Niet te bereiken met de tabtoets: {target}")

    def type_in(self, field, words):
        if self.keyboard:
            self.walk_to(field)
            self.page.keyboard.type(words)
        else:
            field.fill(words)

    def sign_in(self):
        self.page.goto("/account/login/")
        self.type_in(self.page.get_by_label("E-mailadres"), DIRECTOR)
        self.type_in(self.page.get_by_label("Wachtwoord", exact=True), PASSWORD)
        self.press(self.page.get_by_role("button", name="Log in", exact=True))
        self.page.wait_for_url(self.portal.url + "/mijn-school/")

    def find_the_bootcamp(self, title):
        """From the list to the form; what the form says about the bootcamp is what the list said."""
        self.page.goto("/bootcamps/")
        self.press(self.page.get_by_role("link", name=re.compile(title), exact=False).first)
        self.page.wait_for_url(re.compile(r"/bootcamps/\d+/$"))
        self.press(self.page.get_by_role("link", name="Meld je school aan"))
        self.page.wait_for_url(re.compile("/inschrijven/$"))

    def enrol(self):
        field = self.page.get_by_label("Welke school meld je aan?")
        assert field.evaluate("list => list.selectedOptions[0].text") == f"{SCHOOL}, Amersfoort"
        self.press(self.page.get_by_role("button", name="Meld deze school aan"))
        self.page.wait_for_url(re.compile(r"/bootcamps/mijn/\d+/$"))

    def sessions(self):
        return self.page.locator(".timeline h3 a").all_text_contents()

    def sign_out(self):
        self.press(self.page.locator("summary:visible").first)
        self.press(self.page.locator("button:visible", has_text="Uitloggen"))
        self.page.wait_for_url(self.portal.url + "/")


def mail_about(portal, title):
    """The confirmation in the portal's mail folder, once the worker has sent it."""

    def find():
        for file in sorted((portal.data_dir / "mail").glob("*")):
            message = email.message_from_bytes(file.read_bytes().partition(b"-" * 79)[0], policy=email.policy.default)
            if message["Subject"] == f"{SCHOOL} doet mee aan {title}":
                return message
        return None

    return portal.wait_for(find, "de bevestiging")


def calendars_in(message):
    return [Calendar.from_ical(attachment.get_content()) for attachment in message.iter_attachments()]


def whole_title(page):
    return page.locator("h1").text_content().strip()


@pytest.mark.parametrize(
    ("bootcamp", "session_count", "how"),
    [
        pytest.param("groep Midden", 6, {"width": 360, "keyboard": True}, id="smal scherm en alleen toetsen"),
        pytest.param("Bootcamp in een Dag", 2, {"width": 1280, "keyboard": False, "script": False}, id="zonder script"),
    ],
)
def test_a_director_enrols_and_leaves_with_the_info_package(visit_portal, portal, bootcamp, session_count, how):
    keyboard = how.pop("keyboard")
    page = visit_portal("/", **how)
    visit = Visit(page, portal, keyboard=keyboard)

    visit.sign_in()
    visit.find_the_bootcamp(bootcamp)
    title = page.locator(".breadcrumb a").text_content().strip()
    faults = form_faults(page, how)
    visit.enrol()

    assert faults == []
    assert whole_title(page) == "Mijn bootcamp"
    assert page.get_by_role("status").text_content().strip() == f"{SCHOOL} doet mee aan {title}."
    assert len(visit.sessions()) == session_count
    message = mail_about(portal, title)
    assert message["To"] == DIRECTOR
    assert page.url in message.get_body().get_content().split()
    events = [event for calendar in calendars_in(message) for event in calendar.walk("VEVENT")]
    assert [str(event["summary"]).partition(": ")[2] for event in events] == visit.sessions()

    first = page.locator(".timeline h3 a").first
    name = first.text_content()
    visit.press(first)
    page.wait_for_url(re.compile("/sessie/1/$"))
    assert whole_title(page) == name
    link = page.get_by_role("link", name="Download Infopakket voor schoolleiders")
    if not link.count():  # a session with a worksheet of its own says where the package is
        visit.press(page.locator("[aria-labelledby=materialen]").get_by_role("link", name="Mijn bootcamp"))
        page.wait_for_url(re.compile("#pakket$"))
    address = link.get_attribute("href")
    with page.expect_download() as started:
        visit.press(link)
    with started.value.path().open("rb") as file:
        content = file.read()
    assert started.value.suggested_filename == "infopakket-schoolleiders.pdf"
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.docinfo.Title) == "Infopakket voor schoolleiders"
        assert len(pdf.pages) >= 1

    visit.sign_out()
    gone = page.goto(address)
    assert gone.status == 404
    assert whole_title(page) == "Deze pagina is er niet"
    assert page.request.get(address).body()[:5] != b"%PDF-"


def form_faults(page, how):
    """What is wrong with the form for someone with this screen; axe needs a script."""
    too_wide = [f"{overflow(page)} px te breed"] if overflow(page) else []
    return too_wide + (axe_faults(page) if how.get("script", True) else [])


def test_the_door_stays_shut_for_who_is_not_in(visit_portal, portal):
    """Beside the journey: the same address without having signed in, and the folder of files by its own name."""
    [stored, *_] = sorted((portal.data_dir / "media" / "materials").glob("*.pdf"))

    page = visit_portal("/materialen/")
    names = page.locator(".item h3 a").all_text_contents()
    answers = [
        page.request.get(f"/{path}/materials/{stored.name}").status for path in ("media", "static", "static/media")
    ]

    assert "Infopakket voor schoolleiders" not in names
    assert "Meer uren werken: 22 vragen van leerkrachten" in names
    assert answers == [404, 404, 404]
