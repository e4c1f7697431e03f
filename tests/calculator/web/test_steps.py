"""The questions: what was typed goes along from page to page, and errors stand at the field."""

import re
import struct
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.urls import reverse

from tests.calculator.web.typed import CHILDREN, FAMILY, HOME, PARTNER, WORK, to_outcome

START = reverse("calculator:start")


def post(client, typed, **changes):
    response = client.post(START, {**typed, **changes})
    return response, BeautifulSoup(response.text, "html.parser")


def title(page):
    return page.h1.get_text(" ", strip=True)


def filled_in(page, form="form[data-live]"):
    """What the form on the page would send, without its buttons."""
    sent = {}
    for control in page.select_one(form).select("input, select"):
        kind, name = control.get("type"), control.get("name")
        if name and not (kind in ("radio", "checkbox") and not control.has_attr("checked")):
            chosen = control.select_one("option[selected]") if control.name == "select" else control
            sent[name] = chosen.get("value", "") if chosen else ""
    return sent


def errors(page):
    """The text of each error by the name of its field."""
    by_field = {}
    for error in page.select(".field__error"):
        control = error.find_parent(class_="field").select_one("input, select")
        by_field[control["name"]] = error.get_text(" ", strip=True)
    return by_field


@pytest.mark.django_db
def test_the_first_page_asks_for_work_and_sets_no_cookie(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(START)

    assert title(BeautifulSoup(response.text, "html.parser")) == "Je werk en je loon"
    assert not response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stap", "naar", "expected"),
    [
        ("werk", "partner", "Je partner"),
        ("partner", "kinderen", "Kinderen en opvang"),
        ("kinderen", "wonen", "Hoe je woont"),
        ("wonen", "overig", "Spaargeld en de rest"),
        ("overig", "wonen", "Hoe je woont"),
        ("werk", "uitkomst", "Jullie houden € 224 per maand meer over"),
    ],
)
def test_each_button_goes_where_it_says(client, stap, naar, expected, django_assert_num_queries):
    with django_assert_num_queries(0):
        _, page = post(client, FAMILY, stap=stap, naar=naar)

    assert title(page).replace("\xa0", " ") == expected


@pytest.mark.parametrize("naar", ["werk", "partner", "kinderen", "wonen", "overig"])
def test_nothing_typed_gets_lost_on_the_way(client, naar):
    _, page = post(client, FAMILY, naar=naar)

    sent = filled_in(page)
    assert {name: sent.get(name) for name in FAMILY} == FAMILY


def test_what_was_typed_is_carried_exactly_even_when_it_is_odd(client):
    odd = {"home-rent": " 1.2.3 <b>\"'&'\u202e "}

    _, page = post(client, {**FAMILY, **odd}, naar="overig")

    assert filled_in(page)["home-rent"] == odd["home-rent"]


def test_errors_stand_at_their_fields_and_what_was_typed_stays(client):
    wrong = {**WORK, "work-step": "", "work-hours_now": "82", "work-hours_wish": "twee"}

    response, page = post(client, wrong, stap="werk", naar="partner")

    assert response.status_code == 200
    assert title(page) == "Je werk en je loon"
    assert errors(page) == {
        "work-step": "Kies een trede van 1 tot en met 12. Weet je hem niet? Kies dan bovenaan “Met mijn brutoloon”.",
        "work-hours_now": "82 uur per week kan niet. Vul een getal in van 0 tot en met 40. Bedoelde je 28?",
        "work-hours_wish": "“twee” is geen getal. Vul een getal in.",
    }
    assert page.select_one(".error-summary h2").get_text(strip=True) == "Drie antwoorden kloppen nog niet"
    linked = {link["href"] for link in page.select(".error-summary a")}
    assert linked == {"#id_work-step", "#id_work-hours_now", "#id_work-hours_wish"}
    assert {name: filled_in(page)[name] for name in wrong} == wrong


