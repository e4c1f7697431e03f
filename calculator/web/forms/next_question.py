"""After the first answer the board asks on, one question at a time: who answers gets a sharper answer at once.

An answer that needs amounts leads to its step, which stands ready for it. Every question can be skipped.
"""

from dataclasses import dataclass

from django.http import QueryDict

from calculator.web.forms import child_rows
from calculator.web.forms.answers import BY_SLUG, SKIPPED, Answers, Step

SKIP = "over"


@dataclass(frozen=True)
class Option:
    key: str
    label: str
    typed: dict[str, str]
    """What this answer writes in its step, by the names of its fields."""
    asks_on: bool = False
    """Whether the step has more to ask."""


@dataclass(frozen=True)
class Question:
    slug: str
    """Of the step that it belongs to."""
    words: str
    why: str
    options: tuple[Option, ...]

    @property
    def step(self) -> Step:
        return BY_SLUG[self.slug]


NOTHING_LEFT = {"rest-assets": "0", "rest-pension": "abp", "rest-tax_credit": "yes"}
QUESTIONS = (
    Question(
        "partner",
        "Woon je samen met een partner?",
        "Dan tellen jullie inkomens samen voor de toeslagen.",
        (
            Option("nee", "Nee", {"partner-kind": "none"}),
            Option("ja", "Ja", {"partner-kind": "partner"}, asks_on=True),
        ),
    ),
    Question(
        "kinderen",
        "Heb je kinderen die bij je wonen?",
        "Dan tellen kinderbijslag, kindgebonden budget en opvang mee.",
        (
            Option("nee", "Nee", {"children-TOTAL_FORMS": "0", "children-INITIAL_FORMS": "0"}),
            Option("ja", "Ja", {}, asks_on=True),
        ),
    ),
    Question(
        "wonen",
        "Hoe woon je?",
        "Huurtoeslag en hypotheekrente veranderen mee met je loon.",
        (
            Option("huur", "Ik huur", {"home-kind": "rent"}, asks_on=True),
            Option("koop", "In een eigen huis", {"home-kind": "own"}, asks_on=True),
            Option("anders", "Anders", {"home-kind": "none"}),
        ),
    ),
    Question(
        "overig",
        "Heb je spaargeld, een studieschuld, reiskosten of nog een baan?",
        "Ook die veranderen wat je overhoudt.",
        (Option("nee", "Nee", NOTHING_LEFT), Option("ja", "Ja", {}, asks_on=True)),
    ),
)


def next_question(answers: Answers) -> Question | None:
    open_ones = (question for question in QUESTIONS if not answers.is_answered(question.step))
    return next((question for question in open_ones if question.slug not in answers.skipped), None)


def answered(data: QueryDict, pressed: str, *, year: int) -> tuple[Answers, Step | None, object]:
    """The answers after a button of the board, with the step that asks on and its form; None where none does."""
    slug, _, key = pressed.partition(":")
    question = next((question for question in QUESTIONS if question.slug == slug), None)
    option = next((option for option in question.options if option.key == key), None) if question else None
    changed = data.copy()
    if question is None or (option is None and key != SKIP):
        return Answers(data, year=year), None, None
    if option is None:
        changed[SKIPPED] = " ".join([*Answers(data, year=year).skipped, slug])
    elif option.asks_on:
        return Answers(data, year=year), question.step, _ready(question.step, option, year)
    else:
        changed.update(option.typed)
    return Answers(changed, year=year), None, None


def _ready(step: Step, option: Option, year: int):
    """The form of a step as it is when that answer was chosen, without anything judged yet."""
    if step.slug == "kinderen":
        return child_rows.changed(QueryDict(f"kind={child_rows.ADD}"), year=year)
    first = {name.removeprefix(step.prefix): value for name, value in option.typed.items()}
    return step.form(year=year, initial=first)
