"""Huurtoeslag in both its forms against outcomes of the official calculator, and at every kink."""

import dataclasses
from decimal import Decimal

import numpy as np
import pytest

from calculator.engine.steps import Stappen
from calculator.engine.values import NotInForce
from calculator.proofs.whole_euros import cents, euros, huurtoeslag
from calculator.rules import huurtoeslag as rule
from calculator.rules.huurtoeslag_waarden import RechteLijn


def test_the_year_is_what_the_law_grants_and_twelve_months_are_a_little_less():
    outcome = huurtoeslag(29000, 710)

    assert euros(outcome.jaar) == 3695  # 12 x 307.9145
    assert euros(outcome.maand) == 307


def test_rent_above_the_maximum_ends_the_right_until_2025_and_is_not_counted_from_2026():
    rents = [900.07, 900.08, 5000]
    capped = [932.93, 932.94, 5000]

    assert euros(huurtoeslag(20000, rents, 2025).maand) == [498, 0, 0]
    assert euros(huurtoeslag(20000, capped, 2026).maand) == [523, 523, 523]


def test_for_the_young_the_lower_limit_ends_the_right_until_2025_and_caps_the_rent_from_2026():
    assert euros(huurtoeslag(20000, [477.20, 477.21], 2025, young=True).maand) == [278, 0]
    assert euros(huurtoeslag(20000, [498.20, 498.21, 900], 2026, young=True).maand) == [295, 295, 295]


def test_the_young_are_under_23_until_2025_and_under_21_from_2026():
    limits = {year: rule.IN_FORCE.in_year(year).leeftijdsgrens for year in range(2021, 2027)}

    assert limits == {2021: 23, 2022: 23, 2023: 23, 2024: 23, 2025: 23, 2026: 21}


def test_service_costs_count_up_to_48_until_2025_and_not_from_2026():
    assert euros(huurtoeslag(20000, 400, 2025, service=[0, 20, 48, 60]).maand) == [200, 220, 248, 248]
    assert euros(huurtoeslag(20000, 400, 2026, service=[0, 20, 48, 60]).maand) == [197, 197, 197, 197]


def test_the_slice_above_the_aftoppingsgrens_is_for_everyone_from_2025():
    above = {"rent": 850, "people": 3, "partner": True}

    capped = huurtoeslag(20000, year=2024, **above).maand - huurtoeslag(20000, 697.07, 2024, people=3).maand
    paid = huurtoeslag(20000, year=2025, **above).maand - huurtoeslag(20000, 731.93, 2025, people=3).maand

    assert euros(capped) == 0
    assert euros(paid) == 47  # 40 % of 118.07


def test_until_2024_one_person_or_a_household_of_aow_age_did_get_that_slice():
    alone = huurtoeslag(20000, [650.43, 750.43], 2024).maand
    with_aow = huurtoeslag(20000, [650.43, 750.43], 2024, people=2, partner=True, aow=True).maand

    assert euros(np.diff(alone)) == [40]
    assert euros(np.diff(with_aow)) == [40]


def test_the_parliamentary_example_of_the_straight_line_at_the_level_of_2024():
    """Kamerstuk 36608 nr. 6: 355.18 a month under the rule of 2026 with the limits of 2024."""
    waarden = dataclasses.replace(
        rule.IN_FORCE.in_year(2026),
        maximale_huur=87966,
        kwaliteitskortingsgrens=45447,
        aftoppingsgrens_laag=65043,
        rechte_lijn={
            "een": RechteLijn(minimum_inkomensijkpunt=2189800, basishuur=17670, afbouw=27000),
            "meer": RechteLijn(minimum_inkomensijkpunt=0, basishuur=0, afbouw=0),
        },
    )

    outcome = rule.huurtoeslag(
        2_500_000,
        people_in_home=1,
        has_partner=False,
        all_under_age=False,
        basic_rent=70000,
        service_costs=2000,
        vermogen=0,
        waarden=waarden,
        stap=Stappen.geen(),
    )

    assert euros(outcome.maand) == 355
    assert euros(outcome.jaar) == 4262  # 12 x 355.18


def test_nobody_has_aow_age_unless_it_is_said():
    month = rule.huurtoeslag_maand(
        2_000_000,
        people_in_home=3,
        has_partner=True,
        all_under_age=False,
        basic_rent=85000,
        service_costs=0,
        vermogen=0,
        waarden=rule.IN_FORCE.in_year(2024),
        stap=Stappen.geen(),
    )

    without, with_aow = (huurtoeslag(20000, 850, 2024, people=3, partner=True, aow=aow).maand for aow in (False, True))
    assert euros(month) == euros(without) != euros(with_aow)


def test_three_people_have_the_higher_aftoppingsgrens():
    two, three = (huurtoeslag(20000, 764.14, people=people, partner=True).maand for people in (2, 3))

    assert euros(three - two) == 13  # 25 % of the 51.12 between the two limits


@pytest.mark.parametrize(("year", "low", "high"), [(2021, 31340, 62680), (2025, 37395, 74790), (2026, 38479, 76958)])
def test_wealth_equal_to_the_low_limit_still_gives_a_right_and_a_cent_more_ends_it(year, low, high):
    alone = huurtoeslag(16000, 600, year, wealth=[low, low + 0.01]).maand > 0
    together = huurtoeslag(16000, 600, year, people=2, partner=True, wealth=[high, high + 0.01]).maand > 0

    assert alone.tolist() == [True, False]
    assert together.tolist() == [True, False]


def test_in_2026_the_taper_starts_one_euro_above_the_ijkpunt():
    # 600 - 202.52 and 65 % of 101.80: 361.85 a month. Each euro takes 2.25 cents (27 % of a twelfth).
    incomes = [0, 23424, 23425, 23426, 23425 + 38]

    years = euros(huurtoeslag(incomes, 600).jaar)

    assert years == [4342, 4342, 4342, 4342, 4332]


