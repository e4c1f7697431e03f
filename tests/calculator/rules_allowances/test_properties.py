"""What must hold for every household: more income never gives a higher allowance, nothing goes below zero, and a
household in an array gets what it gets alone."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.engine.steps import Stappen
from calculator.proofs import whole_euros as allowances
from calculator.rules import kinderbijslag, kinderopvangtoeslag, kindgebonden_budget
from calculator.rules.awir import hoogste_inkomen
from calculator.rules.kinderopvang import HERE, HOURS, Child, Childcare, care_costs
from calculator.rules.maanden import maandnummer

sixty_times = settings(deadline=None, max_examples=60)

INCOMES = np.unique(np.concatenate([np.arange(0, 260_000, 97), np.arange(20_000, 45_000, 7), [10**6, 10**9, 10**11]]))

rents = st.integers(0, 300_000).map(lambda amount: amount / 100)
people = st.integers(1, 8)
births = st.dates(date(2004, 1, 1), date(2027, 12, 31))
families = st.lists(births, max_size=6)
years = st.sampled_from(range(2022, 2027))
kinds = st.sampled_from(["dagopvang", "bso", "gastouder"])
childcare = st.builds(
    Childcare,
    kinds,
    st.decimals(0, 300, places=2, allow_nan=False),
    st.integers(0, 2500),
    st.none(),
)
children_in_care = st.lists(
    st.builds(Child, births, st.lists(childcare, max_size=2).map(tuple), st.just(HERE)), min_size=1, max_size=4
)


def falls(amounts):
    """Never rises with income and never goes below zero; whole euros throughout."""
    amounts = np.broadcast_to(amounts, INCOMES.shape)
    return bool(np.all(np.diff(amounts) <= 0) and np.all(amounts >= 0) and np.all(amounts % 100 == 0))


@sixty_times
@given(years, st.booleans())
def test_zorgtoeslag_never_rises_with_income(year, partner):
    outcome = allowances.zorgtoeslag(INCOMES, year, partner=partner)

    assert falls(outcome.jaar)
    assert falls(outcome.maand)
    assert np.all(12 * outcome.maand <= outcome.jaar)
    assert np.all(outcome.jaar < 12 * outcome.maand + 1200)


@sixty_times
@given(st.sampled_from(range(2021, 2027)), rents, people, st.booleans(), st.booleans())
def test_huurtoeslag_never_rises_with_income(year, rent, number, young, aow):
    outcome = allowances.huurtoeslag(
        INCOMES, rent, year, people=number, partner=number > 1, young=young, aow=aow and year > 2021
    )

    assert falls(outcome.jaar)
    assert falls(outcome.maand)
    assert np.all(12 * outcome.maand <= outcome.jaar + 50)
    assert np.all(outcome.maand <= max(0, 100 * rent + 1))


@sixty_times
@given(rents, st.integers(0, 10_000), people, st.integers(0, 60_000))
def test_a_higher_rent_never_lowers_huurtoeslag_in_2026(rent, extra, number, income):
    cheaper, dearer = (
        allowances.huurtoeslag(income, one, people=number, partner=number > 1).maand
        for one in (rent, rent + extra / 100)
    )

    assert dearer >= cheaper


@sixty_times
@given(st.sampled_from(range(2021, 2028)), families, st.booleans())
def test_kindgebonden_budget_never_rises_with_income_and_ignores_the_order_of_children(year, births, partner):
    outcome = allowances.kindgebonden_budget(INCOMES, births, year, partner=partner)
    shuffled = allowances.kindgebonden_budget(INCOMES, sorted(births), year, partner=partner)

    assert falls(outcome.jaar)
    assert falls(outcome.maand)
    assert np.array_equal(outcome.jaar, shuffled.jaar)


@sixty_times
@given(families, births, st.integers(0, 150_000), st.booleans())
def test_one_more_child_never_lowers_kindgebonden_budget_or_kinderbijslag(births, one_more, income, partner):
    before, after = (
        allowances.kindgebonden_budget(income, group, partner=partner).jaar for group in (births, [*births, one_more])
    )
    benefit_before, benefit_after = (
        kinderbijslag.kinderbijslag_jaar(group, 2026, stap=Stappen.geen()) for group in (births, [*births, one_more])
    )

    assert after >= before
    assert benefit_after >= benefit_before >= 0


@sixty_times
@given(st.sampled_from([2023, 2024, 2026]), children_in_care)
def test_kinderopvangtoeslag_falls_only_at_the_bounds_of_the_bands(year, children):
    waarden = kinderopvangtoeslag.IN_FORCE.in_year(year)
    care = care_costs(children, year, waarden=waarden)
    incomes = np.arange(20_000, 240_000, 13)

    outcome = kinderopvangtoeslag.kinderopvangtoeslag(
        incomes * 100, care=care, both_work=True, waarden=waarden, stap=Stappen.geen()
    )

    amounts = np.broadcast_to(outcome.jaar, incomes.shape)
    band = np.searchsorted(waarden.banden.vanaf, incomes * 100, side="right")
    steps = np.diff(amounts)
    assert np.all(steps <= 0)
    assert np.all(steps[np.diff(band) == 0] == 0)
    assert np.all(amounts >= 0)
    assert np.all(amounts <= care.bill + 50)


@sixty_times
@given(st.sampled_from([2023, 2024, 2026]), children_in_care)
def test_the_order_of_children_in_care_makes_no_difference(year, children):
    waarden = kinderopvangtoeslag.IN_FORCE.in_year(year)

    forward, backward = (care_costs(group, year, waarden=waarden) for group in (children, children[::-1]))

    assert forward == backward


@sixty_times
@given(children_in_care)
def test_what_counts_is_never_more_than_what_is_paid(children):
    waarden = kinderopvangtoeslag.IN_FORCE.in_year(2026)

    care = care_costs(children, 2026, waarden=waarden)

    assert 0 <= care.first + care.following <= care.bill * HOURS + HOURS // 2


households = st.lists(
    st.tuples(st.booleans(), rents, people, families, st.integers(0, 200_000)), min_size=1, max_size=4
)


@sixty_times
@given(households)
def test_a_household_in_an_array_gets_what_it_gets_alone(group):
    """Doubled, so that two identical households stand in one array too."""
    group = [*group, *group]
    incomes = np.array([[0, 25_000, 31_501, 45_000, 80_000]])
    partner, rent, number, children, wealth = (list(column) for column in zip(*group, strict=True))

    def column(values):
        return np.array(values).reshape(-1, 1)

    zorg = allowances.zorgtoeslag(incomes, partner=column(partner), wealth=column(wealth)).jaar
    huur = allowances.huurtoeslag(
        incomes, column(rent), people=column(number), partner=column(partner), wealth=column(wealth)
    ).maand
    kgb = kindgebonden_budget.kindgebonden_budget_jaar(
        incomes * 100,
        children=kindgebonden_budget.months_side_by_side(
            [(place, maandnummer(birth)) for place, births in enumerate(children) for birth in births],
            len(children),
            2026,
        ),
        has_partner=column(partner),
        vermogen=column(wealth) * 100,
        waarden=kindgebonden_budget.IN_FORCE.in_year(2026),
        stap=Stappen.geen(),
    )

    for place, (one_partner, one_rent, one_number, one_children, one_wealth) in enumerate(group):
        alone = (
            allowances.zorgtoeslag(incomes[0], partner=one_partner, wealth=one_wealth).jaar,
            allowances.huurtoeslag(
                incomes[0], one_rent, people=one_number, partner=one_partner, wealth=one_wealth
            ).maand,
            allowances.kindgebonden_budget(incomes[0], one_children, partner=one_partner, wealth=one_wealth).jaar,
        )
        together = (zorg[place], huur[place], np.broadcast_to(kgb, (len(group), 5))[place])
        for whole, single in zip(together, alone, strict=True):
            assert np.array_equal(whole, np.broadcast_to(single, 5))


@sixty_times
@given(st.integers(-1, 999_999))
def test_the_highest_income_with_a_right_is_found_to_the_euro(last):
    def amount(income):
        return np.where(income <= 100 * last, 1, 0)

    assert hoogste_inkomen(amount) == 100 * last


@sixty_times
@given(births, st.integers(0, 400))
def test_a_child_has_at_most_twelve_months_and_older_children_are_among_them(birth, days):
    stretches = kindgebonden_budget.child_months([birth, birth + timedelta(days)], 2026)

    assert sum(stretch.months for stretch in stretches) <= 12
    assert all(0 <= stretch.of_12_to_15 + stretch.of_16_and_17 <= stretch.children <= 2 for stretch in stretches)
