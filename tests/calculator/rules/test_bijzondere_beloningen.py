"""The special-reward table: its rows, and whether it can be built from the brackets and credits as described."""

import numpy as np
import pytest

from calculator.engine.household import Leeftijdsgroep
from calculator.engine.steps import Stappen
from calculator.rules import algemene_heffingskorting, arbeidskorting, ouderenkorting, schijven
from calculator.rules.bijzondere_beloningen import IN_FORCE, heffing, tarief

ONDER, AOW = Leeftijdsgroep.ONDER_AOW, Leeftijdsgroep.AOW


def percent(jaarloon, year=2026, groep=ONDER, credit=True):
    euro = np.atleast_1d(jaarloon) * 100
    rates = tarief(euro, groep=groep, credit=credit, waarden=IN_FORCE.in_year(year), stap=Stappen.geen())
    return (rates / 1000).tolist()


def test_percentages_of_2026_as_read_off_the_official_table():
    jaarlonen = [10_000, 11_358, 20_000, 25_000, 35_000, 45_309, 50_000, 80_000, 150_000]

    assert percent(jaarlonen) == [0, 27.43, 4.74, 33.8, 40.2, 42.01, 50.47, 56.01, 49.5]


@pytest.mark.parametrize(
    ("year", "jaarloon", "expected"),
    [(2023, 19_344, 7.07), (2023, 22_680, 39.94), (2024, 37_500, 41.13), (2025, 32_000, 39.9)],
)
def test_published_percentages_of_other_years(year, jaarloon, expected):
    assert percent(jaarloon, year) == [expected]


def test_the_row_starts_exactly_at_its_bound():
    assert percent([11_357, 11_358, 78_426, 78_427]) == [0, 27.43, 50.47, 56.01]


def test_without_the_credit_the_percentage_is_that_of_the_bracket():
    assert percent([0, 38_883, 38_884, 78_427], credit=False) == [35.75, 35.75, 37.56, 49.5]


def test_tax_is_cut_down_to_the_cent():
    assert heffing(np.array([123_456]), np.array([50_470])).tolist() == [62_308]


def test_cents_of_the_jaarloon_dont_reach_the_next_row():
    cents = np.array([1_135_799, 1_135_800])

    rates = tarief(cents, groep=ONDER, credit=True, waarden=IN_FORCE.in_year(2026), stap=Stappen.geen())

    assert rates.tolist() == [0, 27_430]


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024, 2025, 2026, 2027])
def test_below_aow_age_the_rows_follow_from_brackets_and_credits(year):
    """How the official table is put together: taper of both credits minus build-up, with the bounds of the
    arbeidskorting shifted by 8 % holiday pay."""
    algemeen = algemene_heffingskorting.IN_FORCE.in_year(year)
    arbeid = arbeidskorting.IN_FORCE.in_year(year)
    kolom = arbeid.onder_aow

    def bound(cents, factor=1.0):
        return round((cents // 100 + 1) * factor)

    first, second, third = schijven.IN_FORCE.in_year(year).onder_aow
    first_taxed = -(-algemeen.onder_aow.maximum * 1000 // (first.tarief - kolom.eerste_opbouw))
    changes = sorted(
        [
            (first_taxed, first.tarief, -kolom.eerste_opbouw),
            (bound(arbeid.tweede_opbouw_vanaf, 1.08), None, kolom.eerste_opbouw - kolom.tweede_opbouw),
            (bound(arbeid.derde_opbouw_vanaf, 1 / 1.08), None, kolom.tweede_opbouw - kolom.derde_opbouw),
            (bound(arbeid.afbouw_vanaf), None, kolom.derde_opbouw + kolom.afbouw),
            (bound(arbeid.nihil_boven, 1.08), None, -kolom.afbouw),
            (bound(algemeen.afbouw_vanaf), None, algemeen.onder_aow.afbouw),
            (bound(algemeen.nihil_boven), None, -algemeen.onder_aow.afbouw),
            (bound(first.tot), second.tarief, 0),
            (bound(second.tot), third.tarief, 0),
        ],
        key=lambda change: change[0],
    )
    built = {}
    standard = offset = 0
    for start, rate, step in changes:
        standard, offset = rate or standard, offset + step
        built[start] = (standard / 1000, offset)

    published = {rij.vanaf // 100: rij.onder_aow for rij in IN_FORCE.in_year(year).rijen}

    for start, (rate, offset) in built.items():
        row = published[max(bound for bound in published if bound <= start)]
        assert row[1] / 1000 == rate
        assert abs(row[2] - offset) <= 5, f"{start}: {row[2]} of {offset}"
    assert set(built) <= set(published) | {bound(first.tot)}


def test_at_aow_age_the_ouderenkorting_takes_fifteen_percent_more_while_it_falls():
    ouderen = ouderenkorting.IN_FORCE.in_year(2026)
    start, end = ouderen.afbouw_vanaf // 100, ouderen.nihil_boven // 100

    assert percent([start, start + 1, end, end + 1], groep=AOW) == [44.01, 59.01, 59.01, 44.01]
