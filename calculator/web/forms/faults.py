"""Where a fault that the engine found belongs in the questions, and how it's said there.

The engine writes for who sends it a document, with the names of keys. None of that is for a teacher: here each place
in the document has a sentence of its own. The forms leave little for the engine to find.
"""

import re

from calculator.household.intake.faults import Fault, Faults
from calculator.web.forms.answers import BY_SLUG, STEPS, Answers, Step

STEP_OF_KEY = {"children": "kinderen", "housing": "wonen", "others": "wonen", "assets": "overig"}

WAGE_TABLE = (
    "Van deze schaal en trede hebben we van dit jaar geen salaristabel. Vul in plaats daarvan je brutoloon in. "
    "Dat staat op je loonstrook."
)
CARE = (
    "Met wat je over je kinderen en de opvang invulde, kunnen we voor dit jaar niet rekenen. Van dit jaar kennen "
    "we niet alle regels voor de opvang. Kijk het na, of laat de opvang weg."
)
AOW = (
    "Wie dit jaar de AOW-leeftijd bereikt, kunnen we nog niet doorrekenen: dan gelden er twee soorten regels. "
    "Vraag het na bij je werkgever of de Belastingdienst."
)
PREMIUM = (
    "De pensioenpremie is hoger dan het brutoloon. Vul de premie van een heel jaar in, alleen het deel dat van je "
    "loon af gaat."
)
PENSION = (
    "De pensioenpremie bij dit loon kennen we van dit jaar niet. Vul je brutoloon in, of kies een ander pensioenfonds."
)
IN_WORDS = (
    ("year", "Van dat jaar kennen we niet alle regels. Kies een ander jaar."),
    ("hours", "Met deze uren kunnen we niet rekenen. Kijk je uren van nu en je wens na."),
    ("assets", "Met dit spaargeld kunnen we niet rekenen. Kijk het bedrag na."),
    ("children", CARE),
    ("housing", "Met wat je over je huis invulde, kunnen we niet rekenen. Kijk de bedragen na."),
    ("others", "Met wat je invulde over wie bij je woont, kunnen we niet rekenen. Kijk het na."),
    ("people.birth_date", AOW),
    ("people.pension.employee_premium_year", PREMIUM),
    ("people.pension", PENSION),
    ("people.wage.cao", WAGE_TABLE),
    ("people.wage.scale", WAGE_TABLE),
    ("people.wage.step", WAGE_TABLE),
    ("people.wage", "Met dit loon en deze uren kunnen we niet rekenen. Kijk of ze bij elkaar horen."),
    ("people.second_job", "Met het loon van je andere baan kunnen we niet rekenen. Kijk het bedrag na."),
    ("people", "Met een van deze antwoorden kunnen we niet rekenen. Kijk ze na."),
)
OTHERWISE = "Met een van je antwoorden kunnen we niet rekenen. Kijk ze na."


def in_words(fault: Fault) -> str:
    """What a teacher reads; never what the engine wrote."""
    place = re.sub(r"\[[^]]*\]", "", fault.path)
    matches = [(start, sentence) for start, sentence in IN_WORDS if f"{place}.".startswith(f"{start}.")]
    return max(matches, key=lambda match: len(match[0]))[1] if matches else OTHERWISE


def tell(faults: Faults, answers: Answers) -> Step:
    """Put each fault above the questions that it is about; gives the step to go back to."""
    by_sentence = {(step_to_blame(fault.path, answers), in_words(fault)) for fault in faults.faults}
    for step, sentence in by_sentence:
        form = answers.form(step)
        inner = getattr(form, "forms", None)
        (inner[0] if inner else form).add_error(None, sentence)
    return min((step for step, _ in by_sentence), key=STEPS.index)


def step_to_blame(path: str, answers: Answers) -> Step:
    """A step that wasn't answered has nothing to put right, so then it's the first."""
    if path.startswith("people[1]"):
        step = BY_SLUG["partner"]
    else:
        step = BY_SLUG[STEP_OF_KEY.get(path.partition(".")[0].partition("[")[0], "werk")]
    return step if answers.is_answered(step) else STEPS[0]
