"""The page of the outcome: the engine's amounts, in all the forms the page gives them."""

import gzip

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.urls import reverse

from calculator.answers.bereken import bereken
from calculator.household.calculation import curve
from calculator.web.forms.answers import Answers
from tests.calculator.web.typed import DEBT, FAMILY, WORK, to_outcome
from tests.pages import faults_in

START = reverse("calculator:start")


def show(client, typed):
    return BeautifulSoup(client.post(START, to_outcome(typed)).text, "html.parser")


def engine(typed):
    data = QueryDict(mutable=True)
    data.update(typed)
    answers = Answers(data, year=2026)
    assert answers.first_wrong is None
    return answers.document()


def cells(table):
    """The rows of a table, as texts."""
    return [
        [cell.get_text(" ", strip=True).replace("\xa0", " ") for cell in row.select("th, td")]
        for row in table.select("tbody tr, tfoot tr")
    ]


def euros(cents):
    whole = (abs(cents) * 2 + 100) // 200
    return f"{'− ' if cents < 0 and whole else ''}€ {whole:,}".replace(",", ".")


@pytest.fixture
def page(client):
    return show(client, FAMILY)


def table(page, caption):
    return next(
        candidate for candidate in page.select("table") if candidate.caption.get_text(strip=True).startswith(caption)
    )


def test_the_answer_comes_first(page):
    assert page.h1.get_text(strip=True).replace("\xa0", " ") == "Jullie houden € 224 per maand meer over"
    assert page.title.get_text(strip=True).startswith("Van 28 naar 32 uur per week, in 2026")


def test_the_payslip_is_that_of_the_engine(page):
    results = bereken(engine(FAMILY))["results"]

    slips = [result["people"][0]["payroll"] for result in results]
    rows = cells(table(page, "Op je rekening"))
    assert [row[1:3] for row in rows] == [
        [euros(sign * round(100 * slip[name])) for slip in slips]
        for name, sign in (
            ("gross_month", 1),
            ("pension_premium_month", -1),
            ("loonheffing_month", -1),
            ("net_month", 1),
        )
    ]


def test_the_parts_end_in_what_is_left_to_spend(page):
    results = bereken(engine(FAMILY))["results"]

    rows = cells(table(page, "Wat erbij komt"))
    assert rows[-1][0] == "te besteden"
    assert rows[-1][1:3] == [euros(round(100 * result["disposable"]["year"] / 12)) for result in results]


def test_every_number_of_hours_stands_in_the_table(page):
    whole = curve(engine(FAMILY))

    rows = cells(table(page, "Elk aantal uren"))
    assert len(rows) == 41
    left = [euros(round(cents / 12)) for cents in whole.disposable_year.tolist()]
    assert [row[1] for row in rows] == left
    assert [row[0] for row in rows if "wens" in row[0] or "hier" in row[0]] == ["28 je bent hier", "32 je wens"]


def test_each_jump_has_its_name_below_the_picture(page):
    whole = curve(engine(FAMILY))

    caption = page.select_one("#te-besteden figcaption").get_text(" ", strip=True)
    named = [jump for jump in whole.jumps if jump.kind != "band"]
    assert len(named) >= 3
    assert all(jump.sentence.replace("\xa0", " ") in caption.replace("\xa0", " ") for jump in named)


def test_the_picture_says_in_words_what_it_shows(page):
    drawings = page.select("#te-besteden svg.chart")

    assert len(drawings) == 2
    assert all("Bij 28 uur" in drawing.desc.get_text() for drawing in drawings)


def test_the_page_is_well_made(client):
    assert faults_in(client.post(START, to_outcome(FAMILY)).text) == []


@pytest.mark.parametrize("wish", ["20", "28", "40", "0", "28,5", "30.25"])
def test_any_wish_gives_a_page_that_is_well_made(client, wish):
    typed = {**WORK, "work-hours_wish": wish}

    assert faults_in(client.post(START, to_outcome(typed)).text) == []


def test_every_step_about_you_is_told_somewhere(page):
    text = page.select_one("#uitleg").get_text(" ", strip=True).replace("\xa0", " ")

    steps = bereken(engine(FAMILY), explain=True)["steps"]
    yours = [step for step in steps if step["person"] != 1]
    untold = {step["rule"] for step in yours if step["because"].replace("\xa0", " ") not in text}
    assert len(yours) > 30
    assert untold <= {"te_besteden"}


def test_what_was_assumed_is_said(page):
    text = page.select_one("#uitgangspunten").get_text(" ", strip=True)

    notes = bereken(engine(FAMILY))["notes"]
    assert notes
    assert all(note in text for note in notes)


def test_the_wish_can_be_changed_on_the_page_itself(client, page):
    hidden = {field["name"]: field["value"] for field in page.select("#antwoorden input[type=hidden]")}
    box = page.select_one("input[name='work-hours_wish']")

    assert box["form"] == "antwoorden"
    assert hidden == {name: value for name, value in FAMILY.items() if name != "work-hours_wish"}
    again = BeautifulSoup(client.post(START, {**hidden, box["name"]: "36", "naar": "uitkomst"}).text, "html.parser")
    assert "Van 28 naar 36 uur" in again.get_text()


@pytest.mark.django_db
def test_the_outcome_needs_no_query_and_no_cookie(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.post(START, to_outcome(FAMILY))

    assert not response.cookies
    assert response["Cache-Control"] == "private, no-cache"


def test_the_outcome_travels_compressed(client):
    plain = client.post(START, to_outcome(FAMILY))
    packed = client.post(START, to_outcome(FAMILY), headers={"Accept-Encoding": "gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content).decode() == plain.text
    assert len(packed.content) < 40_000


@pytest.mark.parametrize("typed", [FAMILY, WORK, {**WORK, **DEBT}, {**WORK, "rest-pension": "pfzw"}])
def test_every_term_is_explained_in_place(client, typed):
    page = show(client, typed)

    chapters = page.select("#uitleg details")
    unexplained = [chapter.summary.get_text(" ", strip=True) for chapter in chapters if not chapter.select_one("p a")]
    assert len(chapters) > 5
    assert [words for words in unexplained if "partner" not in words] == []
    for link in page.select("#uitleg details p a"):
        assert client.get(link["href"]).status_code == 200


def test_the_questions_and_answers_are_one_step_away(client, db):
    link = show(client, WORK).select_one("#verder ~ p a")

    assert "Infopakket" in client.get(link["href"]).text
