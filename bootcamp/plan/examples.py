"""Examples that someone picks and then changes."""

from collections.abc import Mapping
from uuid import uuid4

from bootcamp.plan import questions
from bootcamp.plan.forms.units import action_keys
from portal.goals import Goal

YEAR = (
    ("year_10", "wensen ophalen"),
    ("year_01", "Goede Gesprekken"),
    ("year_03", "rooster en formatie"),
    ("year_05", "terugblik"),
)
ACTIONS = {
    Goal.FACTS: (
        "Onze eigen cijfers verzamelen",
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


def picked(post: Mapping[str, str], goal: Goal) -> tuple[dict[str, str], str]:
    """What was posted, with the example that was picked in its place; and the key of the action it became."""
    posted, added = dict(post), ""
    pick, place = posted.pop("voorbeeld", ""), posted.pop("vul", "")
    examples = _by_number(ACTIONS[goal])
    if pick in examples:
        added = next((key for key in action_keys(posted) if _is_blank(posted, key)), str(uuid4()))
        posted |= {f"a-{added}-v": "0", f"a-{added}-what-was": "", f"a-{added}-what": examples[pick]}
    if place == "jaarkring" and goal == Goal.SECURE:
        posted |= {key: words for key, words in YEAR if not posted.get(key, "").strip()}
    key, _, which = place.partition(":")
    question = questions.BY_KEY.get(key)
    words = _by_number(question.examples) if question else {}
    if which in words:
        posted[key] = f"{posted.get(key, '').strip()} {words[which]}".strip()
    return posted, added


def _by_number(examples: tuple[str, ...]) -> dict[str, str]:
    return {str(number): words for number, words in enumerate(examples)}


def _is_blank(posted: Mapping[str, str], key: str) -> bool:
    return not any(posted.get(f"a-{key}-{part}", "").strip() for part in ("what", "who", "due"))
