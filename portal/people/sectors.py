"""The kinds of organisation that come: what they are called, by which number they are known, and how long a full week
of work is there."""

from dataclasses import dataclass

from django.db import models


class Sector(models.TextChoices):
    PO = "po", "primair onderwijs"
    CHILDCARE = "kinderopvang", "kinderopvang"
    CARE = "zorg", "zorg"


@dataclass(frozen=True)
class SectorWords:
    one: str
    many: str
    board: str
    number: str
    """What its number is called; only schools are looked up by it."""
    full_week: int


WORDS = {
    Sector.PO: SectorWords("school", "scholen", "bestuur", "BRIN-nummer", 40),
    Sector.CHILDCARE: SectorWords("locatie", "locaties", "organisatie", "LRK-nummer", 36),
    Sector.CARE: SectorWords("locatie", "locaties", "organisatie", "KVK- of AGB-nummer", 36),
}


def words(sector: str) -> SectorWords:
    return WORDS[Sector(sector)]
