"""The questions to prepare a Goed Gesprek with: (heading, [(id, question, what to think of)])."""

TALK = (
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
    (
        "Wat kan ik?",
        (
            (
                "taken",
                "Wat kun je doen in die extra uren?",
                "Een groep, begeleiding, een vak, een taak voor de school.",
            ),
            ("leren", "Wat wil je daarvoor nog leren?", "Een cursus, meekijken, een jaar meelopen."),
        ),
    ),
    (
        "Wat maakt meer uren mogelijk?",
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
