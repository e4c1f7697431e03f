"""Every kink of the credits and of the home, one euro on both sides, in every year, beside a second reading.

The figures are read from the parameter files as they stand, with other code than the engine's.
"""

import tomllib
from datetime import date
from fractions import Fraction
from math import ceil, floor

import pytest

from calculator.engine.amounts import cents
from calculator.engine.household import Leeftijdsgroep
from calculator.engine.steps import Stappen
from calculator.engine.values import PARAMETERS
from calculator.household.years import SUPPORTED
from calculator.rules import (
    algemene_heffingskorting,
    arbeidskorting,
    combinatiekorting,
    eigen_woning,
    kinderbijslag,
    ouderenkorting,
    schijven,
)

STILL = Stappen.geen()
BELOW, OLD = Leeftijdsgroep.ONDER_AOW, Leeftijdsgroep.AOW


def block(rule, year):
    with (PARAMETERS / f"{rule}.toml").open("rb") as file:
        return next(one for one in tomllib.load(file)["waarden"] if one["vanaf"].year == year)


def exact(number):
    return Fraction(str(number))


def around(*kinks):
    return sorted({kink + step for kink in kinks for step in (-1, 0, 1) if kink + step >= 0} | {0})


def incomes(values):
    return cents([[100 * value for value in values]])


def in_euros(array):
    return [amount / 100 for amount in array[0].tolist()]


@pytest.mark.parametrize("year", SUPPORTED)
@pytest.mark.parametrize("groep", [BELOW, OLD])
def test_algemene_heffingskorting(year, groep):
    v = block("algemene_heffingskorting", year)
    column, start, end = v["aow" if groep is OLD else "onder_aow"], v["afbouw_vanaf"], v["nihil_boven"]
    points = around(start, end, start + 100, 30_000, 60_000)

    computed = algemene_heffingskorting.algemene_heffingskorting(
        incomes(points), groep=groep, waarden=algemene_heffingskorting.IN_FORCE.in_year(year), stap=STILL
    )

    def expected(income):
        credit = column["maximum"] - exact(column["afbouw"]) / 100 * max(0, income - start)
        return max(0, ceil(credit)) if income <= end else 0

    assert in_euros(computed) == [expected(point) for point in points]
    assert expected(end + 1) == 0
    assert expected(start) == column["maximum"]


@pytest.mark.parametrize("year", SUPPORTED)
@pytest.mark.parametrize("groep", [BELOW, OLD])
def test_arbeidskorting(year, groep):
    v = block("arbeidskorting", year)
    column = v["aow" if groep is OLD else "onder_aow"]
    kinks = v["tweede_opbouw_vanaf"], v["derde_opbouw_vanaf"], v["afbouw_vanaf"], v["nihil_boven"]
    points = around(*kinks, 5_000, 90_000)

    computed = arbeidskorting.arbeidskorting(
        incomes(points), groep=groep, waarden=arbeidskorting.IN_FORCE.in_year(year), stap=STILL
    )

    def expected(wage):
        credit = min(wage * exact(column["eerste_opbouw"]) / 100, column["eerste_maximum"])
        credit += max(0, wage - kinks[0]) * exact(column["tweede_opbouw"]) / 100
        credit = min(credit, column["tweede_maximum"])
        credit += max(0, wage - kinks[1]) * exact(column["derde_opbouw"]) / 100
        credit = min(credit, column["maximum"]) - max(0, wage - kinks[2]) * exact(column["afbouw"]) / 100
        return max(0, ceil(credit)) if wage <= kinks[3] else 0

    assert in_euros(computed) == [expected(point) for point in points]
    assert expected(kinks[3] + 1) == 0
    assert groep is OLD or expected(kinks[2]) == column["maximum"]


@pytest.mark.parametrize("year", SUPPORTED)
def test_combinatiekorting(year):
    v = block("combinatiekorting", year)
    full = v["drempel"] + ceil(v["maximum"] / exact(v["opbouw"]) * 100)
    points = around(v["drempel"], full, 20_000)

    computed = combinatiekorting.combinatiekorting(
        incomes(points),
        has_right=incomes(points) >= 0,
        groep=BELOW,
        has_partner=False,
        waarden=combinatiekorting.IN_FORCE.in_year(year),
        stap=STILL,
    )

    def expected(wage):
        return min(v["maximum"], ceil(max(0, wage - v["drempel"]) * exact(v["opbouw"]) / 100))

    assert in_euros(computed) == [expected(point) for point in points]
    assert expected(v["drempel"]) == 0
    assert expected(v["drempel"] + 1) == 1
    assert expected(full) == v["maximum"]