def test_going_back_asks_nothing_of_the_step_that_is_left(client):
    _, page = post(client, {**WORK, "partner-kind": "partner", "partner-month": "veel"}, stap="partner", naar="werk")

    assert title(page) == "Je werk en je loon"
    assert errors(page) == {}
    assert filled_in(page)["partner-month"] == "veel"


def test_the_outcome_waits_for_the_first_step_that_is_wrong(client):
    _, page = post(client, {**FAMILY, "home-rent": "-3"}, stap="overig", naar="uitkomst")

    assert title(page) == "Hoe je woont"
    assert list(errors(page)) == ["home-rent"]


def test_without_work_there_is_no_outcome(client):
    _, page = post(client, PARTNER, naar="uitkomst")

    assert title(page) == "Je werk en je loon"


def test_enter_presses_onward(client):
    page = BeautifulSoup(client.get(START).text, "html.parser")

    first = page.select_one("form[data-live] button")
    assert (first["name"], first["value"]) == ("naar", "partner")


def test_a_child_is_added_and_taken_away_without_judging_the_others(client):
    _, page = post(client, {**WORK, **CHILDREN, "children-1-hours": "niets"}, stap="kinderen", kind="erbij")

    assert [heading.get_text(strip=True) for heading in page.select(".child h2")] == ["Kind 1", "Kind 2", "Kind 3"]
    assert errors(page) == {}
    assert filled_in(page)["children-1-hours"] == "niets"

    _, page = post(client, filled_in(page), kind="weg-0")

    sent = filled_in(page)
    assert sent["children-TOTAL_FORMS"] == "2"
    assert (sent["children-0-born"], sent["children-0-hours"]) == ("3-9-2021", "niets")
    assert sent["children-1-born"] == ""
    assert sent["work-step"] == "8"


def test_the_last_child_can_go(client):
    one = {**WORK, "children-TOTAL_FORMS": "1", "children-INITIAL_FORMS": "0", "children-0-born": "1-1-2020"}

    _, page = post(client, one, kind="weg-0")

    assert page.select(".child") == []
    _, page = post(client, filled_in(page), stap="kinderen", naar="uitkomst")
    assert title(page).startswith("Je houdt")


def test_the_button_says_which_child_it_takes_away(client):
    typed = {**WORK, "children-TOTAL_FORMS": "2", "children-INITIAL_FORMS": "0", "children-1-born": "3-9-2021"}

    _, page = post(client, typed, naar="kinderen")

    buttons = [button.get_text(" ", strip=True) for button in page.select(".child__away")]
    assert buttons == ["Haal kind 1 weg", "Haal het kind van 3-9-2021 weg"]


def test_a_child_that_was_taken_away_by_mistake_comes_back_as_it_was(client):
    _, page = post(client, {**WORK, **CHILDREN, "children-0-hours": "niets"}, stap="kinderen", kind="weg-0")

    first = CHILDREN["children-0-born"]
    assert f"Het kind van {first} is weg." in page.select_one("[role=status]").get_text(" ", strip=True)
    back = page.select_one("button[value^=terug]")
    assert back["value"] == "terug-0"
    _, page = post(client, filled_in(page), kind=back["value"])

    sent = filled_in(page)
    expected = {**CHILDREN, "children-0-hours": "niets"}
    del expected["children-INITIAL_FORMS"]
    assert {name: sent[name] for name in expected} == expected
    assert not page.select("button[value^=terug]")


@pytest.mark.parametrize("place", ["99", "12", "1000", "x", "", "-1", "²"])
def test_a_child_that_is_not_there_is_not_taken_away_nor_put_back(client, place):
    for button in ("weg", "terug"):
        response, page = post(client, {**WORK, **CHILDREN}, stap="kinderen", kind=f"{button}-{place}")

        assert response.status_code == 200
        assert not page.select("button[value^=terug]")
        assert filled_in(page, "form")["work-step"] == "8"


