"""An allowance is a rule with its values and its text, a slot and a row: then it's everywhere."""

import importlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from calculator.answers.bereken import bereken
from calculator.engine.in_use import ValueSet, latest
from calculator.household import parts, slots
from calculator.household.calculation import curve
from calculator.household.parts import Part
from calculator.household.slots import Amount
from calculator.releases.checking import effects
from calculator.web.presentation import page
from tests.calculator.added.workshop import read_anew, with_files
from tests.calculator.documents import alone
from tests.calculator.web.forms.typed import children, no_partner, other_home, rest, work
from tests.calculator.web.presentation.households import outcome, plain
from tests.pages import faults_in

FOLDER = Path(__file__).parent / "allowance"
STEPS = (work("16", "32"), no_partner(), children(), other_home(), rest())
TYPED = {name: value for step in STEPS for name, value in step.items()} | {"naar": "uitkomst"}


def row(rule) -> Part:
    def of(around, stap):
        waarden = rule.IN_FORCE.found_in(around.household.year)
        return waarden and Amount(*rule.kattentoeslag(around.toetsingsinkomen, waarden=waarden, stap=stap))

    return Part(
        key="kattentoeslag",
        name="kattentoeslag",
        place=45,
        look="sky",
        slot=of,
        is_toeslag=True,
        is_expected=slots.always,
        title="Kattentoeslag",
        slug="kattentoeslag",
        steps=("kattentoeslag",),
        starts="begint {your} kattentoeslag",
        stops="stopt {your} kattentoeslag",
        in_force=rule.IN_FORCE,
        wet=rule.WET,
        why_not=lambda request: slots.no_values("de kattentoeslag", rule.IN_FORCE, request.year),
    )


@pytest.fixture(autouse=True)
def _added(monkeypatch, tmp_path):
    files = {"parameters": ("kattentoeslag.toml",), "texts": {"toeslagen.toml": "tekst.toml"}}
    with with_files(monkeypatch, FOLDER, tmp_path, **files):
        rule = importlib.import_module("calculator.rules.kattentoeslag")
        monkeypatch.setattr(parts, "ROWS", (*parts.ROWS, row(rule)))
        with read_anew():
            yield


def test_it_is_part_of_the_curve_and_stops_with_a_name():
    whole = curve(alone())

    amounts = whole.parts["kattentoeslag"]
    assert amounts[0] == 600_00
    assert amounts[-1] == 0
    assert (sum(whole.parts.values()) == whole.disposable_year).all()
    (jump,) = (one for one in whole.jumps if one.rule == "kattentoeslag")
    assert (jump.kind, jump.short) == ("stops", "kattentoeslag")
    assert jump.sentence == f"Bij {jump.hours // 100} uur stopt je kattentoeslag."


def test_the_answer_and_its_schema_have_it(client, db):
    document = {**alone(), "hours": [0, 16], "explain": True}
    response = client.post("/api/v1/berekening", json.dumps(document), content_type="application/json")

    none, some = (result["kattentoeslag"] for result in response.json()["results"])
    assert none == {"month": 50.0, "year": 600.0}
    assert 0 < some["year"] < 600
    assert some["month"] == some["year"] // 12
    schema = client.get(reverse("api:openapi")).json()["components"]["schemas"]["answer"]
    result = schema["properties"]["results"]["items"]
    assert "kattentoeslag" in result["required"]
    assert result["properties"]["kattentoeslag"]["required"] == ["month", "year"]


def test_the_page_shows_tells_and_draws_it(client, db):
    html = client.post(reverse("calculator:start"), TYPED).text
    soup = BeautifulSoup(html, "html.parser")
    text = plain(soup.get_text(" ", strip=True))

    assert faults_in(html) == []
    rows = [head.get_text(strip=True) for head in soup.select("th[scope=row] .part-name")]
    assert "kattentoeslag" in [name.split("één bron")[0].strip() for name in rows]
    assert soup.select("svg.chart .p-sky")
    assert "Bij een inkomen van" in text
    assert "kattentoeslag per maand." in text
    assert soup.select(f'a[href="{reverse("calculator:rule", args=["kattentoeslag"])}"]')
    assert any("kattentoeslag stopt" in drawing.get_text() for drawing in soup.select("svg.chart"))


def test_words_tables_and_certainty_know_it():
    shown = page.for_screen(outcome(*STEPS))

    row_ = next(row_ for row_, _ in shown["parts"] if row_.key == "kattentoeslag")
    assert (row_.name, row_.direction, row_.zekerheid) == ("kattentoeslag", "minus", "één bron")
    assert any("minder" in sentence and "kattentoeslag" in sentence for sentence in shown["lead"])
    assert any("kattentoeslag" in item.text for item in shown["todo"])
    chapter = next(chapter for chapter, _ in shown["chapters"] if chapter.title == "Kattentoeslag")
    assert (chapter.zekerheid, chapter.laws) == ("één bron", ("Wet op de kattentoeslag art. 1",))
    assert [row_.name for row_, _ in page.for_paper(outcome(*STEPS))["parts"]].count("kattentoeslag") == 1


def test_how_we_calculate_tells_it_with_its_values(client):
    assert "Kattentoeslag" in client.get(reverse("calculator:how_we_calculate")).text
    text = plain(client.get(reverse("calculator:rule", args=["kattentoeslag"])).text)

    assert "Het hoogste bedrag is € 600 per jaar." in text
    assert "Staatscourant van de katten" in text


def test_a_year_without_values_says_that_it_is_left_out():
    answer = bereken({**alone(), "year": 2025})

    assert {
        "part": "kattentoeslag",
        "why": "De kattentoeslag zit er niet in: de bedragen van 2025 zijn niet gevonden.",
    } in (answer["left_out"])
    assert answer["results"][0]["kattentoeslag"]["year"] == 0


def test_the_check_of_a_release_says_what_becomes_of_it():
    rule = importlib.import_module("calculator.rules.kattentoeslag")
    more = replace(rule.IN_FORCE.in_year(2026), hoogste_bedrag=9000_00)

    households, faults = effects.households([2026], latest(), ValueSet({"kattentoeslag": [(more,)]}, version="meer"))

    assert faults == []
    changed = [part["name"] for household in households for part in household["parts"]]
    assert "kattentoeslag" in changed
    assert set(changed) == {"kattentoeslag"}
