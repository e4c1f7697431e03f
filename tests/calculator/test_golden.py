"""Whole households through the door of the engine, held against what was published or worked out by hand.

`test_proofs.py` compares the rules with the official tables; here a document goes in and an answer comes out.
"""

import csv
from fractions import Fraction
from math import ceil, floor
from pathlib import Path

import pytest

from calculator.answers.bereken import bereken
from calculator.batch.answers import answers
from calculator.engine.household import Leeftijdsgroep
from calculator.household.calculation import curve
from calculator.household.intake.document import read_document
from calculator.household.years import SUPPORTED
from calculator.proofs.month_tables import COLUMNS, YEARS, column, wages
from tests.calculator.naive_year.test_against_naive_year import compared
from tests.calculator.naive_year.values import in_year, table
from tests.calculator.rules_allowances import naive

BORN = {
    Leeftijdsgroep.ONDER_AOW: "1985-05-05",
    Leeftijdsgroep.AOW: "1950-05-05",
    Leeftijdsgroep.AOW_VOOR_1946: "1944-05-05",
}
SPECIAL = Path(__file__).parent / "golden" / "bijzondere_beloningen.csv"


def person(wage, **more):
    return {"birth_date": "1985-05-05", "wage": wage, **more}


def results(documents):
    outcomes = answers([read_document(document) for document in documents])
    return [one["results"][0] for one in outcomes]


def payrolls(documents):
    return [result["people"][0]["payroll"] for result in results(documents)]


@pytest.mark.parametrize("groep", BORN)
@pytest.mark.parametrize("year", YEARS)
def test_a_taxable_month_of_the_official_table_gets_the_tax_of_the_official_table(year, groep):
    """All rows below AOW age, one in five of the others."""
    step = 1 if groep is Leeftijdsgroep.ONDER_AOW else 5
    months, name = wages(year)[::step].tolist(), COLUMNS[groep]
    published = {
        credit: [
            tuple(cents / 100 for cents in row)
            for row in zip(*(column(year, f"{name}{what}")[::step].tolist() for what in columns), strict=True)
        ]
        for credit, columns in {
            True: ["WithPayrollTaxCredit", "DeductedLabourCredit"],
            False: ["WithoutPayrollTaxCredit"],
        }.items()
    }

    for credit, expected in published.items():
        documents = [
            {"year": year, "people": [{"birth_date": BORN[groep], "wage": {"taxable_month": month / 100},
                                       "payroll_tax_credit": credit}]}
            for month in months
        ]  # fmt: skip
        names = ["loonheffing_month", "arbeidskorting_month"][: len(expected[0])]
        computed = [tuple(payroll[name] for name in names) for payroll in payrolls(documents)]
        assert computed == expected


def special_rows(year):
    with SPECIAL.open(newline="") as file:
        return [row for row in csv.DictReader(file) if int(row["year"]) == year]


