"""What a director may fill in: what only the school knows, and where DUO is wrong or late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from bootcamp.facts import origins, words
from bootcamp.facts.models import OwnFigure
from bootcamp.facts.origins import Leaf
from portal.people.models import School, User


@dataclass(frozen=True)
class FigureQuestion:
    name: str
    label: str
    unit: str
    most: Decimal
    digits: int
    help: str = ""
    least: Decimal = Decimal(0)
    only_own: bool = True
    """Nobody else knows it; otherwise it comes in the place of what DUO says."""


ASKED = [
    FigureQuestion("vacancies", "Hoeveel vacatures heb je?", "fte", Decimal(999), 2, "1 fte is een volledige baan."),
    FigureQuestion("hired_hours", "Hoeveel uur huur je per jaar in?", "uur per jaar", Decimal(999_999), 0),
    FigureQuestion(
        "hired_rate", "Wat kost een ingehuurd uur?", "euro per uur", Decimal(500), 2, "Met btw, als je die betaalt."
    ),
    FigureQuestion("empty_groups", "Hoeveel groepen hebben nu geen vaste leerkracht?", "groepen", Decimal(99), 0),
    FigureQuestion(
        "part_timers",
        "Hoeveel collega’s werken in deeltijd?",
        "collega’s",
        Decimal(9999),
        0,
        "DUO vertelt dit niet precies. Alleen een aantal, geen namen.",
    ),
    FigureQuestion(
        "teachers",
        "Hoeveel leerkrachten werken er?",
        "leerkrachten",
        Decimal(9999),
        0,
        "Alleen als het getal van DUO niet klopt.",
        only_own=False,
    ),
    FigureQuestion(
        "mean_job",
        "Hoe groot is een baan van een leerkracht gemiddeld?",
        "fte",
        Decimal("1.2"),
        2,
        "Alleen als het getal van DUO niet klopt. 1 fte is een volledige baan.",
        least=Decimal("0.05"),
        only_own=False,
    ),
    FigureQuestion(
        "week",
        "Hoeveel uur is een volledige werkweek?",
        "uur",
        Decimal(40),
        0,
        "In het basisonderwijs 40, in de kinderopvang en de zorg vaak 36.",
        least=Decimal(30),
    ),
    FigureQuestion(
        "year_hours",
        "Hoeveel uur is een volledige baan per jaar?",
        "uur per jaar",
        Decimal(2000),
        0,
        "In de cao po 1.659.",
        least=Decimal(1000),
    ),
    FigureQuestion(
        "salary_low",
        "Jaarloon bij een volledige baan: de laagste trede",
        "euro per jaar",
        Decimal(200_000),
        0,
        "Met vakantiegeld en eindejaarsuitkering. Geen loon van één collega.",
        least=Decimal(15_000),
    ),
    FigureQuestion(
        "salary_high",
        "Jaarloon bij een volledige baan: de hoogste trede",
        "euro per jaar",
        Decimal(200_000),
        0,
        least=Decimal(15_000),
    ),
    FigureQuestion(
        "employer",
        "Hoeveel komt er aan werkgeverslasten bij?",
        "procent",
        Decimal(60),
        1,
        "Vraag het HR. Vul je niets in, dan rekenen we met 29 tot 38 procent.",
    ),
]
BY_NAME = {asked.name: asked for asked in ASKED}


@dataclass(frozen=True)
class Filled:
    """One of them, as it was filled in."""

    asked: FigureQuestion
    value: float
    row: OwnFigure

    @property
    def shown(self) -> str:
        return f"{words.spare(self.value)} {self.asked.unit}"

    @property
    def leaf(self) -> Leaf:
        by = self.row.entered_by.full_name if self.row.entered_by else ""
        on = timezone.localdate(self.row.entered_at)
        return origins.entry(self.asked.name, f"{self.asked.label} {self.shown}", by=by, on=on)


def of(school: School) -> dict[str, Filled]:
    rows = OwnFigure.objects.filter(school=school).select_related("entered_by")
    return {row.name: Filled(BY_NAME[row.name], float(row.value), row) for row in rows if row.name in BY_NAME}


@transaction.atomic
def keep(*, school: School, values: Mapping[str, Decimal | None], by: User, now: datetime) -> None:
    """What is empty goes; what stays the same keeps who filled it in and when."""
    School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    present = {row.name: row for row in OwnFigure.objects.filter(school=school)}
    for name, value in values.items():
        row = present.get(name)
        if value is None:
            if row is not None:
                row.delete()
        elif row is None or row.value != value:
            filled = {"value": value, "entered_by": by, "entered_at": now}
            OwnFigure.objects.update_or_create(school=school, name=name, defaults=filled)
