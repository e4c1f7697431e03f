"""The questions to prepare a Goed Gesprek with: (heading, [(id, question, what to think of)])."""

from calculator.web.presentation.outcome import Outcome

WHO = (
    (
        "Wie ben ik?",
        (
            ("krijgt-energie", "Waar krijg je energie van in je werk?", "Een vak, een groep, een taak, een collega."),
            ("kost-energie", "Wat kost je energie?", "Ook dat mag op tafel."),
        ),
    ),
    (
        "Wat wil ik?",
        (
            ("uren", "Hoeveel uur zou je willen werken, en op welke dagen?", "Een proef voor een half jaar kan ook."),
            ("reden", "Waarom wil je dat?", "Geld, zekerheid, je groep, iets leren, later met pensioen."),
        ),
    ),
)
MORE_HOURS = (
    ("taken", "Wat kun je doen in die extra uren?", "Een groep, begeleiding, een vak, een taak voor de school."),
    ("leren", "Wat wil je daarvoor nog leren?", "Een cursus, meekijken, een jaar meelopen."),
)
FEWER_HOURS = (
    ("taken", "Welke taken kun je overdragen?", "Een dag, een vak, een taak voor de school. En aan wie?"),
    ("houden", "Wat wil je blijven doen?", "Een groep, een vak, iets waar je goed in bent."),
)
AGREE = (
    (
        "Wat maakt {more} uren mogelijk?",
        (
            ("begintijd", "Begin- en eindtijd", "Kan het een half uur later of eerder?"),
            ("rooster", "Rooster en vaste dagen", "Welke dag past, welke niet?"),
            ("thuis", "Thuis", "Opvang, mantelzorg, je partner."),
            ("school", "Op school", "Minder vergaderen, een deel thuis werken, hulp in de klas."),
        ),
    ),
    (
        "Wat spreken we af?",
        (("afspraak", "Afspraken", "Wie doet wat, en wanneer praten jullie verder?"),),
    ),
)


def questions(outcome: Outcome):
    """What goes with the wish: more hours, or fewer."""
    fewer = outcome.extra_hours < 0
    possible, agreed = AGREE
    return (
        *WHO,
        ("Wat kan ik?", FEWER_HOURS if fewer else MORE_HOURS),
        (possible[0].format(more="minder" if fewer else "meer"), possible[1]),
        agreed,
    )
