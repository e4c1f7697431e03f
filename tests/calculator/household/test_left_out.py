"""What a year lacks is nothing in the sum and is said three times: in the answer, in the notes and in the steps."""

import copy

import pytest

from calculator.answers.bereken import bereken
from calculator.household.intake.faults import Faults
from calculator.household.years import COMPLETE, SUPPORTED
from tests.calculator.documents import TEACHER, family, with_wage

OWN = {"kind": "own", "woz_value": 400_000, "mortgage_interest_year": 9_000}
RENT = {"kind": "rent", "basic_rent": 650, "service_costs": 30}
CARE = {"kind": "bso", "hours_per_month": 40, "hourly_rate": 7}
DRIVES = {"km_one_way": 20, "cost_per_km": 0.35, "days_per_week": 4}


def document(year, *, housing=RENT, aow=False, **person):
    """A couple with one child in childcare; only what a year may lack differs."""
    me = {"birth_date": "1950-02-02" if aow else "1988-04-12", "pension": "none", **person}
    me.setdefault("wage", {"month": 2500, "hours": 30, "fulltime_hours": 40})
    partner = {
        "birth_date": "1986-01-02",
        "wage": {"month": 2600, "hours": 32, "fulltime_hours": 40},
        "pension": "none",
    }
    child = {"birth_date": f"{year - 6}-09-01", "childcare": CARE}
    return copy.deepcopy({"year": year, "people": [me, partner], "children": [child], "housing": housing})


def parts(answer):
    return [omission["part"] for omission in answer["left_out"]]


EVERY_YEAR = {
    2021: ["zorgtoeslag"],
    2022: [],
    2023: [],
    2024: [],
    2025: [],
    2026: [],
    2027: ["zorgtoeslag", "huurtoeslag", "kinderbijslag"],
}


def test_seven_years_are_answered_of_which_five_are_complete():
    assert SUPPORTED == (2021, 2022, 2023, 2024, 2025, 2026, 2027)
    assert COMPLETE == (2022, 2023, 2024, 2025, 2026)


@pytest.mark.parametrize("year", SUPPORTED)
def test_what_a_family_that_rents_misses_in_each_year(year):
    answer = bereken(document(year))

    assert parts(answer) == EVERY_YEAR[year]


ASKED = [
    (2021, "huurtoeslag", {"aow": True}, ("huurtoeslag", "year")),
    (2021, "inkomensafhankelijke_combinatiekorting", {"aow": True}, None),
    (2026, "inkomensafhankelijke_combinatiekorting", {"aow": True}, None),
    (2027, "eigen_woning", {"housing": OWN}, None),
    (2027, "reiskosten", {"commute": DRIVES}, ("commute_cost_year",)),
    (2027, "studieschuld", {"student_debt": {"amount": 20_000}}, ("student_debt_year",)),
    (2027, "jonggehandicaptenkorting", {"jonggehandicaptenkorting": True}, None),
    (2025, "paww", {"paww": True}, None),
    (2027, "paww", {"paww": True}, None),
    (2022, "kinderopvangtoeslag", {"wage": {"month_gross": 2500}}, ("kinderopvangtoeslag", "year")),
    (2026, "pensioenopbouw", {"pension": "pfzw"}, None),
    (2026, "toelage", {"wage": {"cao": "po", "scale": "LB", "step": 12, "hours": 30}}, None),
    (2025, "toelage", {"wage": {"cao": "vo", "scale": "LB", "step": 12, "hours": 30}}, None),
    (2025, "eenmalige_uitkering", {"wage": {"cao": "vo", "scale": "LB", "step": 3, "hours": 30}}, None),
    (2021, "levensloopbijdrage", {"wage": {"cao": "po", "scale": "OOP4", "step": 3, "hours": 30}}, None),
]


@pytest.mark.parametrize(("year", "part", "asked", "where"), ASKED, ids=[f"{row[1]}-{row[0]}" for row in ASKED])
def test_a_part_that_was_asked_for_and_is_missing_is_named_everywhere_and_counts_nothing(year, part, asked, where):
    answer = bereken(document(year, **asked), explain=True)

    (why,) = [omission["why"] for omission in answer["left_out"] if omission["part"] == part]
    assert why in answer["notes"]
    (explained,) = [step for step in answer["steps"] if step["because"] == why]
    assert (explained["rule"], explained["amount"], explained["zekerheid"]) == (part, 0, "ontbreekt")
    assert explained["law"]
    if where:
        amount = answer["results"][0]
        for key in where:
            amount = amount[key]
        assert amount == 0


@pytest.mark.parametrize(("year", "part", "asked", "where"), ASKED, ids=[f"{row[1]}-{row[0]}" for row in ASKED])
def test_who_didnt_ask_isnt_told(year, part, asked, where):
    if part == "kinderopvangtoeslag":
        plain = document(year)
    elif part == "toelage":
        plain = document(year, wage={**asked["wage"], "step": 11})
    elif part in ("eenmalige_uitkering", "levensloopbijdrage"):
        plain = document(year)
    else:
        plain = document(year, housing=RENT)

    assert part not in parts(bereken(plain)) or part in EVERY_YEAR[year]


