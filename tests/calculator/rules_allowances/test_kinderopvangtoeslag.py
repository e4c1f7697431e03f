"""Kinderopvangtoeslag: worked examples, the bands of the table, the first child, prices and hours that count."""

import copy
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from calculator.engine.steps import Stappen
from calculator.engine.values import WrongValues
from calculator.proofs.whole_euros import care, cents, child, euros, kinderopvangtoeslag
from calculator.rules import kinderopvangtabel
from calculator.rules import kinderopvangtoeslag as rule
from calculator.rules.kinderopvang import NO_CARE, Case, care_side_by_side

TABLE_YEARS = range(2022, 2027)


def bands(year):
    return rule.IN_FORCE.in_year(year).banden


def test_the_year_is_twelve_exact_months_in_whole_euros():
    outcome = kinderopvangtoeslag(60000, [child("dagopvang", 100, 11.50)])

    assert euros(outcome.jaar) == 12654  # 12 x 1054.497 = 12653.96
    assert (int(outcome.eerste_kind), int(outcome.volgend_kind)) == (93900, 95600)


# --- the table ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", TABLE_YEARS)
def test_the_table_has_69_bands_from_96_percent_down(year):
    table = bands(year)

    assert len(table.vanaf) == len(table.eerste_kind) == len(table.volgend_kind) == 69
    assert (table.eerste_kind[0], table.volgend_kind[0]) == (96000, 96000)
    assert (table.eerste_kind[-1], table.volgend_kind[-1]) == ((36500, 68200) if year == 2026 else (33300, 67100))


@pytest.mark.parametrize("year", TABLE_YEARS)
def test_a_next_child_never_gets_less_than_the_first_and_a_higher_band_never_more(year):
    table = bands(year)
    known = table.volgend_kind >= 0

    assert np.all(table.volgend_kind[known] >= table.eerste_kind[known])
    assert np.all(np.diff(table.volgend_kind[known]) <= 0)
    assert np.all(np.diff(table.eerste_kind) <= 0)


