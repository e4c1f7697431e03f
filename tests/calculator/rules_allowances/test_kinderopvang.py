"""Childcare before income comes in: the first child, the prices, hours and months that count."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from calculator.engine.values import NotInForce
from calculator.proofs.whole_euros import care, child, euros
from calculator.rules import kinderopvangtoeslag as rule
from calculator.rules.kinderopvang import HOURS, NO_CARE, Case, Child, Childcare, care_side_by_side

# --- which child, price and hours count ---------------------------------------------------------------------


def parts(children, year=2026, **worked):
    """Euros a month that count for the first and for the next children."""
    prepared = care(children, year, **worked)
    return tuple(float(Fraction(part, 12 * 100 * HOURS)) for part in (prepared.first, prepared.following))


def test_the_first_child_is_the_one_with_most_hours():
    assert parts([child("bso", 40, 9), child("dagopvang", 60, 5)]) == (300, 360)


def test_at_equal_hours_the_dearer_one_is_the_first_child():
    assert parts([child("bso", 50, 8), child("dagopvang", 50, 10)]) == (500, 400)


def test_only_hours_and_prices_that_count_decide_who_is_first():
    # 250 and 230 hours both count as 230; then 11.23 is dearer than 9.98, whatever is really paid
    assert parts([child("bso", 250, 15), child("dagopvang", 230, 12)]) == (230 * 11.23, 230 * 9.98)


def test_the_order_of_the_children_makes_no_difference():
    children = [child("bso", 40, 9), child("dagopvang", 60, 11), child("gastouder", 40, 7)]

    assert care(children) == care(children[::-1])


def test_a_price_above_the_maximum_is_cut_off_but_paid():
    prepared = care([child("dagopvang", 100, 12.50)])

    assert parts([child("dagopvang", 100, 12.50)]) == (1123, 0)
    assert euros(prepared.bill) == 15000


def test_more_than_230_hours_are_cut_off_but_paid():
    prepared = care([child("bso", 240, 9)])

    assert parts([child("bso", 240, 9)]) == (2070, 0)
    assert euros(prepared.bill) == 25920


def test_two_kinds_of_care_for_one_child_share_the_230_hours():
    both = Child(date(2022, 3, 3), (Childcare("gastouder", 150, 800), Childcare("dagopvang", 100, 1000)))

    # the dearest hours count first: 100 x 10 + 130 x 8; together they make one first child
    assert parts([both]) == (2040, 0)


def test_half_hours_count_exactly():
    assert parts([child("bso", Decimal("40.25"), 9)]) == (362.25, 0)
    assert parts([child("bso", 40.25, 9)]) == (362.25, 0)


# --- months -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "months"),
    [
        (date(2026, 1, 31), 11),
        (date(2026, 12, 1), 0),
        (date(2027, 2, 2), 0),
        (date(2018, 6, 6), 12),
        (date(2014, 9, 30), 7),  # twelve before 1 October: to secondary school on 1 August
        (date(2014, 1, 1), 7),
        (date(2014, 10, 1), 12),  # twelve on 1 October: a year later
        (date(2013, 10, 1), 7),
        (date(2013, 9, 30), 0),
        (date(2010, 1, 1), 0),
    ],
)
def test_care_runs_from_the_month_after_birth_until_secondary_school(born, months):
    prepared = care([child("bso", 10, 9, born=born)])

    assert len(child("bso", 10, 9, born=born).months_of_care(2026)) == months
    assert prepared.first == months * 10 * HOURS * 900
    assert euros(prepared.bill) == months * 90


def test_when_the_first_child_leaves_the_other_becomes_the_first():
    leaves = child("bso", 60, 9, born=date(2014, 3, 3))
    stays = child("bso", 40, 9, born=date(2019, 3, 3))

    prepared = care([leaves, stays])

    assert prepared.first == (7 * 60 + 5 * 40) * 900 * HOURS
    assert prepared.following == 7 * 40 * 900 * HOURS


# --- until 2022 the hours depend on the hours that parents work ----------------------------------------------


def test_2022_asks_for_the_worked_hours():
    with pytest.raises(NotInForce, match="zonder de gewerkte uren zijn geen waarden bekend op 01-01-2022"):
        care([child("bso", 40, 7)], 2022)


@pytest.mark.parametrize(
    ("kind", "born", "counted"),
    [
        ("dagopvang", date(2020, 5, 5), 140),
        ("bso", date(2015, 5, 5), 70),
        ("gastouder", date(2020, 5, 5), 140),
        ("gastouder", date(2015, 5, 5), 70),
    ],
)
def test_in_2022_at_most_a_percentage_of_the_worked_hours_counts(kind, born, counted):
    children = [child(kind, 200, 5, born=born)]

    assert parts(children, 2022, worked_hours_per_month=100) == (counted * 5, 0)
    assert parts(children, 2022, worked_hours_per_month=300) == (1000, 0)


def test_in_2022_a_childminders_hours_change_when_the_child_turns_four():
    children = [child("gastouder", 200, 5, born=date(2018, 7, 7))]

    prepared = care(children, 2022, worked_hours_per_month=100)

    assert prepared.first == (6 * 140 + 6 * 70) * 500 * HOURS


def test_one_household_at_several_numbers_of_worked_hours():
    children = [child("bso", 200, 5, born=date(2015, 5, 5))]

    cases = [Case(children, worked) for worked in (0, 100, 200)]
    each = care_side_by_side(cases, 2022, waarden=rule.IN_FORCE.in_year(2022))

    prepared = each.at(np.array([[0, 1, 2]]))
    assert prepared.first.tolist() == [[0, 12 * 70 * 500 * HOURS, 12 * 140 * 500 * HOURS]]


def test_an_unknown_kind_of_care_is_an_error():
    with pytest.raises(KeyError, match="oppas"):
        care([child("oppas", 10, 10)])


def test_without_children_there_is_no_care():
    assert care([]) == NO_CARE