@pytest.mark.django_db
@pytest.mark.parametrize("address", [START, f"{START}?schaal=LB&uren=28", "/"])
def test_an_app_shows_a_title_and_a_picture_without_amounts(client, address):
    page = BeautifulSoup(client.get(address).text, "html.parser")
    card = {tag["property"]: tag["content"] for tag in page.select("meta[property^='og:']")}

    assert card["og:title"] == "Wat houd jij over als je meer uren werkt?"
    assert card["og:image"].startswith("http://testserver/static/img/delen")
    assert not re.search(r"[€\d]", card["og:title"] + card["og:description"] + card["og:image:alt"])
    picture = Path(finders.find("img/delen.png")).read_bytes()
    assert (picture[:8], struct.unpack(">II", picture[16:24])) == (b"\x89PNG\r\n\x1a\n", (1200, 630))
    assert len(picture) < 200_000


def test_only_the_steps_that_a_scale_has_are_offered(client):
    page = BeautifulSoup(client.get(START).text, "html.parser")

    assert [option["value"] for option in page.select("#id_work-step option")] == ["", *map(str, range(1, 13))]


def test_the_address_fills_in_what_a_school_knows(client):
    response = client.get(START, {"schaal": "LC", "trede": "10", "uren": "24", "wens": "30"})
    sent = filled_in(BeautifulSoup(response.text, "html.parser"))

    given = {"work-scale": "LC", "work-step": "10", "work-hours_now": "24", "work-hours_wish": "30"}
    assert {name: sent[name] for name in given} == given


def test_the_address_needs_no_more_than_it_knows(client):
    sent = filled_in(BeautifulSoup(client.get(START, {"schaal": "LB", "uren": "28"}).text, "html.parser"))

    assert (sent["work-scale"], sent["work-step"], sent["work-hours_now"]) == ("LB", "", "28")
    assert sent["work-hours_wish"] == "32"


@pytest.mark.parametrize("value", ["", "x" * 5000, "\x00", "<b>", "99", "-1"])
def test_an_odd_address_does_no_harm(client, value):
    response = client.get(START, dict.fromkeys(["schaal", "trede", "uren", "wens"], value))

    assert response.status_code == 200
    assert errors(BeautifulSoup(response.text, "html.parser")) == {}


def test_there_is_an_end_to_adding_children(client):
    typed = {**WORK, "children-TOTAL_FORMS": "12", "children-INITIAL_FORMS": "0"}

    _, page = post(client, typed, kind="erbij")

    assert len(page.select(".child")) == 12
    assert not page.select("button[name=kind][value=erbij]")


@pytest.mark.parametrize("total", ["-1", "x", "", "99999999999", "1e3", "²"])
def test_a_wrong_number_of_children_is_said_or_repaired(client, total):
    typed = {**WORK, "children-TOTAL_FORMS": total, "children-INITIAL_FORMS": "0"}

    for changes in ({"kind": "erbij"}, {"stap": "kinderen", "naar": "uitkomst"}, {"naar": "kinderen"}):
        response, page = post(client, typed, **changes)

        assert response.status_code == 200
        assert page.h1


def test_the_outcome_so_far_comes_along(client):
    response = client.post(START, {**WORK, "stap": "werk", "kijk": "1"})

    page = BeautifulSoup(response.text, "html.parser")
    assert page.h1 is None
    assert page.select_one(".form-live__title").get_text(strip=True).replace("\xa0", " ") == (
        "Je houdt € 273 per maand meer over"
    )
    assert "Nog zonder: je partner, kinderen, hoe je woont en spaargeld." in page.get_text(" ", strip=True)


def test_the_outcome_so_far_waits_for_answers_that_make_sense(client):
    response = client.post(START, {**WORK, "work-hours_now": "2x", "kijk": "1"})

    assert "Zodra je antwoorden kloppen" in response.text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"schaal_trede": "LB-8", "uren_nu": "28", "uren_wens": "32"}, "Je houdt € 273 per maand meer over"),
        ({"schaal_trede": "LB-8", "uren_nu": "28", "uren_wens": "82"}, "Je werk en je loon"),
        ({"schaal_trede": "bruto", "uren_nu": "28", "uren_wens": "32"}, "Je werk en je loon"),
        ({"schaal_trede": "LZ-99", "uren_nu": "28", "uren_wens": "32"}, "Je werk en je loon"),
        ({}, "Je werk en je loon"),
    ],
)
def test_three_answers_on_the_home_page_are_enough(client, typed, expected):
    page = BeautifulSoup(client.post(reverse("calculator:quick"), typed).text, "html.parser")

    assert title(page).replace("\xa0", " ") == expected
    if "uren_nu" in typed and expected == "Je werk en je loon":
        assert filled_in(page)["work-hours_now"] == "28"


