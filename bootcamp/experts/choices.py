"""What someone can be good at, where in the country, and how far a question is: the short lists of this room."""

from django.db import models


class Skill(models.TextChoices):
    FACILITATOR = "gespreksleider", "gespreksleider bij een sessie"
    TALK = "gesprek", "het Goede Gesprek oefenen"
    COMMUNICATION = "communicatie", "communicatie met team en ouders"
    CHANGE = "verandering", "verandering in je team"
    ROSTER = "rooster", "rooster en werktijden"
    FIGURES = "cijfers", "de cijfers van je school"
    TERMS = "regels", "cao, contract en pensioen"


ASKS_FOR: dict[str, str] = {
    Skill.FACILITATOR: "een gespreksleider",
    Skill.TALK: "hulp bij het Goede Gesprek",
    Skill.COMMUNICATION: "hulp bij communicatie",
    Skill.CHANGE: "hulp bij verandering in het team",
    Skill.ROSTER: "hulp bij rooster en werktijden",
    Skill.FIGURES: "hulp bij de cijfers",
    Skill.TERMS: "hulp bij cao, contract en pensioen",
}
"""As it ends the sentence "de school vraagt ..."."""


class Region(models.TextChoices):
    DRENTHE = "drenthe", "Drenthe"
    FLEVOLAND = "flevoland", "Flevoland"
    FRIESLAND = "friesland", "Friesland"
    GELDERLAND = "gelderland", "Gelderland"
    GRONINGEN = "groningen", "Groningen"
    LIMBURG = "limburg", "Limburg"
    NOORD_BRABANT = "noord-brabant", "Noord-Brabant"
    NOORD_HOLLAND = "noord-holland", "Noord-Holland"
    OVERIJSSEL = "overijssel", "Overijssel"
    UTRECHT = "utrecht", "Utrecht"
    ZEELAND = "zeeland", "Zeeland"
    ZUID_HOLLAND = "zuid-holland", "Zuid-Holland"


class Place(models.TextChoices):
    ONLINE = "online", "online"
    SCHOOL = "school", "op school"


class RequestState(models.TextChoices):
    ASKED = "gevraagd", "gevraagd"
    PICKED_UP = "opgepakt", "opgepakt"
    PLANNED = "afgesproken", "afgesproken"
    HELD = "geweest", "geweest"
    WITHDRAWN = "ingetrokken", "ingetrokken"
    REFUSED = "afgewezen", "afgewezen"


WITH_EXPERT = (RequestState.PICKED_UP, RequestState.PLANNED)
OPEN = (RequestState.ASKED, *WITH_EXPERT)


class HowItHelped(models.TextChoices):
    YES = "ja", "ja"
    PARTLY = "deels", "een beetje"
    NO = "nee", "nee"
