"""The pages beside the outcome: turned round, both partners, two years."""

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.urls import reverse

from calculator import questions
from calculator.forms.answers import Answers
from tests.calculator.web.typed import FAMILY, PARTNER, WORK
from tests.pages import faults_in

START = reverse("calculator:start")
YEAR_ONLY = {**PARTNER, "partner-pay": "year", "partner-year_income": "32.000"}


def show(client, typed, naar, **more):
    response = client.post(START, {**typed, "naar": naar, **more})
    return BeautifulSoup(response.text, "html.parser"), response


def text(page):
    return " ".join(page.main.get_text(" ", strip=True).replace("\xa0", " ").split())


def document(typed):
    data = QueryDict(mutable=True)
    data.update(typed)
    answers = Answers(data, year=2026)
    assert answers.first_wrong is None
    return answers.document()


@pytest.mark.parametrize("naar", ["samen", "andersom", "januari"])
@pytest.mark.parametrize("typed", [FAMILY, {**WORK, "work-hours_now": "0"}, {**FAMILY, "work-hours_wish": "20"}])
def test_each_page_is_well_made_and_leads_back(client, db, naar, typed, django_assert_num_queries):
    with django_assert_num_queries(0):
        page, response = show(client, typed, naar)

    assert faults_in(response.text) == []
    assert not response.cookies
    form = page.select_one("#antwoorden")
    carried = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    assert {name: value for name, value in typed.items() if carried.get(name) != value} in (
        {},
        {"work-hours_wish": "32"},
    )


def test_the_hours_for_an_amount_are_those_of_the_engine(client):
    page, _ = show(client, FAMILY, "andersom", meer="300")

    found = questions.hours_for({**document(FAMILY), "hours": [28]}, more_year=300 * 1200)
    assert found.hours == 3375
    assert "Vanaf 33,75 uur per week houden jullie € 300 per maand meer over." in text(page)
    assert "Dat is 5,75 uur per week erbij." in text(page)


def test_an_amount_out_of_reach_is_said_with_what_can_be_had(client):
    page, _ = show(client, FAMILY, "andersom", meer="5000")

    assert "Met meer uren kom je niet aan € 5.000 per maand erbij." in text(page)
    assert "bij 40 uur per week." in text(page)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "Vul een bedrag in, bijvoorbeeld 300."),
        ("veel", "“veel” is geen getal. Vul een bedrag in van € 1 tot en met € 5.000."),
        ("0", "€ 0 kan niet. Vul een bedrag in van € 1 tot en met € 5.000."),
        ("9999999", "€ 9.999.999 kan niet. Vul een bedrag in van € 1 tot en met € 5.000."),
    ],
)
def test_a_wrong_amount_is_said_at_the_field(client, typed, fault):
    page, _ = show(client, FAMILY, "andersom", meer=typed)

    assert page.select_one(".field__error").get_text(" ", strip=True).replace("\xa0", " ") == fault
    assert page.select_one("[name=meer]").get("value", "") == typed


def test_where_something_stops_is_told_to_the_quarter(client):
    page, _ = show(client, FAMILY, "andersom")

    exact = [jump.sentence for jump in questions.fine_jumps(document(FAMILY)) if jump.kind != "band"]
    assert exact
    assert [item.get_text(strip=True) for item in page.select("ul.lines[role=list] li")][-len(exact) :] == exact


def test_the_table_of_two_is_that_of_the_engine(client):
    page, _ = show(client, FAMILY, "samen")

    spend = questions.together(document(FAMILY)).disposable_year
    rows = [[cell.get_text(strip=True) for cell in row.select("td")] for row in page.select("tbody tr")]
    for place, row in enumerate(rows):
        amounts = [int(cell.replace("€", "").replace("\xa0", "").replace(".", "").replace("−", "-")) for cell in row]
        assert amounts == [round(spend[8 * place, own] / 1200) for own in range(0, 41, 8)]


@pytest.mark.parametrize("typed", [WORK, {**WORK, **YEAR_ONLY}])
def test_without_the_partners_hours_that_page_is_not_offered_nor_given(client, typed):
    offered, _ = show(client, typed, "uitkomst")
    page, _ = show(client, typed, "samen")

    assert not offered.select("button[value=samen]")
    assert page.select_one(".answer__title")


def test_two_years_stand_side_by_side_and_what_is_unknown_is_said(client):
    page, _ = show(client, FAMILY, "januari")

    first, second = questions.two_years({**document(FAMILY), "hours": [28]}, (2026, 2027))
    net = [round(each["results"][0]["people"][0]["net_year"] / 12) for each in (first, second)]
    assert f"jouw loon, na belasting € {net[0]:,} € {net[1]:,}".replace(",", ".").replace("loon.", "loon,") in text(
        page
    )
    assert "kinderbijslag weten we nog niet" in text(page)
    assert "De regels van het nieuwe jaar zijn nog een voorstel." in text(page)


@pytest.mark.parametrize("naar", ["samen", "andersom", "januari"])
def test_something_wrong_goes_to_its_step_first(client, naar):
    page, _ = show(client, {**FAMILY, "home-rent": "-1"}, naar)

    assert page.h1.get_text(strip=True) == "Hoe je woont"
