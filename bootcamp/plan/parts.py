"""The parts of a plan of which a school chooses whether other schools see them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    key: str
    label: str
    answers: tuple[str, ...] = ()
    """Which answers it is made of: those, or all whose name begins so."""
    is_shown_at_first: bool = True


MONEY, NAMES, ACTIONS = "geld", "namen", "acties"
PARTS = (
    Part("ambitie", "Onze ambitie: hoeveel parttimers meer uren gaan werken, en wanneer", ("more_hours", "by_month")),
    Part("team", "Cijfer: hoeveel collega’s er werken", ("team",)),
    Part("deeltijd", "Cijfer: hoeveel collega’s in deeltijd werken", ("part_timers",)),
    Part("baangrootte", "Cijfer: hoe groot een baan gemiddeld is", ("job_size",)),
    Part("klein", "Cijfer: hoeveel collega’s minder dan 20 uur werken", ("small_jobs",)),
    Part("vacatures", "Cijfer: hoeveel vacatures er zijn", ("vacancies",)),
    Part(MONEY, "Geld: de kosten van inhuur, en elke regel met een bedrag erin", ("hiring",), is_shown_at_first=False),
    Part("drempels", "Wat houdt ons tegen?", ("barrier_",)),
    Part("ruimte", "Ruimte van ons bestuur", ("frames",)),
    Part(ACTIONS, "De acties per doel, en hoe ver ze zijn"),
    Part("jaarkring", "Zo houden we het vast: onze jaarkring", ("year_",)),
    Part("hulp", "Welke hulp we willen", ("help",)),
    Part(NAMES, "Namen: wie wat doet en wie het plan bewaakt", ("responsible", "together"), is_shown_at_first=False),
)
CHOICES = [(part.key, part.label) for part in PARTS]


def shown_at_first() -> list[str]:
    """Without money and without names of people, until the school says otherwise."""
    return [part.key for part in PARTS if part.is_shown_at_first]


def part_of(answer: str) -> str:
    return next(part.key for part in PARTS if any(answer.startswith(name) for name in part.answers))