def test_the_home_page_offers_each_scale_with_its_steps(client, db):
    page = BeautifulSoup(client.get(reverse("home")).text, "html.parser")

    offered = [option["value"] for option in page.select("select[name=schaal_trede] option")]
    assert offered == [f"{scale}-{step}" for scale in ("LB", "LC", "LD", "LE") for step in range(1, 13)] + ["bruto"]


@pytest.mark.fault("values missing")
def test_a_year_that_we_do_not_know_yet_is_said(client, seen):
    with time_machine.travel("2040-02-01"):
        page = BeautifulSoup(client.get(START).text, "html.parser")

    said = "De regels van 2040 staan nog niet in het portaal."
    assert said in page.get_text(" ", strip=True)
    seen(f"in 2040: {said}")


@pytest.mark.fault("clock change")
def test_the_year_changes_at_midnight_in_amsterdam(client, seen):
    midnight = datetime(2026, 1, 1, tzinfo=ZoneInfo("Europe/Amsterdam"))
    titles = []
    for moment in (midnight - timedelta(seconds=1), midnight):
        with time_machine.travel(moment, tick=False):
            page = BeautifulSoup(client.post(START, to_outcome(WORK)).text, "html.parser")
        titles.append(page.title.get_text(strip=True).partition(":")[0])

    assert "in 2025" in titles[0]
    assert "in 2026" in titles[1]
    seen(f"rond middernacht: “{titles[0]}”, “{titles[1]}”")


def test_this_year_needs_no_warning(client):
    with time_machine.travel("2026-06-01"):
        assert "staan nog niet in het portaal" not in client.get(START).text


HOSTILE = [
    "",
    "   ",
    "\x00",
    "\x07\x1b[31m",
    "\ud800",
    "\u202e28",
    "28\u200b",
    "😀",
    "é" * 50,
    "<script>alert(1)</script>",
    "'\"><img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% debug %}",
    "=1+1",
    "1.234,56",
    "1,234.56",
    "-28",
    "1e308",
    "NaN",
    "inf",
    "0",
    "99",
    "9" * 20,
    "٢٨",
    "x" * 100_000,
]


@pytest.mark.parametrize("value", HOSTILE, ids=[f"nummer {number}" for number in range(len(HOSTILE))])
def test_whatever_is_typed_gets_an_answer_that_shows_it_harmlessly(client, value):
    sendable = value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    typed = {**FAMILY, **dict.fromkeys(["work-hours_now", "partner-month", "children-0-born", "home-rent"], sendable)}

    for naar in ("uitkomst", "werk", "partner", "kinderen", "wonen", "overig"):
        response, page = post(client, typed, naar=naar)

        assert response.status_code == 200
        assert page.h1
        assert not page.find(lambda tag: any(re.match("on[a-z]+$", name) for name in tag.attrs))
        assert all(script.get("src") for script in page.find_all("script"))


def test_too_many_fields_are_refused(client):
    response = client.post(START, {**WORK, **{f"x{number}": "1" for number in range(10_000)}})

    assert response.status_code == 400


def test_the_last_of_two_answers_counts(client):
    response = client.post(START, {**to_outcome(FAMILY), "work-hours_wish": ["30", "36"]})

    assert "Van 28 naar 36 uur per week" in response.text


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(START).status_code == 405


def test_unanswered_steps_are_named(client):
    _, page = post(client, {**WORK, **HOME}, naar="uitkomst")

    assert "je partner, kinderen en spaargeld" in page.get_text(" ", strip=True)
