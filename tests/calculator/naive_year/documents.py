"""Random right documents of any year, all keys filled in."""

import random

BIRTHS = [
    "1990-05-05",
    "1985-01-31",
    "1975-10-10",
    "1962-12-31",
    "1963-01-01",
    "2002-03-03",
    "1950-02-02",
    "1944-06-06",
]
EDUCATION = {2021: ["OOP4", "OOP8"], 2027: []}
CHILDCARE = {2023: (9, 21), 2024: (10, 23), 2025: (10, 23), 2026: (10, 23)}
WEALTH = [0, 0, 30_000, 38_479, 38_480, 60_000, 140_000, 200_000]


def household(year, pick: random.Random):
    people = [_person(year, pick)] + ([_person(year, pick, partner=True)] if pick.random() < 0.6 else [])
    return {
        "year": year,
        "people": people,
        "children": [_child(year, pick) for _ in range(pick.choice([0, 0, 1, 2, 3, 4]))],
        "housing": _housing(pick),
        "assets": pick.choice(WEALTH),
    }


def _wage(year, pick, *, partner):
    shapes = [
        {"fulltime_month": pick.randint(1500, 8000), "fulltime_hours": 36, "hours": pick.randint(1, 36),
         "year_end_percent": 8.33},
        {"month": pick.randint(300, 6000), "fulltime_hours": 40, "hours": pick.randint(1, 40)},
        {"month_gross": pick.randint(0, 9000)},
        {"taxable_month": pick.randint(0, 12_000)},
        {"taxable_year": pick.randint(0, 150_000)},
        {"taxable_year": pick.randint(0, 25_000)},
    ]  # fmt: skip
    for scale in EDUCATION.get(year, ["LB", "LE"]):
        shapes.append({"cao": "po", "scale": scale, "step": pick.randint(1, 11), "hours": pick.randint(1, 40)})
        shapes.append({"cao": "po", "scale": scale, "step": 12, "hours": pick.randint(1, 40)})
    if year in CHILDCARE:
        step = pick.randint(*CHILDCARE[year])
        shapes.append({"cao": "kinderopvang", "scale": "6", "step": step, "hours": pick.randint(1, 36)})
    return pick.choice([*shapes, *([None] * 2 if partner else [])])


def _person(year, pick, *, partner=False):
    wage = _wage(year, pick, partner=partner)
    if wage and wage.get("scale") == "OOP4":
        wage["step"] = min(wage["step"], 11)
    person = {"birth_date": pick.choice(BIRTHS), "pension": "none"}
    if wage:
        person["wage"] = wage
        person["paww"] = False
        if not {"taxable_year", "taxable_month"} & set(wage):
            person["pension"] = pick.choice(_pensions(year, wage))
    if pick.random() < 0.2:
        person["payroll_tax_credit"] = False
    if pick.random() < 0.2:
        person["other_income_year"] = pick.randint(0, 30_000)
    if pick.random() < 0.2:
        person["second_job"] = {"taxable_year": pick.randint(1, 30_000)}
    if pick.random() < 0.1 and person["birth_date"] > "1962":
        person["jonggehandicaptenkorting"] = True
    return person


def _pensions(year, wage):
    if year == 2027 or (year < 2023 and wage.get("cao") == "po"):
        return ["none"]
    return ["abp", "pfzw", "none"]


def _child(year, pick):
    child = {"birth_date": f"{pick.randint(year - 19, year)}-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}"}
    if pick.random() < 0.6:
        child["childcare"] = _care(pick) if pick.random() < 0.7 else [_care(pick), _care(pick)]
    return child


def _care(pick):
    kind = pick.choice(["dagopvang", "bso", "gastouder"])
    return {"kind": kind, "hours_per_month": pick.randint(0, 240), "hourly_rate": pick.randint(500, 1400) / 100}


def _housing(pick):
    return pick.choice(
        [
            {"kind": "rent", "basic_rent": pick.randint(200, 1100), "service_costs": pick.choice([0, 20, 48, 60])},
            {"kind": "own", "woz_value": pick.randint(10_000, 1_500_000),
             "mortgage_interest_year": pick.choice([0, 500, 9_000, 20_000])},
            {"kind": "none"},
        ]
    )  # fmt: skip