def test_the_combinatiekorting_steps_down_in_2027_for_every_family():
    highest = {year: block("combinatiekorting", year)["maximum"] for year in SUPPORTED}

    assert highest == {2021: 2815, 2022: 2534, 2023: 2694, 2024: 2950, 2025: 2986, 2026: 3032, 2027: 2918}


@pytest.mark.parametrize("year", SUPPORTED)
def test_ouderenkorting(year):
    v = block("ouderenkorting", year)
    points = around(v["afbouw_vanaf"], v["nihil_boven"], 50_000)

    computed = ouderenkorting.ouderenkorting(
        incomes(points), groep=OLD, waarden=ouderenkorting.IN_FORCE.in_year(year), stap=STILL
    )

    def expected(income):
        credit = v["maximum"] - exact(v["afbouw"]) / 100 * max(0, income - v["afbouw_vanaf"])
        return max(0, ceil(credit)) if income <= v["nihil_boven"] else 0

    assert in_euros(computed) == [expected(point) for point in points]
    below = ouderenkorting.ouderenkorting(
        incomes(points), groep=BELOW, waarden=ouderenkorting.IN_FORCE.in_year(year), stap=STILL
    )
    assert not below.any()


@pytest.mark.parametrize("year", SUPPORTED)
@pytest.mark.parametrize("groep", list(Leeftijdsgroep))
def test_brackets(year, groep):
    rows = block("schijven", year)[groep.value]
    points = around(*[row["tot"] for row in rows if "tot" in row], 20_000, 150_000)
    waarden = schijven.IN_FORCE.in_year(year)

    computed = schijven.belasting(incomes(points), groep=groep, waarden=waarden)
    payroll = schijven.belasting_per_schijf(incomes(points), groep=groep, waarden=waarden)

    def slices(income):
        lower = 0
        for row in rows:
            upper = row.get("tot", income)
            yield max(0, min(income, upper) - lower) * exact(row["tarief"]) / 100
            lower = upper

    assert in_euros(computed) == [floor(sum(slices(point))) for point in points]
    assert in_euros(payroll) == [sum(floor(part) for part in slices(point)) for point in points]


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024])
def test_the_first_bracket_stays_split_until_2024_though_both_rates_are_the_same(year):
    first, second, _ = block("schijven", year)["onder_aow"]
    points = list(range(first["tot"], second["tot"], 997))
    waarden = schijven.IN_FORCE.in_year(year)

    once = in_euros(schijven.belasting(incomes(points), groep=BELOW, waarden=waarden))
    per_slice = in_euros(schijven.belasting_per_schijf(incomes(points), groep=BELOW, waarden=waarden))

    assert first["tarief"] == second["tarief"]
    assert {int(a - b) for a, b in zip(once, per_slice, strict=True)} == {0, 1}


@pytest.mark.parametrize("year", [year for year in SUPPORTED if year != 2027])
def test_the_home(year):
    v = block("eigen_woning", year)
    bands, villa = v["forfait"], v["villa"]
    points = around(*[band["boven"] for band in bands], villa["boven"], 300_000, 2_000_000)

    computed = eigen_woning.eigenwoningforfait(incomes(points), eigen_woning.IN_FORCE.in_year(year))

    def expected(woz):
        if woz > villa["boven"]:
            return floor(villa["bedrag"] + (woz - villa["boven"]) * exact(villa["percentage"]) / 100)
        percent = max((band for band in bands if woz > band["boven"]), key=lambda band: band["boven"], default=bands[0])
        return floor(woz * exact(percent["percentage"]) / 100)

    assert in_euros(computed) == [expected(point) for point in points]
    assert eigen_woning.IN_FORCE.found_in(2027) is None


def test_the_deduction_for_little_debt_goes_down_each_year():
    percent = {year: eigen_woning.IN_FORCE.in_year(year).hillen for year in range(2021, 2027)}

    assert percent == {2021: 90_000, 2022: 86_667, 2023: 83_333, 2024: 80_000, 2025: 76_667, 2026: 71_867}


@pytest.mark.parametrize("year", range(2021, 2027))
def test_interest_in_the_top_bracket_is_worth_the_capped_rate(year):
    """Extra tax and the rate that is left add up to the top rate: 43 and 40 percent, and the second rate since 2023."""
    left = 49_500 - eigen_woning.IN_FORCE.in_year(year).tariefsaanpassing
    second = schijven.IN_FORCE.in_year(year).onder_aow[1].tarief

    assert left == {2021: 43_000, 2022: 40_000}.get(year, second)


def test_kinderbijslag_fell_in_july_2023():
    amounts = {day: kinderbijslag.IN_FORCE.on(day).van_12_tot_en_met_17 for day in _quarters(2023)}

    assert list(amounts.values()) == [38_537, 38_537, 37_385, 37_385]


def _quarters(year):
    return [date(year, month, 1) for month in (1, 4, 7, 10)]
