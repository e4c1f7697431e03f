"""The list of doubts: for HPP on a page, for whoever releases on the command line."""

import json

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from calculator.method import doubts
from tests.calculator.method.reading import plain

PAGE = reverse("calculator:value_check")
ON_THE_DAY = time_machine.travel("2026-11-24 12:00+01:00", tick=False)
SOME = """
[[geaccepteerd]]
regel = "zorgtoeslag"
soort = "ontbreekt"
jaren = [2021, 2027]
reden = "Niet gevonden."
"""
STALE = """
[[geaccepteerd]]
regel = "zorgtoeslag"
soort = "voorstel"
jaren = [2026]
reden = "Was ooit zo."
"""


@pytest.fixture
def accepted(tmp_path, monkeypatch):
    """Write what is accepted in this test."""

    def write(text):
        path = tmp_path / "geaccepteerd.toml"
        path.write_text(text)
        monkeypatch.setattr(doubts, "ACCEPTED", path)

    return write


def run(capsys, *arguments):
    """(exit code, what it said)"""
    try:
        call_command("controleer_waarden", *arguments)
    except SystemExit as stopped:
        return stopped.code, capsys.readouterr().out
    return 0, capsys.readouterr().out


@ON_THE_DAY
def test_what_ships_passes_the_strict_check(capsys):
    code, said = run(capsys, "--streng")

    assert code == 0
    assert said.startswith("Open: 0\n")
    assert "afgeleid    Pensioen bij ABP, 2026  (pensioen_abp)" in said


@ON_THE_DAY
def test_a_doubt_without_a_reason_fails_the_strict_check_only(capsys, accepted):
    accepted(SOME)

    code, said = run(capsys)
    strict, _ = run(capsys, "--streng")

    assert (code, strict) == (0, 1)
    assert "één bron    Inkomensafhankelijke combinatiekorting, 2026  (combinatiekorting)" in said
    assert "Bekeken en geaccepteerd: 2\n" in said
    assert said.rstrip().splitlines()[-1].startswith("Alle jaren: ")


@ON_THE_DAY
def test_something_accepted_for_nothing_fails_the_strict_check(capsys, accepted):
    accepted(doubts.ACCEPTED.read_text() + STALE)

    code, said = run(capsys, "--streng")

    assert code == 1
    assert "Overbodig in geaccepteerd.toml: zorgtoeslag, voorstel, 2026." in said


@ON_THE_DAY
def test_one_year_as_json(capsys):
    code, said = run(capsys, "--jaar", "2027", "--json")
    report = json.loads(said)

    assert code == 0
    assert (report["jaar"], report["open"]) == (2027, 0)
    assert {point["jaar"] for point in report["punten"]} == {2027}
    assert {
        "regel": "zorgtoeslag",
        "titel": "Zorgtoeslag",
        "soort": "ontbreekt",
        "jaar": 2027,
        "wanneer": "2027",
        "waarden": [],
        "toelichting": "",
        "geaccepteerd": "De standaardpremie en de percentages zijn niet gevonden. De uitkomst zegt dat de toeslag er "
        "niet in zit.",
    } in report["punten"]


def test_a_wrong_list_of_what_is_accepted_stops_the_check(accepted):
    accepted('[[geaccepteerd]]\nregel = "bestaat_niet"\nsoort = "afgeleid"\njaren = [2026]\nreden = "x"')

    with pytest.raises(CommandError, match="bestaat_niet is geen regel met waarden"):
        call_command("controleer_waarden")


def test_a_year_that_cannot_be_computed_is_refused():
    with pytest.raises(CommandError, match="jaar"):
        call_command("controleer_waarden", "--jaar", "1999")


def read(client, address=PAGE):
    return BeautifulSoup(client.get(address).text, "html.parser")


def rows(page, heading):
    section = page.find(id=heading).find_parent("section")
    return [[plain(cell.get_text(" ")) for cell in row.find_all(["th", "td"])] for row in section.select("tbody tr")]


@pytest.mark.django_db
@ON_THE_DAY
def test_hpp_sees_what_is_open_and_what_was_accepted(cast, accepted):
    accepted(SOME)

    page = read(cast.client("hpp"))

    assert ["Zorgtoeslag", "2027", "niet meegerekend", "alle", "Niet gevonden."] in rows(page, "bekeken")
    assert [
        "Inkomensafhankelijke combinatiekorting",
        "2026",
        "één bron",
        "begint bij een loon van; opbouw; hoogste korting, per jaar",
        "nog niet opgeschreven",
    ] in rows(page, "open")


@pytest.mark.django_db
@ON_THE_DAY
def test_hpp_can_look_at_one_year(cast):
    page = read(cast.client("hpp"), f"{PAGE}?jaar=2027")

    assert [link.get_text(strip=True) for link in page.select(".tabs a[aria-current]")] == ["2027"]
    assert {row[1] for row in rows(page, "bekeken")} == {
        "2027",
        "vanaf 1 november 2026",
        "1 maart 2027 tot en met 31 december 2027",
    }
    assert "Er staat niets open." in page.get_text()


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ["1999", "x", "2026;", "", "9" * 400, "\x00"])
def test_an_odd_year_in_the_address_shows_all_of_them(cast, odd):
    page = BeautifulSoup(cast.client("hpp").get(PAGE, {"jaar": odd}).text, "html.parser")

    assert [link.get_text(strip=True) for link in page.select(".tabs a[aria-current]")] == ["Alle jaren"]


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
@pytest.mark.parametrize("character", ["hpp", "hpp_admin"])
def test_the_admin_leads_to_the_list(cast, character):
    page = cast.client(character).get(reverse("admin:index")).text

    assert f'<a href="{PAGE}">' in page
    assert "Bootcamps" in page


@pytest.mark.django_db
def test_the_list_takes_no_query_of_its_own(cast):
    client = cast.client("hpp")

    with CaptureQueriesContext(connection) as elsewhere:
        client.get(reverse("calculator:how_we_calculate"))
    with CaptureQueriesContext(connection) as here:
        client.get(PAGE)

    assert len(here) == len(elsewhere)
