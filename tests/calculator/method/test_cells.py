"""Values as people write them."""

from datetime import date
from decimal import Decimal

import pytest

from calculator.engine.values import Zekerheid
from calculator.method import cells
from calculator.method.cells import Cell
from calculator.rules import combinatiekorting, huurtoeslag_waarden, kinderbijslag, schijven


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (2119_00, "euro", "€ 2.119"),
        (-37_14, "centen", "− € 37,14"),
        (6398, "procent", "6,398 %"),
        (100_000, "procent", "100 %"),
        (0, "procent", "0 %"),
        (-31010, "procent", "− 31,01 %"),
        (230, "aantal", "230"),
        (Decimal("-0.001382497146"), "exact", "−0,001382497146"),
        (True, "bool", "ja"),
        (False, "bool", "nee"),
        (date(1955, 8, 31), "date", "31 augustus 1955"),
        ("abp", "str", "ABP"),
        ("oktobertoelage", "str", "oktobertoelage"),
    ],
)
def test_a_value_is_written_by_its_kind(value, kind, text):
    assert plain(cells.written(value, kind)) == text


def cell(value, kind):
    return Cell(("x",), value, kind, Zekerheid.BEVESTIGD)


@pytest.mark.parametrize(
    ("old", "new", "kind", "text"),
    [
        (3068_00, 3115_00, "euro", "+ € 47"),
        (12_169_00, 11_965_00, "euro", "− € 204"),
        (14_40, 14_71, "centen", "+ € 0,31"),
        (35820, 35750, "procent", "− 0,07 procentpunt"),
        (66, 67, "aantal", "+ 1"),
        (Decimal("2.57"), Decimal("2.33"), "exact", "− 0,24"),
        (date(2025, 1, 1), date(2026, 1, 1), "date", ""),
        (False, True, "bool", ""),
    ],
)
def test_a_difference_has_a_sign_and_a_unit(old, new, kind, text):
    assert plain(cells.difference(cell(old, kind), cell(new, kind))) == text


def test_a_value_inside_another_is_found_by_its_path():
    by_path = cells.cells(schijven.IN_FORCE.in_year(2026))

    assert plain(by_path["onder_aow", 1, "tot"].text) == "€ 38.883"
    assert plain(by_path["aow", 2, "tarief"].text) == "37,56 %"
    assert ("onder_aow", 3, "tot") not in by_path


def test_a_single_value_may_be_less_sure_than_its_period():
    by_path = cells.cells(combinatiekorting.IN_FORCE.in_year(2025))

    assert by_path["aow", "maximum"].zekerheid is Zekerheid.EEN_BRON
    assert by_path["maximum",].zekerheid is Zekerheid.BEVESTIGD


def test_only_the_form_that_holds_has_cells():
    before, after = (cells.cells(huurtoeslag_waarden.IN_FORCE.in_year(year)) for year in (2025, 2026))

    assert {path[0] for path in before} - {path[0] for path in after} == {"opslag", "parabool"}
    assert {path[0] for path in after} - {path[0] for path in before} == {"rechte_lijn"}


def test_a_period_is_called_after_its_year_or_its_first_day():
    july = kinderbijslag.IN_FORCE.on(date(2026, 7, 1))

    assert cells.label(schijven.IN_FORCE.in_year(2026)) == "2026"
    assert cells.label(july) == "vanaf 1 juli 2026"
