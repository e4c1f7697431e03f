"""What the plan asks beside actions: the questions in order, how an answer is read, and what fits on the page.

Answers are kept as text in one spelling ("24", "0,69", "2027-03", "ja"), so that what is compared is what was typed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from portal.goals import Goal
from portal.text.dates import MONTHS, SHORT_MONTHS
from portal.text.money import thousands
from portal.text.plain import one_line

YES = "ja"
MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
WHOLE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+")
FRACTION = re.compile(r"([0-9]+)(?:[.,]([0-9]{1,2}))?")


class Wrong(ValueError):
    """What was typed can't be used; the text says how to put it right."""


def text(most: int) -> Callable[[str], str]:
    def read(typed: str) -> str:
        words = one_line(typed)
        if len(words) > most:
            raise Wrong(f"Dit zijn {len(words)} tekens. Op de pagina passen er {most}. Maak het iets korter.")
        return words

    return read


def whole(most: int, example: str) -> Callable[[str], str]:
    def read(typed: str) -> str:
        words = _bare(typed)
        if not words:
            return ""
        if not WHOLE.fullmatch(words):
            raise Wrong(f"Vul een heel getal in, zonder komma. Bijvoorbeeld {example}.")
        number = words.replace(".", "").lstrip("0") or "0"
        if len(number) > len(str(most)) or int(number) > most:
            raise Wrong(f"Dit getal is te groot. Vul een getal in van 0 tot en met {thousands(most)}.")
        return number

    return read


def fraction(most: int, example: str) -> Callable[[str], str]:
    """At most two decimals, with a comma or a point."""

    def read(typed: str) -> str:
        words = _bare(typed).removesuffix("fte").strip()
        if not words:
            return ""
        match = FRACTION.fullmatch(words)
        if not match:
            raise Wrong(f"Vul een getal in met hoogstens twee cijfers achter de komma. Bijvoorbeeld {example}.")
        before, after = match[1].lstrip("0") or "0", (match[2] or "").rstrip("0")
        if len(before) > 3 or float(f"{before}.{after or 0}") > most:
            raise Wrong(f"Dit getal is te groot. Vul een getal in van 0 tot en met {most}.")
        return f"{before},{after}" if after else before

    return read


def month(typed: str) -> str:
    words = typed.strip()
    if words and not MONTH.fullmatch(words):
        raise Wrong("Kies een maand uit de lijst.")
    return words


def tick(typed: str) -> str:
    return YES if typed.strip() else ""


def _bare(typed: str) -> str:
    return "".join(one_line(typed).replace("€", "").split()).removesuffix(",-")


def month_in_words(value: str, *, short: bool = False) -> str:
    """2027-03 becomes "maart 2027", or in short "mrt" with the year only when it isn't this school year's."""
    if not MONTH.fullmatch(value):
        return ""
    year, number = value.split("-")
    place = int(number) - 1
    return f"{SHORT_MONTHS[place]} ’{year[2:]}" if short else f"{MONTHS[place]} {year}"


def months_ahead(*values: str) -> list[tuple[str, str]]:
    """Choices for a list: this month and the thirty after it, and months that were chosen before."""
    today = timezone.localdate()
    count = [today.year * 12 + today.month - 1 + ahead for ahead in range(31)]
    months = {f"{number // 12}-{number % 12 + 1:02}" for number in count} | {value for value in values if value}
    return [(month, month_in_words(month)) for month in sorted(months) if MONTH.fullmatch(month)]


@dataclass(frozen=True)
class Question:
    key: str
    goal: Goal
    group: str
    """Questions of one group stand together and count as one in the list of goals."""
    label: str
    read: Callable[[str], str]
    shape: str = "text"
    """text, number, month or check"""
    hint: str = ""
    unit: str = ""
    limit: int = 0
    examples: tuple[str, ...] = ()


def _line(
    key: str, goal: Goal, group: str, label: str, limit: int, *, hint: str = "", examples: tuple[str, ...] = ()
) -> Question:
    return Question(key, goal, group, label, text(limit), limit=limit, hint=hint, examples=examples)