@pytest.mark.parametrize(("year", "factor"), [(2023, "1.0337"), (2024, "1.0502"), (2025, "1.0387"), (2026, "1.0404")])
def test_each_years_bounds_are_last_years_indexed_to_whole_euros(year, factor):
    last, this = (np.array(bands(one).vanaf[1:]) // 100 - 1 for one in (year - 1, year))

    indexed = [int(bound * Decimal(factor) + Decimal("0.5")) for bound in last.tolist()]

    assert this.tolist() == indexed


def test_the_percentages_stayed_the_same_from_2022_to_2024():
    first, second, third = (bands(year) for year in (2022, 2023, 2024))

    assert first.eerste_kind.tolist() == second.eerste_kind.tolist() == third.eerste_kind.tolist()
    assert first.volgend_kind.tolist() == second.volgend_kind.tolist() == third.volgend_kind.tolist()


def test_the_first_child_got_3_2_points_more_in_2026_wherever_neither_year_was_at_the_top():
    last, this = bands(2025).eerste_kind, bands(2026).eerste_kind
    below = this < 96000

    assert np.unique((this - last)[below]).tolist() == [3200]


@pytest.mark.parametrize("year", TABLE_YEARS)
def test_every_bound_is_inclusive_and_one_euro_above_it_is_the_next_band(year):
    table, children = bands(year), [child("dagopvang", 100, 5)]
    bounds = table.vanaf[1:] // 100 - 1
    hours = {"worked_hours_per_month": 200} if year == 2022 else {}
    prepared = care(children, year, **hours)

    def percentages(incomes):
        return rule.kinderopvangtoeslag(
            cents(incomes),
            care=prepared,
            both_work=True,
            waarden=rule.IN_FORCE.in_year(year),
            stap=rule.Stappen.geen(),
        ).eerste_kind

    assert percentages(bounds).tolist() == table.eerste_kind[:-1].tolist()
    assert percentages(bounds + 1).tolist() == table.eerste_kind[1:].tolist()
    assert percentages([0, 9_999_999]).tolist() == [table.eerste_kind[0], table.eerste_kind[-1]]


def test_the_end_of_a_band_is_told():
    waarden = rule.IN_FORCE.in_year(2026)

    assert euros(rule.einde_van_de_band(cents([0, 24149, 24150, 60000, 300000]), waarden)) == [
        24149,
        24149,
        25756,
        61895,
        -1,
    ]


NEXT_CHILD_2025 = [
    (47_403, 96.0, 96.0),
    (47_404, 95.3, 95.6),
    (49_108, 95.3, 95.6),
    (49_109, 94.6, 95.2),
    (50_812, 93.7, 94.8),
    (52_519, 93.7, 94.8),
]


@pytest.mark.parametrize(("income", "first", "following"), NEXT_CHILD_2025)
def test_a_next_child_of_2025_has_its_percentage_in_every_band(income, first, following):
    two = [child("bso", 40, 9), child("bso", 20, 9)]

    outcome = kinderopvangtoeslag(income, two, 2025)

    assert (int(outcome.eerste_kind) / 1000, int(outcome.volgend_kind) / 1000) == (first, following)
    assert euros(outcome.jaar) == round(12 * 9 * (40 * first + 20 * following) / 100)
    assert not outcome.onbekend


@pytest.fixture
def band_without_next_child():
    """2026 as if one band had no percentage for a next child, and where that band starts."""
    waarden = copy.copy(rule.IN_FORCE.in_year(2026))
    following = waarden.banden.volgend_kind.copy()
    following[30] = kinderopvangtabel.UNKNOWN
    waarden.__dict__["banden"] = waarden.banden._replace(volgend_kind=following)
    return waarden, waarden.banden.vanaf[30]


def test_a_percentage_that_is_missing_takes_the_allowance_out_at_those_incomes_only(band_without_next_child):
    waarden, start = band_without_next_child
    two = [child("bso", 40, 9), child("bso", 20, 9)]

    outcome = rule.kinderopvangtoeslag(
        np.array([start - 100, start, start + 100]),
        care=care(two),
        both_work=True,
        waarden=waarden,
        stap=Stappen.geen(),
    )

    assert outcome.onbekend.tolist() == [False, True, True]
    assert (outcome.jaar > 0).tolist() == [True, False, False]
    assert (outcome.maand > 0).tolist() == [True, False, False]


def test_it_is_of_no_importance_to_who_has_one_child_in_care(band_without_next_child):
    waarden, start = band_without_next_child

    outcome = rule.kinderopvangtoeslag(
        np.array([start]), care=care([child("bso", 40, 9)]), both_work=True, waarden=waarden, stap=Stappen.geen()
    )

    assert not outcome.onbekend.any()
    assert outcome.jaar[0] > 0


# --- the right


def test_unless_both_work_there_is_no_right_and_no_percentage():
    outcome = kinderopvangtoeslag([60000, 60000], [child("bso", 40, 9)], both_work=np.array([False, True]))

    assert euros(outcome.jaar) == [0, 4056]  # 12 x 40 x 9 x 93.9 % = 4056.48
    assert outcome.eerste_kind.tolist() == [0, 93900]
    assert outcome.volgend_kind.tolist() == [0, 95600]


def test_without_care_there_is_nothing():
    outcome = kinderopvangtoeslag(20000, [])

    assert care([]) == NO_CARE
    assert (euros(outcome.jaar), int(outcome.eerste_kind)) == (0, 0)


def test_an_amount_under_24_euros_a_year_is_not_granted():
    # 12 x 0.2 x 10.20 x 96 % = 23.50 and 12 x 0.2 x 10.19 x 96 % = 23.48
    assert euros(kinderopvangtoeslag(20000, [child("dagopvang", 0.2, 10.20)]).jaar) == 24
    assert euros(kinderopvangtoeslag(20000, [child("dagopvang", 0.2, 10.19)]).jaar) == 0


# --- side by side -------------------------------------------------------------------------------------------


def test_households_side_by_side_give_the_same_as_each_alone():
    families = [
        [child("bso", 40, 9), child("dagopvang", 60, 11)],
        [],
        [child("gastouder", 30, 8, born=date(2026, 4, 4))],
    ]
    incomes = [20000, 60000, 150000]
    prepared = care_side_by_side([Case(children) for children in families], 2026, waarden=rule.IN_FORCE.in_year(2026))

    together = rule.kinderopvangtoeslag(
        cents([incomes]),
        care=prepared,
        both_work=True,
        waarden=rule.IN_FORCE.in_year(2026),
        stap=rule.Stappen.geen(),
    ).jaar

    alone = [np.broadcast_to(kinderopvangtoeslag(incomes, children).jaar, 3).tolist() for children in families]
    assert together.tolist() == alone


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("0,10,96.0,96.0\n12,,95.0,95.0", "na 10 sluit de volgende regel niet aan"),
        ("5,10,96.0,96.0\n11,,95.0,95.0", "bij 0 beginnen"),
        ("0,10,96.0,96.0\n11,20,95.0,95.0", "zonder bovengrens eindigen"),
        ("0,10,95.0,96.0\n11,,96.0,96.0", "de percentages kloppen niet"),
        ("0,10,96.0,196.0\n11,,95.0,95.0", "de percentages kloppen niet"),
        ("0,10,96.0,96.0\n11,,,95.0", "de percentages kloppen niet"),
    ],
)
def test_a_table_with_a_fault_fails_on_reading(tmp_path, monkeypatch, rows, complaint):
    monkeypatch.setattr(kinderopvangtabel, "PARAMETERS", tmp_path)
    (tmp_path / "wrong.csv").write_text(f"inkomen_vanaf,inkomen_tot_en_met,eerste_kind,volgend_kind\n{rows}\n")

    with pytest.raises(WrongValues, match=complaint):
        kinderopvangtabel.lees_tabel("wrong.csv")
