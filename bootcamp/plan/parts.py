"""The parts of a plan of which a school chooses whether other schools see them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ShownPart:
    key: str
    label: str
    answers: tuple[str, ...] = ()
    """Which answers it is made of: those, or all whose name begins so."""
    is_shown_at_first: bool = True


MONEY, NAMES, ACTIONS = "geld", "namen", "acties"
PARTS = (
    ShownPart("ambitie", "Onze ambitie: hoeveel parttimers meer gaan werken, en wanneer", ("more_hours", "by_month")),
    ShownPart("team", "Cijfer: hoeveel collega’s er werken", ("team",)),
    ShownPart("deeltijd", "Cijfer: hoeveel collega’s in deeltijd werken", ("part_timers",)),
    ShownPart("baangrootte", "Cijfer: hoe groot een baan gemiddeld is", ("job_size",)),
    ShownPart("klein", "Cijfer: hoeveel collega’s minder dan 20 uur werken", ("small_jobs",)),
    ShownPart("vacatures", "Cijfer: hoeveel vacatures er zijn", ("vacancies",)),
    ShownPart(MONEY, "Geld: kosten van inhuur, en elke regel met een bedrag", ("hiring",), is_shown_at_first=False),
    ShownPart("drempels", "Wat houdt ons tegen?", ("barrier_",)),
    ShownPart("ruimte", "Ruimte van ons bestuur", ("frames",)),
    ShownPart(ACTIONS, "De acties per doel, en hoe ver ze zijn"),
    ShownPart("jaarkring", "Zo houden we het vast: onze jaarkring", ("year_",)),
    ShownPart("hulp", "Welke hulp we willen", ("help",)),
    ShownPart(NAMES, "Namen: wie wat doet, wie het plan bewaakt", ("responsible", "together"), is_shown_at_first=False),
)
CHOICES = [(part.key, part.label) for part in PARTS]


def shown_at_first() -> list[str]:
    """Without money and without names of people, until the school says otherwise."""
    return [part.key for part in PARTS if part.is_shown_at_first]


def part_of(answer: str) -> str:
    return next(part.key for part in PARTS if any(answer.startswith(name) for name in part.answers))
