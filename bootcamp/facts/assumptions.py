"""What nobody measured here and we yet need: low, middle and high, each with its source. None is a promise."""

from dataclasses import dataclass

from bootcamp.facts.origins import Leaf, Whence
from bootcamp.facts.value_case import Input
from portal.people.models import School
from portal.people.sectors import Sector


@dataclass(frozen=True)
class Assumption:
    name: str
    low: float
    middle: float
    high: float
    text: str
    short: str

    @property
    def leaf(self) -> Leaf:
        return Leaf(Whence.ASSUMPTION, self.name, self.text, short=self.short)

    @property
    def input(self) -> Input:
        return Input(self.low, self.middle, self.high, (self.leaf,))


WEEK = Assumption(
    "week", 40, 40, 40, "Aanname: een volledige werkweek is 40 uur, zoals in de cao po.", "40 uur per week"
)


def week_of(school: School) -> Assumption:
    """As HPP noted it with the school or location; a school has the week of its cao unless they noted another."""
    hours = school.full_week
    if hours == WEEK.middle and school.sector == Sector.PO:
        return WEEK
    text = f"Een volledige werkweek is {hours} uur: zo staat het bij {school.name}."
    return Assumption("week", hours, hours, hours, text, f"{hours} uur per week")


FTE_PER_GROUP = Assumption(
    "fte_per_group",
    1.0,
    1.015,
    1.03,
    "Aanname: voor een groep is 1,0 tot 1,03 fte nodig. Een volledige baan geeft 940 lesuren per jaar (AVS), een groep "
    "krijgt 940 uur of iets meer.",
    "1,0 tot 1,03 fte per groep (AVS)",
)
HIRED_RATE = Assumption(
    "hired_rate",
    77,
    95,
    113,
    "Aanname: een ingehuurd uur kost € 77 tot € 113. Dat zijn tarieven uit het voortgezet onderwijs in 2024 (Algemene "
    "Rekenkamer, 24 april 2024). Voor jouw sector weten we het niet: vul je eigen tarief in.",
    "inhuur € 77 tot € 113 per uur (voortgezet onderwijs, Rekenkamer 2024)",
)
EMPLOYER = Assumption(
    "employer",
    0.29,
    0.33,
    0.38,
    "Aanname: bij het brutoloon komt 29 tot 38 procent werkgeverslasten, in het midden 33. Vraag HR naar jullie getal.",
    "29 tot 38 procent werkgeverslasten (aanname)",
)
REPLACED = Assumption(
    "replaced_share",
    0.0,
    0.5,
    1.0,
    "Aanname: van de extra uren komt 0 tot 100 procent in de plaats van inhuur. Niemand heeft dit gemeten.",
    "0 tot 100 procent vervangt inhuur (aanname)",
)
YEAR_HOURS = Assumption(
    "year_hours", 1659, 1659, 1659, "Een volledige baan is 1.659 uur per jaar (cao po).", "1.659 uur per jaar"
)
