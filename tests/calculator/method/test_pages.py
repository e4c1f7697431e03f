"""The pages themselves: open, light, quick, and right about the years that lack something."""

import gzip
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from calculator.engine.in_use import ValueSet, using
from calculator.engine.steps import Stappen
from calculator.engine.values import NotInForce
from calculator.household.years import SUPPORTED, shown_in
from calculator.method import bodies, curves, pages
from calculator.method.chapters import chapters
from calculator.rules import cao, zorgtoeslag
from tests.calculator.method.reading import page, plain
from tests.pages import faults_in
from tests.speed import check_work_less_than

OVERVIEW = reverse("calculator:how_we_calculate")
ADDRESSES = [
    OVERVIEW,
    *(reverse("calculator:rule", kwargs={"slug": slug}) for slug in chapters()),
    *(reverse("calculator:value_changes", kwargs={"year": year}) for year in pages.years_with_changes()),
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_anyone_reads_a_page_without_a_cookie_or_a_query(client, address):
    # Without the database fixture a query would be an error.
    response = client.get(address)

    assert response.status_code == 200
    assert faults_in(response.text) == []
    assert not response.cookies
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_travels_is_light(client, address):
    response = client.get(address, headers={"accept-encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 30_000
    assert len(gzip.decompress(response.content)) < 200_000


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_link_to_another_site_gives_it_no_hold_on_the_page(client, address):
    links = BeautifulSoup(client.get(address).text, "html.parser").select("a[href^=http]")

    assert all("noopener" in link["rel"] and link.get_text(strip=True) for link in links)


def test_a_page_costs_less_than_fifteen_milliseconds_once_it_is_made(client):
    for address in ADDRESSES:
        client.get(address)

    with check_work_less_than(0.015 * len(ADDRESSES)):
        for address in ADDRESSES:
            client.get(address)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("calculator:rule", {"slug": "bestaat-niet"}),
        ("calculator:value_changes", {"year": SUPPORTED[0]}),
        ("calculator:value_changes", {"year": 1900}),
        ("calculator:value_changes", {"year": 9999}),
    ],
)
def test_what_is_not_there_is_not_found(client, name, arguments):
    assert client.get(reverse(name, kwargs=arguments)).status_code == 404


@pytest.mark.parametrize("address", ADDRESSES[:2])
def test_a_page_only_answers_to_who_reads(client, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


def test_the_overview_leads_to_every_rule_in_the_order_of_the_computation():
    links = [link["href"] for link in page("calculator:how_we_calculate").select(".rule-line a")]

    assert links == [reverse("calculator:rule", kwargs={"slug": slug}) for slug in chapters()]


def test_the_overview_counts_the_values_of_the_year_by_how_sure_they_are():
    counted = pages.overview(2026)
    numbers = {sure: number for sure, _, number in counted["meanings"]}

    assert sum(numbers.values()) == counted["values_in_year"]
    assert numbers["bevestigd"] > numbers["één bron"] > 0
    assert numbers["voorstel"] == 0
    assert {sure: number for sure, _, number in pages.overview(2027)["meanings"]}["voorstel"] > 30
    assert [chapter.slug for chapter in counted["missing"]] == ["paww"]


def test_a_rule_is_told_with_its_law_formula_values_and_what_is_left_out():
    text = plain(page("calculator:rule", slug="zorgtoeslag").get_text(" "))

    assert "Wet op de zorgtoeslag art. 2 en 3; Awir art. 14" in text
    assert "De standaardpremie is € 2.119 per persoon per jaar." in text
    assert "Alleen is dat 1,912 procent van het drempelinkomen van € 29.736" in text
    assert "Een partner zonder Nederlandse zorgverzekering" in text
    assert "Van 2021 en 2027 zijn geen waarden gevonden." in text


def test_a_year_without_values_has_a_column_that_says_so():
    table = page("calculator:rule", slug="zorgtoeslag").find(id="zorgtoeslag-jaren").find_parent("table")
    heads = [plain(head.get_text(" ")) for head in table.thead.find_all("th")][1:]
    first = [plain(cell.get_text(" ")) for cell in table.tbody.find("tr").find_all("td")]

    assert [head.split()[0] for head in heads] == ["2027", "2026", "2025", "2024", "2023", "2022", "2021"]
    assert (first[0], first[1], first[-1]) == ("niet gevonden", "€ 2.119", "niet gevonden")


def test_a_value_that_holds_half_a_year_has_both_halves_in_the_table():
    grid = page("calculator:rule", slug="kinderbijslag").find(id="kinderbijslag-nu").find_parent("table")

    assert [plain(head.get_text(" ")) for head in grid.thead.find_all("th")] == [
        "waarde",
        "vanaf 1 januari 2026 één bron",
        "vanaf 1 juli 2026 staat vast",
    ]


def test_the_picture_shows_what_the_rule_itself_says():
    waarden = zorgtoeslag.IN_FORCE.in_year(2026)
    table = page("calculator:rule", slug="zorgtoeslag").find(id="plaatje-tabel").find_parent("table")
    rows = [[plain(cell.get_text(" ")) for cell in row.find_all(["th", "td"])] for row in table.tbody.find_all("tr")]

    for income, together, alone in rows:
        cents = 100 * int(income.removeprefix("€ ").replace(".", ""))
        for text, partner in ((together, True), (alone, False)):
            month = zorgtoeslag.zorgtoeslag_maand(
                cents, has_partner=partner, vermogen=0, waarden=waarden, stap=Stappen.geen()
            )
            assert text == f"€ {int(month) // 100}"
    assert len(rows) > 10


def test_a_picture_of_a_year_without_values_is_left_out():
    with pytest.raises(NotInForce):
        zorgtoeslag.IN_FORCE.in_year(2021)

    assert curves.picture("zorgtoeslag", 2021) is None
    assert pages.drawing("minimumloon", 2026) is None
    assert "drawing" in pages.chapter("zorgtoeslag", 2021)


@pytest.mark.parametrize("year", SUPPORTED)
def test_every_year_can_be_the_one_that_is_shown(year):
    assert bodies.overview(year).body
    for slug in chapters():
        chapter = bodies.chapter(slug, year)
        assert faults_in(whole(chapter.body)) == []


def whole(body):
    return (
        '<html lang="nl"><title>Zo | Uren-portaal</title><a class="skip-link" href="#inhoud">x</a>'
        f'<main id="inhoud">{body}</main></html>'
    )


def test_a_page_is_made_once_for_the_values_in_use():
    assert bodies.chapter("zorgtoeslag", 2026) is bodies.chapter("zorgtoeslag", 2026)


def test_what_is_released_stands_on_the_page_at_once(client):
    address = reverse("calculator:rule", kwargs={"slug": "zorgtoeslag"})
    now = zorgtoeslag.IN_FORCE.in_year(2026)
    days = {"vanaf": date(2027, 1, 1), "tot_en_met": date(2027, 12, 31)}
    released = replace(now, **days, standaardpremie=2222_00, bron=("Een proef",))

    with using(ValueSet({"zorgtoeslag": [(released,)]}, version="proef")):
        during = plain(BeautifulSoup(client.get(address).text, "html.parser").get_text(" "))
    after = plain(BeautifulSoup(client.get(address).text, "html.parser").get_text(" "))

    assert "€ 2.222" in during
    assert "Een proef" in during
    assert "Van 2021 zijn geen waarden gevonden." in during
    assert "€ 2.222" not in after
    assert "Van 2021 en 2027 zijn geen waarden gevonden." in after


def test_a_table_that_comes_with_a_release_gets_its_page_then(client):
    address = reverse("calculator:rule", kwargs={"slug": "cao-vvt"})
    days = {"vanaf": date(2026, 1, 1), "tot_en_met": date(2026, 12, 31), "bron": ("Een proef",)}
    terms = replace(cao.CAOS["po"].terms.in_year(2026), **days, voltijd_uren=36)
    table = replace(cao.CAOS["po"].tables.on(date(2026, 12, 1)), **days)

    before = client.get(address).status_code
    with using(ValueSet({"cao_vvt": [(terms,)], "cao_vvt_tabellen": [(table,)]}, version="proef")):
        response = client.get(address)

    assert before == 404
    assert response.status_code == 200
    assert faults_in(response.text) == []
    assert "Je deeltijdfactor is je uren per week gedeeld door 36." in plain(response.text)
    assert "€ 5.586" in plain(response.text)


def test_the_menu_marks_this_page_and_not_the_one_above_it(client):
    nav = BeautifulSoup(client.get(OVERVIEW).text, "html.parser").find("nav", attrs={"aria-label": "Hoofdmenu"})

    assert [link.get_text(strip=True) for link in nav.select("a[aria-current]")] == ["Zo rekenen wij"]


def test_the_home_page_leads_here(client, db):
    assert f'href="{OVERVIEW}"' in client.get("/").text
    assert shown_in.__module__ == "calculator.household.years"
