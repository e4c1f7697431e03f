"""What the plan asks beside actions: the questions in order, each with its field, and which numbers must fit."""

from dataclasses import dataclass

from bootcamp.plan.forms.fields import (
    FractionField,
    LineField,
    MonthField,
    NumeralField,
    PlanField,
    TickField,
)
from portal.goals import Goal
from portal.text.dates import MONTHS, SHORT_MONTHS


@dataclass(frozen=True)
class Question:
    key: str
    goal: Goal
    group: str
    """Questions of one group stand together and count as one in the list of goals."""
    field: PlanField
    examples: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return str(self.field.label)

    @property
    def is_tick(self) -> bool:
        return isinstance(self.field, TickField)


def _line(
    key: str, goal: Goal, group: str, label: str, limit: int, *, hint: str = "", examples: tuple[str, ...] = ()
) -> Question:
    return Question(key, goal, group, LineField(label=label, max_length=limit, help_text=hint), examples)


def _fact(
    key: str, label: str, most: int, example: str, *, group: str = "cijfers", unit: str = "collega’s"
) -> Question:
    return Question(key, Goal.FACTS, group, NumeralField(label=label, most=most, example=example, unit=unit))


def _share(key: str, label: str, most: int, example: str, hint: str = "") -> Question:
    field = FractionField(label=label, most=most, example=example, unit="fte", help_text=hint)
    return Question(key, Goal.FACTS, "cijfers", field)


def _barrier(key: str, hint: str) -> Question:
    return Question(key, Goal.FACTS, "drempels", TickField(label=BARRIERS[key], help_text=hint))


BARRIERS = {
    "barrier_norm": "Deeltijd is hier de norm. We praten er weinig over.",
    "barrier_radar": "Meer uren staan bij ons niet op de agenda.",
    "barrier_support": "Onze gesprekken en formatie helpen er nog niet bij.",
    "barrier_structure": "Ons rooster geeft weinig speling.",
}
OWN_BARRIERS = ("barrier_own_1", "barrier_own_2")
# A school year, from August.
YEAR = [(f"year_{number:02}", SHORT_MONTHS[number - 1], MONTHS[number - 1]) for number in (*range(8, 13), *range(1, 8))]
FTE = "1 fte is een volledige baan. Je vindt dit bij HR."
UNTIL = MonthField(label="Wanneer moet dat zo zijn?", empty="Kies een maand", css="input input--middle")

QUESTIONS = [
    _fact("team", "Hoeveel collega’s werken er bij jullie?", 999, "31"),
    _fact("part_timers", "Hoeveel van hen werken in deeltijd?", 999, "24"),
    _share(
        "job_size", "Hoe groot is een baan gemiddeld?", 1, "0,69", "1 fte is een volledige baan. Je vindt dit bij HR."
    ),
    _fact("small_jobs", "Hoeveel collega’s werken minder dan 20 uur?", 999, "5"),
    _share("vacancies", "Hoeveel vacatures heb je?", 99, "1,6"),
    _fact("hiring", "Wat kost inhuur je per jaar?", 9_999_999, "84.000", unit="euro per jaar"),
    _fact("more_hours", "Hoeveel parttimers gaan meer uren werken?", 999, "4", group="ambitie", unit="parttimers"),
    Question("by_month", Goal.FACTS, "ambitie", UNTIL),
    _barrier("barrier_norm", "Wat deeltijd kost en oplevert, komt zelden op tafel."),
    _barrier("barrier_radar", "Collega’s horen er van bestuur en directie weinig over."),
    _barrier("barrier_support", "Er is geen vast moment waarop je naar uren vraagt."),
    _barrier("barrier_structure", "Denk aan begintijden, vakanties of thuis werken."),
    _line("barrier_own_1", Goal.FACTS, "drempels", "Wat houdt jullie nog meer tegen?", 60),
    _line("barrier_own_2", Goal.FACTS, "drempels", "En nog iets?", 60),
    _line(
        "frames",
        Goal.DIRECTORS,
        "ruimte",
        "Welke ruimte geeft je bestuur?",
        140,
        hint="Vraag het na, en schrijf op wat mag. Dan hoeft niemand te gissen.",
        examples=(
            "Elke uitbreiding tot 8 uur mag.",
            "Begintijden mag je zelf kiezen.",
            "Een vaste baan gaat voor inhuur.",
        ),
    ),
    _line(
        "help",
        Goal.RESULTS,
        "hulp",
        "Welke hulp van een expert wil je?",
        60,
        hint="Je kiest zelf of je hulp wilt en van wie. Leeg laten mag.",
        examples=("Gespreksleider via HPP", "Hulp bij communicatie", "Iemand die meekijkt met het rooster"),
    ),
    *(_line(key, Goal.SECURE, "jaarkring", name.capitalize(), 22) for key, _, name in YEAR),
    _line(
        "responsible",
        Goal.SECURE,
        "wie",
        "Wie bewaakt het plan?",
        40,
        hint="Eén naam. Deze collega krijgt de herinneringen.",
    ),
    _line("together", Goal.SECURE, "wie", "Met wie samen?", 40),
]
BY_KEY = {question.key: question for question in QUESTIONS}


def of_goal(goal: int) -> list[Question]:
    return [question for question in QUESTIONS if question.goal == goal]


TOGETHER = {
    ("part_timers", "team"): "Er werken {total} collega’s. Dan kunnen er geen {part} in deeltijd werken.",
    ("small_jobs", "team"): "Er werken {total} collega’s. Dan kunnen er geen {part} minder dan 20 uur werken.",
    ("more_hours", "part_timers"): "Er zijn {total} parttimers. Dan kunnen er geen {part} meer uren gaan werken.",
}


def check_together(answers: dict[str, str]) -> dict[tuple[str, str], str]:
    """Numbers that can't be true beside each other: the part, the total, and what is wrong."""
    return {
        (part, total): words.format(part=answers[part], total=answers[total])
        for (part, total), words in TOGETHER.items()
        if answers.get(part) and answers.get(total) and int(answers[part]) > int(answers[total])
    }