def test_a_home_that_is_left_out_leaves_income_as_it_is_without_interest_or_forfait():
    with_home, without = (bereken(document(2027, housing=home))["results"][0] for home in (OWN, {"kind": "none"}))

    assert with_home["toetsingsinkomen"] == without["toetsingsinkomen"]
    assert [person["income_tax"]["due"] for person in with_home["people"]] == [
        person["income_tax"]["due"] for person in without["people"]
    ]


def test_the_bill_for_childcare_stays_when_its_allowance_is_left_out():
    answer = bereken(document(2022, wage={"month_gross": 2500}))

    assert answer["results"][0]["childcare_cost_year"] == 12 * 40 * 7
    assert answer["results"][0]["kinderopvangtoeslag"]["year"] == 0


def test_no_key_of_the_contract_is_dropped_in_any_year():
    keys = {}
    for year in SUPPORTED:
        answer = bereken(document(year, pension="none"))
        person = set(answer["results"][0]["people"][0]) - {"economic_independence"}  # not of the contract
        keys[year] = (sorted(answer), sorted(answer["results"][0]), sorted(person))

    assert all(keys[year] == keys[2026] for year in SUPPORTED)


def test_a_complete_year_leaves_nothing_out_for_a_usual_family():
    assert bereken(family())["left_out"] == []


@pytest.mark.fault("values missing")
def test_no_other_year_fills_the_gap(seen):
    """The same household in the year beside it does get the part."""
    missing, known = (
        bereken({"year": year, "people": [{"birth_date": "1988-04-12", "wage": {"taxable_year": 20_000}}]})["results"][
            0
        ]
        for year in (2021, 2022)
    )

    assert missing["zorgtoeslag"] == {"month": 0, "year": 0}
    assert known["zorgtoeslag"]["year"] > 0
    amounts = [answer["zorgtoeslag"]["year"] for answer in (missing, known)]
    seen(f"zorgtoeslag 2021 (ontbreekt): {amounts[0]}; 2022: {amounts[1]}")


def test_explaining_an_answer_tells_the_proposal_of_2027():
    notes = bereken(document(2027))["notes"]

    assert "De regels van 2027 zijn nog een voorstel. Ze kunnen veranderen." in notes


# --- what can't be left out is refused at its key


def faults(document):
    with pytest.raises(Faults) as wrong:
        bereken(document)
    return {fault.path: fault.message for fault in wrong.value.faults}


@pytest.mark.parametrize("pension", ["abp", "pfzw"])
def test_the_premium_of_2027_is_asked_for(pension):
    wage = {"month": 2500, "hours": 30, "fulltime_hours": 40}

    by_path = faults(with_wage(wage, pension=pension, year=2027))

    assert list(by_path) == ["people[0].pension"]
    assert by_path["people[0].pension"] == (
        f"De franchise van {pension.upper()} voor 2027 is niet gevonden. Daarom kunnen we de premie niet uitrekenen. "
        'Vul bij “pension” zelf in wat jij per jaar aan premie betaalt: {"employee_premium_year": bedrag}. Bouw je '
        "geen pensioen op? Kies none."
    )


def test_also_when_nobody_named_a_fund_and_for_a_partner():
    wage = {"month": 2500, "hours": 30, "fulltime_hours": 40}
    person = {"birth_date": "1988-04-12", "wage": wage}

    assert list(faults({"year": 2027, "people": [{**person, "pension": "none"}, person]})) == ["people[1].pension"]
    assert bereken({"year": 2027, "people": [{**person, "pension": {"employee_premium_year": 1800}}]})["results"]


REACH_AOW_AGE = {
    2021: ("1954-09-02", "1955-08-31"),
    2022: ("1955-09-01", "1956-05-31"),
    2023: ("1956-06-01", "1957-02-28"),
    2024: ("1957-03-01", "1957-12-31"),
    2025: ("1958-01-02", "1958-12-31"),
    2026: ("1959-01-02", "1959-12-31"),
    2027: ("1960-01-02", "1960-12-31"),
}


@pytest.mark.parametrize("year", SUPPORTED)
def test_who_reaches_aow_age_in_the_year_gets_an_answer_that_says_so(year):
    for day in REACH_AOW_AGE[year]:
        answer = bereken({"year": year, "people": [{"birth_date": day, "wage": {"taxable_year": 20_000}}]})

        assert answer["results"][0]["people"][0]["income_tax"]["ouderenkorting"] > 0
        assert [warning["code"] for warning in answer["warnings"]] == ["aow_jaar"]
        assert "zvw_aow" in parts(answer)


def test_the_birth_year_of_a_partner_who_reaches_aow_age_blocks_nothing():
    answer = bereken(family(people=[TEACHER, {"birth_date": "1959-06-01"}]))

    assert answer["warnings"][0]["person"] == 1
    assert answer["results"][0]["disposable"]["year"] > 0
