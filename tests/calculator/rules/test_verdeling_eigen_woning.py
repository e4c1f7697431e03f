"""The split of a home between partners is the cheapest there is, also where unusual rules come together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.answers.bereken import bereken
from calculator.engine.amounts import cents
from calculator.engine.household import Leeftijdsgroep
from calculator.engine.steps import Stappen
from calculator.rules.eigen_woning import own_home
from calculator.rules.inkomstenbelasting import Taxpayer, TaxValues, assess, with_home, work_credits
from calculator.rules.verdeling_eigen_woning import share_out

STILL = Stappen.geen()
GROUPS = st.sampled_from(list(Leeftijdsgroep))


def taxpayer(groep, wage, other=0, *, jonggehandicapt=False):
    return Taxpayer(
        groep,
        groep is Leeftijdsgroep.AOW_VOOR_1946,
        cents([[100 * wage]]),
        cents([[100 * (wage + other)]]),
        cents([[0]]),
        cents([[0]]),
        jonggehandicapt,
    )


def chosen_and_best(people, *, year, woz, interest, young_child):
    """What the couple owes in euros as the engine splits it, and at the best of 2001 splits."""
    values = TaxValues.in_year(year)
    home = own_home(cents([[100 * woz]]), cents([[100 * interest]]), waarden=values.woning, stap=STILL)
    credits = work_credits(people, young_child=young_child, oldest=0, values=values, stap=STILL)
    chosen = assess(share_out(people, credits, home, values=values, stap=STILL), credits, values=values, stap=STILL)
    balance = home.balance.item()
    first = np.linspace(0, balance, 2001).astype(np.int64)[None] // 100 * 100
    costs = home.costs * first // balance if balance else np.zeros_like(first)
    others = home.costs - costs if balance else costs
    every = assess(with_home(people, [first, balance - first], [costs, others]), credits, values=values, stap=STILL)
    return (chosen[0].due + chosen[1].due).item() / 100, (every[0].due + every[1].due).min() / 100


@given(
    st.integers(2021, 2026), GROUPS, GROUPS, st.integers(0, 160_000), st.integers(0, 160_000),
    st.integers(20_000, 1_600_000), st.sampled_from([0, 500, 9_000, 20_000, 30_000]), st.booleans(),
)  # fmt: skip
def test_no_other_split_costs_more_than_a_rounding_less(year, one, other, first, second, woz, interest, young_child):
    people = [taxpayer(one, first), taxpayer(other, second)]

    chosen, best = chosen_and_best(people, year=year, woz=woz, interest=interest, young_child=young_child)

    assert chosen <= best + 6


@pytest.mark.parametrize(
    ("people", "year", "woz", "interest", "young_child"),
    [
        # the income at which someone of AOW age pays no tax lies in the second bracket
        ([taxpayer(Leeftijdsgroep.AOW, 52_238), taxpayer(Leeftijdsgroep.ONDER_AOW, 142_593, 20_270)],
         2025, 890_139, 20_000, True),
        # a villa with little interest: costs alone reach into the top bracket
        ([taxpayer(Leeftijdsgroep.ONDER_AOW, 68_218), taxpayer(Leeftijdsgroep.AOW, 108_242)],
         2022, 1_499_804, 9_000, False),
        # a fixed credit lifts the income without tax
        ([taxpayer(Leeftijdsgroep.ONDER_AOW, 30_500, jonggehandicapt=True), taxpayer(Leeftijdsgroep.ONDER_AOW, 28_000)],
         2026, 400_000, 12_000, False),
    ],
)  # fmt: skip
def test_the_split_is_the_cheapest_at_points_that_are_easily_missed(people, year, woz, interest, young_child):
    chosen, best = chosen_and_best(people, year=year, woz=woz, interest=interest, young_child=young_child)

    assert chosen <= best + 3


def test_the_split_is_told_with_both_parts():
    document = {
        "year": 2026,
        "people": [
            {"birth_date": "1985-01-01", "wage": {"taxable_year": 50_000}},
            {"birth_date": "1985-01-01", "wage": {"taxable_year": 30_000}},
        ],
        "housing": {"kind": "own", "woz_value": 400_000, "mortgage_interest_year": 11_400},
    }

    steps = bereken(document, explain=True)["steps"]

    (split,) = [step for step in steps if step["rule"] == "verdeling_eigen_woning"]
    assert split["amount"] == -10_000
    assert "−€\u00a010.000 bij jou" in split["because"]
    assert split["law"] == "Wet IB 2001 art. 2.17"
