"""Reading what was posted: each unit on the page as a `Write`, and what is wrong with it at the field it is in.

A unit is on the page when its version is (`team-v`, `a-<uuid>-v`), so a page with script may send only what changed.
The names of one unit: `team`, `team-was`, `team-v`, and `team-keuze` after a conflict.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bootcamp.plan import questions
from bootcamp.plan.models import TEXT, WHO, PlanAction
from bootcamp.plan.questions import Wrong
from bootcamp.plan.saving import Write
from portal.text.numbers import number_in

ACTION = re.compile(r"a-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})-v")
MINE, THEIRS, UNDECIDED = "mijn", "hun", "nog niet"
NO_ACTION = "Schrijf op wat je gaat doen. Of haal de actie weg."


def _status(typed: str) -> str:
    if typed not in PlanAction.Status.values:
        raise Wrong("Kies hoe ver de actie is.")
    return typed


PARTS = {"what": questions.text(TEXT), "who": questions.text(WHO), "due": questions.month, "status": _status}


@dataclass
class TypedPlan:
    """What came in. `raw` is all of it as typed, for showing it again."""

    raw: Mapping[str, str]
    tab: str
    writes: list[Write] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    """Name of the input and what is wrong with it; such a unit is not written."""
    wrong_units: set[str] = field(default_factory=set)

    def refuse(self, unit: str, name: str, message: str) -> None:
        self.errors.setdefault(name, message)
        self.wrong_units.add(unit)

    def choice(self, name: str) -> str:
        """Which text stays, of a conflict that was shown; it counts only with the button that belongs to it."""
        chosen = self.raw.get(f"{name}-keuze", "")
        if not chosen:
            return ""
        return chosen if chosen in (MINE, THEIRS) and self.raw.get("kies") == name else UNDECIDED

    def version(self, name: str) -> int:
        return number_in(self.raw.get(f"{name}-v", ""))


def read(posted: Mapping[str, str], *, goal: int, stored: Mapping[str, str]) -> TypedPlan:
    """`stored` holds the answers as they are, for numbers that must fit each other."""
    typed = TypedPlan(posted, posted.get("tab", "")[:36])
    for question in questions.of_goal(goal):
        if f"{question.key}-v" in posted:
            _read_question(typed, question)
    _check_numbers(typed, stored)
    for key in action_keys(posted):
        _read_action(typed, key, goal)
    _drop_wrong(typed)
    return typed


def read_statuses(posted: Mapping[str, str], goals: Mapping[str, int]) -> TypedPlan:
    """Of the list of actions; `goals` has the goal of each action of the plan."""
    typed = TypedPlan(posted, posted.get("tab", "")[:36])
    for key in action_keys(posted):
        if key in goals:
            _read_action(typed, key, goals[key])
    _drop_wrong(typed)
    return typed


def _drop_wrong(typed: TypedPlan) -> None:
    typed.writes = [write for write in typed.writes if write.unit not in typed.wrong_units]


def action_keys(posted: Mapping[str, str]) -> list[str]:
    return [match[1] for name in posted if (match := ACTION.fullmatch(name))]


def _read_question(typed: TypedPlan, question: questions.Question) -> None:
    key, choice = question.key, typed.choice(question.key)
    if choice == THEIRS:
        return
    try:
        text = question.read(typed.raw.get(key, ""))
    except Wrong as wrong:
        typed.refuse(key, key, str(wrong))
        return
    was = {"text": typed.raw.get(f"{key}-was", "")}
    typed.writes.append(Write(key, {"text": text}, was, typed.version(key), **_decided(choice)))


def _check_numbers(typed: TypedPlan, stored: Mapping[str, str]) -> None:
    changed = {write.unit: write.typed["text"] for write in typed.writes if write.changed}
    for (part, total), message in questions.check_together({**stored, **changed}).items():
        if part in changed:
            typed.refuse(part, part, message)
        elif total in changed:
            typed.refuse(total, total, message)


def _read_action(typed: TypedPlan, key: str, goal: int) -> None:
    name = f"a-{key}"
    choice = typed.choice(name)
    if choice == THEIRS:
        return
    removes = typed.raw.get("weg") == key or f"{name}-weg" in typed.raw
    values = {}
    for part, read_part in PARTS.items():
        if f"{name}-{part}" in typed.raw:
            try:
                values[part] = read_part(typed.raw[f"{name}-{part}"])
            except Wrong as wrong:
                if not removes:
                    typed.refuse(key, f"{name}-{part}", str(wrong))
    was = {part: typed.raw.get(f"{name}-{part}-was", "") for part in values}
    version = typed.version(name)
    if removes:
        if version:
            typed.writes.append(Write(key, {}, {}, version, goal=goal, removes=True, **_decided(choice)))
        return
    if not version and not any(values.values()):
        return
    if "what" in values and not values["what"]:
        typed.refuse(key, f"{name}-what", NO_ACTION)
    typed.writes.append(Write(key, values, was, version, goal=goal, **_decided(choice)))


def _decided(choice: str) -> dict[str, bool]:
    return {"insists": choice == MINE, "undecided": choice == UNDECIDED}
