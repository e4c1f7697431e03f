"""Kindgebonden budget: worked examples, the months of right, the kinks."""

from datetime import date

import numpy as np
import pytest

from calculator.proofs.whole_euros import aged, euros, kindgebonden_budget
from calculator.rules import kindgebonden_budget as rule
from calculator.rules.kindgebonden_budget import Stretch, child_months, months_side_by_side
from calculator.rules.maanden import maandnummer


@pytest.mark.parametrize(
    ("year", "totals"),
    [
        (2021, [1204, 2226, 3145, 4064]),
        (2022, [1220, 2326, 3327, 4328]),
        (2023, [1653, 3185, 4717, 6249]),
        (2024, [2436, 4872, 7308, 9744]),
        (2025, [2511, 5022, 7533, 10044]),
        (2026, [2580, 5160, 7740, 10320]),
        (2027, [2653, 5306, 7959, 10612]),
    ],
)
def test_the_highest_amount_for_each_number_of_children(year, totals):
    amounts = [
        euros(kindgebonden_budget(0, aged(*[5] * number, year=year), year, partner=True).jaar)
        for number in (1, 2, 3, 4)
    ]

    assert amounts == totals


@pytest.mark.parametrize(
    ("birth", "months", "of_12_to_15", "of_16_and_17"),
    [
        (date(2026, 1, 1), 11, 0, 0),
        (date(2026, 5, 31), 7, 0, 0),
        (date(2026, 12, 1), 0, 0, 0),
        (date(2027, 1, 1), 0, 0, 0),
        (date(2020, 2, 29), 12, 0, 0),
        (date(2014, 1, 1), 12, 11, 0),
        (date(2014, 9, 30), 12, 3, 0),
        (date(2014, 12, 31), 12, 0, 0),
        (date(2010, 3, 15), 12, 3, 9),
        (date(2009, 12, 31), 12, 0, 12),
        (date(2008, 1, 1), 1, 0, 1),
        (date(2008, 8, 20), 8, 0, 8),
        (date(2007, 12, 31), 0, 0, 0),
    ],
)
def test_the_months_of_right_follow_the_birthdays(birth, months, of_12_to_15, of_16_and_17):
    stretches = child_months([birth], 2026)

    assert sum(stretch.months for stretch in stretches) == months
    assert sum(stretch.months * stretch.of_12_to_15 for stretch in stretches) == of_12_to_15
    assert sum(stretch.months * stretch.of_16_and_17 for stretch in stretches) == of_16_and_17


def test_a_child_that_comes_and_one_that_grows_up_make_separate_stretches():
    stretches = child_months([date(2008, 3, 15), date(2026, 8, 1)], 2026)

    assert stretches == (Stretch(3, 1, 0, 1, first=1), Stretch(4, 1, 0, 0, first=9))


def test_a_child_born_in_the_year_counts_for_its_months_only():
    # five months of 2580 + 3416; the reduction also counts for five months
    born = [date(2026, 7, 14)]

    assert euros(kindgebonden_budget(29736, born).jaar) == 2498  # 5/12 x 5996 = 2498.33
    assert euros(kindgebonden_budget(39736, born).jaar) == 2182  # 5/12 x (5996 - 760) = 2181.67


def test_no_month_goes_below_zero_when_another_has_an_older_child():
    # six months of 2580 + 2580 + 964 - 3105.28, and six of 2580 - 3105.28, which is nothing rather than a debt
    births = [date(2008, 6, 30), date(2020, 1, 15)]

    outcome = kindgebonden_budget(80000, births, partner=True)

    assert euros(outcome.jaar) == 1509


@pytest.mark.parametrize(("partner", "threshold"), [(False, 29736), (True, 39141)])
def test_the_reduction_starts_above_the_threshold(partner, threshold):
    incomes = [0, threshold, threshold + 1, threshold + 13, threshold + 100]

    years = np.array(euros(kindgebonden_budget(incomes, aged(5), partner=partner).jaar))

    # 7.6 % of 1 euro rounds away, of 13 euros is 0.99, of 100 euros is 7.60
    assert (years[0] - years).tolist() == [0, 0, 0, 1, 8]


@pytest.mark.parametrize(("partner", "limit"), [(False, 146011), (True, 184633)])
def test_wealth_equal_to_the_limit_still_gives_a_right_and_a_cent_more_ends_it(partner, limit):
    years = kindgebonden_budget([[0]], aged(5), partner=partner, wealth=[[limit], [limit + 0.01]]).jaar

    assert euros(years) == [[2580 if partner else 5996], [0]]


@pytest.mark.parametrize("year", range(2021, 2028))
@pytest.mark.parametrize("partner", [False, True])
def test_the_income_limit_is_the_last_income_with_a_right(year, partner):
    births = aged(3, 9, 14, year=year)

    limit = euros(
        rule.inkomensgrens(rule.IN_FORCE.in_year(year), children=child_months(births, year), has_partner=partner)
    )

    years = euros(kindgebonden_budget([limit, limit + 1], births, year, partner=partner).jaar)
    assert years == [24, 0]


def test_without_children_there_is_nothing_and_no_income_limit():
    waarden = rule.IN_FORCE.in_year(2026)

    assert euros(kindgebonden_budget(20000, []).jaar) == 0
    assert euros(rule.inkomensgrens(waarden, children=(), has_partner=False)) == -1


def side_by_side(families):
    births = [(place, maandnummer(birth)) for place, births in enumerate(families) for birth in births]
    return months_side_by_side(births, len(families), 2026)


def test_households_side_by_side_give_the_same_as_each_alone():
    families = [aged(3), [], [date(2026, 4, 4), date(2014, 2, 2)], aged(1, 13, 17)]
    incomes = np.array([[20000, 45000, 70000]])
    prepared = side_by_side(families)

    together = rule.kindgebonden_budget_jaar(
        incomes * 100,
        children=prepared,
        has_partner=np.array([[True], [False], [True], [False]]),
        vermogen=0,
        waarden=rule.IN_FORCE.in_year(2026),
        stap=rule.Stappen.geen(),
    )

    alone = [
        np.broadcast_to(kindgebonden_budget(incomes[0], births, partner=partner).jaar, 3).tolist()
        for births, partner in zip(families, (True, False, True, False), strict=True)
    ]
    assert together.tolist() == alone
