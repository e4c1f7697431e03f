"""The kinds of organisation that come: how they speak about themselves, by which number they are known, and how long a
full week of work is there."""

from dataclasses import dataclass

from django import forms
from django.db import models

from portal.goals import Goal


class Sector(models.TextChoices):
    PO = "po", "primair onderwijs"
    CHILDCARE = "kinderopvang", "kinderopvang"
    CARE = "zorg", "zorg"


@dataclass(frozen=True)
class SectorWords:
    """How a sector speaks about itself. `one`, `many` and `board` all go with "de" and "deze"."""

    one: str
    many: str
    board: str
    number: str
    """What its number is called; only schools are looked up by it."""
    full_week: int
    at_work: str
    leader: str
    leaders: str
    staff: str
    roster: str
    meeting_room: str
    yearly: str
    info_pack: str


WORDS = {
    Sector.PO: SectorWords(
        **{"one": "school", "many": "scholen", "board": "bestuur", "number": "BRIN-nummer", "full_week": 40},
        at_work="op school",
        leader="directeur",
        leaders="schoolleiders",
        staff="leerkrachten",
        roster="rooster, taken en begintijden",
        meeting_room="teamkamer",
        yearly="jaarkring",
        info_pack="infopakket voor schoolleiders",
    ),
    Sector.CHILDCARE: SectorWords(
        **{"one": "locatie", "many": "locaties", "board": "organisatie", "number": "LRK-nummer", "full_week": 36},
        at_work="op je locatie",
        leader="locatiemanager",
        leaders="locatiemanagers",
        staff="pedagogisch medewerkers",
        roster="rooster, groepen en openingstijden",
        meeting_room="personeelskamer",
        yearly="jaarplanning",
        info_pack="infopakket voor locatiemanagers",
    ),
    Sector.CARE: SectorWords(
        **{"one": "locatie", "many": "locaties", "board": "organisatie", "number": "KVK- of AGB-nummer"},
        full_week=36,
        at_work="in je team",
        leader="teamleider",
        leaders="teamleiders",
        staff="zorgmedewerkers",
        roster="rooster, diensten en routes",
        meeting_room="teampost",
        yearly="jaarplanning",
        info_pack="infopakket voor teamleiders",
    ),
}


def words(sector: str) -> SectorWords:
    return WORDS[Sector(sector)]


def goal_in_words(goal: int, sector: str) -> str:
    """The second goal is about the staff, who have another name in each sector."""
    return words(sector).staff.capitalize() if goal == Goal.TEACHERS else Goal(goal).label


def speak(form: forms.BaseForm, sector: str) -> None:
    """Labels, hints and errors that say `{one}` or `{many}` in the words of this sector."""
    said = vars(words(sector))
    for field in form.fields.values():
        field.label = str(field.label).format(**said)
        field.help_text = str(field.help_text).format(**said)
        field.error_messages = {name: str(text).format(**said) for name, text in field.error_messages.items()}
        if getattr(field, "empty_label", None):
            field.empty_label = field.empty_label.format(**said)