def test_until_2025_the_own_share_is_flat_up_to_the_ijkpunt():
    # 199.05 up to the ijkpunt, 199.08 a euro above it and 201.10 a hundred euros above it
    years = euros(huurtoeslag([0, 22699, 22700, 22701, 22800], 600, 2025).jaar)

    assert years == [4296, 4296, 4296, 4295, 4271]


def test_an_amount_under_24_euros_a_year_is_not_granted():
    # bare rent 204.48 leaves 1.96 a month, 23.52 a year, which rounds to 24; a cent less rounds to 23
    assert euros(huurtoeslag(0, [204.47, 204.48]).jaar) == [0, 24]
    assert euros(huurtoeslag(0, [204.47, 204.48]).maand) == [0, 1]


def test_rent_up_to_the_own_share_gives_nothing():
    assert euros(huurtoeslag(0, [0, 100, 202.52]).maand) == [0, 0, 0]


def test_2021_has_no_values_for_people_of_aow_age_and_says_so():
    with pytest.raises(NotInForce, match="AOW-leeftijd in huis zijn geen waarden bekend op 01-01-2021"):
        huurtoeslag(20000, 600, 2021, aow=True)


def test_aow_age_makes_no_difference_from_2025():
    for year in (2025, 2026):
        with_aow = huurtoeslag([20000, 30000], 700, year, aow=True)
        without = huurtoeslag([20000, 30000], 700, year)

        assert euros(with_aow.maand) == euros(without.maand)


REFERENCE_POINTS = [
    (2022, "een", "446.75", 25450),
    (2022, "meer", "444.94", 33100),
    (2022, "een_ouderen", "446.30", 26100),
    (2022, "meer_ouderen", "444.03", 34300),
    (2023, "een", "456.62", 28550),
    (2023, "meer", "454.81", 37100),
    (2023, "een_ouderen", "456.17", 28275),
    (2023, "meer_ouderen", "453.90", 36925),
    (2024, "een", "458.92", 30550),
    (2024, "meer", "457.11", 39700),
    (2024, "een_ouderen", "458.47", 30575),
    (2024, "meer_ouderen", "456.20", 39875),
    (2025, "een", "481.51", 32625),
    (2025, "meer", "479.24", 42475),
]
"""Year, household type, the norm rent of the reference point after its reduction, and its income."""


@pytest.mark.parametrize(("year", "kind", "n_ref", "y_ref"), REFERENCE_POINTS)
def test_the_published_a_and_b_follow_from_the_two_fixed_points_of_the_parabola(year, kind, n_ref, y_ref):
    parabool = rule.IN_FORCE.in_year(year).parabool[kind]
    y_min, n_min = Decimal(parabool.minimum_inkomensijkpunt) / 100, Decimal(parabool.minimum_normhuur) / 100

    a = (Decimal(n_ref) / y_ref - n_min / y_min) / (y_ref - y_min)
    b = n_min / y_min - a * y_min

    assert round(a, 12) == parabool.a
    assert round(b, 12) == parabool.b


def test_the_basishuur_of_2026_is_the_norm_rent_minus_its_two_corrections():
    types = rule.IN_FORCE.in_year(2026).rechte_lijn

    assert types["een"].basishuur == cents(252.49 - 1.82 - 48.15)
    assert types["meer"].basishuur == cents(252.49 - 3.63 - 48.15)


@pytest.mark.parametrize("year", range(2021, 2027))
@pytest.mark.parametrize("people", [1, 2, 3])
def test_the_income_limit_is_the_last_income_with_a_right(year, people):
    limit = rule.inkomensgrens(
        rule.IN_FORCE.in_year(year),
        people_in_home=people,
        has_partner=people > 1,
        all_under_age=False,
        basic_rent=70000,
        service_costs=0,
    )

    years = huurtoeslag(euros(limit) + np.array([0, 1]), 700, year, people=people, partner=people > 1).jaar

    assert years[0] >= 2400
    assert years[1] == 0


def test_without_any_right_the_income_limit_is_below_zero():
    limit = rule.inkomensgrens(
        rule.IN_FORCE.in_year(2026),
        people_in_home=1,
        has_partner=False,
        all_under_age=False,
        basic_rent=15000,
        service_costs=0,
    )

    assert euros(limit) == -1


@pytest.mark.parametrize(("year", "kind", "n_ref", "y_ref"), REFERENCE_POINTS)
def test_every_household_type_has_its_own_share_at_both_fixed_points(year, kind, n_ref, y_ref):
    """Each household stands in one array with one that has nobody of AOW age, which must not change that one."""
    waarden = rule.IN_FORCE.in_year(year)
    parabool = waarden.parabool[kind]
    first, rent = waarden.kwaliteitskortingsgrens / 100, waarden.aftoppingsgrens_laag / 100
    people = 1 if kind.startswith("een") else 2
    incomes = [parabool.minimum_inkomensijkpunt / 100, y_ref]

    def years(aow):
        outcome = huurtoeslag([incomes], rent, year, people=people, partner=people == 2, aow=aow)
        return np.broadcast_to(outcome.jaar, (np.size(aow), 2))

    without, elderly = years(np.array([[False], [kind.endswith("ouderen")]]))

    shares = [norm + waarden.opslag / 100 for norm in (parabool.minimum_normhuur / 100, float(n_ref))]
    expected = [12 * (max(first - own, 0) + 0.65 * (rent - max(first, own))) for own in shares]
    assert euros(elderly) == pytest.approx(expected, abs=0.7)
    assert euros(without) == euros(years(np.array([[False]]))[0])
