"""The rows and numbers that the page of a school and its paper show, in words."""

from dataclasses import dataclass

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class ShownNumber:
    """As it stands on the page: in words, with the mark of its source. Without a number it says why."""

    words: str
    mark: int = 0
    note: str = ""
    is_known: bool = True


@dataclass(frozen=True)
class Week:
    name: str
    number: ShownNumber
    note: str
    picture: SafeString | None


@dataclass(frozen=True)
class JobRow:
    words: str
    hours: str
    number: ShownNumber
    share: str
    similar: str
    sector: str
    picture: SafeString | None


@dataclass(frozen=True)
class YearRow:
    year: int
    own: str
    similar: str
    sector: str


@dataclass(frozen=True)
class WhatIfRow:
    share: int
    people: ShownNumber
    fte: ShownNumber
    days: ShownNumber
    cost: ShownNumber
    is_chosen: bool


@dataclass(frozen=True)
class Missing:
    title: str
    text: str
    is_filled: bool = False


WHOLE = {"people": 0, "days": 1, "fte": 2, "groups": 2, "filled": 2, "replaced_hours": 0}
FORMULAS = {
    "people": "Gerekend: parttimers maal het deel dat meer gaat werken.",
    "fte": "Gerekend: parttimers maal het deel dat meer gaat werken, maal de uren, gedeeld door een volledige week.",
    "days": "Gerekend: de fte maal 5 dagen.",
    "groups": "Gerekend: de fte gedeeld door de fte die een groep nodig heeft.",
    "filled": "Gerekend: de fte, tot hoogstens het aantal vacatures.",
    "cost": "Gerekend: de fte maal het jaarloon, plus de werkgeverslasten.",
    "own_hour": "Gerekend: het jaarloon plus de werkgeverslasten, gedeeld door de uren van een jaar.",
    "replaced_hours": "Gerekend: de uren die erbij komen, voor zover ze in de plaats komen van inhuur.",
    "saved": "Gerekend: die uren maal het tarief van inhuur.",
    "net": "Gerekend: de loonkosten min de inhuur die je niet meer betaalt.",
}
UNITS = {
    "people": "collega’s",
    "fte": "fte",
    "days": "dagen",
    "groups": "groepen",
    "filled": "fte",
    "replaced_hours": "uur",
}
ALL_CORNERS = "De laagste en de hoogste uitkomst, als alles wat we niet zeker weten meezit of tegenzit."