@pytest.mark.parametrize(
    ("groep", "name"),
    [
        (Leeftijdsgroep.ONDER_AOW, "under_aow"),
        (Leeftijdsgroep.AOW, "aow"),
        (Leeftijdsgroep.AOW_VOOR_1946, "aow_born_before_1946"),
    ],
)
@pytest.mark.parametrize("year", [2026, 2027])
@pytest.mark.parametrize("credit", [True, False])
def test_holiday_pay_is_taxed_as_the_official_table_for_special_rewards_says(year, groep, name, credit):
    """At each bound, a euro below it and well inside the row."""
    rows = special_rows(year)
    asked = []
    for row, following in zip(rows, [*rows[1:], {"from": 250_000}], strict=True):
        percent = float(row[f"{name}_without"])
        if credit:
            percent = round(max(0, float(row[f"{name}_standard"]) + float(row[f"{name}_offset"])), 3)
        first, last = int(row["from"]), int(following["from"]) - 1
        asked += [(jaarloon, percent) for jaarloon in (first, (first + last) // 2, last)]
    documents = [
        {"year": year, "people": [{"birth_date": BORN[groep], "wage": {"taxable_year": jaarloon},
                                   "payroll_tax_credit": credit}]}
        for jaarloon, _ in asked
    ]  # fmt: skip

    computed = [payroll["special_rate_percent"] for payroll in payrolls(documents)]

    assert len(rows) == 13
    assert computed == [percent for _, percent in asked]


# The combinatiekorting changes hands.


def credit_2026(wage):
    """Wet IB 2001 art. 8.14a, in whole euros."""
    return ceil(min(3032, max(Fraction(0), (floor(wage) - 6239) * Fraction("0.1145"))))


def couple(partner, *, older=0, hours="all"):
    births = ["1980-01-01", "1990-01-01"]
    return {
        "year": 2026,
        "people": [
            {"birth_date": births[older], "wage": {"cao": "po", "scale": "LB", "step": 8, "hours": 24}},
            {"birth_date": births[1 - older], "wage": {"taxable_year": partner}},
        ],
        "children": [{"birth_date": "2018-03-03"}],
        "hours": hours,
    }


def test_the_combinatiekorting_goes_to_whoever_earns_least_at_each_number_of_hours():
    partner = 31_000

    outcomes = bereken(couple(partner))["results"]

    earned = [floor(result["people"][0]["taxable_wage_year"]) for result in outcomes]
    assert earned[0] < partner < earned[-1]
    for own, result in zip(earned, outcomes, strict=True):
        credits = [one["income_tax"]["inkomensafhankelijke_combinatiekorting"] for one in result["people"]]
        assert credits == ([credit_2026(own), 0] if own < partner else [0, credit_2026(partner)])


def test_where_it_changes_hands_the_household_sees_no_cliff_and_a_name():
    picture = curve(couple(31_000))

    (moves,) = [jump for jump in picture.jumps if jump.kind == "moves"]
    place = picture.at(moves.hours)
    left = picture.disposable_year
    around = [left[at + 1] - left[at] for at in range(place - 4, place + 3)]
    assert moves.sentence.startswith("Vanaf ")
    assert "naar je partner" in moves.sentence
    # You lose it, your partner gets it: more hours still bring about as much as at the hours beside it.
    assert min(around) > 0.5 * max(around) > 0


@pytest.mark.parametrize("older", [0, 1])
def test_at_exactly_the_same_wage_it_belongs_to_the_older_one(older):
    (result,) = bereken(couple(0, hours=[24]))["results"]
    same = result["people"][0]["taxable_wage_year"]

    credits = [
        [one["income_tax"]["inkomensafhankelijke_combinatiekorting"] for one in outcome["people"]]
        for outcome in (
            bereken(couple(partner, older=older, hours=[24]))["results"][0]
            for partner in (floor(same) - 1, floor(same), floor(same) + 1)
        )
    ]

    to_first, to_second = [credit_2026(same), 0], [0, credit_2026(same)]
    assert credits == [[0, credit_2026(same - 1)], [to_first, to_second][older], to_first]


# High rents in 2025: everyone gets the slice above the aftoppingsgrens, and nobody anything above the maximum rent.


@pytest.mark.parametrize("rent", [650, 682.96, 700, 800, 852.06, 852.07, 852.08, 900])
@pytest.mark.parametrize("service", [0, 48, 60])
def test_two_people_with_a_high_rent_in_2025(rent, service):
    incomes = [0, 20_000, 30_450, 30_451, 35_000, 40_000, 45_000, 47_900, 55_000]
    home = {"kind": "rent", "basic_rent": rent, "service_costs": service}
    documents = [
        {"year": 2025, "people": [person({"taxable_year": income}), person(None)], "housing": home}
        for income in incomes
    ]

    computed = [(one["huurtoeslag"]["year"], one["huurtoeslag"]["month"]) for one in results(documents)]

    counted = round(100 * rent) + 100 * min(service, 48)
    assert computed == [naive.huurtoeslag_2025(income, counted, people=2, young=False) for income in incomes]


def test_the_slice_above_the_aftoppingsgrens_came_for_couples_in_2025():
    home = {"kind": "rent", "basic_rent": 850}
    year_amounts = {
        year: results([{"year": year, "people": [person(None), person(None)], "housing": home}])[0]["huurtoeslag"]
        for year in (2024, 2025)
    }

    # 2025: 477.20 - 197.24, 65 % of (682.96 - 477.20) and 40 % of (850 - 682.96) is 480.52 a month, 5766 a year
    assert year_amounts[2025] == {"month": 480, "year": 5766}
    assert year_amounts[2024]["year"] < year_amounts[2025]["year"] - 12 * 50


# Children who turn 12, 16 or 18, or leave for secondary school, in the year.


def low_income_with(*births, **more):
    """A couple below every threshold of 2026."""
    children = [{"birth_date": birth, **more} for birth in births]
    return {
        "year": 2026,
        "people": [person({"taxable_year": 15_000}), person({"taxable_year": 12_000})],
        "children": children,
    }


@pytest.mark.parametrize(
    ("birth", "kindgebonden_budget", "kinderbijslag", "combinatiekorting"),
    [
        # 2580 for a child; 724 more from the month after the 12th birthday, 964 from the month after the 16th
        ("2015-01-01", 2580, 2 * 358.30 + 2 * 362.35, 660),
        ("2014-12-31", 2580, 2 * 358.30 + 2 * 362.35, 660),
        # twelve on 10 May: seven months of 724 / 12, and the higher kinderbijslag from July
        ("2014-05-10", 3002, 2 * 358.30 + 2 * 426.29, 660),
        # twelve on 1 January: counts for the credit once more, as who was born after 31 December 2013
        ("2014-01-01", 3244, 2 * 421.53 + 2 * 426.29, 660),
        # already twelve on 1 January
        ("2013-12-31", 3304, 2 * 421.53 + 2 * 426.29, 0),
        # sixteen on 20 August: eight months of 724, four of 964
        ("2010-08-20", 3384, 2 * 421.53 + 2 * 426.29, 0),
        # eighteen on 1 April: until and including April, and no kinderbijslag from that day
        ("2008-04-01", 1181, 421.53, 0),
        ("2008-04-02", 1181, 2 * 421.53, 0),
        # eighteen on the last day of the year
        ("2008-12-31", 3544, 2 * 421.53 + 2 * 426.29, 0),
        ("2007-12-31", 0, 0, 0),
        # born in the year: from the month after, kinderbijslag from the next quarter, the credit when before July
        ("2026-05-15", 1505, 2 * 298.40, 660),
        ("2026-07-02", 1075, 298.40, 0),
    ],
)
def test_a_child_of_a_certain_age_in_2026(birth, kindgebonden_budget, kinderbijslag, combinatiekorting):
    """12,000 is 5,761 above the drempel of the combinatiekorting; 11.45 % of that goes up to 660."""
    (result,) = results([low_income_with(birth)])

    credits = [one["income_tax"]["inkomensafhankelijke_combinatiekorting"] for one in result["people"]]
    assert result["kindgebonden_budget"]["year"] == kindgebonden_budget
    assert result["kinderbijslag"]["year"] == pytest.approx(kinderbijslag)
    assert credits == [0, combinatiekorting]


def test_three_children_who_turn_12_16_and_18_in_2026():
    (result,) = results([low_income_with("2014-05-10", "2010-08-20", "2008-04-02")])

    # Whole year 7740 for three until April, 5160 for two after; extra 724 and 964 by the month
    months = 4 * 7740 + 8 * 5160 + 7 * 724 + (8 * 724 + 4 * 964) + 4 * 964
    assert result["kindgebonden_budget"]["year"] == floor(Fraction(months, 12) + Fraction(1, 2))
    assert result["kinderbijslag"]["year"] == pytest.approx(
        (2 * 358.30 + 2 * 426.29) + (2 * 421.53 + 2 * 426.29) + 2 * 421.53
    )


@pytest.mark.parametrize(("birth", "months"), [("2014-09-30", 7), ("2014-10-01", 12), ("2013-10-01", 7)])
def test_care_ends_where_secondary_school_begins(birth, months):
    care = {"kind": "bso", "hours_per_month": 50, "hourly_rate": 9}

    (result,) = results([low_income_with(birth, childcare=care)])

    # 96 % of what is paid, below every maximum
    assert result["childcare_cost_year"] == months * 450
    assert result["kinderopvangtoeslag"]["year"] == months * 432


# Incomes at every place where a rule turns, and a euro on either side.


def kinks(year):
    """Whole euros, read from the parameter files by a reader that isn't the engine's."""
    points = set()
    for rule in ("algemene_heffingskorting", "arbeidskorting", "combinatiekorting", "zorgtoeslag"):
        points |= {value for name, value in (in_year(rule, year) or {}).items() if _is_income(name)}
    for rule in ("kindgebonden_budget", "ouderenkorting"):
        points |= {value for name, value in in_year(rule, year).items() if _is_income(name)}
    for brackets in (in_year("schijven", year)[groep.value] for groep in Leeftijdsgroep):
        points |= {bracket["tot"] for bracket in brackets if "tot" in bracket}
    rent = in_year("huurtoeslag", year) or {}
    for kind in (rent.get("parabool") or rent.get("rechte_lijn") or {}).values():
        points.add(kind["minimum_inkomensijkpunt"])
    points |= {int(row["from"]) for row in special_rows(year)} if year in (2026, 2027) else set()
    return sorted({int(point) for point in points if point > 1})


def _is_income(name):
    return name in ("drempel", "tweede_drempel", "drempelinkomen") or name.startswith(
        ("drempel_", "afbouw_vanaf", "nihil_boven", "tweede_opbouw_vanaf", "derde_opbouw_vanaf")
    )


def care_bounds(year):
    block = in_year("kinderopvangtoeslag", year)
    return [int(row["inkomen_vanaf"]) for row in table(block["tabel"])[1::9]] if block else []


@pytest.mark.parametrize("year", SUPPORTED)
def test_incomes_at_each_kink_and_a_euro_beside_it_come_out_as_a_second_reading_says(year):
    care = {"kind": "dagopvang", "hours_per_month": 100, "hourly_rate": 9}
    home = {"kind": "rent", "basic_rent": 640, "service_costs": 20}
    turns = kinks(year)
    assert len(turns) > 12

    for place, kink in enumerate([*turns, *care_bounds(year)]):
        groep = list(BORN.values())[place % 3] if kink in turns else BORN[Leeftijdsgroep.ONDER_AOW]
        for income in (kink - 1, kink, kink + 1):
            document = {
                "year": year,
                "people": [{"birth_date": groep, "wage": {"taxable_year": income}, "pension": "none"}],
                "children": [{"birth_date": f"{year - 5}-02-03"}],
                "housing": home,
                "assets": 0,
            }
            if kink not in turns and year > 2022:
                document["children"][0]["childcare"] = care
            for name, computed, expected, most in compared(document):
                assert abs(computed - float(expected)) <= most + 1e-6, (name, income)


def test_in_2025_two_children_in_care_have_an_answer_at_every_income():
    care = {"kind": "bso", "hours_per_month": 60, "hourly_rate": 9}
    children = [{"birth_date": "2018-01-01", "childcare": care}] * 2

    def asked(income):
        return {"year": 2025, "people": [person({"taxable_year": income})], "children": children}

    incomes = range(40_000, 60_000, 100)
    paid = [result["kinderopvangtoeslag"]["year"] for result in results([asked(income) for income in incomes])]
    assert paid == sorted(paid, reverse=True)
    assert min(paid) > 0
