"""A question and its answer for the page about the API; the answer is computed, not written down."""

import json

from calculator.answers.bereken import bereken


def question(year: int) -> str:
    return json.dumps(_question(year), indent=2)


def answer(year: int) -> str:
    document = bereken(_question(year))
    document["results"] = document["results"][:1]
    return json.dumps(document, indent=2, ensure_ascii=False)


def _question(year: int) -> dict:
    return {
        "year": year,
        "people": [
            {"birth_date": "1988-04-12", "wage": {"cao": "po", "scale": "LB", "step": 8, "hours": 28}},
            {"birth_date": "1986-11-30", "wage": {"month": 3400, "hours": 32, "fulltime_hours": 40}, "pension": "none"},
        ],
        "children": [
            {
                "birth_date": "2019-09-01",
                "childcare": {"kind": "bso", "hours_per_month": 40, "hourly_rate": 9.8},
            }
        ],
        "housing": {"kind": "rent", "basic_rent": 780},
        "hours": [28, 32],
    }
