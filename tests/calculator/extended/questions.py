"""Random right documents in which one of the new questions is answered."""

import random

from tests.calculator.naive_year.documents import household

CARE = {"kind": "dagopvang", "hours_per_month": 60, "hourly_rate": 10}


def _base(year, pick: random.Random, *, partner=None):
    """A household whose first person has a wage that goes with hours."""
    document = household(year, pick)
    if partner is not None:
        document["people"] = document["people"][:1]
        if partner:
            document["people"].append({"birth_date": "1986-01-05", "wage": {"taxable_year": pick.randint(0, 60_000)}})
    first = document["people"][0]
    first["wage"] = {
        "fulltime_month": pick.randint(2_500, 6_000),
        "fulltime_hours": 40,
        "hours": pick.randint(1, 40),
        "holiday_percent": 8,
    }
    first["pension"], first["paww"] = "none", False
    return document


def following_care(year, pick):
    document = _base(year, pick)
    now, wish = document["people"][0]["wage"]["hours"], pick.randint(0, 40)
    for number in range(pick.choice([1, 2])):
        to_wish = {"wish_hours": wish, "hours_per_month": pick.randint(0, 230)}
        follows = pick.choice([to_wish, {"per_day": pick.randint(0, 60)}])
        care = {
            "kind": pick.choice(["dagopvang", "bso", "gastouder"]),
            "hours_per_month": pick.randint(0, 230),
            "hourly_rate": pick.randint(500, 1_300) / 100,
            "follows": follows,
        }
        document["children"].append({"birth_date": f"{year - pick.randint(1, 9)}-0{number + 2}-11", "childcare": care})
    document["workday_hours"] = pick.choice([8, 8, 7, 9.5])
    if pick.random() < 0.3:
        document["care_now_hours"] = pick.choice([now, 16, 24])
    return document


def own_business(year, pick):
    document = _base(year, pick)
    for person in document["people"]:
        if pick.random() < 0.7:
            criterion = pick.random() < 0.6
            person["business"] = {
                "profit_year": pick.choice([pick.randint(-20_000, 120_000), pick.randint(0, 4_000)]),
                "hours_criterion": criterion,
                "starter": criterion and pick.random() < 0.3,
                "hours_per_week": pick.randint(0, 40),
            }
    return document


def apart(year, pick):
    document = _base(year, pick, partner=False)
    for _ in range(pick.choice([1, 2, 3])):
        document["children"].append(
            {
                "birth_date": f"{year - pick.randint(1, 17)}-0{pick.randint(1, 9)}-15",
                "childcare": pick.choice([None, CARE]),
                "lives": {
                    "days_year": pick.choice([0, 100, 155, 156, 182, 365]),
                    "registered": pick.choice(["us", "other"]),
                    "kinderbijslag": pick.choice(["us", "other"]),
                    "kinderbijslag_percent": pick.choice([0, 50, 100]),
                    "other_parent_hours_per_month": pick.choice([0, 40, 230]),
                },
            }
        )
    return document


def housemates(year, pick):
    document = _base(year, pick, partner=pick.random() < 0.5)
    document["children"] = []
    document["housing"] = {"kind": "rent", "basic_rent": pick.randint(300, 900), "service_costs": 0}
    document["others"] = [
        {
            "birth_date": f"{year - pick.choice([19, 20, 22, 23, 24, 26])}-0{pick.randint(1, 9)}-10",
            "income_year": pick.randint(0, 30_000),
            "relation": pick.choice(["child", "other"]),
            "lease": pick.choice(["none", "with_us", "third_party"]),
            "wealth_above_limit": pick.random() < 0.1,
        }
        for _ in range(pick.choice([1, 2]))
    ]
    return document


def benefits(year, pick):
    document = _base(year, pick)
    laws = ["ww", "wga_lgu", "wga_lau", "wga_vvu", "iva", "zw", "anw", "bijstand", "toeslagenwet"]
    for person in document["people"]:
        if pick.random() < 0.8:
            person["benefit"] = {"law": pick.choice(laws), "month": pick.randint(0, 2_000)}
            if pick.random() < 0.5:
                person["benefit"]["old_wage_month"] = pick.randint(1_000, 5_000)
    return document


def aow_year(year, pick):
    document = _base(year, pick)
    born = {2021: 1955, 2022: 1956, 2023: 1956, 2024: 1957, 2025: 1958, 2026: 1959, 2027: 1960}[year]
    person = pick.choice(document["people"])
    person.pop("jonggehandicaptenkorting", None)
    person["birth_date"] = f"{born}-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}"
    return document


def from_a_month(year, pick):
    document = pick.choice([_base, following_care])(year, pick)
    return {**document, "start": {"from": f"{year}-{pick.randint(1, 12):02}-01"}}


def fixed_pay(year, pick):
    document = _base(year, pick)
    wage = document["people"][0]["wage"]
    document["people"][0]["birth_date"] = "1963-05-05"
    document["people"][0].pop("jonggehandicaptenkorting", None)
    wage["fixed_yearly"] = [
        {"name": "december", "fulltime": pick.randint(0, 2_000), "most_factor": pick.choice([0.5, 1, 1.2])}
    ]
    wage["leave_57"] = {"own_share_percent": pick.choice([40, 50])}
    document["people"][0]["retention_bonus_year"] = pick.choice([0, 1_200])
    return document


def bonus(year, pick):
    document = _base(year, pick)
    document["people"][0]["extra_hours_bonus"] = {"gross_year": pick.randint(0, 12_000)}
    if pick.random() < 0.5:
        document["start"] = {"from": f"{year}-{pick.randint(1, 12):02}-01"}
    return document


def commute(year, pick):
    """As the agreement of primary education pays it."""
    document = _base(year, pick)
    document["people"][0]["commute"] = {
        "km_one_way": pick.choice([pick.randint(0, 60), pick.randint(0, 400) / 10]),
        "cost_per_km": pick.choice([0.05, 0.17, 0.3, 0.45]),
        "reimbursement_per_km": "cao_po",
        "days_per_week": pick.choice([None, None, 0, 2, 4.5]),
    }
    return document


def by_pay_of_36(year, pick):
    """Kinderopvang and zorg, as a payslip says it."""
    document = _base(year, pick)
    first = document["people"][0]
    first["wage"] = {
        "month": pick.randint(300, 4_000),
        "fulltime_hours": 36,
        "hours": pick.randint(4, 36),
        "holiday_percent": 8,
        "year_end_percent": pick.choice([0, 8.33]),
    }
    first["pension"], first["paww"] = pick.choice(["pfzw", "none"]), pick.random() < 0.5
    return document


def carried_forward(year, pick):
    """Always of the year that lacks the most."""
    return {**_base(2027, pick), "carry_forward": True}


ALL = (
    following_care,
    own_business,
    apart,
    housemates,
    benefits,
    aow_year,
    from_a_month,
    fixed_pay,
    bonus,
    commute,
    by_pay_of_36,
    carried_forward,
)
