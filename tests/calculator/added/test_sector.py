"""A sector is one record, its values in two files and its text: then it's everywhere."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from calculator.engine.values import load
from calculator.household.calculation import curve
from calculator.rules import cao
from calculator.rules.cao import Cao, CaoWaarden, TabelWaarden
from tests.calculator.added.workshop import read_anew, with_files
from tests.calculator.documents import alone
from tests.calculator.web.forms.typed import children, in_sector, no_partner, other_home, rest
from tests.calculator.web.presentation.households import outcome, plain
from tests.pages import faults_in

FOLDER = Path(__file__).parent / "sector"
START = reverse("calculator:start")
STEPS = (in_sector("boerderij", "STAL-2", "20", "38"), no_partner(), children(), other_home(), rest())
TYPED = {name: value for step in STEPS for name, value in step.items()} | {"naar": "uitkomst"}
WAGE = {"cao": "boerderij", "scale": "STAL", "step": 2, "hours": 19}


@pytest.fixture(autouse=True)
def _added(monkeypatch, tmp_path):
    files = ("cao_boerderij.toml", "cao_boerderij_tabellen.toml")
    with with_files(monkeypatch, FOLDER, tmp_path, parameters=files, texts={"loon.toml": "tekst.toml"}):
        record = Cao(
            key="boerderij",
            wet="Cao zorgboerderijen",
            sector="Zorgboerderij",
            short="cao Boerderij",
            step="sport",
            slug="cao-boerderij",
            tables=load(TabelWaarden, "cao_boerderij_tabellen"),
            terms=load(CaoWaarden, "cao_boerderij"),
        )
        monkeypatch.setitem(cao.KNOWN, record.key, record)
        with read_anew():
            yield


def test_the_form_offers_the_sector_with_its_own_scales(client, db):
    html = client.get(START).text
    page = BeautifulSoup(html, "html.parser")

    assert faults_in(html) == []
    assert page.select_one('select[name=work-sector] option[value="cao-boerderij"]').text == "Zorgboerderij"
    places = page.select_one("select[name=work-place_boerderij]")
    assert page.select_one(f'label[for="{places["id"]}"]').get_text(strip=True) == "Je schaal en sport"
    assert [place.text for place in places.select("option")] == [
        "Kies uit de lijst",
        *(f"Schaal STAL, sport {step}" for step in (1, 2, 3)),
        *(f"Schaal ERF, sport {step}" for step in (1, 2)),
    ]


def test_a_place_that_was_not_chosen_is_asked_for_by_its_own_name(client, db):
    page = client.post(START, {**TYPED, "work-place_boerderij": "", "stap": "werk"}).text

    assert "Kies je schaal en sport uit de lijst." in page


def test_the_answer_takes_its_table_hours_fund_and_pay_beside_salary(client, db):
    document = {**alone({"wage": WAGE, "pension": "pfzw"}), "explain": True}

    answer = client.post("/api/v1/berekening", json.dumps(document), content_type="application/json").json()

    (person,) = answer["results"][0]["people"]
    assert person["payroll"]["gross_month"] == 1550  # half of a full week of 38 hours
    assert person["gross_year"] == 21_018  # with 8 and 5 percent
    assert "Cao zorgboerderijen" in {step["law"] for step in answer["steps"]}
    schema = client.get(reverse("api:openapi")).text
    assert '"boerderij"' in schema


def test_the_curve_ends_at_its_own_full_time():
    whole = curve(alone({"wage": WAGE, "pension": "pfzw"}))

    assert whole.hours[-1] == 3800


def test_the_outcome_tells_the_scale_and_the_fund():
    shown = outcome(*STEPS)

    assert shown.fulltime == 38
    assert shown.in_school is False
    assert str(shown.request.people[0].pension) == "pfzw"


def test_the_page_shows_it(client, db):
    text = plain(BeautifulSoup(client.post(START, TYPED).text, "html.parser").get_text(" ", strip=True))

    assert "cao Boerderij, schaal STAL, sport 2" in text
    assert "van 0 tot 38 uur" in text


def test_how_we_calculate_tells_it_with_its_table_and_a_picture(client):
    page = client.get(reverse("calculator:rule", args=["cao-boerderij"])).text

    assert "Een volledige baan is 38 uur." in page
    assert "schaal STAL" in page
    assert "<svg" in page
    assert "3.100" in page
