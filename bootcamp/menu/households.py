"""Ten kinds of households by which one amount for all is explained. Examples, none of them anyone's own.

Their weights are an assumption: the table with the households of teachers (CBS, maatwerk 2023/16) hasn't been read.
So a page leads with the lowest and the highest, and the weighted mean comes second.
"""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
YEAR_OF_BIRTHS = 2026
"""The years of birth below are those of this year; in another year everyone is as old as then."""
SCALE = "LB"


@dataclass(frozen=True)
class Household:
    name: str
    weight: int
    for_whom: str
    """As it stands in a sentence after 'voor'."""
    born: str
    assets: int
    partner_month: int = 0
    children: tuple[tuple[str, str], ...] = ()
    """(born, kind of care or nothing)."""
    rents: bool = False

    @property
    def is_alone(self) -> bool:
        return not self.partner_month

    @property
    def has_care(self) -> bool:
        return any(kind for _, kind in self.children)

    def document(self, year: int, *, step: int, hours: int) -> Json:
        me = {
            "birth_date": _in(year, self.born),
            "wage": {"cao": "po", "scale": SCALE, "step": step, "hours": hours},
        }
        partner = {"birth_date": _in(year, PARTNER_BORN), "wage": {"taxable_month": self.partner_month}}
        return {
            "year": year,
            "people": [me] if self.is_alone else [me, partner],
            "children": [_child(year, born, care) for born, care in self.children],
            "housing": dict(RENT if self.rents else OWN),
            "assets": self.assets,
            "carry_forward": True,
        }


PARTNER_BORN = "1986-04-12"
RENT = {"kind": "rent", "basic_rent": 780}
OWN = {"kind": "own", "woz_value": 380000, "mortgage_interest_year": 6500}
CARE = {
    "bso": {"kind": "bso", "hours_per_month": 40, "hourly_rate": 9.8},
    "dagopvang": {"kind": "dagopvang", "hours_per_month": 100, "hourly_rate": 10.8},
}
PARENT_BORN = "1988-04-12"
IN_BSO = (("2018-09-01", "bso"), ("2020-09-01", "bso"))
AT_HOME = (("2018-09-01", ""), ("2020-09-01", ""))
SMALL = (("2022-03-01", "dagopvang"), ("2024-05-01", "dagopvang"))

HOUSEHOLDS = (
    Household("alleen, huur", 11, "wie alleen woont en huurt", "1994-04-12", 5000, rents=True),
    Household("alleen, koop", 9, "wie alleen woont in een koophuis", "1985-04-12", 20000),
    Household(
        "alleenstaande ouder, 2 kinderen bso, huur",
        4,
        "een alleenstaande ouder met opvang en een huurhuis",
        PARENT_BORN,
        5000,
        children=IN_BSO,
        rents=True,
    ),
    Household(
        "alleenstaande ouder, 2 kinderen zonder opvang, koop",
        4,
        "een alleenstaande ouder zonder opvang",
        PARENT_BORN,
        15000,
        children=AT_HOME,
    ),
    Household(
        "stel zonder kinderen thuis, partner 4.200", 26, "een stel zonder kinderen thuis", "1972-04-12", 40000, 4200
    ),
    Household(
        "stel zonder kinderen, partner 2.300, huur",
        8,
        "een stel zonder kinderen met een huurhuis",
        "1996-04-12",
        10000,
        2300,
        rents=True,
    ),
    Household(
        "stel, kinderen zonder opvang, partner 4.200",
        16,
        "een stel met kinderen zonder opvang",
        PARENT_BORN,
        20000,
        4200,
        AT_HOME,
    ),
    Household(
        "stel, 2 kinderen bso, partner 3.000",
        9,
        "een stel met bso en een lager tweede loon",
        PARENT_BORN,
        20000,
        3000,
        IN_BSO,
    ),
    Household(
        "stel, 2 kinderen bso, partner 4.800",
        7,
        "een stel met bso en een hoger tweede loon",
        PARENT_BORN,
        20000,
        4800,
        IN_BSO,
    ),
    Household(
        "stel, 2 kinderen dagopvang, partner 4.200",
        6,
        "een stel met kleine kinderen op de dagopvang",
        "1992-04-12",
        20000,
        4200,
        SMALL,
    ),
)
WHOLE = sum(household.weight for household in HOUSEHOLDS)


def _child(year: int, born: str, care: str) -> Json:
    child: Json = {"birth_date": _in(year, born)}
    return {**child, "childcare": dict(CARE[care])} if care else child


def _in(year: int, born: str) -> str:
    """As old in that year as in the year of the examples."""
    first, _, rest = born.partition("-")
    return f"{int(first) + year - YEAR_OF_BIRTHS}-{rest}"
