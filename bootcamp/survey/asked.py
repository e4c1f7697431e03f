"""What the survey asks: our own questions, the same at every school, and up to five of a school itself.

The order and the words are fixed: rounds that ask the same can wait for each other and be compared. Whoever changes a
word here begins a new series.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.blocks.settling import YES, Subject, SubjectKind

SERIES = "vragenlijst 2026"
RATHER_NOT = "Dat zeg ik liever niet"
MOST_OWN = 5
LONGEST_OWN = 120
SCALE = ("Helemaal niet mee eens", "Niet mee eens", "Niet eens, niet oneens", "Mee eens", "Helemaal mee eens")


@dataclass(frozen=True)
class SurveyQuestion:
    text: str
    options: tuple[str, ...]
    several: bool = False
    """Tick what fits: each option is then a yes or nothing by itself."""
    help_text: str = ""

    @property
    def subjects(self) -> list[Subject]:
        if self.several:
            return [Subject(f"{self.text} {option}", SubjectKind.YES_NO) for option in self.options]
        return [Subject(self.text, SubjectKind.CHOICE, self.options)]


WOULD = "Zou je meer uren willen werken?"
SURELY, MAYBE, FEWER = "Ja, zeker", "Misschien", "Nee, ik wil juist minder werken"

QUESTIONS: tuple[SurveyQuestion, ...] = (
    SurveyQuestion(
        "Hoeveel uur werk je nu in een week?",
        ("Minder dan 16 uur", "16 tot 24 uur", "24 tot 32 uur", "32 uur of meer", RATHER_NOT),
        help_text="De uren in je contract.",
    ),
    SurveyQuestion("Hoe past dat bij je?", ("Precies goed", "Ik wil liever meer", "Ik wil liever minder", RATHER_NOT)),
    SurveyQuestion(
        WOULD,
        (SURELY, MAYBE, "Nee", FEWER, RATHER_NOT),
        help_text="Denk aan volgend schooljaar. Je zit nergens aan vast.",
    ),
    SurveyQuestion(
        "Hoeveel uur per week zou er anders mogen?",
        ("1 tot 4 uur meer", "5 uur of meer erbij", "Het blijft zo", "1 tot 4 uur minder", "5 uur of meer eraf"),
    ),
    SurveyQuestion(
        "Wat zou je helpen om meer uren te werken, of om je uren te houden?",
        (
            "Er geld aan overhouden.",
            "Uren die passen bij mijn leven thuis.",
            "Later beginnen of eerder weg.",
            "Andere taken of een andere groep.",
            "Minder werkdruk in de uren die ik heb.",
            "Opvang die goed te regelen is.",
            "Niets, het is goed zo.",
        ),
        several=True,
        help_text="Kies alles wat past.",
    ),
    SurveyQuestion(
        "Weet je wat meer uren je opleveren?",
        ("Ja, dat heb ik uitgerekend", "Ongeveer", "Nee", RATHER_NOT),
    ),
    SurveyQuestion(
        "Vroeg iemand van je werk je het afgelopen jaar om meer uren te werken?",
        ("Ja, voor vast", "Ja, voor een tijd", "Nee", RATHER_NOT),
    ),
    SurveyQuestion(
        "Kun je hier iets veranderen aan je dagen of je begintijd, als je dat wilt?",
        ("Ja", "Soms", "Nee", "Dat weet ik niet"),
    ),
)


def own(texts: Sequence[str]) -> tuple[SurveyQuestion, ...]:
    """Statements of a school: agree or not."""
    return tuple(SurveyQuestion(text, SCALE) for text in texts)


def subjects(questions: Sequence[SurveyQuestion]) -> list[Subject]:
    return [subject for question in questions for subject in question.subjects]


def said(questions: Sequence[SurveyQuestion], chosen: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """What someone chose per question, by its number, as what `blocks` keeps per subject."""
    answers: dict[int, str] = {}
    first = 0
    for number, question in enumerate(questions):
        options = [option for option in question.options if option in chosen.get(number, ())]
        if question.several:
            answers |= {first + question.options.index(option): YES for option in options}
        elif options:
            answers[first] = options[0]
        first += len(question.subjects)
    return answers
