"""Which years each allowance has, that each is complete and sourced, and that every other is refused by name."""

import itertools
from datetime import date
from decimal import Decimal

import pytest

from calculator.engine.values import NotInForce, WrongValues, Zekerheid, parse
from calculator.rules import huurtoeslag, kinderbijslag, kinderopvangtoeslag, kindgebonden_budget, zorgtoeslag
from calculator.rules.huurtoeslag_waarden import HuurtoeslagWaarden
from calculator.rules.kindgebonden_budget import KindgebondenBudgetWaarden

YEARS = {
    zorgtoeslag: range(2022, 2027),
    huurtoeslag: range(2021, 2027),
    kindgebonden_budget: range(2021, 2028),
    kinderopvangtoeslag: range(2021, 2028),
    kinderbijslag: range(2021, 2027),
}
RULES = [pytest.param(rule, id=rule.IN_FORCE.rule) for rule in YEARS]
REFUSED = [
    pytest.param(rule, year, id=f"{rule.IN_FORCE.rule}-{year}")
    for rule, years in YEARS.items()
    for year in range(2015, 2035)
    if year not in years
]


@pytest.mark.parametrize("rule", RULES)
def test_the_supported_years_are_covered_from_the_first_day_to_the_last(rule):
    periods = rule.IN_FORCE.periods

    assert periods[0].vanaf == date(YEARS[rule][0], 1, 1)
    assert periods[-1].tot_en_met == date(YEARS[rule][-1], 12, 31)
    assert all((later.vanaf - earlier.tot_en_met).days == 1 for earlier, later in itertools.pairwise(periods))


@pytest.mark.parametrize(("rule", "year"), REFUSED)
def test_every_other_year_is_refused_by_name(rule, year):
    with pytest.raises(NotInForce, match=f"Voor {rule.IN_FORCE.rule} zijn geen waarden bekend op 01-01-{year}"):
        rule.IN_FORCE.in_year(year)


@pytest.mark.parametrize("rule", RULES)
def test_every_block_says_where_it_comes_from_and_how_sure_it_is(rule):
    for waarden in rule.IN_FORCE.periods:
        figures = set(vars(waarden))

        assert waarden.bron
        assert all(len(source) > 3 for source in waarden.bron)
        assert set(waarden.zekerheid_van) <= figures


@pytest.mark.parametrize("rule", RULES)
def test_only_2027_is_a_proposal(rule):
    proposals = {waarden.vanaf.year for waarden in rule.IN_FORCE.periods if waarden.zekerheid is Zekerheid.VOORSTEL}

    assert proposals == ({2027} if rule in (kindgebonden_budget, kinderopvangtoeslag) else set())


def test_2026_is_confirmed_by_more_than_one_source():
    sure = {rule.IN_FORCE.rule: rule.IN_FORCE.in_year(2026).zekerheid.value for rule in YEARS}

    assert sure == {
        "zorgtoeslag": "bevestigd",
        "huurtoeslag": "bevestigd",
        "kindgebonden_budget": "bevestigd",
        "kinderopvangtoeslag": "bevestigd",
        "kinderbijslag": "één bron",  # January; July is confirmed
    }
    assert kinderbijslag.IN_FORCE.on(date(2026, 7, 1)).zekerheid is Zekerheid.BEVESTIGD


@pytest.mark.parametrize("year", range(2022, 2027))
def test_zorgtoeslag_and_kindgebonden_budget_share_their_threshold_and_their_wealth_limits(year):
    care, child = zorgtoeslag.IN_FORCE.in_year(year), kindgebonden_budget.IN_FORCE.in_year(year)

    assert care.drempelinkomen == child.drempel_alleen
    assert care.vermogensgrens_alleen == child.vermogensgrens_alleen
    assert care.vermogensgrens_samen == child.vermogensgrens_samen


