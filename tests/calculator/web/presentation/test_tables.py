"""The rows of the tables, whole."""

import pytest

from calculator.web.presentation import tables
from tests.calculator.web.forms.typed import (
    children,
    gross,
    no_partner,
    other_home,
    own_home,
    partner,
    partner_with,
    rent,
    rest,
    work,
)
from tests.calculator.web.presentation.households import outcome, outcome_of, plain

NOBODY = (no_partner(), children(), other_home())


def cells_of(row):
    return plain(row.name), plain(row.now), plain(row.wish), plain(row.difference), row.direction


def test_what_comes_and_goes_in_a_month():
    result = outcome_of("breadwinner")

    assert [cells_of(row) for row in [*tables.parts(result), tables.total(result)]] == [
        ("jouw loon, na belasting", "€ 2.910", "€ 3.183", "+ € 273", "plus"),
        ("loon partner, na belasting", "€ 2.659", "€ 2.659", "€ 0", "soft"),
        ("kinderbijslag", "€ 219", "€ 219", "€ 0", "soft"),
        ("kindgebonden budget", "€ 209", "€ 171", "− € 38", "minus"),
        ("huurtoeslag", "€ 0", "€ 0", "€ 0", "soft"),
        ("zorgtoeslag", "€ 0", "€ 0", "€ 0", "soft"),
        ("opvang, na toeslag", "− € 69", "− € 79", "− € 10", "minus"),
        ("te besteden", "€ 5.927", "€ 6.152", "+ € 225", "plus"),
    ]


def test_the_payslip_of_an_ordinary_month():
    assert [cells_of(row) for row in tables.payslip(outcome_of("breadwinner"))] == [
        ("bruto per maand", "€ 3.211", "€ 3.670", "+ € 459", "plus"),
        ("pensioenpremie", "− € 209", "− € 239", "− € 30", "minus"),
        ("loonheffing", "− € 389", "− € 564", "− € 175", "minus"),
        ("netto, gewone maand", "€ 2.613", "€ 2.867", "+ € 254", "plus"),
    ]


def test_the_year_in_what_comes_apart():
    assert [cells_of(row) for row in tables.year(outcome_of("fewer hours"))] == [
        ("twaalf gewone maanden", "€ 37.091", "€ 28.093", "− € 8.999", "minus"),
        ("vakantiegeld", "€ 1.943", "€ 1.564", "− € 379", "minus"),
        ("eindejaarsuitkering", "€ 2.024", "€ 1.629", "− € 395", "minus"),
        ("toelage", "€ 135", "€ 109", "− € 26", "minus"),
        ("terug of bij na je aangifte", "€ 2.210", "€ 3.023", "+ € 813", "plus"),
        ("netto per jaar", "€ 43.403", "€ 34.417", "− € 8.986", "minus"),
    ]


@pytest.mark.parametrize(
    ("more", "rows"),
    [
        ({}, ["terug of bij na je aangifte"]),
        (
            {"other_income": "9.000"},
            ["ander inkomen, voor belasting", "belasting daarover, en terug of bij na je aangifte"],
        ),
        ({"second_wage": "9.000"}, ["andere baan, netto", "terug of bij na je aangifte"]),
        ({"second_wage": "20.000", "tax_credit": "no"}, ["andere baan, na aangifte"]),
    ],
)
def test_other_income_has_rows_of_its_own(more, rows):
    result = outcome(work(), *NOBODY, rest(**more))
    names = [row.name for row in tables.year(result)]

    assert names == ["twaalf gewone maanden", "vakantiegeld", "eindejaarsuitkering", "toelage", *rows, "netto per jaar"]
    assert tables.parts(result)[0].name == ("jouw inkomen, na belasting" if more else "jouw loon, na belasting")


def test_the_partner_with_other_income_has_an_income_rather_than_a_wage():
    result = outcome(work(), partner_with("nothing", other_income="9.000"), children(), other_home(), rest())

    assert [row.name for row in tables.parts(result)][:2] == [
        "jouw loon, na belasting",
        "inkomen partner, na belasting",
    ]


@pytest.mark.parametrize(
    ("steps", "keys"),
    [
        (NOBODY, ["net", "zorgtoeslag"]),
        ((no_partner(), children(), rent()), ["net", "huurtoeslag", "zorgtoeslag"]),
        ((partner(), children(), own_home()), ["net", "net_partner", "own_home", "zorgtoeslag"]),
        (
            (partner(), children("1-9-2018"), other_home()),
            ["net", "net_partner", "kinderbijslag", "kindgebonden_budget", "zorgtoeslag"],
        ),
        # Grown up and still at home: no kinderbijslag, yet someone with children looks for the row.
        ((no_partner(), children("1-9-2001"), other_home()), ["net", "kindgebonden_budget", "zorgtoeslag"]),
    ],
)
def test_only_what_can_play_a_part_has_a_row(steps, keys):
    assert [row.key for row in tables.parts(outcome(work(), *steps, rest()))] == keys


def test_what_is_not_certain_is_marked_and_nothing_else():
    rows = {row.key: row.zekerheid for row in tables.parts(outcome_of("breadwinner"))}

    assert rows["net"] == "afgeleid"
    assert {rows[key] for key in ("huurtoeslag", "zorgtoeslag", "kindgebonden_budget", "kinderbijslag")} == {""}


def test_a_pay_table_that_changes_within_the_year_is_explained():
    with_table, without = (tables.small_print(outcome(typed, *NOBODY, rest())) for typed in (work(), gross("3.211")))

    assert with_table[0].startswith("In november 2026 gaat je salaristabel omhoog.")
    assert len(without) == 1
    assert with_table[1:] == without


def test_half_hours_stand_between_the_whole_ones():
    rows = tables.every_hour(outcome_of("half hours"))
    around = [(row.hours, row.mark, bool(row.extra)) for row in rows[28:34]]

    assert around == [
        ("28", "", True),
        ("28,5", "je bent hier", False),
        ("29", "", True),
        ("30", "", True),
        ("30,5", "je wens", False),
        ("31", "", True),
    ]
    assert len(rows) == 43


def test_full_time_ends_the_table_of_hours():
    assert [row.hours for row in tables.every_hour(outcome_of("elsewhere"))][-2:] == ["36", "36,86"]