def _number(
    key: str, label: str, read: Callable[[str], str], *, group: str = "cijfers", unit: str, hint: str = ""
) -> Question:
    return Question(key, Goal.FACTS, group, label, read, shape="number", unit=unit, hint=hint)


def _barrier(key: str, label: str, hint: str) -> Question:
    return Question(key, Goal.FACTS, "drempels", label, tick, shape="check", hint=hint)


BARRIERS = {
    "barrier_norm": "Deeltijd is hier de norm. We praten er weinig over.",
    "barrier_radar": "Meer uren staan bij ons niet op de agenda.",
    "barrier_support": "Onze gesprekken en formatie helpen er nog niet bij.",
    "barrier_structure": "Ons rooster geeft weinig speling.",
}
OWN_BARRIERS = ("barrier_own_1", "barrier_own_2")
# A school year, from August.
YEAR = [(f"year_{number:02}", SHORT_MONTHS[number - 1], MONTHS[number - 1]) for number in (*range(8, 13), *range(1, 8))]

QUESTIONS = [
    _number("team", "Hoeveel collega’s werken er op je school?", whole(999, "31"), unit="collega’s"),
    _number("part_timers", "Hoeveel van hen werken in deeltijd?", whole(999, "24"), unit="collega’s"),
    _number(
        "job_size",
        "Hoe groot is een baan gemiddeld?",
        fraction(1, "0,69"),
        unit="fte",
        hint="1 fte is een volledige baan. Je vindt dit bij HR.",
    ),
    _number("small_jobs", "Hoeveel collega’s werken minder dan 20 uur?", whole(999, "5"), unit="collega’s"),
    _number("vacancies", "Hoeveel vacatures heb je?", fraction(99, "1,6"), unit="fte"),
    _number("hiring", "Wat kost inhuur je per jaar?", whole(9_999_999, "84.000"), unit="euro per jaar"),
    _number(
        "more_hours",
        "Hoeveel parttimers gaan meer uren werken?",
        whole(999, "4"),
        group="ambitie",
        unit="parttimers",
    ),
    Question("by_month", Goal.FACTS, "ambitie", "Wanneer moet dat zo zijn?", month, shape="month"),
    _barrier("barrier_norm", BARRIERS["barrier_norm"], "Wat deeltijd kost en oplevert, komt zelden op tafel."),
    _barrier("barrier_radar", BARRIERS["barrier_radar"], "Collega’s horen er van bestuur en directie weinig over."),
    _barrier("barrier_support", BARRIERS["barrier_support"], "Er is geen vast moment waarop je naar uren vraagt."),
    _barrier("barrier_structure", BARRIERS["barrier_structure"], "Denk aan begintijden, vakanties of thuis werken."),
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

YEAR_EXAMPLES = (
    ("year_10", "wensen ophalen"),
    ("year_01", "Goede Gesprekken"),
    ("year_03", "rooster en formatie"),
    ("year_05", "terugblik"),
)
ACTION_EXAMPLES = {
    Goal.FACTS: (
        "Cijfers van onze school verzamelen",
        "Vragenlijst voor het hele team",
        "Met vijf collega’s praten over hun uren",
        "Rekenen wat inhuur ons kost",
    ),
    Goal.TEACHERS: (
        "Dialoogsessie met het hele team",
        "Iedereen rekent zijn uren door",
        "Infopakket in de mail",
        "Collega vertelt over haar keuze",
        "Spreekuur over geld",
    ),
    Goal.DIRECTORS: (
        "HR schuift aan bij het Goede Gesprek",
        "Kaders van het bestuur op één A4",
        "Ons plan bespreken met andere directeuren",
    ),
    Goal.RESULTS: (
        "Goed Gesprek met alle parttimers",
        "Teamsessie: ruimte in het rooster",
        "Vacature eerst intern delen",
        "Drie collega’s zelf benaderen",
    ),
    Goal.SECURE: (
        "Uren als vast punt in de jaarkring",
        "Terugblik met het bestuur",
        "Uren in elk startgesprek",
    ),
}


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
