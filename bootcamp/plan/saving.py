"""Writing in a plan with several people at once: nothing is overwritten unseen, and nothing typed is lost.

Each question and each action is a unit with a version. A write carries what the writer saw (`was`, `version`) beside
what is typed. Someone else wrote meanwhile? Then parts that only one of the two changed are taken together, and a
part that both changed is a `Conflict` that shows both. The plan's row is locked meanwhile, so writes come one by one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import formats, timezone

from bootcamp.plan.models import Plan, PlanAction, PlanAnswer, PlanVersion, TypedText
from bootcamp.plan.questions import QUESTIONS
from portal.people.models import User

SAME_SITTING = timedelta(minutes=10)
MOST_ACTIONS = 4
"""For one goal: what fits on the page."""
FULL = f"Bij een doel passen {MOST_ACTIONS} acties. Haal er eerst een weg, dan past deze erbij."


@dataclass(frozen=True)
class Write:
    """What one person typed in one unit, and what stood there when that person began."""

    unit: str
    """The key of a question, or the uuid of an action."""
    typed: dict[str, str]
    """Of a question {"text": ...}; of an action what, who, due or status, as far as they were on the page."""
    was: dict[str, str]
    version: int = 0
    goal: int | None = None
    """Only for an action."""
    removes: bool = False
    insists: bool = False
    """Chosen after a conflict was shown: also brings an action back that someone else took away."""
    undecided: bool = False
    """A conflict was shown and no choice was made yet, so it is shown again."""

    @property
    def changed(self) -> dict[str, str]:
        return {name: value for name, value in self.typed.items() if value != self.was.get(name, "")}


@dataclass(frozen=True)
class Conflict:
    unit: str
    mine: dict[str, str]
    theirs: dict[str, str]
    theirs_by: User | None
    theirs_at: datetime
    version: int
    goal: int | None = None
    is_removed: bool = False
    """Taken away by the other, while this person wrote in it."""
    removes: bool = False
    """This person wanted to take it away, while the other wrote in it."""

    @property
    def who(self) -> str:
        """By first name who wrote the other text."""
        return self.theirs_by.first_name if self.theirs_by else "Een collega"

    @property
    def when(self) -> str:
        """ "om 14.31 uur", with the day when that was not today."""
        at = timezone.localtime(self.theirs_at)
        day = "" if at.date() == timezone.localdate() else f"op {formats.date_format(at, 'j F')} "
        return f"{day}om {formats.date_format(at, 'H.i')} uur"


@dataclass
class Saved:
    saved: dict[str, TypedText] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    """Unit and the reason, for who typed it."""
    written: set[str] = field(default_factory=set)
    """Of what is saved, the units that became different by it."""


@transaction.atomic
def save(plan_id: int, writes: Iterable[Write], *, by: User, tab: str, now: datetime) -> Saved:
    """Write what can be written. `tab` names the page that was typed in: it never conflicts with itself, so asking
    again after an answer that got lost on the way does no harm."""
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    units = _units(plan)
    outcome = Saved()
    for write in writes:
        if write.changed or write.removes or write.insists or write.undecided:
            _save_one(plan, units, write, outcome, by=by, tab=tab, now=now)
    if outcome.written:
        _changed(plan, units, by=by, now=now)
    return outcome


def _units(plan: Plan) -> dict[str, TypedText]:
    answers = {answer.question: answer for answer in plan.answers.select_related("changed_by")}
    return answers | {str(action.key): action for action in plan.actions.select_related("changed_by")}


def _save_one(
    plan: Plan, units: dict[str, TypedText], write: Write, outcome: Saved, *, by: User, tab: str, now: datetime
) -> None:
    current = units.get(write.unit)
    if current is None:
        if write.removes:
            return
        current = _new(plan, write)
    elif write.undecided or (_is_stale(current, write, tab) and _clashes(current, write)):
        outcome.conflicts[write.unit] = _conflict(current, write)
        return
    values: dict[str, str | bool] = {**write.changed}
    if isinstance(current, PlanAction):
        values["is_removed"] = write.removes
        if not write.removes and not _has_room(units, current):
            outcome.refused[write.unit] = FULL
            return
    differs = {name: value for name, value in values.items() if getattr(current, name) != value}
    if differs or current.pk is None:
        current.write(differs, by=by, tab=tab, now=now)
        units[write.unit] = current
        outcome.written.add(write.unit)
    outcome.saved[write.unit] = current


def _new(plan: Plan, write: Write) -> TypedText:
    if write.goal is None:
        return PlanAnswer(plan=plan, question=write.unit)
    # Behind all that was ever there, so that a row that comes back stands where it stood.
    last = max(plan.actions.values_list("number", flat=True), default=0)
    return PlanAction(plan=plan, key=UUID(write.unit), goal=write.goal, number=last + 1)


def _is_stale(current: TypedText, write: Write, tab: str) -> bool:
    return current.version != write.version and not (tab and current.edited_in == tab)


def _clashes(current: TypedText, write: Write) -> bool:
    """Whether the other changed something that this person changed too, into something else."""
    if getattr(current, "is_removed", False) != write.removes:
        return True
    return any(getattr(current, name) not in (write.was.get(name, ""), value) for name, value in write.changed.items())


def _conflict(current: TypedText, write: Write) -> Conflict:
    return Conflict(
        unit=write.unit,
        mine=write.typed,
        theirs={name: getattr(current, name) for name in _parts(current)},
        theirs_by=current.changed_by,
        theirs_at=current.changed_at,
        version=current.version,
        goal=write.goal,
        is_removed=getattr(current, "is_removed", False),
        removes=write.removes,
    )


def _parts(unit: TypedText) -> tuple[str, ...]:
    return ("what", "who", "due", "status") if isinstance(unit, PlanAction) else ("text",)


def _has_room(units: dict[str, TypedText], action: PlanAction) -> bool:
    """Whether the action stands in the plan already, or its goal can hold one more."""
    if action.pk and not action.is_removed:
        return True
    live = [unit for unit in units.values() if isinstance(unit, PlanAction) and not unit.is_removed]
    return sum(other.goal == action.goal for other in live) < MOST_ACTIONS


def _changed(plan: Plan, units: dict[str, TypedText], *, by: User, now: datetime) -> None:
    plan.changed_at = now
    plan.save(update_fields=["changed_at"])
    latest = plan.versions.order_by("-number").first()
    content = content_of(units.values())
    if latest and latest.saved_by_id == by.pk and now - latest.started_at < SAME_SITTING:
        latest.content, latest.saved_at = content, now
        latest.save(update_fields=["content", "saved_at"])
    else:
        add_version(plan, content, by=by, now=now, number=latest.number + 1 if latest else 1)


def add_version(
    plan: Plan, content: dict, *, by: User, now: datetime, number: int, restored_from: int | None = None
) -> PlanVersion:
    """For who holds the lock on the plan."""
    return plan.versions.create(
        number=number, content=content, saved_by=by, started_at=now, saved_at=now, restored_from=restored_from
    )


def content_of(units: Iterable[TypedText]) -> dict:
    """The whole plan as data, for a version: {"answers": {question: text}, "actions": [{key, goal, what, ...}]}"""
    answers = {unit.question: unit.text for unit in units if isinstance(unit, PlanAnswer) and unit.text}
    return {
        "answers": {question.key: answers[question.key] for question in QUESTIONS if question.key in answers},
        "actions": [_as_data(unit) for unit in in_order(unit for unit in units if isinstance(unit, PlanAction))],
    }


def in_order(actions: Iterable[PlanAction]) -> list[PlanAction]:
    """The actions that stand in the plan, per goal in the order in which they came."""
    return sorted(
        (action for action in actions if not action.is_removed),
        key=lambda action: (action.goal, action.number, action.pk),
    )


def _as_data(action: PlanAction) -> dict:
    return {"key": str(action.key)} | {
        name: getattr(action, name) for name in ("goal", "number", "what", "who", "due", "status")
    }
