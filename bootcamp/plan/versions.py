"""The whole plan as it was: kept while people type, brought beside another to see what differs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bootcamp.plan import questions
from bootcamp.plan.forms.fields import month_in_words
from bootcamp.plan.models import Plan, PlanAction, PlanAnswer, PlanVersion, TypedText
from portal.goals import Goal
from portal.people.models import User

SAME_SITTING = timedelta(minutes=10)
NO_ACTION = "stond er niet"


def content_of(units: Iterable[TypedText]) -> dict:
    """The whole plan as data, for a version: {"answers": {question: text}, "actions": [{key, goal, what, ...}]}"""
    units = list(units)
    answers = {unit.question: unit.text for unit in units if isinstance(unit, PlanAnswer) and unit.text}
    return {
        "answers": {question.key: answers[question.key] for question in questions.QUESTIONS if question.key in answers},
        "actions": [_as_data(unit) for unit in in_order(unit for unit in units if isinstance(unit, PlanAction))],
    }


def in_order(actions: Iterable[PlanAction]) -> list[PlanAction]:
    """The actions that stand in the plan, per goal in the order in which they came."""
    return sorted(
        (action for action in actions if not action.is_removed),
        key=lambda action: (action.goal, action.number, action.pk),
    )


def _as_data(action: PlanAction) -> dict:
    return {"key": str(action.key), "goal": action.goal, "number": action.number, **action.parts}


def keep(plan: Plan, units: Iterable[TypedText], *, by: User, now: datetime) -> None:
    """For who holds the lock on the plan: someone who goes on typing goes on in the same version."""
    latest, content = plan.versions.order_by("-number").first(), content_of(units)
    if latest and latest.saved_by_id == by.pk and now - latest.started_at < SAME_SITTING:
        latest.content, latest.saved_at = content, now
        latest.save(update_fields=["content", "saved_at"])
    else:
        add(plan, content, by=by, now=now, number=latest.number + 1 if latest else 1)


def add(
    plan: Plan, content: dict, *, by: User, now: datetime, number: int, restored_from: int | None = None
) -> PlanVersion:
    return plan.versions.create(
        number=number, content=content, saved_by=by, started_at=now, saved_at=now, restored_from=restored_from
    )


@dataclass(frozen=True)
class Difference:
    where: str
    what: str
    before: str
    after: str


def differences(before: dict, after: dict) -> list[Difference]:
    """`before` and `after` as in content_of; in the order of the plan."""
    rows = []
    for goal in Goal:
        rows += _answers(before["answers"], after["answers"], goal)
        rows += _actions(before["actions"], after["actions"], goal)
    return rows


def _answers(before: dict[str, str], after: dict[str, str], goal: Goal) -> list[Difference]:
    return [
        Difference(goal.label, question.label, question.field.in_words(then), question.field.in_words(now))
        for question in questions.of_goal(goal)
        if (then := before.get(question.key, "")) != (now := after.get(question.key, ""))
    ]


def _actions(before: list[dict], after: list[dict], goal: Goal) -> list[Difference]:
    then = {action["key"]: _as_text(action) for action in before if action["goal"] == goal}
    now = {action["key"]: _as_text(action) for action in after if action["goal"] == goal}
    return [
        Difference(goal.label, "Actie", then.get(key, NO_ACTION), now.get(key, NO_ACTION))
        for key in [*then, *(key for key in now if key not in then)]
        if then.get(key) != now.get(key)
    ]


def _as_text(action: dict) -> str:
    parts = [action["what"], action["who"], month_in_words(action["due"])]
    return ", ".join([*filter(None, parts), PlanAction.Status(action["status"]).label])
