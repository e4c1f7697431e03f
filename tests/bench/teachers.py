"""Made-up teachers, as different from each other as those of a sector: age, scale, partner, children, home, debt."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]
YEAR = 2026


def teachers(number: int, *, seed: int = 1) -> Iterator[Json]:
    """Documents; the same ones for the same seed."""
    chance = random.Random(seed)
    for _ in range(number):
        yield teacher(chance)


def teacher(chance: random.Random) -> Json:
    age = chance.randint(22, 65)
    people = [_teacher(chance, age)]
    if chance.random() < 0.7:
        people.append(_partner(chance, age))
    return {
        "year": YEAR,
        "people": people,
        "children": _children(chance, age),
        "housing": _home(chance),
        "assets": chance.choice([0, 5_000, 20_000, 60_000, 150_000]),
    }


def _teacher(chance: random.Random, age: int) -> Json:
    scale = chance.choices(["LB", "LC", "LD"], [70, 27, 3])[0]
    person = {
        "birth_date": _born(chance, age),
        "wage": {
            "cao": "po",
            "scale": scale,
            "step": min(12, max(1, age - 21 - chance.randint(0, 8))),
            "hours": chance.choice([16, 20, 24, 28, 28, 32, 36, 40, 40]),
        },
        "pension": "abp",
    }
    if chance.random() < 0.5:
        person["commute"] = {"km_one_way": chance.randint(1, 40), "cost_per_km": 0.3}
    if age < 40 and chance.random() < 0.4:
        person["student_debt"] = {"amount": chance.randint(2_000, 40_000), "scheme": "sf35"}
    return person


def _partner(chance: random.Random, age: int) -> Json:
    partner: Json = {"birth_date": _born(chance, min(65, max(20, age + chance.randint(-4, 4))))}
    kind = chance.random()
    if kind < 0.6:
        partner["wage"] = {"taxable_year": chance.randint(8_000, 90_000)}
    elif kind < 0.9:
        hours = chance.choice([16, 24, 32, 40])
        month = round(hours / 40 * chance.randint(2_300, 6_500))
        partner["wage"] = {"month": month, "hours": hours, "fulltime_hours": 40}
        partner["pension"] = "pfzw"
    return partner


def _children(chance: random.Random, age: int) -> list[Json]:
    number = chance.choices([0, 1, 2, 3], [45, 18, 28, 9])[0] if 25 <= age <= 55 else 0
    return [_child(chance, chance.randint(0, min(17, max(0, age - 24)))) for _ in range(number)]


def _child(chance: random.Random, age: int) -> Json:
    child: Json = {"birth_date": _born(chance, age)}
    if age < 12 and chance.random() < 0.6:
        kind = "dagopvang" if age < 4 else "bso"
        child["childcare"] = {
            "kind": kind,
            "hours_per_month": chance.choice([30, 40, 60, 100]),
            "hourly_rate": chance.choice([9.8, 10.25, 11.2]),
        }
    return child


def _home(chance: random.Random) -> Json:
    if chance.random() < 0.35:
        return {"kind": "rent", "basic_rent": chance.randint(450, 1_200), "service_costs": chance.choice([0, 30, 60])}
    woz = chance.randint(220, 700) * 1_000
    return {"kind": "own", "woz_value": woz, "mortgage_interest_year": chance.randint(0, 14_000)}


def _born(chance: random.Random, age: int) -> str:
    day = date(YEAR - age - 1, 1, 2) + timedelta(days=chance.randint(0, 363))
    return day.isoformat()
