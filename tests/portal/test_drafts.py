"""What is typed in a long form stays in the tab until the server has taken it, and no longer."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from bootcamp.exchange.models import Thread
from bootcamp.plan.models import PlanComment
from tests.browser import axe_faults
from tests.factories import PASSWORD, make_plan, make_seat

pytestmark = pytest.mark.django_db(transaction=True)
NOTE, TEXT, TITLE = "Dit typte je eerder", "Zo regelen wij de vrijdag.", "Vrijdag een ander gezicht"
NUMBER = str(uuid.UUID(int=7))


@pytest.fixture
def seat():
    return make_seat()


@pytest.fixture
def address(seat):
    return reverse("bootcamp:new_thread", args=[seat.bootcamp_id])


def taken(client, address):
    page = BeautifulSoup(client.get(address).text, "html.parser")
    return page.select_one("script[data-drafts-of]")["data-taken"]


def test_a_page_tells_which_form_was_taken_and_not_which_was_refused(client, seat, address):
    client.force_login(seat.enrolled_by)
    typed = {"kind": "vraag", "title": TITLE, "body": TEXT, "concept": NUMBER}

    client.post(address, typed)
    refused = taken(client, address)
    client.post(address, {**typed, "rules": "on"})

    assert refused == ""
    assert taken(client, address) == NUMBER


def test_a_form_that_asks_to_sign_in_first_was_not_taken(client, seat, address):
    client.post(address, {"concept": NUMBER})
    client.force_login(seat.enrolled_by)

    assert taken(client, address) == ""


def test_nothing_but_a_number_is_remembered(client, seat, address):
    client.force_login(seat.enrolled_by)

    client.post(address, {"kind": "vraag", "title": TITLE, "body": TEXT, "rules": "on", "concept": "<script>"})

    assert taken(client, address) == ""


@pytest.fixture
def writing(visit, seat, address):
    page = visit(address, as_user=seat.enrolled_by)
    page.wait_for_selector("[data-rich-text][data-ready]")
    page.get_by_text("Vraag", exact=True).click()
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_text("Je bericht", exact=True).click()
    page.keyboard.type(TEXT)
    page.get_by_label("Ik houd me aan de huisregels").check()
    return page


def send(page):
    page.get_by_role("button", name="Plaats je bericht").click()


def log_in(page, user):
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def end_session(page):
    (cookie,) = [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
    SessionStore(cookie["value"]).delete()


def kept(page):
    return page.evaluate("JSON.stringify(sessionStorage)")


def shown(page):
    page.wait_for_selector("[data-rich-text][data-ready]")
    return page.get_by_label("Titel").input_value(), page.locator(".rich-text__text").inner_text().strip()


@pytest.mark.browser
def test_a_session_that_ended_on_the_server_costs_no_word(writing, seat, address):
    end_session(writing)
    send(writing)
    log_in(writing, seat.enrolled_by)
    writing.get_by_text(NOTE).wait_for()

    assert shown(writing) == (TITLE, TEXT)
    assert axe_faults(writing) == []
    send(writing)
    writing.wait_for_url("**/uitwisseling/*/")
    assert Thread.objects.get().title == TITLE
    assert TEXT not in kept(writing)
    writing.goto(address)
    assert shown(writing) == ("", "")
    assert not writing.get_by_text(NOTE).is_visible()


@pytest.mark.browser
def test_who_signs_in_next_in_the_same_tab_never_sees_it(writing, seat, address):
    colleague = make_seat(bootcamp=seat.bootcamp).enrolled_by
    end_session(writing)
    send(writing)
    log_in(writing, colleague)

    assert shown(writing) == ("", "")
    assert TEXT not in kept(writing)
    assert not writing.get_by_text(NOTE).is_visible()


@pytest.mark.browser
def test_signing_out_wipes_it(writing):
    before = TEXT in kept_after_a_while(writing)
    writing.locator(".menu--account summary").click()
    writing.get_by_role("button", name="Uitloggen").click()
    writing.wait_for_load_state()

    assert before
    assert TEXT not in kept(writing)


def kept_after_a_while(page):
    """What is kept is written a moment after the last key."""
    for _ in range(50):
        if TEXT in kept(page):
            break
        page.wait_for_timeout(100)
    return kept(page)


@pytest.mark.browser
def test_the_advice_of_the_page_against_forgery_is_true(writing):
    writing.context.add_cookies([{"name": "csrftoken", "value": "a" * 32, "domain": "localhost", "path": "/"}])
    send(writing)
    writing.get_by_role("heading", name="Verstuur het formulier opnieuw").wait_for()

    writing.go_back()
    writing.reload()
    assert shown(writing) == (TITLE, TEXT)
    send(writing)
    writing.wait_for_url("**/uitwisseling/*/")

    assert Thread.objects.get().title == TITLE


@pytest.mark.browser
def test_a_lost_connection_costs_no_word(writing, watch, address):
    writing.context.set_offline(True)
    send(writing)
    writing.wait_for_url("chrome-error://**")
    writing.context.set_offline(False)
    writing.goto(address)

    assert shown(writing) == (TITLE, TEXT)
    watch.faults[:] = [fault for fault in watch.faults if "ERR_INTERNET_DISCONNECTED" not in fault]


@pytest.mark.browser
def test_what_is_sent_again_from_the_page_that_refused_it_is_forgotten_too(visit, seat, monkeypatch):
    page = visit(make_plan(school=seat.school).get_absolute_url(), as_user=seat.enrolled_by)
    page.get_by_label("Je reactie").fill(TEXT)
    monkeypatch.setattr("portal.limits._seconds_to_wait", lambda *args: 60)
    page.get_by_role("button", name="Plaats je reactie").click()
    page.get_by_role("heading", name="Even wachten").wait_for()
    monkeypatch.undo()
    still = kept(page)
    page.get_by_role("button", name="Verstuur het nog een keer").click()
    page.wait_for_url("**/plan/**")

    assert TEXT in still
    assert PlanComment.objects.get().text == TEXT
    assert TEXT not in kept(page)


@pytest.mark.browser
def test_it_can_be_thrown_away(writing):
    kept_after_a_while(writing)
    writing.reload()
    writing.get_by_role("button", name="Gooi weg wat ik typte").click()
    writing.wait_for_load_state()

    assert shown(writing) == ("", "")
    assert TEXT not in kept(writing)


@pytest.mark.browser
def test_of_what_someone_else_changed_meanwhile_the_form_still_hears(visit, cast, seat):
    address = reverse("bootcamp:staff_details", args=[seat.bootcamp_id])
    page = visit(address, as_user=cast["hpp"])
    box = page.locator("main form textarea").first
    box.fill("Wat ik ervan maakte")
    page.wait_for_timeout(600)
    seat.bootcamp.description = "Wat een ander schreef"
    seat.bootcamp.save()

    page.reload()
    page.get_by_text(NOTE).wait_for()
    page.get_by_role("button", name="Sla op").click()
    page.wait_for_selector(".error-summary")

    assert box.input_value() == "Wat ik ervan maakte"
    seat.bootcamp.refresh_from_db()
    assert seat.bootcamp.description == "Wat een ander schreef"


@pytest.mark.browser
def test_no_password_code_or_file_is_kept(writing):
    writing.evaluate(
        """() => {
            const form = document.querySelector("main form textarea").form;
            for (const [type, name] of [["password", "geheim"], ["text", "code"], ["text", "nieuw_wachtwoord"]]) {
                const box = Object.assign(document.createElement("input"), { type, name, value: "kralenketting" });
                form.append(box);
                box.dispatchEvent(new Event("input", { bubbles: true }));
            }
        }"""
    )

    assert "kralenketting" not in kept_after_a_while(writing)
