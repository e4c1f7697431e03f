"""Ten thousand random households at once against the slow, scalar reading of the law; and every kink by euros."""

import numpy as np
import pytest

from calculator.proofs.whole_euros import (
    aged,
    euros,
    huurtoeslag,
    kindgebonden_budget,
    zorgtoeslag,
)
from tests.calculator.rules_allowances import naive

NUMBER = 10_000


def around(*points):
    """Each point with the fifty euros on either side."""
    return np.concatenate([np.arange(point - 50, point + 51) for point in points])


def pairs(outcome):
    return list(zip(euros(outcome.jaar), euros(outcome.maand), strict=True))


@pytest.mark.parametrize("partner", [False, True])
def test_zorgtoeslag_2026(partner):
    random = np.random.default_rng(2026)
    incomes = np.concatenate([random.integers(0, 60_000, NUMBER), around(29736, 40857, 51142)])

    outcome = zorgtoeslag(incomes, partner=partner)

    assert pairs(outcome) == [naive.zorgtoeslag_2026(income, partner=partner) for income in incomes.tolist()]


@pytest.mark.parametrize("year", [2025, 2026])
def test_huurtoeslag(year):
    random = np.random.default_rng(year)
    scalar = naive.huurtoeslag_2025 if year == 2025 else naive.huurtoeslag_2026
    incomes = random.integers(0, 60_000, NUMBER)
    rents = random.integers(15_000, 110_000, NUMBER)
    people = random.integers(1, 6, NUMBER)
    young = random.random(NUMBER) < 0.1

    outcome = huurtoeslag(incomes, rents / 100, year, people=people, young=young)

    households = zip(*(values.tolist() for values in (incomes, rents, people, young)), strict=True)
    assert pairs(outcome) == [
        scalar(income, rent, people=number, young=is_young) for income, rent, number, is_young in households
    ]


@pytest.mark.parametrize("year", [2025, 2026])
@pytest.mark.parametrize("people", [1, 2, 3])
def test_huurtoeslag_at_every_kink(year, people):
    scalar = naive.huurtoeslag_2025 if year == 2025 else naive.huurtoeslag_2026
    incomes = around(22700, 23425, 30450, 31500, 40000)
    rents = [19905, 20071, 20252, 47720, 49820, 68296, 71302, 73193, 76414, 90007, 93293]
    grid = [(income, rent + cent) for income in incomes.tolist() for rent in rents for cent in (-1, 0, 1)]

    outcome = huurtoeslag(
        [income for income, _ in grid], np.array([rent for _, rent in grid]) / 100, year, people=people
    )

    assert pairs(outcome) == [scalar(income, rent, people=people, young=False) for income, rent in grid]


@pytest.mark.parametrize("partner", [False, True])
@pytest.mark.parametrize("ages", [(), (5,), (13,), (17,), (2, 12, 15), (1, 6, 13, 16)])
def test_kindgebonden_budget_2026(partner, ages):
    random = np.random.default_rng(len(ages))
    incomes = np.concatenate([random.integers(0, 250_000, 2_000), around(29736, 39141)])

    outcome = kindgebonden_budget(incomes, aged(*ages), partner=partner)

    expected = [naive.kindgebonden_budget_2026(income, ages, partner=partner) for income in incomes.tolist()]
    year, month = (np.broadcast_to(amount, incomes.shape) for amount in outcome[:2])
    assert list(zip(euros(year), euros(month), strict=True)) == expected
