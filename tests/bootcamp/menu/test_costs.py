"""What options cost, laid beside the figures of the contract; and that the employer's percentage moves costs alone."""

from decimal import Decimal

import pytest
from django.utils import timezone

from bootcamp.menu import costs, sheets, worth
from bootcamp.menu.costs import Costs, Range, Work
from bootcamp.menu.models import BoardMenu, MenuOption
from tests.factories import make_menu, make_option

SALARY = Range.exactly(63_695)
WORK = Work(SALARY, costs.employer_share(33), 24, 32)


def taken_by_five(cost, **more):
    return Costs(cost, 5, **{"already": 0, "work": WORK, "is_retention": False, **more})


@pytest.mark.parametrize(("gross", "extra"), [(1000, 5821), (2000, 11_643)])
def test_an_extra_fte_costs_its_wage_and_the_bonus_of_five(gross, extra):
    taken = taken_by_five(costs.of_bonus(gross))

    assert taken.fte == 1
    assert abs(WORK.full_time.middle - 84_715) <= 1
    assert abs(taken.per_fte.middle - extra) <= 1
    assert taken.per_fte_with_wage.middle == WORK.full_time.middle + taken.per_fte.middle


def test_five_days_off_take_a_part_of_the_hours_that_must_be_replaced():
    taken = taken_by_five(costs.of_days_off(5, WORK))

    assert round(taken.per_fte.middle / WORK.full_time.middle, 3) == 0.121
    assert taken.per_fte.middle == pytest.approx(10_215, abs=3)


def test_who_works_the_hours_already_and_gets_it_too_is_paid_for():
    alone, with_others = (taken_by_five(costs.of_bonus(1000), already=already) for already in (0, 15))

    assert with_others.per_fte.middle == pytest.approx(4 * alone.per_fte.middle)


def test_keeping_hours_costs_no_wage_that_isnt_paid_already():
    taken = taken_by_five(costs.of_bonus(1000), is_retention=True)

    assert taken.per_fte_with_wage == taken.per_fte


def test_free_space_costs_more_beyond_it_and_an_allowance_its_pension():
    assert costs.of_free_space(1800) == Range(1800, 1800, pytest.approx(3240))
    assert costs.of_allowance(1000).middle == pytest.approx(1354, abs=1)
    assert costs.of_bonus(1000).high == pytest.approx(1354, abs=1)


def test_without_a_percentage_of_its_own_a_board_gets_a_range():
    assert costs.employer_share(None) == Range(0.29, 0.33, 0.38)
    assert costs.employer_share(0) == Range(0, 0, 0)


@pytest.mark.django_db
def test_the_employers_percentage_moves_cost_lines_alone():
    menu = make_menu()
    for kind in MenuOption.Kind.values:
        make_option(menu, kind)

    def shown(percent):
        BoardMenu.objects.filter(pk=menu.pk).update(employer_percent=percent)
        sheet = sheets.of(BoardMenu.objects.whole().get(pk=menu.pk), today=timezone.localdate())
        kept = [(one.kept, one.mean, one.for_whom, [row.year for row in one.rows]) for one in sheet.options]
        money = [one.a_year for one in sheet.options if one.option.kind != "dagen"]
        return kept, money, sheet.need.in_short, sheet.wage

    cheap, dear = shown(Decimal(20)), shown(Decimal(45))

    assert cheap[:3] == dear[:3]
    assert cheap[3] != dear[3]


@pytest.mark.django_db
def test_travel_is_untaxed_to_the_legal_rate_and_wage_above_it():
    low, high = (make_option(kind="reizen", amount=Decimal(rate)) for rate in ("0.20", "1.00"))
    legal = worth.untaxed_per_km(2026)

    modest, generous = (worth.of(option, 2026, WORK) for option in (low, high))

    km = 2 * worth.EXAMPLE_KM * 41.475
    assert (modest.gross, modest.untaxed) == (0, round(100 * km * 0.20))
    assert (generous.gross, generous.untaxed) == (round(km * (1 - legal)), round(100 * km * legal))


@pytest.mark.django_db
def test_of_an_allowance_pension_premium_goes_first():
    option = make_option(kind="toelage", amount=Decimal(100))

    assert worth.pension_share(2026) == 0.0813
    assert worth.of(option, 2026, WORK).gross == round(1200 * (1 - 0.0813))
