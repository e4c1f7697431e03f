"""The questions to prepare a Goed Gesprek with: (heading, [(id, question, what to think of)])."""

from calculator.web.presentation.outcome import Outcome

WHO = (
    (
        "Wie ben ik?",
        (
            ("krijgt-energie", "Waar krijg je energie van in je werk?", "{energy}"),
            ("kost-energie", "Wat kost je energie?", "Ook dat mag op tafel."),
        ),
    ),
    (
        "Wat wil ik?",
        (
            ("uren", "Hoeveel uur zou je willen werken, en op welke dagen?", "Een proef voor een half jaar kan ook."),
            ("reden", "Waarom wil je dat?", "{reason}"),
        ),
    ),
)
MORE_HOURS = (
    ("taken", "Wat kun je doen in die extra uren?", "{more_tasks}"),
    ("leren", "Wat wil je daarvoor nog leren?", "Een cursus, meekijken, een jaar meelopen."),
)
FEWER_HOURS = (
    ("taken", "Welke taken kun je overdragen?", "{fewer_tasks}"),
    ("houden", "Wat wil je blijven doen?", "{keep}"),
)
AT_SCHOOL = {
    "energy": "Een vak, een groep, een taak, een collega.",
    "reason": "Geld, zekerheid, je groep, iets leren, later met pensioen.",
    "more_tasks": "Een groep, begeleiding, een vak, een taak voor de school.",
    "fewer_tasks": "Een dag, een vak, een taak voor de school. En aan wie?",
    "keep": "Een groep, een vak, iets waar je goed in bent.",
    "place": "Op school",
    "help": "Minder vergaderen, een deel thuis werken, hulp in de klas.",
}
AT_WORK = {
    "energy": "Een taak, een dienst, de mensen voor wie je werkt, een collega.",
    "reason": "Geld, zekerheid, je team, iets leren, later met pensioen.",
    "more_tasks": "Een vaste dienst, inwerken, een taak voor je team.",
    "fewer_tasks": "Een dienst, een taak voor je team. En aan wie?",
    "keep": "Een taak, je vaste mensen, iets waar je goed in bent.",
    "place": "Op je werk",
    "help": "Minder vergaderen, andere diensten, hulp van een collega.",
}
AGREE = (
    (
        "Wat maakt {more} uren mogelijk?",
        (
            ("begintijd", "Begin- en eindtijd", "Kan het een half uur later of eerder?"),
            ("rooster", "Rooster en vaste dagen", "Welke dag past, welke niet?"),
            ("thuis", "Thuis", "Opvang, mantelzorg, je partner."),
            ("school", "{place}", "{help}"),
        ),
    ),
    (
        "Wat spreken we af?",
        (("afspraak", "Afspraken", "Wie doet wat, en wanneer praten jullie verder?"),),
    ),
)


Questions = tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]


def questions(outcome: Outcome) -> Questions:
    """What goes with the wish, more hours or fewer, in the words of where someone works."""
    fewer = outcome.extra_hours < 0
    words = {"more": "minder" if fewer else "meer"} | (AT_SCHOOL if outcome.in_school else AT_WORK)
    sheets = (*WHO, ("Wat kan ik?", FEWER_HOURS if fewer else MORE_HOURS), *AGREE)
    return tuple(
        (
            heading.format(**words),
            tuple((name, question.format(**words), hint.format(**words)) for name, question, hint in asked),
        )
        for heading, asked in sheets
    )