@pytest.mark.parametrize(("year", "month_wage"), [(2022, 172500), (2023, 193440), (2024, 206940), (2025, 219180)])
def test_the_drempelinkomen_is_108_percent_of_twelve_minimum_month_wages(year, month_wage):
    exact = month_wage * 1296  # hundredths of a cent

    assert zorgtoeslag.IN_FORCE.in_year(year).drempelinkomen == (exact + 5000) // 10000 * 100


@pytest.mark.parametrize("year", range(2021, 2027))
def test_the_low_wealth_limit_for_partners_is_twice_that_of_one(year):
    waarden = huurtoeslag.IN_FORCE.in_year(year)

    assert waarden.vermogensgrens_samen == 2 * waarden.vermogensgrens_alleen


@pytest.mark.parametrize("year", range(2021, 2027))
def test_huurtoeslag_has_the_parabola_until_2025_and_the_straight_line_from_2026(year):
    waarden = huurtoeslag.IN_FORCE.in_year(year)

    assert (waarden.parabool is None) == (year == 2026)
    assert (waarden.rechte_lijn is None) == (year != 2026)
    assert waarden.deel_boven_aftoppingsgrens_voor_iedereen == (year >= 2025)


def block_of(waarden, **changed):
    figures = {name: value for name, value in vars(waarden).items() if value is not None}
    simple = {name: value for name, value in figures.items() if isinstance(value, str | bool | date)}
    return {**simple, "bron": ["x"], **changed}


def test_a_block_of_huurtoeslag_with_both_forms_or_with_neither_fails_on_loading():
    line = {"minimum_inkomensijkpunt": 1, "basishuur": 1, "afbouw": 1}
    curve = {"minimum_inkomensijkpunt": 1, "minimum_normhuur": 1, "a": 1, "b": 1}
    plain = {
        **block_of(huurtoeslag.IN_FORCE.in_year(2026)),
        **dict.fromkeys(
            (
                "maximale_huur",
                "kwaliteitskortingsgrens",
                "aftoppingsgrens_laag",
                "aftoppingsgrens_hoog",
                "servicekosten_maximum",
                "leeftijdsgrens",
                "vermogensgrens_alleen",
                "vermogensgrens_samen",
                "minimum_jaar",
                "deel_tot_kwaliteitskortingsgrens",
                "deel_tot_aftoppingsgrens",
                "deel_boven_aftoppingsgrens",
            ),
            1,
        ),
    }
    lines, curves = {"een": line, "meer": line}, {"een": curve, "meer": curve}
    wrong = {
        "precies één vorm": plain,
        "precies één vorm te staan": {**plain, "rechte_lijn": lines, "parabool": curves, "opslag": 1},
        "opslag hoort bij de parabool": {**plain, "parabool": curves},
        "een en meer personen": {**plain, "rechte_lijn": {"een": line}},
        "meer dan twaalf cijfers": {
            **plain,
            "parabool": {"een": curve, "meer": {**curve, "a": Decimal("0.1234567890123")}},
            "opslag": 1,
        },
    }

    for complaint, block in wrong.items():
        with pytest.raises(WrongValues, match=complaint):
            parse(HuurtoeslagWaarden, "huurtoeslag", {"waarden": [block]})
    assert parse(HuurtoeslagWaarden, "huurtoeslag", {"waarden": [{**plain, "rechte_lijn": lines}]})


def test_a_second_threshold_without_its_percentage_fails_on_loading():
    figures = {
        name: 1
        for name in KindgebondenBudgetWaarden.__dataclass_fields__
        if name not in ("vanaf", "tot_en_met", "bron", "zekerheid", "toelichting", "zekerheid_van")
    }
    del figures["afbouw_boven_tweede_drempel"]

    with pytest.raises(WrongValues, match="horen bij elkaar"):
        parse(
            KindgebondenBudgetWaarden,
            "kindgebonden_budget",
            {"waarden": [block_of(kindgebonden_budget.IN_FORCE.in_year(2026), **figures)]},
        )
