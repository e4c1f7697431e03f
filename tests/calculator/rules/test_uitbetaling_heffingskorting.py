"""The toetsniveau of Wet IB 2001 art. 8.9, by year, age and what the partner owes."""

import pytest

from calculator.answers.bereken import bereken
from calculator.engine.amounts import cents
from calculator.engine.steps import Stappen
from calculator.rules.uitbetaling_heffingskorting import IN_FORCE, uitbetaling


def paid(year, *, belasting, algemeen, rest=0, owed=99_999, old=False):
    amount = uitbetaling(
        belasting=cents([[100 * belasting]]),
        algemeen=cents([[100 * algemeen]]),
        arbeid_en_combinatie=cents([[100 * rest]]),
        owed_by_partner=cents([[100 * owed]]),
        born_before_1963=old,
        waarden=IN_FORCE.in_year(year),
        stap=Stappen.geen(),
    )
    return amount.item() / 100


@pytest.mark.parametrize(
    ("year", "old", "expected"),
    [
        (2021, False, 379),  # 13 1/3 % of 2837 is 378.27
        (2022, False, 193),  # 6 2/3 % of 2888 is 192.53
        (2023, False, 0),
        (2027, False, 0),
        (2021, True, 2837),
        (2022, True, 2888),
        (2023, True, 3070),
        (2026, True, 3115),
    ],
)
def test_someone_without_income_gets_a_part_until_2022_and_all_of_it_when_born_before_1963(year, old, expected):
    most = {2021: 2837, 2022: 2888, 2023: 3070, 2026: 3115, 2027: 3154}[year]

    assert paid(year, belasting=0, algemeen=most, old=old) == expected


@pytest.mark.parametrize(("belasting", "expected"), [(0, 3115), (1, 3114), (3114, 1), (3115, 0), (4000, 0)])
def test_the_tax_itself_counts_towards_the_level_however_high_the_other_credits(belasting, expected):
    assert paid(2026, belasting=belasting, algemeen=3115, rest=1000, old=True) == expected


def test_until_2022_the_level_holds_the_arbeidskorting_and_the_combinatiekorting_too():
    assert paid(2021, belasting=0, algemeen=1500, rest=1500) == 400
    assert paid(2021, belasting=399, algemeen=1500, rest=1500) == 1
    assert paid(2021, belasting=400, algemeen=1500, rest=1500) == 0
    assert paid(2022, belasting=0, algemeen=1500, rest=1500, old=True) == 1600
    assert paid(2023, belasting=0, algemeen=1500, rest=1500, old=True) == 1500


@pytest.mark.parametrize(("owed", "expected"), [(-500, 0), (0, 0), (1, 1), (3114, 3114), (3115, 3115), (9000, 3115)])
def test_no_more_is_paid_out_than_the_partner_owes(owed, expected):
    assert paid(2026, belasting=0, algemeen=3115, owed=owed, old=True) == expected


def test_a_partner_of_aow_age_who_pays_more_tax_than_the_level_gets_nothing():
    """17.85 percent of 15,022 euros is 2,681, more than the 1,556 of the algemene heffingskorting."""
    people = [
        {"birth_date": "1970-01-01", "wage": {"taxable_year": 60_000}},
        {"birth_date": "1953-04-04", "wage": {"taxable_year": 15_022}},
    ]

    tax = bereken({"year": 2026, "people": people})["results"][0]["people"][1]["income_tax"]

    assert tax["before_credits"] == 2681
    assert tax["uitbetaalde_heffingskorting"] == 0
    assert tax["due"] == 0
