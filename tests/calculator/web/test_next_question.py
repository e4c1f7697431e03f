"""The board says whom the answer is for, and asks on until it is for whoever reads it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.calculator.web.typed import FAMILY, WORK, to_outcome
from tests.pages import faults_in

START = reverse("calculator:start")


def show(client, typed, **more):
    return BeautifulSoup(client.post(START, {**typed, **more}).text, "html.parser")


def board(page):
    return " ".join(page.select_one("#antwoord").get_text(" ", strip=True).split())


def pressed(page, label):
    """What the browser sends when this button of the board is pressed."""
    hidden = {field["name"]: field["value"] for field in page.select("#antwoorden input[type=hidden]")}
    wish = page.select_one("input[name='work-hours_wish']")
    button = next(one for one in page.select("#antwoord button") if one.get_text(" ", strip=True).startswith(label))
    return {**hidden, wish["name"]: wish["value"], button["name"]: button["value"]}


def test_the_first_answer_says_on_the_board_whom_it_is_for(client):
    page = show(client, to_outcome(WORK))

    whom = "Dit is het antwoord voor iemand zonder partner, kinderen, huurhuis of eigen huis en spaargeld."
    assert whom in board(page)
    (main,) = page.select("#antwoord .button--sun")
    assert main.get_text(strip=True) == "Maak het preciezer"
    assert main["value"] == "partner"


def test_a_whole_answer_says_nothing_of_the_kind_and_its_main_button_is_the_pdf(client):
    page = show(client, to_outcome(FAMILY))

    assert "voor iemand zonder" not in board(page)
    assert not page.select(".next-question")
    (main,) = page.select("#antwoord .button--sun")
    assert main.get_text(strip=True) == "Download als PDF"


def test_the_questions_follow_one_another_and_the_answer_sharpens(client):
    page, asked = show(client, to_outcome(WORK)), []

    while question := page.select_one(".next-question__words"):
        asked.append(question.get_text(strip=True))
        label = "Anders" if "woon je?" in asked[-1] and "Hoe" in asked[-1] else "Nee"
        page = BeautifulSoup(client.post(START, pressed(page, label)).text, "html.parser")

    assert asked == [
        "Woon je samen met een partner?",
        "Heb je kinderen die bij je wonen?",
        "Hoe woon je?",
        "Heb je spaargeld, een studieschuld, reiskosten of nog een baan?",
    ]
    assert "voor iemand zonder" not in board(page)
    assert "niet ingevuld" not in page.select_one("#uitgangspunten").get_text()


@pytest.mark.parametrize(
    ("before", "label", "title", "field", "value"),
    [
        ({}, "Ja", "Je partner", "partner-kind", "partner"),
        ({"partner-kind": "none"}, "Ja", "Kinderen en opvang", "children-TOTAL_FORMS", "1"),
        (
            {"partner-kind": "none", "children-TOTAL_FORMS": "0", "children-INITIAL_FORMS": "0"},
            "In een eigen huis",
            "Hoe je woont",
            "home-kind",
            "own",
        ),
    ],
)
def test_an_answer_that_needs_more_leads_to_its_step_that_is_ready_for_it(client, before, label, title, field, value):
    page = show(client, to_outcome({**WORK, **before}))

    text = client.post(START, pressed(page, label)).text
    step = BeautifulSoup(text, "html.parser")

    assert step.h1.get_text(strip=True) == title
    assert step.select_one(f"[name='{field}'][value='{value}']")
    assert field == "children-TOTAL_FORMS" or step.select_one(f"[name='{field}'][value='{value}'][checked]")
    assert not step.select(".field__error, .error-summary")
    assert step.select_one("[name=work-step]")["value"] == "8"
    assert faults_in(text) == []


def test_each_question_can_be_skipped_and_stays_skipped(client):
    page = show(client, to_outcome(WORK))
    for _ in range(4):
        page = BeautifulSoup(client.post(START, pressed(page, "Sla over")).text, "html.parser")

    assert not page.select(".next-question")
    assert "voor iemand zonder partner" in board(page)
    page = show(client, {**pressed(page, "Maak het preciezer"), "naar": "uitkomst", "work-hours_wish": "36"})
    assert not page.select(".next-question")


@pytest.mark.parametrize("asked", ["", "partner", "partner:misschien", "x:nee", ":", "overig:over:over", "werk:ja"])
def test_a_strange_answer_changes_nothing(client, asked):
    page = show(client, WORK, vraag=asked, overgeslagen="<b> partner x")

    assert page.select_one("#antwoord")
    hidden = {field["name"]: field["value"] for field in page.select("#antwoorden input[type=hidden]")}
    assert {name for name in hidden if not name.startswith("work-")} == {"overgeslagen"}
    assert hidden["overgeslagen"] == "partner"
