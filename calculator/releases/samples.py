"""A handful of typical households, so that people see what values do before they are released."""

import copy
from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]

HOME = {"kind": "rent", "basic_rent": 720, "service_costs": 30}
TEACHER: Document = {"wage": {"cao": "po", "scale": "LB", "step": 8, "hours": 28}, "pension": "abp"}
ASSISTANT: Document = {
    "wage": {"month": 1950, "hours": 24, "fulltime_hours": 40, "holiday_percent": 8, "year_end_percent": 8.33},
    "pension": "abp",
}


@dataclass(frozen=True)
class Sample:
    """Everybody is as old in every year; `ages` of the adults and `children` (age, kind of care)."""

    called: str
    people: tuple[tuple[int, Document], ...]
    children: tuple[tuple[int, str | None], ...] = ()
    housing: Document | None = None
    assets: int = 5000

    def in_year(self, year: int) -> Document:
        """The document of the contract."""
        return copy.deepcopy(
            {
                "year": year,
                "people": [{"birth_date": f"{year - age}-03-15", **person} for age, person in self.people],
                "children": [_child(year, *child) for child in self.children],
                "housing": self.housing or HOME,
                "assets": self.assets,
            }
        )


def _child(year: int, age: int, kind: str | None) -> Document:
    child: Document = {"birth_date": f"{year - age}-03-15"}
    if kind:
        child["childcare"] = {"kind": kind, "hours_per_month": 60, "hourly_rate": 9.5}
    return child


SAMPLES = (
    Sample("Leerkracht alleen, 28 uur, huurhuis", ((36, TEACHER),)),
    Sample(
        "Leerkracht met partner, twee kinderen op de opvang",
        ((36, TEACHER), (38, {"wage": {"taxable_year": 42_000}})),
        ((2, "dagopvang"), (6, "bso")),
    ),
    Sample("Ondersteuner alleen met twee kinderen, huurhuis", ((41, ASSISTANT),), ((9, None), (13, None))),
    Sample(
        "Leerkracht met partner zonder loon, eigen huis",
        ((45, {**TEACHER, "wage": {**TEACHER["wage"], "hours": 36}}), (44, {})),
        ((15, None), (17, None)),
        {"kind": "own", "woz_value": 350_000, "mortgage_interest_year": 6000},
    ),
    Sample(
        "Starter met studieschuld en reiskosten",
        (
            (
                24,
                {
                    "wage": {"cao": "po", "scale": "LB", "step": 1, "hours": 32},
                    "pension": "abp",
                    "student_debt": {"amount": 25_000, "scheme": "sf35"},
                    "commute": {"km_one_way": 20, "cost_per_km": 0.25},
                },
            ),
        ),
    ),
    Sample("Pedagogisch medewerker, PFZW en PAWW", ((30, {**ASSISTANT, "pension": "pfzw", "paww": True}),)),
    Sample("Iemand met AOW en een klein pensioen", ((73, {"wage": {"taxable_year": 24_000}}),), assets=15_000),
)
