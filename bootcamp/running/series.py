"""The built-in set-ups of a bootcamp, in the words of each sector. Staff change the texts afterwards."""

from dataclasses import dataclass
from datetime import time

from bootcamp.seats.models import Bootcamp
from portal.goals import Goal
from portal.people.sectors import words

Kind = Bootcamp.Kind
Sector = Bootcamp.Sector


@dataclass(frozen=True)
class SessionText:
    title: str
    subtitle: str
    goal: Goal
    outcome: str
    preparation: str
    agenda: str
    follow_up: str = ""


@dataclass(frozen=True)
class Sitting:
    """When a session is: so many weeks after the first day, from and until."""

    week: int
    begins: time
    ends: time
    text: SessionText


AGENDA = (
    "15.00 Hoe ging het {at_work}?\n15.30 Wat werkt, met voorbeelden\n"
    "16.00 Aan de slag voor je eigen {one}\n16.45 Wat doe je deze maand?"
)
SIX = [
    SessionText(
        "Waar staan we?",
        "de cijfers van je {one}",
        Goal.FACTS,
        "Je kent de cijfers van je eigen {one}: wie werkt hoeveel uren, en waar zit ruimte.",
        "Vraag bij HR op hoeveel uren iedereen in je team werkt\nLees het {info_pack}",
        AGENDA,
        "Verzamel de cijfers die je nog mist en praat met twee collega's over hun uren.",
    ),
    SessionText(
        "Wat houdt ons tegen?",
        "vier bekende drempels",
        Goal.TEACHERS,
        "Je weet welke van de vier drempels bij jullie het zwaarst wegen.",
        "Vul je cijfers aan\nSchrijf op wat collega's zeggen als het over meer uren gaat",
        AGENDA,
        "Vraag vijf collega's wat meer uren voor hen mogelijk maakt.",
    ),
    SessionText(
        "Neem je team mee",
        "praten over meer uren",
        Goal.TEACHERS,
        "Je hebt een dialoogsessie van 45 minuten klaar die past bij jouw team.",
        "Lees het infopakket voor {staff}\nKies wie de dialoogsessie leidt",
        AGENDA,
        "Houd de dialoogsessie met je team.",
    ),
    SessionText(
        "Het Goede Gesprek",
        "één op één, over wensen",
        Goal.RESULTS,
        "Je hebt een Goed Gesprek geoefend en weet met wie je het als eerste voert.",
        "Lees de vragen voor het Goede Gesprek\nBedenk met wie je begint",
        AGENDA,
        "Voer drie Goede Gesprekken.",
    ),
    SessionText(
        "Oplossingen zoeken",
        "ruimte in het rooster",
        Goal.RESULTS,
        "Je weet hoe je team zelf ruimte vindt in {roster}.",
        "Neem je rooster mee\nSchrijf op wat de gesprekken opleverden",
        AGENDA,
        "Houd een Teamsessie Oplossingen.",
    ),
    SessionText(
        "Houd het vast",
        "een plek in je {yearly}",
        Goal.SECURE,
        "Je plan staat op één pagina, met een naam bij elke actie en een plek in de {yearly}.",
        "Maak je plan af\nVraag je bestuur welke kaders er zijn",
        AGENDA,
        "Hang het plan in de {meeting_room} en bespreek het na drie maanden opnieuw.",
    ),
]
DAY = SessionText(
    "De bootcamp",
    "de kern van je plan",
    Goal.FACTS,
    "De kern van je plan staat op papier en je weet wat je morgen doet.",
    "Vraag bij HR op hoeveel uren iedereen in je team werkt\nLees het {info_pack}",
    "9.30 Welkom, en de cijfers van je {one}\n11.00 Vier drempels: welke herken je?\n12.30 Lunch\n"
    "13.15 Oefenen: het Goede Gesprek\n14.30 Je plan op één pagina\n15.45 Wat doe je morgen?",
    "Voer je eerste actie uit en houd bij wat het oplevert.",
)
RETURN = SessionText(
    "De terugkomochtend",
    "wat lukte er?",
    Goal.SECURE,
    "Je plan is bijgesteld en heeft een plek in je {yearly}.",
    "Schrijf op wat lukte en wat niet",
    "9.30 Wat lukte, en wat niet?\n10.30 Je plan bijstellen\n11.45 Een vaste plek in je {yearly}",
)
WEEKS_UNTIL_RETURN = 9
DESCRIPTIONS = {
    Kind.SIX: (
        "In zes werksessies maak je met andere {leaders} een plan om meer uren mogelijk te maken.\n\n"
        "Je begint bij de cijfers van je eigen {one}. Je oefent het gesprek met je team en met losse "
        "collega's. Aan het eind staat je plan op één pagina, klaar om op te hangen in de {meeting_room}."
    ),
    Kind.DAY: (
        "In één dag maak je met andere {leaders} de kern van je plan om meer uren mogelijk te maken. "
        "Twee maanden later kom je een ochtend terug en deel je wat er lukte."
    ),
}


def description(kind: Kind, sector: Sector) -> str:
    return _in_words(DESCRIPTIONS[kind], sector)


def sittings(kind: Kind, sector: Sector, *, weeks: int, begins: time, ends: time) -> list[Sitting]:
    """Six sessions every so many weeks at these hours; a day and its return morning have hours of their own."""
    if kind == Kind.DAY:
        return [
            Sitting(0, time(9, 30), time(16), _said(DAY, sector)),
            Sitting(WEEKS_UNTIL_RETURN, time(9, 30), time(12, 30), _said(RETURN, sector)),
        ]
    return [Sitting(number * weeks, begins, ends, _said(text, sector)) for number, text in enumerate(SIX)]


def _said(text: SessionText, sector: Sector) -> SessionText:
    texts = {name: _in_words(value, sector) for name, value in vars(text).items() if isinstance(value, str)}
    return SessionText(**texts, goal=text.goal)


def _in_words(text: str, sector: Sector) -> str:
    return text.format(**vars(words(sector)))
