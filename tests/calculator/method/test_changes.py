"""What became different on a day, against amounts that were read in the files by hand."""

from dataclasses import replace
from datetime import date

import pytest

from calculator.engine.in_use import ValueSet, using
from calculator.household.years import SUPPORTED
from calculator.method import changes
from calculator.rules import paww
from tests.calculator.method.reading import page, plain


def texts_of(change):
    return tuple(plain(text) for text in (change.name, change.old, change.new, change.difference))


def changed(year, slug):
    """(since, [(name, old, new, difference)]) of one chapter."""
    entries = [entry for group in changes.changes_in(year) for entry in group.chapters if entry.chapter.slug == slug]
    return [(part.since, [texts_of(change) for change in part.changes]) for one in entries for part in one.changed]


def test_each_value_that_became_different_is_there_with_the_difference():
    assert changed(2026, "algemene-heffingskorting") == [
        (
            "vanaf 1 januari 2026",
            [
                ("wordt lager vanaf een inkomen van", "€ 28.406", "€ 29.736", "+ € 1.330"),
                ("geen korting boven", "€ 76.817", "€ 78.426", "+ € 1.609"),
                ("onder de AOW-leeftijd: hoogste korting, per jaar", "€ 3.068", "€ 3.115", "+ € 47"),
                ("onder de AOW-leeftijd: gaat af van elke euro erboven", "6,337 %", "6,398 %", "+ 0,061 procentpunt"),
                ("met AOW-leeftijd: hoogste korting, per jaar", "€ 1.536", "€ 1.556", "+ € 20"),
                ("met AOW-leeftijd: gaat af van elke euro erboven", "3,17 %", "3,195 %", "+ 0,025 procentpunt"),
            ],
        )
    ]


def test_what_stayed_the_same_is_left_out():
    assert changed(2022, "reiskosten") == []
    assert "Reizen naar je werk" in changes.unchanged_in(2022)
    assert "Reizen naar je werk" not in changes.unchanged_in(2023)


def test_a_change_halfway_the_year_has_its_own_day():
    days = [since for since, _ in changed(2025, "kinderbijslag")]

    assert days == ["vanaf 1 januari 2025", "vanaf 1 juli 2025"]


def test_a_value_that_goes_and_one_that_comes_say_so():
    by_name = {name: (old, new, difference) for name, old, new, difference in changed(2026, "huurtoeslag")[0][1]}

    assert by_name["opslag op de basishuur, per maand"] == ("− € 37,14", "geldt niet", "")
    assert by_name["rechte lijn: alleen: basishuur, per maand"] == ("geldt niet", "€ 202,52", "")


def test_of_a_pay_table_the_ends_of_each_scale_are_there_in_percent():
    since, rows = changed(2026, "cao-primair-onderwijs")[1]

    assert since == "vanaf 1 november 2026"
    assert ("schaal LB, trede 12", "€ 5.520", "€ 5.586", "+ 1,2 %") in rows
    assert len(rows) == 8


def test_of_a_long_table_the_number_of_rows_is_there():
    (entry,) = (
        one for group in changes.changes_in(2026) for one in group.chapters if one.chapter.slug == "bijzonder-tarief"
    )

    assert entry.changed[0].remarks == ("De tabel heeft 13 regels; 13 daarvan zijn nieuw of anders.",)
    assert entry.in_short == "tabel"


def test_a_year_that_brings_no_values_is_named():
    (entry,) = (
        one for group in changes.changes_in(2027) for one in group.chapters if one.chapter.slug == "zorgtoeslag"
    )

    assert entry.changed[0].remarks == ("Van 2027 zijn nog geen waarden gevonden.",)
    assert entry.in_short == "niet gevonden"


def test_values_after_a_gap_say_how_long_the_ones_before_held():
    days = {"vanaf": date(2026, 1, 1), "tot_en_met": date(2026, 12, 31)}
    released = replace(paww.IN_FORCE.in_year(2024), **days, percentage=100)

    with using(ValueSet({"paww": [(released,)]}, version="proef")):
        (entry,) = (one for group in changes.changes_in(2026) for one in group.chapters if one.chapter.slug == "paww")

    assert [texts_of(change) for change in entry.changed[0].changes] == [
        ("premie", "0,08 %", "0,1 %", "+ 0,02 procentpunt")
    ]
    assert entry.changed[0].remarks == ("Daarvoor zijn er waarden tot en met 31 december 2024.",)


@pytest.mark.parametrize("year", SUPPORTED[1:])
def test_the_page_of_a_year_holds_every_change(year):
    soup = page("calculator:value_changes", year=year)
    rows = [
        tuple(plain(cell.get_text(" ")) for cell in row.find_all(["th", "td"]))
        for row in soup.select(".change-table tbody tr")
    ]

    expected = [
        texts_of(change)
        for group in changes.changes_in(year)
        for chapter in group.chapters
        for part in chapter.changed
        for change in part.changes
    ]
    assert len(expected) > 40
    assert rows == expected
