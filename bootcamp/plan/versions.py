"""Two versions of a plan beside each other: what differs, question by question and action by action."""

from dataclasses import dataclass

from bootcamp.plan import questions
from bootcamp.plan.models import PlanAction
from portal.goals import Goal

NOTHING = "leeg"
NO_ACTION = "stond er niet"


@dataclass(frozen=True)
class Difference:
    where: str
    what: str
    before: str
    after: str


def differences(before: dict, after: dict) -> list[Difference]:
    """`before` and `after` as in saving.content_of; in the order of the plan."""
    rows = []
    for goal in Goal:
        rows += _answers(before["answers"], after["answers"], goal)
        rows += _actions(before["actions"], after["actions"], goal)
    return rows


def _answers(before: dict[str, str], after: dict[str, str], goal: Goal) -> list[Difference]:
    return [
        Difference(goal.label, question.label, _shown(question, before), _shown(question, after))
        for question in questions.of_goal(goal)
        if before.get(question.key, "") != after.get(question.key, "")
    ]


def _shown(question: questions.Question, answers: dict[str, str]) -> str:
    text = answers.get(question.key, "")
    if question.shape == "month":
        text = questions.month_in_words(text)
    elif text and question.unit:
        text = f"{text} {question.unit}"
    return text or NOTHING


def _actions(before: list[dict], after: list[dict], goal: Goal) -> list[Difference]:
    then = {action["key"]: _as_text(action) for action in before if action["goal"] == goal}
    now = {action["key"]: _as_text(action) for action in after if action["goal"] == goal}
    return [
        Difference(goal.label, "Actie", then.get(key, NO_ACTION), now.get(key, NO_ACTION))
        for key in [*then, *(key for key in now if key not in then)]
        if then.get(key) != now.get(key)
    ]


def _as_text(action: dict) -> str:
    parts = [action["what"], action["who"], questions.month_in_words(action["due"])]
    return ", ".join([*filter(None, parts), PlanAction.Status(action["status"]).label])
