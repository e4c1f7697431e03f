"""What a cell stands for; when in doubt it's refused rather than guessed."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.releases.reading import typed
from calculator.releases.reading.typed import NotThat


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("2500", "2500"),
        ("2500,50", "2500.50"),
        ("1234.5", "1234.5"),
        ("0.000000623385", "0.000000623385"),
        ("34,115", "34.115"),
        ("0.125", "0.125"),
        ("1.234,56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1,234.56", "1234.56"),
        ("-47,57", "-47.57"),
        ("−47,57", "-47.57"),
        (" 12 ", "12"),
        (2500, "2500"),
        (Decimal("8.33"), "8.33"),
    ],
)
def test_a_number_is_read_as_a_dutch_reader_means_it(cell, number):
    assert typed.number(cell) == Decimal(number)


@pytest.mark.parametrize("cell", ["2.500", "-1.234", "999.999"])
def test_a_number_that_two_readers_would_read_otherwise_is_refused(cell):
    with pytest.raises(NotThat, match="Schrijf het zonder punt"):
        typed.number(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "", " ", "abc", "NaN", "inf", "1e308", "1e3", "€ 100", "12%", "1,2,3", "1.2.3", "--1", "٣", "0x10", "1_000",
        "9" * 20, "1,2.3,4", True, None, date(2026, 1, 1), Decimal("NaN"), Decimal("1e30"), "1\x00", "=1+1",
    ],
)  # fmt: skip
def test_anything_else_is_no_number(cell):
    with pytest.raises(NotThat):
        typed.number(cell)


@given(st.decimals(min_value=-10_000_000, max_value=10_000_000, places=2, allow_nan=False))
def test_every_amount_written_in_dutch_comes_back_exactly(amount):
    text = f"{amount:,.2f}".replace(",", ";").replace(".", ",").replace(";", ".")

    assert typed.number(text) == amount
    assert typed.number(f"{amount:.2f}".replace(".", ",")) == amount


@pytest.mark.parametrize(
    "cell",
    [
        "2027-01-31",
        "31-01-2027",
        "31-1-2027",
        "31/1/2027",
        "31.01.2027",
        date(2027, 1, 31),
        datetime.combine(date(2027, 1, 31), time()),
    ],
)
def test_a_day_is_read(cell):
    assert typed.day(cell) == date(2027, 1, 31)


@pytest.mark.parametrize("cell", ["31-04-2027", "29-02-2027", "2027", "januari", "1/31/2027", "", None, 46000])
def test_a_day_that_isnt_there_is_refused(cell):
    with pytest.raises(NotThat):
        typed.day(cell)


@pytest.mark.parametrize(
    ("cell", "answer"), [("ja", True), ("Nee", False), ("WAAR", True), ("false", False), (True, True)]
)
def test_yes_and_no_are_read(cell, answer):
    assert typed.yes_or_no(cell) is answer


def test_what_is_neither_yes_nor_no_is_refused():
    with pytest.raises(NotThat, match="“misschien” is geen ja of nee"):
        typed.yes_or_no("misschien")


def test_a_long_cell_is_quoted_in_short():
    assert typed.quoted("x" * 100) == f"“{'x' * 40}…”"
