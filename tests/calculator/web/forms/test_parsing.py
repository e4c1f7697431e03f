"""Numbers and days as people type them."""

from datetime import date
from decimal import Decimal

import pytest

from calculator.web.forms.parsing import CannotRead, TwoMeanings, dutch, read_day, read_number, shown

READ = [
    ("28", "28"),
    (" 28 ", "28"),
    ("28 uur", "28"),
    ("28uur", "28"),
    ("28,5", "28.5"),
    ("28.5", "28.5"),
    ("+5", "5"),
    ("-5", "-5"),
    ("−5", "-5"),
    ("-0", "0"),
    ("0", "0"),
    ("007", "7"),
    ("0,23", "0.23"),
    ("0.300", "0.300"),
    ("1.234,56", "1234.56"),
    ("1,234.56", "1234.56"),
    ("1.234", "1234"),
    ("1 234,56", "1234.56"),
    ("1\u00a0234,56", "1234.56"),
    ("1'234,56", "1234.56"),
    ("€ 1.234,-", "1234"),
    ("€1.234,--", "1234"),
    ("1234 euro", "1234"),
    ("12.345.678", "12345678"),
    ("12,345,678", "12345678"),
    ("25 km", "25"),
    ("123456789012345", "123456789012345"),
]
NO_NUMBER = [
    "abc",
    "1e308",
    "1E5",
    "NaN",
    "inf",
    "--5",
    "+-5",
    "-",
    ",",
    "1.234.56",
    "1,2,3",
    "12.34,56",
    "1..2",
    "0x10",
    "½",
    "٢٨",
    "２８",
    "😀",
    "\u202e28",
    "2\u200b8",
    "=1+1",
    "<script>alert(1)</script>",
    "28;32",
    "28-32",
]


@pytest.mark.parametrize(("text", "number"), READ)
def test_a_number_is_read_as_it_was_meant(text, number):
    assert read_number(text) == Decimal(number)
    assert not str(read_number(text)).startswith("-0")


@pytest.mark.parametrize("text", NO_NUMBER)
def test_what_is_no_number_is_named_and_refused(text):
    with pytest.raises(CannotRead) as reason:
        read_number(text)

    assert str(reason.value) == f"{shown(text)} is geen getal."


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("1,234", "Bedoel je 1.234 of 1,23? Gebruik een komma alleen voor de centen."),
        ("28,500", "Bedoel je 28.500 of 28,50? Gebruik een komma alleen voor de centen."),
    ],
)
def test_what_can_mean_two_things_is_asked_back(text, question):
    with pytest.raises(TwoMeanings) as reason:
        read_number(text)

    assert str(reason.value) == question


def test_twenty_digits_are_too_many():
    with pytest.raises(CannotRead) as reason:
        read_number("12345678901234567890")

    assert str(reason.value) == "“12345678901234567890” is te lang voor een getal."


def test_a_megabyte_is_refused_and_repeated_in_short():
    with pytest.raises(CannotRead) as reason:
        read_number("9" * 1_000_000)

    assert str(reason.value) == f"“{'9' * 30}…” is geen getal."


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        ("2\x008", "“2?8”"),
        ("\u202e82", "“?82”"),
        ("😀", "“😀”"),
        ("  x  ", "“x”"),
        ("\ud800", "“?”"),
    ],
)
def test_what_is_repeated_in_a_sentence_can_be_printed(text, repeated):
    assert shown(text) == repeated


@pytest.mark.parametrize(
    ("number", "text"),
    [("1234.50", "1.234,5"), ("40", "40"), ("-5", "−5"), ("0.05", "0,05"), ("1000000", "1.000.000"), ("20", "20")],
)
def test_a_number_is_written_the_dutch_way(number, text):
    assert dutch(Decimal(number)) == text


@pytest.mark.parametrize(
    "text",
    [
        "12-4-2019",
        "12-04-2019",
        "12/4/2019",
        "12.4.2019",
        "12 4 2019",
        "12042019",
        "2019-04-12",
        "12 april 2019",
        "12 APR 2019",
        "12apr2019",
        "12-apr-2019",
    ],
)
def test_a_day_can_be_written_in_many_ways(text):
    assert read_day(text) == date(2019, 4, 12)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("29-2-2024", date(2024, 2, 29)),
        ("1 mrt 2020", date(2020, 3, 1)),
        ("1-1-0001", date(1, 1, 1)),
        ("31-12-9999", date(9999, 12, 31)),
    ],
)
def test_days_at_the_edges_exist(text, day):
    assert read_day(text) == day


AS = "Schrijf hem als 12-4-2019: dag, maand, jaar."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31-4-2019", "31 april bestaat niet. April heeft 30 dagen."),
        ("31 april 2019", "31 april bestaat niet. April heeft 30 dagen."),
        ("29-2-2023", "29 februari 2023 bestaat niet. Februari 2023 heeft 28 dagen."),
        ("2019-02-30", "30 februari 2019 bestaat niet. Februari 2019 heeft 28 dagen."),
        ("0-1-2019", "0 januari bestaat niet. Januari heeft 31 dagen."),
        ("12-13-2019", "Maand 13 bestaat niet. Schrijf een datum als 12-4-2019: dag, maand, jaar."),
        ("1-1-0000", "Het jaar 0 bestaat niet."),
        ("12-4-19", "Schrijf het jaar met vier cijfers, bijvoorbeeld 12-4-2019."),
        ("12 apr 19", "Schrijf het jaar met vier cijfers, bijvoorbeeld 12-4-2019."),
        ("12 fructidor 2019", "De maand in “12 fructidor 2019” kennen we niet. Schrijf een datum als 12-4-2019."),
        ("gisteren", f"“gisteren” is geen datum. {AS}"),
        ("12-4-20190", f"“12-4-20190” is geen datum. {AS}"),
        ("-12-4-2019", f"“-12-4-2019” is geen datum. {AS}"),
        ("١٢-٤-٢٠١٩", f"“١٢-٤-٢٠١٩” is geen datum. {AS}"),
        ("\u202e12-4-2019", f"“?12-4-2019” is geen datum. {AS}"),
        ("1" * 1_000_000, f"“{'1' * 30}…” is geen datum. {AS}"),
    ],
)
def test_a_day_that_can_not_be_is_explained(text, said):
    with pytest.raises(CannotRead) as reason:
        read_day(text)

    assert str(reason.value) == said
